"""Rule 12: a stated rating of the pipe body agrees with the formula, or names its data sheet."""

from __future__ import annotations

from collections.abc import Iterator

from wells.engine.constants import PSI_PA
from wells.engine.rules.pipes import bore_m
from wells.engine.rules.violation import Mapping, Place, Violation, broken, listed, named, number, text
from wells.engine.tubular import collapse, internal_yield_pa

#: Catalogues are printed to ten psi; beyond that, and beyond this share, the formula disagrees.
AGREEMENT_PA = 10 * PSI_PA
AGREEMENT_FRACTION = 0.006
#: Yields the collapse polynomials were fitted to, widened a little.
FITTED_YIELD_PA = (200e6, 1200e6)


def overrides_agree_or_are_proven(document: Mapping) -> Iterator[Violation]:
    """Rule 12, a warning: burst and collapse of an override against TR 5C3 on the nominal wall."""
    wall_factor = _wall_factor(document)
    for place, string in listed(document, "strings"):
        for inner, section in listed(string, "sections", place):
            override = section.get("rating_override")
            if isinstance(override, dict) and not _has_data_sheet(override):
                yield from _compared(
                    inner, section, override, wall_factor, f"{named(string)}, section {named(section)}"
                )


def _compared(
    place: Place, section: Mapping, override: Mapping, wall_factor: float | None, name: str
) -> Iterator[Violation]:
    for field, formula_pa in _formula(section, wall_factor).items():
        stated_pa = number(override, field)
        if stated_pa is None or abs(stated_pa - formula_pa) <= max(
            AGREEMENT_PA, AGREEMENT_FRACTION * formula_pa
        ):
            continue
        detail = f"{name}: the stated {field} {stated_pa / 1e5:.1f} bar is not the {formula_pa / 1e5:.1f} bar of the formula"
        detail += "; name the data sheet as source.document"
        yield broken(12, (*place, "rating_override", field), detail, severity="warning")


def _formula(section: Mapping, wall_factor: float | None) -> dict[str, float]:
    """Burst and collapse by the formula, as far as size, wall and yield are known and in its range."""
    od, bore, strength = number(section, "od_m"), bore_m(section), number(section, "yield_pa")
    if od is None or bore is None or strength is None or not 0 < bore < od:
        return {}
    least, greatest = FITTED_YIELD_PA
    if not least <= strength <= greatest:
        return {}
    wall = (od - bore) / 2
    result = {"collapse_pa": collapse(od_m=od, wall_m=wall, yield_pa=strength).pressure_pa}
    if wall_factor is not None:
        result["burst_pa"] = internal_yield_pa(
            od_m=od, wall_m=wall, yield_pa=strength, wall_factor=wall_factor
        )
    return result


def _wall_factor(document: Mapping) -> float | None:
    """The wall factor of the document's rules where they agree on one."""
    factors = {number(item, "wall_factor") for _, item in listed(document, "rules")}
    return factors.pop() if len(factors) == 1 else None


def _has_data_sheet(override: Mapping) -> bool:
    source = override.get("source")
    return isinstance(source, dict) and text(source, "document") is not None
