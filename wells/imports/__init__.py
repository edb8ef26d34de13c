"""Imports: what files say. Parse, guess the mapping, dry run with every finding, documents to come.

Pure functions of files, the documents that exist, and answers; nothing here writes. `IMPORTERS` holds them
by name: `plan(files, existing, answers) -> Plan`. docs/importing.md tells each in words.
"""

from collections.abc import Callable, Sequence

from wells.imports import compass, documents, esv, sodir, tables
from wells.imports.reading import File
from wells.imports.report import Answers, Existing, Finding, ImportRefused, Plan, WellChange

Importer = Callable[[Sequence[File], Existing, Answers | None], Plan]

IMPORTERS: dict[str, Importer] = {
    sodir.NAME: sodir.plan,
    compass.NAME: compass.plan,
    esv.NAME: esv.plan,
    tables.NAME: tables.plan,
    documents.NAME: documents.plan,
}

__all__ = ["IMPORTERS", "File", "Finding", "ImportRefused", "Plan", "WellChange"]
