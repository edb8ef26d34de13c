"""The cells of one row of FactPages, read by field."""

from __future__ import annotations

from typing import Any

from wells.imports import numbers
from wells.imports.ledger import Ledger
from wells.imports.names import split_wellbore, well_key
from wells.imports.reading import Row, Table
from wells.imports.report import Finding
from wells.imports.units import UNITS, to_si


def finding_at(
    table: Table, columns: dict[str, int], row: int, severity: str, field: str, code: str, what: str,
    mend: str, well: str,
) -> Finding:  # fmt: skip
    index = columns.get(field, 0)
    return Finding(
        severity=severity,
        code=code,
        what=what,
        mend=mend,
        sheet=table.name,
        row=row,
        column=table.headings[index],
        cell=table.cell(row, index),
        well=well,
    )


class Cells:
    """The cells of a row by field, with the findings they give rise to."""

    def __init__(self, table: Table, columns: dict[str, int], row: Row, ledger: Ledger):
        self.table, self.columns, self.row, self.ledger = table, columns, row, ledger

    def raw(self, field: str) -> Any:
        index = self.columns.get(field)
        return self.row.cells[index] if index is not None and index < len(self.row.cells) else None

    def text(self, field: str) -> str | None:
        value = self.raw(field)
        return None if numbers.blank(value) else str(value).strip()

    def number(self, field: str, *, unit: str | None = None) -> float | None:
        """The number, in SI where a unit is named; unreadable refuses the row."""
        try:
            value = numbers.number(self.raw(field), decimal="point")
        except numbers.Unclear as unclear:
            self.refuse(field, unclear.code, unclear.what, unclear.mend)
            return None
        return value if value is None or unit is None else to_si(value, UNITS[unit])

    def readable(self, field: str) -> float | None:
        """The number where it can be read, without a finding."""
        try:
            return numbers.number(self.raw(field), decimal="point")
        except numbers.Unclear:
            return None

    def positive(self, field: str) -> float | None:
        """A number above 0; 0 is how the tables write "not stated"."""
        value = self.number(field)
        if value is not None and value < 0:
            self.refuse(field, "negative", f"{value:g} is below 0.", "Depths and sizes are above 0.")
        return value if value and value > 0 else None

    def size(self, field: str, *, needed: bool) -> float | None:
        """A diameter in inches; where the row does not stand on it, unreadable is unknown and warned of."""
        if needed:
            return self.positive(field)
        try:
            return numbers.number(self.raw(field), decimal="point") or None
        except numbers.Unclear as unclear:
            self.warn(field, unclear.code, unclear.what, "The hole size is left unknown.")
            return None

    def day(self, field: str) -> str | None:
        try:
            return numbers.day(self.raw(field))
        except numbers.Unclear as unclear:
            self.warn(field, unclear.code, unclear.what, "The day is left unknown.")
            return None

    def refuse(self, field: str, code: str, what: str, mend: str) -> None:
        self.ledger.find(self._finding("error", field, code, what, mend))

    def warn(self, field: str, code: str, what: str, mend: str) -> None:
        self.ledger.find(self._finding("warning", field, code, what, mend))

    def _finding(self, severity: str, field: str, code: str, what: str, mend: str) -> Finding:
        well = well_key(str(self.raw("wellbore") or ""))
        return finding_at(self.table, self.columns, self.row.number, severity, field, code, what, mend, well)

    def named(self) -> dict[str, Any] | None:
        """Sheet, row, wellbore and well of a record; a row without a name is refused."""
        name = self.text("wellbore")
        if name is None:
            self.refuse("wellbore", "no-wellbore", "No wellbore is named.", "Name it, or leave the row out.")
            return None
        well = self.text("well") or split_wellbore(name)[0]
        return {
            "sheet": self.table.name,
            "row": self.row.number,
            "wellbore": well_key(name),
            "well": well_key(well),
        }
