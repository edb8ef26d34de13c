"""The text of a COMPASS survey export: a header block, then SURVEY LIST with a station a line.

    MD  Inc  Azim  TVD  X-Offset (E/W)  Y-Offset (N/S)  UTM E/W  UTM N/S  DLS

Depths are metres below the rotary table of the header; offsets count from the site, not from the well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import NamedTuple

from wells.imports import numbers, reading
from wells.imports.ledger import Ledger
from wells.imports.names import split_wellbore, well_key
from wells.imports.reading import File
from wells.imports.report import Finding, refuse_file

REF_POINT = "WELL REF. POINT"
COLUMNS = ("MD", "Inc", "Azim", "TVD", "X-Offset (E/W)", "Y-Offset (N/S)")
NORTHS = {"grid": "grid", "true": "true", "magnetic": "magnetic"}
_HEADER = re.compile(r"^([A-Za-z][A-Za-z \-/.]*?):\s*(.*)$")
_PLANNED = re.compile(r"(^|[_\W])(PLAN(NED)?|REV\s?\d)", re.IGNORECASE)
_DEGREES = re.compile(r"(\d+)°\s*(\d+)'\s*([\d.]+)\s*\"?\s*([NSEW])")


class Line(NamedTuple):
    """A station of the listing with the position it prints; `row` is its line in the file."""

    row: int
    md_m: float
    inclination_deg: float
    azimuth_deg: float
    tvd_m: float
    east_m: float
    north_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One export file."""

    file: str
    header: dict[str, str]
    program: tuple[str, ...]
    lines: tuple[Line, ...]
    planned: bool

    @property
    def well(self) -> str:
        return well_key(self.header["WELL NAME"])

    @property
    def suffix(self) -> str:
        """What parts this wellbore from its well: '' for the main one, 'C', 'D' …"""
        return split_wellbore(self.header["WELLBORE NAME"])[1]

    @property
    def parent(self) -> str | None:
        """Suffix of the wellbore it was drilled from; None from the surface."""
        name = well_key(self.header.get("Drilled From", ""))
        return None if name in ("", REF_POINT) else split_wellbore(name)[1]

    @property
    def drilled_from(self) -> str:
        return self.header.get("Drilled From", "")

    def metres(self, name: str) -> float | None:
        """A header depth such as 'KB-MSL: 54.90m'."""
        return numbers.quantity(self.header.get(name))[0]

    @property
    def surveyed_on(self) -> str | None:
        return numbers.day(self.header.get("Survey Date"))

    @property
    def north(self) -> str | None:
        return NORTHS.get(self.header.get("North Reference", "").lower())

    @property
    def position(self) -> dict[str, object] | None:
        """Surface position, for the datum this reads: European 1950."""
        latitude, longitude = (_degrees(self.header.get(f"Surface {name}", "")) for name in ("Latitude", "Longitude"))  # fmt: skip
        if latitude is None or longitude is None or "1950" not in self.header.get("Geo Datum", ""):
            return None
        return {"latitude_deg": latitude, "longitude_deg": longitude, "crs": "EPSG:4230"}


def listing(file: File, ledger: Ledger) -> Listing:
    """The export as values; lines that cannot be read are refused, a text that is none is refused whole."""
    reading.check_size(file)
    lines = reading.text(file).splitlines()
    header = dict(_header(lines))
    start = next((number for number, line in enumerate(lines) if line.strip() == "SURVEY LIST"), None)
    if start is None or not {"WELL NAME", "WELLBORE NAME"} <= set(header):
        raise refuse_file(
            "no-listing",
            f"{file.name} is no COMPASS survey listing: no well name or no SURVEY LIST.",
            "Export the survey as text with its header.",
        )
    if not lines[start + 1].split()[:4] == ["MD", "Inc", "Azim", "TVD"] or "m RKB" not in lines[start + 2]:
        raise refuse_file(
            "listing-columns",
            f"{file.name}: the survey list does not begin with MD, Inc, Azim, TVD in m RKB.",
            "Export it with these columns in metres below RKB.",
        )
    name = PurePath(file.name).name
    stations = tuple(_stations(name, lines, start + 3, ledger))
    stem = PurePath(name).stem
    planned = bool(_PLANNED.search(stem)) or (
        "ACTUAL" not in stem.upper() and bool(_PLANNED.search(header.get("Survey Name", "")))
    )
    program = tuple(line.strip()[1:].strip() for line in lines[:start] if re.match(r"H\s", line))
    return Listing(file=name, header=header, program=program, lines=stations, planned=planned)


def _header(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if line.strip() == "SURVEY LIST":
            return
        match = _HEADER.match(line)
        if match:
            yield match[1].strip(), match[2].strip()


def _stations(sheet: str, lines: list[str], start: int, ledger: Ledger) -> Iterator[Line]:
    above: Line | None = None
    for number, text in enumerate(lines[start:], start=start + 1):
        cells = text.split()
        if not cells:
            continue
        ledger.read((sheet, number))
        station = _station(sheet, number, cells, ledger)
        if station is None:
            continue
        fault = _fault(station, above)
        if fault:
            ledger.find(_finding(sheet, number, *fault))
            continue
        yield station
        above = station


def _station(sheet: str, number: int, cells: list[str], ledger: Ledger) -> Line | None:
    try:
        values = [numbers.bare(cell) for cell in cells[: len(COLUMNS)]]
    except numbers.Unclear as unclear:
        ledger.find(_finding(sheet, number, "MD", unclear.code, unclear.what, unclear.mend))
        return None
    if len(values) < len(COLUMNS) or None in values:
        column = COLUMNS[values.index(None)] if None in values else COLUMNS[len(values)]
        ledger.find(
            _finding(sheet, number, column, "missing", f"{column} is missing.", "Export the listing again.")
        )
        return None
    return Line(number, *(value for value in values if value is not None))


def _fault(station: Line, above: Line | None) -> tuple[str, str, str, str] | None:
    if above is not None and station.md_m <= above.md_m:
        return (
            "MD",
            "md-order",
            f"MD {station.md_m:g} m follows {above.md_m:g} m (line {above.row}); MD must increase.",
            "Sort the stations, or remove the one that is wrong.",
        )
    if not 0 <= station.inclination_deg < 180:
        return (
            "Inc",
            "inclination",
            f"Inclination {station.inclination_deg:g}° is not 0 to 180.",
            "Correct it.",
        )
    if not 0 <= station.azimuth_deg <= 360:
        return "Azim", "azimuth", f"Azimuth {station.azimuth_deg:g}° is not 0 to 360.", "Correct it."
    return None


def _finding(sheet: str, row: int, column: str, code: str, what: str, mend: str) -> Finding:
    return Finding(
        severity="error",
        sheet=sheet,
        row=row,
        column=column,
        cell=f"line {row}",
        code=code,
        what=what,
        mend=mend,
    )


def _degrees(text: str) -> float | None:
    match = _DEGREES.search(text)
    if not match:
        return None
    value = int(match[1]) + int(match[2]) / 60 + float(match[3]) / 3600
    return round(-value if match[4] in "SW" else value, 9)
