"""Rules 12 and 19: stated ratings agree with the formula or are proven; steel goes with the well's H2S."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import NamedTuple

from wells.engine.constants import PSI_PA
from wells.engine.rules.pipes import bore_m
from wells.engine.rules.violation import Mapping, Place, Violation, broken, listed, named, number, text
from wells.engine.tubular import (
    GREATEST_YIELD_PA,
    LEAST_YIELD_PA,
    collapse,
    internal_yield_pa,
    sour_warning,
)

#: Catalogues are printed to ten psi; beyond that, and beyond this share, the formula disagrees.
AGREEMENT_PA = 10 * PSI_PA
AGREEMENT_FRACTION = 0.006
#: Units that pressures are typed in [Pa]; a figure read in the wrong one misses by their quotient.
PRESSURE_UNITS = {"psi": PSI_PA, "bar": 1e5, "kPa": 1e3, "MPa": 1e6, "Pa": 1.0}
#: How far a quotient may be off: ratings differ from the formula by rounding, wear and make of steel.
MISREAD_WITHIN = 0.1


class Misread(NamedTuple):
    """A figure that fits the formula in another unit: what it was read as, and what it seems to be."""

    read_as: str
    seems: str

    def meant_pa(self, stated_pa: float) -> float:
        """The figure in the unit it seems to be in [Pa], cleaned of what binary conversion adds."""
        meant_pa = stated_pa / PRESSURE_UNITS[self.read_as] * PRESSURE_UNITS[self.seems]
        return float(f"{meant_pa:.12g}")


def misread(*, stated_pa: float, formula_pa: float) -> Misread | None:
    """Whether a stated rating misses the formula by the quotient of two units of pressure.

    8160 psi read as kPa, and 563 bar read as psi:

    >>> misread(stated_pa=8160e3, formula_pa=56.26e6)
    Misread(read_as='kPa', seems='psi')
    >>> misread(stated_pa=563 * PSI_PA, formula_pa=56.26e6)
    Misread(read_as='psi', seems='bar')
    >>> misread(stated_pa=70e6, formula_pa=56.26e6)
    """
    if stated_pa <= 0 or formula_pa <= 0:
        return None
    for read_as, seems in permutations(PRESSURE_UNITS, 2):
        quotient = PRESSURE_UNITS[read_as] / PRESSURE_UNITS[seems]
        if abs(stated_pa / formula_pa / quotient - 1) <= MISREAD_WITHIN:
            return Misread(read_as, seems)
    return None


def overrides_agree_or_are_proven(document: Mapping) -> Iterator[Violation]:
    """Rule 12, a warning: burst and collapse of an override against TR 5C3 on the nominal wall."""
    wall_factor = wall_factor_of(document)
    for inner, section, name in _sections(document):
        override = section.get("rating_override")
        if isinstance(override, dict):
            yield from _compared(inner, section, override, wall_factor, name)


def connections_are_in_their_unit(document: Mapping) -> Iterator[Violation]:
    """Rule 12, a warning: a connection rating that misses the pipe body's by the quotient of two units."""
    wall_factor = wall_factor_of(document)
    for inner, section, name in _sections(document):
        connection = section.get("connection")
        if isinstance(connection, dict):
            for field, formula_pa in formula_of(section, wall_factor).items():
                stated_pa = number(connection, field)
                told = None if stated_pa is None else _told(stated_pa, formula_pa)
                if stated_pa is not None and told:
                    detail = f"{name}: the connection {_figures(field, stated_pa, formula_pa)}{told}"
                    yield broken(12, (*inner, "connection", field), detail, severity="warning")


def steel_goes_with_h2s(document: Mapping) -> Iterator[Violation]:
    """Rule 19, a warning: in a sour well the grade of every section goes with H2S at any temperature."""
    header = document.get("header")
    sour = header.get("sour") if isinstance(header, dict) else None
    if sour is not True:
        return
    for inner, section, name in _sections(document):
        warning = sour_warning(text(section, "grade"), sour)
        if warning is not None:
            detail = f"{name}: the well is sour, and {warning}"
            yield broken(19, (*inner, "grade"), detail, severity="warning")


def _sections(document: Mapping) -> Iterator[tuple[Place, Mapping, str]]:
    for place, string in listed(document, "strings"):
        for inner, section in listed(string, "sections", place):
            yield inner, section, f"{named(string)}, section {named(section)}"


def _compared(
    place: Place, section: Mapping, override: Mapping, wall_factor: float | None, name: str
) -> Iterator[Violation]:
    for field, formula_pa in formula_of(section, wall_factor).items():
        stated_pa = number(override, field)
        if stated_pa is None or abs(stated_pa - formula_pa) <= max(
            AGREEMENT_PA, AGREEMENT_FRACTION * formula_pa
        ):
            continue
        told = _told(stated_pa, formula_pa)
        if not told and _has_data_sheet(override):
            continue
        told = told or "; name the data sheet as source.document"
        detail = f"{name}: the stated {_figures(field, stated_pa, formula_pa)}{told}"
        yield broken(12, (*place, "rating_override", field), detail, severity="warning")


def _figures(field: str, stated_pa: float, formula_pa: float) -> str:
    return f"{field} {stated_pa / 1e5:.1f} bar is not the {formula_pa / 1e5:.1f} bar of the formula"


def _told(stated_pa: float, formula_pa: float) -> str:
    """The suspicion of a wrong unit, as the end of a sentence; empty where there is none."""
    found = misread(stated_pa=stated_pa, formula_pa=formula_pa)
    if found is None:
        return ""
    told = f"was it {found.seems} taken for {found.read_as}?"
    return f"; {told} Then it is {found.meant_pa(stated_pa) / 1e5:.1f} bar"


def formula_of(section: Mapping, wall_factor: float | None) -> dict[str, float]:
    """Burst and collapse by the formula, as far as size, wall and yield are known and in its range [Pa]."""
    od, bore, strength = number(section, "od_m"), bore_m(section), number(section, "yield_pa")
    if od is None or bore is None or strength is None or not 0 < bore < od:
        return {}
    if not LEAST_YIELD_PA <= strength <= GREATEST_YIELD_PA:
        return {}
    wall = (od - bore) / 2
    result = {"collapse_pa": collapse(od_m=od, wall_m=wall, yield_pa=strength).pressure_pa}
    if wall_factor is not None:
        result["burst_pa"] = internal_yield_pa(
            od_m=od, wall_m=wall, yield_pa=strength, wall_factor=wall_factor
        )
    return result


def wall_factor_of(document: Mapping) -> float | None:
    """The wall factor of the document's rules where they agree on one."""
    factors = {number(item, "wall_factor") for _, item in listed(document, "rules")}
    return factors.pop() if len(factors) == 1 else None


def _has_data_sheet(override: Mapping) -> bool:
    source = override.get("source")
    return isinstance(source, dict) and text(source, "document") is not None
