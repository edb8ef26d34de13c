"""Rows of the four FactPages tables as values, whatever the heading style of their year.

A zero is how the tables write "not stated" for depths, elevations and tests. A cell that cannot be read
refuses its row when the row stands on it; a hole size that cannot be read is left unknown with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wells.imports.ledger import Ledger
from wells.imports.names import well_key
from wells.imports.reading import Table
from wells.imports.report import ColumnMapping, Finding
from wells.imports.sodir.cells import Cells, finding_at
from wells.imports.units import UNITS, to_si

#: Table -> field -> headings that mean it (letters and digits only, lower case): 2020 style, then 2013 style.
HEADINGS = {
    "casing": {
        "wellbore": ("wellbore", "wlbname"),
        "kind": ("casingtype", "wlbcasingtype"),
        "od": ("casingdiaminch", "wlbcasingdiameter"),
        "shoe_md_m": ("casingdepthm", "wlbcasingdepth"),
        "hole_diameter": ("holediaminch", "wlbholediameter"),
        "hole_md_m": ("holedepthm", "wlbholedepth"),
        "emw": ("lotmudeqvgcm3", "wlblotmuddencity", "wlblotmuddensity"),
        "test": ("formationtesttype", "wlbformationtesttype"),
    },
    "mud": {
        "wellbore": ("wellbore", "wlbname"),
        "md_m": ("depthmdm", "wlbmd"),
        "density": ("mudweightgcm3", "wlbmudweightatmd"),
        "fluid": ("mudtype", "wlbmudtype"),
    },
    "wellbore": {
        "wellbore": ("wellborename", "wlbwellborename"),
        "well": ("wellname", "wlbwell"),
        "operator": ("drillingoperator", "wlbdrillingoperator"),
        "status": ("status", "wlbstatus"),
        "purpose": ("purpose", "wlbpurpose"),
        "purpose_planned": ("purposeplanned", "wlbpurposeplanned"),
        "content": ("content", "wlbcontent"),
        "subsea": ("subsea", "wlbsubsea"),
        "rig": ("drillingfacilitycategory",),
        "facility": ("productionfacility", "wlbproductionfacility"),
        "field": ("field", "wlbfield"),
        "entered": ("entereddate", "wlbentrydate"),
        "completed": ("completeddate", "wlbcompletiondate"),
        "plugged": ("pluggeddate", "wlbpluggeddate"),
        "abandoned": ("pluggedandabondondate", "pluggedandabandondate", "wlbpluggedabandondate"),
        "kb_m": ("kellybushingelevationm", "wlbkellybushelevation"),
        "tvd_m": ("finalverticaldepthtvdmrkb", "wlbfinalverticaldepth"),
        "td_m": ("totaldepthmdmrkb", "wlbtotaldepth"),
        "water_m": ("waterdepthm", "wlbwaterdepth"),
        "kick_off_m": ("kickoffpointmrkb", "wlbkickoffpoint"),
        "crs": ("geodeticdatum", "wlbgeodeticdatum"),
        "latitude": ("nsdecimaldegrees", "wlbnsdecdeg"),
        "longitude": ("ewdecimaldegrees", "wlbewdesdeg"),
        "bore_type": ("diskoswelltype", "wlbdiskoswellboretype"),
        "parent": ("diskoswellboreparent", "wlbdiskoswellboreparent"),
        "npdid": ("npdidwellbore", "wlbnpdidwellbore"),
        "exploration": ("reentryactivity", "drillingdays"),
    },
}
#: What a table must have to be taken for one of the four.
TELLING = {"casing": ("wellbore", "kind", "shoe_md_m"), "mud": ("wellbore", "md_m", "density"), "wellbore": ("wellbore", "well", "td_m")}  # fmt: skip
FIELD_UNITS = {"od": "in", "hole_diameter": "in", "emw": "g/cm3", "density": "g/cm3"}
#: Nothing weaker than water or stronger than rock is a formation; nothing like it is a drilling mud.
EMW_RANGE_G_CM3 = (1.0, 3.0)
MUD_RANGE_G_CM3 = (0.7, 2.8)

_ALIKE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row: where it stands, and of which well and wellbore it speaks."""

    sheet: str
    row: int
    wellbore: str
    well: str

    @property
    def place(self) -> tuple[str, int]:
        return self.sheet, self.row


@dataclass(frozen=True, slots=True, kw_only=True)
class Casing(Record):
    """A string, an open hole or a formation test."""

    kind: str
    od_in: float | None
    shoe_md_m: float | None
    hole_in: float | None
    hole_md_m: float | None
    emw_kg_m3: float | None
    test: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mud(Record):
    """A mud weight at a depth."""

    md_m: float
    density_kg_m3: float
    fluid: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bore(Record):
    """A wellbore of the exploration or development table."""

    well_name: str
    bore_name: str
    operator: str | None
    status: str | None
    purpose: str | None
    content: str | None
    subsea: bool | None
    fixed_rig: bool
    facility: str | None
    field: str | None
    entered: str | None
    completed: str | None
    ended: str | None
    kb_m: float | None
    tvd_m: float | None
    td_m: float | None
    water_m: float | None
    kick_off_m: float | None
    crs: str | None
    latitude: float | None
    longitude: float | None
    bore_type: str
    parent: str | None
    npdid: str | None


def kind_of(table: Table) -> str | None:
    """Which of the four a table is, by its headings: casing, mud or wellbore; None for another."""
    return next((kind for kind in HEADINGS if set(TELLING[kind]) <= set(_columns(table, kind))), None)


def mapping(table: Table, kind: str) -> list[ColumnMapping]:
    """How each column was understood; those the document has no place for say so."""
    by_index = {index: field for field, index in _columns(table, kind).items()}
    return [
        ColumnMapping(
            sheet=table.name,
            column=table.cell(1, index).rstrip("1"),
            heading=heading,
            field=by_index.get(index),
            unit=FIELD_UNITS.get(by_index.get(index, ""), "m" if by_index.get(index, "").endswith("_m") else None),
            because="FactPages heading" if index in by_index else "no place in the well document",
        )
        for index, heading in enumerate(table.headings)
    ]  # fmt: skip


def _columns(table: Table, kind: str) -> dict[str, int]:
    alike = [_ALIKE.sub("", heading.lower()) for heading in table.headings]
    found = {}
    for field, words in HEADINGS[kind].items():
        index = next((alike.index(word) for word in words if word in alike), None)
        if index is not None:
            found[field] = index
    return found


def records(table: Table, kind: str, ledger: Ledger, sheets: Sheets) -> Iterable[Record]:
    """The rows that can be read; the others are refused in the ledger, each with its cell and rule."""
    reader = {"casing": _casing, "mud": _mud, "wellbore": _bore}[kind]
    columns, seen = _columns(table, kind), {}
    for row in table.rows:
        ledger.read((table.name, row.number))
        cells = Cells(table, columns, row, ledger)
        if kind == "casing" and (test := cells.readable("emw")) is not None and test > 0:
            sheets.tests[table.name, row.number] = (well_key(cells.text("wellbore") or ""), test)
        if (first := seen.setdefault(row.cells, row.number)) != row.number:
            cells.refuse("wellbore", "duplicate-row", f"The same as row {first}.", "Leave one of them out.")
            continue
        record = reader(cells)
        if record is not None and not ledger.is_refused(record.place):
            yield record


class Sheets:
    """The tables of an import by name, so that a finding about a record names its cell."""

    def __init__(self) -> None:
        self._tables: dict[str, tuple[Table, dict[str, int]]] = {}
        #: Rows that state a formation test above 0, whatever becomes of them: place -> wellbore and test.
        self.tests: dict[tuple[str, int], tuple[str, float]] = {}

    def add(self, table: Table, kind: str) -> None:
        self._tables[table.name] = (table, _columns(table, kind))

    def has(self, sheet: str, field: str) -> bool:
        return field in self._tables[sheet][1]

    def finding(self, record: Record, severity: str, field: str, code: str, what: str, mend: str) -> Finding:
        table, columns = self._tables[record.sheet]
        return finding_at(table, columns, record.row, severity, field, code, what, mend, record.wellbore)


def _casing(cells: Cells) -> Casing | None:
    named = cells.named()
    if named is None:
        return None
    kind = (cells.text("kind") or "").upper()
    is_hole = kind in ("OPEN HOLE", "PILOT HOLE", "")
    record = Casing(
        **named,
        kind=kind,
        od_in=None if is_hole else cells.size("od", needed=True),
        shoe_md_m=cells.positive("shoe_md_m"),
        hole_in=cells.size("hole_diameter", needed=False),
        hole_md_m=cells.positive("hole_md_m"),
        emw_kg_m3=_emw(cells),
        test=(cells.text("test") or "").upper(),
    )
    _check_casing(cells, record)
    return record


def _emw(cells: Cells) -> float | None:
    value = cells.positive("emw")
    low, high = EMW_RANGE_G_CM3
    if value is not None and not low <= value <= high:
        cells.refuse(
            "emw",
            "formation-strength-range",
            f"A leak-off of {value:g} g/cm3 is outside {low:g} to {high:g}.",
            f"Is it {value / 10:g}?" if low <= value / 10 <= high else "Look it up in the test report.",
        )
    return None if value is None else to_si(value, UNITS["g/cm3"])


def _check_casing(cells: Cells, record: Casing) -> None:
    shoe, hole = record.shoe_md_m, record.hole_md_m
    if shoe is None:
        cells.refuse("shoe_md_m", "no-depth", "The depth is not given.", "Give it, or leave the row out.")
    elif hole is not None and hole < shoe:
        cells.refuse(
            "hole_md_m",
            "shoe-below-hole",
            f"The shoe at {shoe:g} m is below its hole, {hole:g} m.",
            "Correct the shoe or the hole depth.",
        )
    if record.od_in and record.hole_in and record.od_in > record.hole_in:
        cells.refuse(
            "od",
            "string-wider-than-hole",
            f"A {record.od_in:g} in string does not go into a {record.hole_in:g} in hole.",
            "Correct the size of the string or of the hole.",
        )


def _mud(cells: Cells) -> Mud | None:
    named = cells.named()
    if named is None:
        return None
    md_m, density = cells.number("md_m"), cells.number("density")
    low, high = MUD_RANGE_G_CM3
    if density and not low <= density <= high:
        cells.refuse(
            "density",
            "mud-weight-range",
            f"A mud of {density:g} g/cm3 is outside {low:g} to {high:g}.",
            "Look it up in the mud report.",
        )
    if md_m is None or not density:
        return None
    fluid = cells.text("fluid")
    return Mud(**named, md_m=md_m, density_kg_m3=to_si(density, UNITS["g/cm3"]), fluid=fluid)


def _bore(cells: Cells) -> Bore | None:
    named = cells.named()
    if named is None:
        return None
    status = (cells.text("status") or "").upper()
    if status == "WILL NEVER BE DRILLED":
        cells.refuse("status", "never-drilled", "The wellbore will never be drilled.", "Leave the row out.")
        return None
    subsea = cells.text("subsea")
    record = Bore(
        **named,
        well_name=cells.text("well") or named["well"],
        bore_name=" ".join((cells.text("wellbore") or "").split()),
        operator=cells.text("operator"),
        status=status or None,
        purpose=cells.text("purpose") or cells.text("purpose_planned"),
        content=cells.text("content"),
        subsea=None if subsea is None or "exploration" in cells.columns else subsea.upper() == "YES",
        fixed_rig=cells.text("rig") == "FIXED",
        facility=cells.text("facility"),
        field=cells.text("field"),
        entered=cells.day("entered"),
        completed=cells.day("completed"),
        ended=cells.day("abandoned") or cells.day("plugged"),
        kb_m=cells.positive("kb_m"),
        tvd_m=cells.positive("tvd_m"),
        td_m=cells.positive("td_m"),
        water_m=cells.positive("water_m"),
        kick_off_m=cells.positive("kick_off_m"),
        crs=cells.text("crs"),
        latitude=cells.number("latitude"),
        longitude=cells.number("longitude"),
        bore_type=(cells.text("bore_type") or "").lower(),
        parent=well_key(cells.text("parent") or "") or None,
        npdid=cells.text("npdid"),
    )
    if record.tvd_m and record.td_m and record.tvd_m > record.td_m:
        cells.refuse(
            "tvd_m",
            "tvd-below-md",
            f"TVD {record.tvd_m:g} m is deeper than MD {record.td_m:g} m.",
            "Correct one of them.",
        )
    return record
