"""Imports: what files say. Parse, guess the mapping, dry run with every finding, documents to come.

Pure functions of files, what the record holds, and answers; nothing here writes. `IMPORTERS` holds those of
wells by name: `plan(files, existing, answers) -> Plan`; `CATALOGUE_IMPORTERS` those whose rows are a catalogue,
which ask for a catalogue instead of documents. docs/importing.md tells each in words.
"""

from collections.abc import Callable, Sequence

from wells.imports import catalogue, compass, documents, esv, filings, sodir, tables
from wells.imports.reading import File
from wells.imports.report import Answers, Catalogues, Existing, Finding, ImportRefused, Plan, WellChange

Importer = Callable[[Sequence[File], Existing, Answers | None], Plan]
CatalogueImporter = Callable[[Sequence[File], Catalogues, Answers | None], Plan]

IMPORTERS: dict[str, Importer] = {
    sodir.NAME: sodir.plan,
    compass.NAME: compass.plan,
    esv.NAME: esv.plan,
    tables.NAME: tables.plan,
    documents.NAME: documents.plan,
}
CATALOGUE_IMPORTERS: dict[str, CatalogueImporter] = {
    catalogue.NAME: catalogue.plan,
    filings.NAME: filings.plan,
}

__all__ = ["CATALOGUE_IMPORTERS", "IMPORTERS", "File", "Finding", "ImportRefused", "Plan", "WellChange"]
