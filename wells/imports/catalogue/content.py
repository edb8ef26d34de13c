"""From judged rows to a plan: what the catalogue holds now, what it would hold, and the count by row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wells.imports.ledger import Ledger
from wells.imports.report import Answers, CatalogueRows, Catalogues, Finding, Plan

LONGEST_NAME = 120


def contents(
    importer: str,
    ledger: Ledger,
    name: str,
    rows: Mapping[str, Mapping[str, Any]],
    catalogues: Catalogues,
    said: Answers,
    *,
    source: str,
    licence: tuple[str, str],
    **rest: Any,
) -> Plan:
    """The dry run. Rows of the revision that stands which the file no longer has are counted, and warned of."""
    name = " ".join(name.split())[:LONGEST_NAME]
    based_on, known = catalogues(name)
    gone = sorted(set(known) - set(rows))
    if gone:
        ledger.find(_gone(name, based_on, gone))
    counts = ledger.settle(_document(name, known), _document(name, rows))
    return Plan(
        importer=importer,
        rows_read=ledger.rows_read,
        **counts,
        catalogue=CatalogueRows(
            name=name,
            source=source[:300],
            rows=tuple(rows[key] for key in sorted(rows)),
            based_on=based_on,
            removed=len(gone),
        )
        if rows
        else None,
        findings=tuple(ledger.findings),
        licence=licence[0],
        attribution=licence[1],
        refusal="row",
        **rest,
    )


def _document(name: str, rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Rows as the ledger counts them: items with an id, in the one document of the catalogue."""
    return {name: {"items": [{"id": key, **facts} for key, facts in rows.items()]}}


def _gone(name: str, revision: int, gone: list[str]) -> Finding:
    some = ", ".join(gone[:5]) + (f" and {len(gone) - 5:,} more" if len(gone) > 5 else "")
    return Finding(
        severity="warning",
        code="rows-gone",
        what=f"{len(gone):,} rows of {name}, revision {revision}, are not in the file: {some}.",
        mend="The new revision will not have them; revision and wells that name them stay as they are.",
    )
