"""Survey stations out of a pasted list or a file: CSV, XLSX, or a COMPASS listing.

    stations_of(File(name="pasted", data=b"0 0 0\\n30 1.2 214"))   stations with md_m, inclination_deg, azimuth_deg

Columns are known by their heading (MD, Inc, Azi …); without a heading the first three are taken. Errors:
Unclear, with the row and the column in its words; a list with one bad row is not taken at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from wells.imports import numbers, reading
from wells.imports.compass.listing import listing
from wells.imports.ledger import Ledger
from wells.imports.numbers import Unclear
from wells.imports.reading import File

Station = dict[str, float]
Cells = tuple[int, Sequence[Any]]

FIELDS = ("md_m", "inclination_deg", "azimuth_deg")
HEADINGS = {
    "md_m": r"(md|measured depth|depth|m\.?d\.?)\b",
    "inclination_deg": r"inc",
    "azimuth_deg": r"az",
}
WORDS = {"md_m": "MD", "inclination_deg": "inclination", "azimuth_deg": "azimuth"}
GREATEST_DEG = {"inclination_deg": 180.0, "azimuth_deg": 360.0}
MOST = 20_000
#: Elevations nearer than this are the same rotary table.
SAME_ELEVATION_M = 0.01


def stations_of(file: File, *, metres: float = 1.0, rkb_elevation_m: float | None = None) -> list[Station]:
    """The stations in the order of the file; `metres` is the length of the unit its depths are in.

    A COMPASS listing names its own unit and rotary table; one that is not at `rkb_elevation_m` is refused.
    """
    if b"SURVEY LIST" in file.data.upper():
        found = list(_listed(file, rkb_elevation_m))
    else:
        found = [_station(number, cells, metres) for number, cells in _rows(file)]
    if not found:
        raise Unclear(
            "empty", "There is no station in it.", "Give MD, inclination and azimuth, a station a line."
        )
    if len(found) > MOST:
        raise Unclear("too-many", f"{len(found):,} stations; {MOST:,} are read.", "Split the survey.")
    _increasing(found)
    return found


def _listed(file: File, rkb_elevation_m: float | None) -> Iterator[Station]:
    ledger = Ledger()
    found = listing(file, ledger)
    kb_m = found.metres("KB-MSL")
    if None not in (kb_m, rkb_elevation_m) and abs(kb_m - rkb_elevation_m) > SAME_ELEVATION_M:
        raise Unclear(
            "other-datum",
            f"The listing counts from a rotary table at {kb_m:g} m, the well from one at {rkb_elevation_m:g} m.",
            "Use the COMPASS import, which asks which of the two holds.",
        )
    for line in found.lines:
        yield {"md_m": line.md_m, "inclination_deg": line.inclination_deg, "azimuth_deg": line.azimuth_deg}
    for finding in ledger.findings:
        if finding.severity == "error":
            raise Unclear(finding.code, f"Row {finding.row}: {finding.what}", finding.mend)


def _rows(file: File) -> Iterator[Cells]:
    """Number and the three cells of each filled line."""
    table = reading.tables(file)[0]
    lines = [(table.heading_row, table.headings), *((row.number, row.cells) for row in table.rows)]
    lines = [(number, _cut(cells)) for number, cells in lines if any(str(cell).strip() for cell in cells)]
    if not lines:
        return
    places = _columns(lines[0][1])
    for number, cells in lines[1 if places else 0 :]:
        yield number, [cells[i] if i < len(cells) else "" for i in places or range(3)]


def _cut(cells: Sequence[Any]) -> Sequence[Any]:
    """A line that blanks separate comes as one cell."""
    return str(cells[0]).split() if len(cells) == 1 else cells


def _columns(heads: Sequence[Any]) -> list[int]:
    """Where the three columns stand by their headings; empty where the first line is a station already."""
    if all(_is_number(cell) for cell in heads[:3]):
        return []
    names = [re.sub(r"[^a-z. ]", " ", str(head).lower()).strip() for head in heads]
    places = {
        field: next((i for i, name in enumerate(names) if re.match(pattern, name)), None)
        for field, pattern in HEADINGS.items()
    }
    missing = [WORDS[field] for field, place in places.items() if place is None]
    if missing:
        raise Unclear(
            "headings",
            f"The first line names no column for {', '.join(missing)}.",
            "Name the columns MD, Inc and Azi, or leave the heading out.",
        )
    return [place for place in places.values() if place is not None]


def _is_number(cell: Any) -> bool:
    try:
        return numbers.number(cell, decimal="point") is not None
    except Unclear:
        return False


def _station(row: int, cells: Sequence[Any], metres: float) -> Station:
    station = {}
    for field, cell in zip(FIELDS, cells, strict=True):
        where = f"Row {row}, {WORDS[field]}"
        try:
            value = numbers.bare(cell)
        except Unclear as unclear:
            raise Unclear(unclear.code, f"{where}: {unclear.what}", unclear.mend) from None
        if value is None:
            raise Unclear("missing", f"{where}: there is no figure.", "Give all three, or leave the row out.")
        greatest = GREATEST_DEG.get(field)
        if value < 0 or (greatest is not None and value > greatest):
            limits = f"0 to {greatest:g}°" if greatest else "0 or more"
            raise Unclear("range", f"{where}: {value:g} is not {limits}.")
        station[field] = round(value * metres, 4) if field == "md_m" else value
    return station


def _increasing(stations: Sequence[Station]) -> None:
    for number, (above, below) in enumerate(pairwise(stations), start=2):
        if below["md_m"] <= above["md_m"]:
            raise Unclear(
                "order",
                f"Station {number} at {below['md_m']:g} m MD does not lie below the one before it "
                f"at {above['md_m']:g} m.",
                "MD must increase from station to station.",
            )
