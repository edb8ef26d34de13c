"""What each column of a table means: by its heading, guessed where it is only alike, asked where it is not clear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from typing import Any

from deepguard.units import QUANTITIES
from wells.imports import numbers
from wells.imports.reading import Table
from wells.imports.report import ColumnMapping, Finding
from wells.imports.tables.nouns import CATALOGUES, NOUNS, WELL, Field, Noun
from wells.imports.units import UNITS, Unit, heading_unit, unit_of

ID = "id"
ALIKE = 0.86
#: Headings people use, beyond the field's own name. A field's last part is looked up too ('ratings.burst_pa').
SYNONYMS: dict[str, tuple[str, ...]] = {
    WELL: ("well name", "wellname", "name of well", "well id"),
    ID: ("item id", "key"),
    "string": ("string id", "casing string", "string name"),
    "wellbore": ("wellbore name", "bore", "wellbore id"),
    "survey_run": ("survey", "run", "survey name", "run name"),
    "annulus": ("annulus letter", "letter", "ann"),
    "column": ("fluid column", "column id"),
    "component": ("component id", "element"),
    "bore_content": ("state", "well state"),
    "wall_log": ("log", "log id"),
    "wellbore_id": ("wellbore", "wellbore name", "bore"),
    "string_id": ("string", "on string", "carried by"),
    "parent_id": ("parent", "parent wellbore", "drilled from"),
    "behind": ("string", "behind string", "casing"),
    "shoe_of": ("string", "shoe", "below shoe of", "casing"),
    "outer_string_id": ("outer string", "outer casing"),
    "formation_id": ("formation",),
    "shoe_md_m": ("shoe", "shoe depth", "casing shoe", "setting depth", "set at", "shoe md", "csd"),
    "top_md_m": ("top", "top depth", "from", "top md", "hanger depth"),
    "base_md_m": ("base", "bottom", "base depth", "to", "bottom md", "base md"),
    "od_m": ("csg od", "casing od", "string od", "size", "outside diameter", "casing size", "outer diameter"),
    "id_m": ("inside diameter", "inner diameter", "csg id", "bore diameter"),
    "wall_m": ("wall thickness", "nominal wall", "thickness"),
    "linear_mass_kg_m": ("weight", "wt", "nominal weight", "mass", "linear mass"),
    "grade": ("steel grade", "csg grade", "material"),
    "yield_pa": ("smys", "yield", "yield strength"),
    "cement_top_md_m": ("toc", "top of cement", "toc md"),
    "cement_verified_by": ("toc method", "cement proved by", "cement verified by", "toc by"),
    "shoe_emw_kg_m3": ("lot", "fit", "lot emw", "formation strength", "leak off", "emw", "lot fit"),
    "shoe_kind": ("test type", "formation test type", "lot type", "lot or fit"),
    "emw_kg_m3": ("lot", "fit", "lot emw", "formation strength", "leak off", "equivalent mud weight"),
    "md_m": ("md", "measured depth", "depth", "depth md", "setting depth"),
    "inclination_deg": ("inc", "incl", "inclination"),
    "azimuth_deg": ("azi", "azim", "azimuth", "az"),
    "density_kg_m3": ("density", "mud weight", "mw", "fluid density", "weight"),
    "lightest_density_kg_m3": ("lightest density", "base fluid density", "base density"),
    "fluid": ("fluid name", "fluid type"),
    "total_depth_md_m": ("td", "total depth", "td md"),
    "kick_off_md_m": ("kop", "kick off", "kick off point", "kick off depth", "kickoff"),
    "rkb_elevation_m": ("rkb", "kb", "kb elevation", "rt elevation", "kelly bushing"),
    "ground_elevation_m": ("ground level", "seabed", "seabed elevation"),
    "annulus_gauge_elevation_m": ("gauge elevation", "gauge level"),
    "position.latitude_deg": ("latitude", "lat"),
    "position.longitude_deg": ("longitude", "lon", "long"),
    "position.crs": ("crs", "datum of position", "geodetic datum"),
    "diameter_m": ("hole size", "hole diameter", "bit size", "diameter", "size"),
    "rated_working_pressure_pa": ("rwp", "wp", "working pressure", "rated working pressure"),
    "pressure_pa": ("test pressure", "pressure"),
    "performed_on": ("date", "test date", "tested on", "day"),
    "valid_from": ("installed", "installed on", "run on", "run date", "valid from"),
    "valid_to": ("removed", "removed on", "pulled", "pulled on", "valid to"),
    "kind": ("type",),
    "verified_by": ("method", "proved by", "toc method", "log"),
    "verified_valid_from": ("verified on", "log date"),
    "letter": ("annulus",),
    "name": ("description",),
    "remarks": ("comment", "comments", "note", "notes"),
    "sheet": ("data sheet", "datasheet", "data sheet reference"),
    "connection": ("connection name", "thread", "coupling"),
    "burst_pa": ("internal yield", "internal yield pressure", "miyp", "burst pressure"),
    "collapse_pa": ("collapse pressure", "collapse resistance"),
    "manufacturer": ("maker", "vendor"),
}  # fmt: skip
_UPPER = {"md", "tvd", "od", "id", "rkb", "emw", "uwi", "crs"}
LABELS = {"id_m": "Inside diameter", "od_m": "OD", "shoe_emw_kg_m3": "Shoe LOT or FIT EMW", "shoe_kind": "Shoe test kind"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its place, its heading, and what it is: 'well', 'id', an owner, or a field; None = left out."""

    index: int
    letter: str
    heading: str
    means: str | None = None
    field: Field | None = None
    unit: Unit | None = None
    because: str = ""


def label(name: str) -> str:
    """A field's name as a heading, without its unit.

    >>> label('shoe_md_m'), label('ratings.collapse_pa'), label('id_m')
    ('Shoe MD', 'Ratings collapse', 'Inside diameter')
    """
    if name in LABELS:
        return LABELS[name]
    bare = re.sub(r"_(pa|m|kg_m3|kg_m|deg|n|s|id)$", "", name)
    words = re.split(r"[._]", bare)
    shown = [word.upper() if word in _UPPER else word for word in words]
    return " ".join([shown[0] if shown[0].isupper() else shown[0].capitalize(), *shown[1:]])


def plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("ø", "o")))


@cache
def _words(noun: str) -> dict[str, str]:
    """Plain heading -> what it means in this table; a table's own names win over synonyms."""
    table = NOUNS.get(noun) or CATALOGUES[noun]
    own = [WELL, ID] if table.of_well else []
    names = [*own, *table.owners, *(field.name for field in table.fields)]
    words: dict[str, str] = {}
    for name in names:
        for word in (name, label(name)):
            words.setdefault(plain(word), name)
    for name in names:
        leaf = name.rpartition(".")[2]
        for word in (*SYNONYMS.get(name, ()), *(SYNONYMS.get(leaf, ()) if leaf != name else ())):
            words.setdefault(plain(word), name)
    return words


def noun_of(table: Table, answers: Mapping[str, str], among: Mapping[str, Noun] = NOUNS) -> Noun | None:
    """Which of the tables this is: as answered, by its name, or by its headings."""
    said = answers.get(f"noun:{table.name}", "")
    if said in among:
        return among[said]
    named = plain(own_name(table))
    for noun in among.values():
        if named in (plain(noun.name), plain(noun.title)):
            return noun
    scores = {name: _score(table, noun) for name, noun in among.items()}
    best = max(scores, key=lambda name: scores[name])
    return among[best] if scores[best] >= 3 else None


def own_name(table: Table) -> str:
    """The name without the number of a copy: 'Strings (2)' are strings."""
    return re.sub(r" \(\d+\)$", "", table.name)


def _score(table: Table, noun: Noun) -> float:
    """Headings understood, less what the table must have and this one lacks."""
    words = _words(noun.name)
    meant = {words.get(plain(heading_unit(heading)[0])) for heading in table.headings} - {None}
    needed = {field.name for field in noun.fields if field.required} | set(noun.owners[:1])
    return len(meant) - 1.5 * len(needed - meant)


def columns(table: Table, noun: Noun, answers: Mapping[str, str]) -> list[Column]:
    """Every column as understood; `answers` may overrule with 'map:<sheet>!<letter>' and 'unit:<sheet>!<letter>'."""
    found: list[Column] = []
    taken: set[str] = set()
    for index, heading in enumerate(table.headings):
        column = _column(table, noun, index, heading, answers, taken)
        if column.means is not None:
            taken.add(column.means)
        found.append(column)
    stated = {column.unit.symbol for column in found if column.field and column.field.quantity in ("depth", "tvd") and column.unit}  # fmt: skip
    return [_with_unit(column, table, answers, stated) for column in found]


def _column(
    table: Table, noun: Noun, index: int, heading: str, answers: Mapping[str, str], taken: set[str]
) -> Column:
    letter = table.cell(1, index).rstrip("1")
    said = answers.get(f"map:{table.name}!{letter}")
    name, unit = heading_unit(heading)
    means, because = (said or None, "as answered") if said is not None else _guess(noun, heading, name, unit, taken)  # fmt: skip
    if means is not None and means in taken:
        means, because = None, f"{means} is taken by another column"
    return Column(
        index=index,
        letter=letter,
        heading=heading,
        means=means,
        field=noun.field(means) if means else None,
        unit=unit,
        because=because,
    )


def _guess(noun: Noun, heading: str, name: str, unit: Unit | None, taken: set[str]) -> tuple[str | None, str]:
    words = _words(noun.name)
    if plain(name) == "id" and unit is not None and noun.field("id_m"):
        return "id_m", "heading with a unit of length"
    for candidate in (heading, name):
        means = words.get(plain(candidate))
        if means is not None and means not in taken:
            return means, "heading"
    without_extra = plain(re.sub(r"\(.*?\)|\[.*?\]", " ", heading))
    if words.get(without_extra) and words[without_extra] not in taken:
        return words[without_extra], "heading"
    close = get_close_matches(plain(name), words, n=1, cutoff=ALIKE)
    if close and words[close[0]] not in taken:
        return words[close[0]], f"guessed: “{name}” is like “{close[0]}”"
    return None, "not imported: no field with such a name"


def _with_unit(column: Column, table: Table, answers: Mapping[str, str], stated: set[str]) -> Column:
    """The unit of a measured column: as answered, as headed, or guessed from the values."""
    if column.field is None or column.field.dimension is None:
        return replace(column, unit=None)
    said = unit_of(answers.get(f"unit:{table.name}!{column.letter}"))
    if said is not None:
        return replace(column, unit=said, because=f"{column.because}; unit as answered")
    if column.unit is not None:
        return column
    unit, why = _guessed_unit(column.field, _cells(table, column.index), stated)
    return replace(column, unit=unit, because=f"{column.because}; {why}" if why else column.because)


def _cells(table: Table, index: int) -> list[Any]:
    return [row.cells[index] for row in table.rows if index < len(row.cells) and not numbers.blank(row.cells[index])]  # fmt: skip


def _guessed_unit(field: Field, cells: list[Any], stated: set[str]) -> tuple[Unit | None, str]:
    values = [value for value in map(_value, cells) if value is not None]
    if field.dimension == "angle":
        return UNITS["deg"], "unit: degrees"
    if field.dimension == "fraction" and all(abs(value) <= 1 for value in values):
        return UNITS["fraction"], "unit: fraction"
    if field.quantity in ("diameter", "wall") and any("/" in str(cell) for cell in cells):
        return UNITS["in"], "unit guessed: fractions are inches"
    if field.quantity == "diameter" and values and min(values) >= 2.0 and max(values) <= 60.0:
        return UNITS["in"], "unit guessed: sizes look like inches"
    if field.dimension == "density" and values:
        fits = {
            symbol: sum(low <= value <= high for value in values)
            for symbol, low, high in (("sg", 0.1, 3.2), ("ppg", 5.0, 25.0), ("kg/m3", 500.0, 3200.0))
        }
        best = max(fits, key=lambda symbol: fits[symbol])
        if fits[best] * 2 > len(values):
            return UNITS[best], f"unit guessed: {fits[best]} of {len(values)} values look like {best}"
    if field.dimension == "length" and len(stated) == 1:
        return UNITS[next(iter(stated))], "unit as of the other depths"
    return None, ""


def _value(cell: Any) -> float | None:
    try:
        return numbers.number(cell, decimal="point")
    except numbers.Unclear:
        return None


def questions(table: Table, found: Iterable[Column]) -> Iterable[Finding]:
    """What the mapping leaves open: units that nothing tells, units that do not fit."""
    for column in found:
        field = column.field
        if field is None or field.dimension is None:
            continue
        if column.unit is not None and column.unit.dimension == field.dimension:
            continue
        options = tuple(unit.symbol for unit in UNITS.values() if unit.dimension == field.dimension)
        what = (
            f"The unit of “{column.heading}” is not given."
            if column.unit is None
            else f"“{column.heading}” is in {column.unit.symbol}, which is no {field.dimension}."
        )
        yield Finding(
            severity="question",
            code="unit",
            sheet=table.name,
            column=column.heading,
            cell=f"{column.letter}{table.heading_row}",
            what=what,
            mend="Say the unit, or write it in the heading, e.g. [m].",
            ask=f"unit:{table.name}!{column.letter}",
            options=options,
        )


def mapping(table: Table, found: Iterable[Column]) -> Iterable[ColumnMapping]:
    for column in found:
        yield ColumnMapping(
            sheet=table.name,
            column=column.letter,
            heading=column.heading,
            field=column.means,
            unit=column.unit.symbol if column.unit else None,
            because=column.because,
        )


def shown_unit(field: Field) -> str | None:
    """The unit a template asks a field in."""
    return QUANTITIES[field.quantity].metric.unit if field.quantity else None
