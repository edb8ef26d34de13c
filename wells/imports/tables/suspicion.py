"""Columns whose numbers look like another unit or another datum: asked, with the evidence.

Four signs: a depth below the well's total depth that is above it in feet; a depth that stands to the known
one as feet to metres; a depth that differs from the known one by the elevation of the rotary table; a rating
of pipe that misses the formula by the quotient of two units of pressure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wells.engine.rules.ratings import formula_of, misread, wall_factor_of
from wells.imports.ledger import Documents
from wells.imports.reading import Row
from wells.imports.report import Document, Finding
from wells.imports.tables.headings import Column
from wells.imports.tables.rows import Sheet, Value
from wells.imports.units import FOOT

SAME_RATIO, SAME_M = 0.004, 0.2
DEPTHS = ("depth",)
RATINGS = ("rating_override", "connection")
UNITS_OF_RATINGS = ("psi", "bar", "kPa", "MPa")


@dataclass(frozen=True, slots=True)
class Depth:
    """A depth of a row with what is known to compare it with, metres."""

    row: Row
    well: str
    value_m: float
    known_m: float | None
    td_m: float | None
    rkb_m: float | None


def suspicions(
    sheet: Sheet,
    rows: list[tuple[Row, str, list[Value], tuple[str, ...]]],
    before: Mapping[str, Document | None],
    after: Mapping[str, Document],
) -> Iterator[Finding]:
    """Findings for each row of a suspected column, unless the column has been answered for."""
    for column in sheet.columns:
        if column.field is None:
            continue
        if len(column.field.target) > 1 and column.field.target[-2] in RATINGS:
            yield from _ratings(sheet, column, rows, after)
        if column.field.quantity not in DEPTHS:
            continue
        depths = list(_depths(column, rows, before, after))
        key = f"{sheet.table.name}!{column.letter}"
        if f"unit:{key}" not in sheet.answers:
            yield from _feet(sheet, column, depths)
        if f"datum:{key}" not in sheet.answers:
            yield from _datum(sheet, column, depths)


def _depths(
    column: Column,
    rows: list[tuple[Row, str, list[Value], tuple[str, ...]]],
    before: Mapping[str, Document | None],
    after: Mapping[str, Document],
) -> Iterator[Depth]:
    assert column.field is not None
    known_now = Documents(before)
    for row, well, values, place in rows:
        value = next((item for item in values if item.column is column), None)
        if value is None:
            continue
        path = (*place, *column.field.target) if not column.field.side else ()
        known = known_now.item(well, path) if path else None
        document = after[well]
        bores = document.get("wellbores") or []
        td = max((bore["total_depth_md_m"] for bore in bores if bore.get("total_depth_md_m")), default=None)
        rkb = next((item.get("rkb_elevation_m") for item in document.get("datum") or []), None)
        yield Depth(row, well, value.value, known if isinstance(known, int | float) else None, td, rkb)


def _feet(sheet: Sheet, column: Column, depths: list[Depth]) -> Iterator[Finding]:
    metric = column.unit is None or column.unit.symbol == "m"
    for depth in depths:
        if metric and depth.td_m and depth.value_m > depth.td_m + 1.0 >= depth.value_m * FOOT:
            yield _asked(sheet, column, depth, "feet-or-metres", f"{depth.value_m:g} m is deeper than the well, {depth.td_m:g} m TD; in feet it would be {depth.value_m * FOOT:.0f} m.")  # fmt: skip
        elif depth.known_m and abs(depth.value_m / depth.known_m * FOOT - 1.0) < SAME_RATIO:
            yield _asked(sheet, column, depth, "feet-or-metres", f"{depth.value_m:g} m is 3.28 times the {depth.known_m:g} m that is known: it looks like feet.")  # fmt: skip
        elif depth.known_m and abs(depth.value_m / FOOT / depth.known_m - 1.0) < SAME_RATIO:
            yield _asked(sheet, column, depth, "feet-or-metres", f"{depth.value_m / FOOT:g} ft is the number that is known in metres: it looks like metres.")  # fmt: skip


def _datum(sheet: Sheet, column: Column, depths: list[Depth]) -> Iterator[Finding]:
    for depth in depths:
        if not depth.known_m or not depth.rkb_m or depth.rkb_m < 5.0:
            continue
        off = depth.value_m - depth.known_m
        if abs(abs(off) - depth.rkb_m) <= SAME_M:
            which = "below mean sea level" if off < 0 else "counted from another datum"
            yield _asked(sheet, column, depth, "rkb-or-msl", f"{depth.value_m:g} m differs from the known {depth.known_m:g} m by the RKB elevation, {depth.rkb_m:g} m: it looks {which}.")  # fmt: skip


def _ratings(
    sheet: Sheet,
    column: Column,
    rows: list[tuple[Row, str, list[Value], tuple[str, ...]]],
    after: Mapping[str, Document],
) -> Iterator[Finding]:
    """Ratings of pipe that fit the formula on the section's own size in another unit than their column's."""
    assert column.field is not None
    ask = f"unit:{sheet.table.name}!{column.letter}"
    if ask in sheet.answers or column.unit is None:
        return
    documents = Documents(after)
    for row, well, values, place in rows:
        value = next((item for item in values if item.column is column), None)
        if value is None:
            continue
        section = _section(documents.item(well, place), column)
        formula_pa = formula_of(section, wall_factor_of(after[well])).get(column.field.target[-1])
        wrong = None if formula_pa is None else misread(stated_pa=value.value, formula_pa=formula_pa)
        if formula_pa is None or wrong is None:
            continue
        yield Finding(
            severity="question",
            code="unit-of-rating",
            sheet=sheet.table.name,
            row=row.number,
            column=column.heading,
            cell=f"{column.letter}{row.number}",
            well=well,
            what=f"{value.raw} {column.unit.symbol} is {value.value / formula_pa:.3g} times the {formula_pa / 1e5:.0f} bar of the formula: it looks like another unit.",
            mend="Say the unit of the column.",
            ask=ask,
            options=(column.unit.symbol, *(unit for unit in UNITS_OF_RATINGS if unit != column.unit.symbol)),
        )


def _section(item: Any, column: Column) -> Any:
    """The section a rating is of: the row's own, or the first one of the row's string."""
    if column.field is not None and column.field.side and isinstance(item, dict):
        item = next(iter(item.get("sections") or ()), None)
    return item if isinstance(item, dict) else {}


def _asked(sheet: Sheet, column: Column, depth: Depth, code: str, what: str) -> Finding:
    is_unit = code == "feet-or-metres"
    return Finding(
        severity="question",
        code=code,
        sheet=sheet.table.name,
        row=depth.row.number,
        column=column.heading,
        cell=f"{column.letter}{depth.row.number}",
        well=depth.well,
        what=what,
        mend="Say the unit of the column." if is_unit else "Say what the column counts from.",
        ask=f"{'unit' if is_unit else 'datum'}:{sheet.table.name}!{column.letter}",
        options=("m", "ft") if is_unit else ("rkb", "msl"),
    )
