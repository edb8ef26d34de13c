"""From a fault of a document back to the row and cell it came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from wells.documents import Fault, check
from wells.imports.ledger import Ledger, Path, RowKey
from wells.imports.report import Document, Finding

Cell = Callable[[RowKey, str], tuple[str, str]]


def no_cell(row: RowKey, field: str) -> tuple[str, str]:
    return field, ""


def blame(
    document: Document,
    before: Document | None,
    *,
    key: str,
    ledger: Ledger,
    cell: Cell = no_cell,
    ask: str = "",
    options: tuple[str, ...] = (),
) -> bool:
    """Every fault of the document as a finding at its row; True where one refuses it.

    Faults the document had before the import are not this file's and are left out. `cell` gives column
    and address for a row and a field.
    """
    old = {(fault.code, fault.detail) for fault in check(before)} if before else set()
    refused = False
    for fault in check(document):
        if (fault.code, fault.detail) in old:
            continue
        refused |= fault.severity == "error"
        finding = _finding(fault, document, key, ledger, cell)
        ledger.find(replace(finding, ask=ask, options=options) if fault.severity == "error" else finding)
    return refused


def _finding(fault: Fault, document: Document, key: str, ledger: Ledger, cell: Cell) -> Finding:
    path = place(document, fault.pointer)
    rows = ledger.rows_of(key, path)
    field = path[-1] if path else ""
    sheet, row = rows[0] if rows else ("", None)
    column, address = cell(rows[0], field) if rows else (field, "")
    return Finding(
        severity=fault.severity,
        code=fault.code,
        sheet=sheet,
        row=row,
        column=column,
        cell=address,
        well=key,
        what=fault.detail[:1].upper() + fault.detail[1:] + ("" if fault.detail.endswith((".", "?")) else "."),
        mend=f"Correct it in the file; the place in the document is {'/'.join(path)}.",
    )


def place(document: Document, pointer: str) -> Path:
    """A pointer with ids for indexes: /strings/0/sections/1/od_m -> ('strings', 'casing-7', 'sections', 's2', 'od_m')."""
    value: Any = document
    steps = []
    for part in pointer.split("/")[1:]:
        if isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
            steps.append(str(value.get("id", part)) if isinstance(value, dict) else part)
        else:
            value = value.get(part) if isinstance(value, dict) else None
            steps.append(part)
    return tuple(steps)
