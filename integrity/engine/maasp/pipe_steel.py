"""What temperature and load leave of the yield of a pipe at a depth.

Yield falls with temperature first, then, for collapse, with axial load; the formulas come after.
"""

from __future__ import annotations

from dataclasses import replace

from integrity.engine.maasp.heat import hottest_k
from integrity.engine.maasp.well import Contradiction, NotKnown, Well
from integrity.engine.result import Missing
from wells.engine.model import Section, TubularString
from wells.engine.topology import name_of
from wells.engine.tubular import AXIAL_METHODS, AxialMethod, body_area_m2, equivalent_yield_pa
from wells.engine.tubular.temperature import OutsideTable, yield_factor_by_grade, yield_factor_linear
from wells.engine.value import value


@value
class Place:
    """A section of a string: where it stands in the document, and what people call it."""

    string: TubularString
    section: Section

    @property
    def path(self) -> str:
        return f"strings/{self.string.id}/sections/{self.section.id}"

    @property
    def name(self) -> str:
        return name_of(self.string)

    @property
    def words(self) -> str:
        return f"{self.name}, section {self.section.id}"


@value
class Load:
    """What acts on a wall beside the annulus: the pressure that opposes it [Pa], and the depth [m]."""

    md_m: float
    opposed_pa: float


@value
class Steel:
    """Yield at a point: what the document states, and what temperature and load leave of it."""

    stated_pa: float
    factor: float | None
    temperature_k: float | None
    left_pa: float
    stress_pa: float | None
    row: str | None = None


def axial_method(well: Well) -> AxialMethod | None:
    """The edition of collapse under axial load that the rules choose; None where they choose none."""
    return AXIAL_METHODS.get(well.rules.axial_collapse or "")


def heated(well: Well, place: Place, yield_pa: float, md_m: float) -> Steel:
    """Yield at the hottest credible temperature of a depth. Raises NotKnown."""
    derating = well.rules.temperature_derating
    if derating not in ("linear", "by_grade"):
        return Steel(yield_pa, None, None, yield_pa, None)
    temperature_k = hottest_k(well.model.bore_contents or (), md_m)
    if temperature_k is None:
        raise NotKnown(Missing("bore_contents", "temperatures, for the derating of yield"))
    factor, row = yield_factor_linear(temperature_k=temperature_k), None
    if derating == "by_grade":
        factor, row = _by_grade(place, temperature_k)
    if factor <= 0:
        raise Contradiction(
            f"{place.words}: nothing is left of its yield at {temperature_k - 273.15:.0f} °C; correct the "
            f"temperatures in bore_contents"
        )
    return Steel(yield_pa, factor, temperature_k, yield_pa * factor, None, row)


def _by_grade(place: Place, temperature_k: float) -> tuple[float, str]:
    grade = place.section.grade
    if grade is None:
        raise NotKnown(
            Missing(f"{place.path}/grade", f"grade of {place.words}, for its yield at temperature")
        )
    try:
        return yield_factor_by_grade(grade=grade, temperature_k=temperature_k)
    except OutsideTable as gap:
        what = f"yield of {place.words} at {temperature_k - 273.15:.0f} °C: {gap}; state a rating with its data sheet, or choose linear in rules/temperature_derating"
        raise NotKnown(Missing(f"{place.path}/grade", what)) from gap


def loaded(
    steel: Steel,
    method: AxialMethod,
    *,
    force_n: float,
    od_m: float,
    wall_m: float,
    internal_pa: float,
    place: Place,
) -> Steel:
    """Yield left for collapse under axial load and the pressure inside. Raises Contradiction where none is."""
    axial_stress_pa = force_n / body_area_m2(od_m=od_m, wall_m=wall_m)
    stress_pa = method.stress_pa(axial_stress_pa=axial_stress_pa, internal_pa=internal_pa)
    left_pa = equivalent_yield_pa(yield_pa=steel.left_pa, stress_pa=stress_pa)
    if left_pa is None:
        raise Contradiction(
            f"{place.words}: the axial load is at or above the yield of the pipe: {stress_pa / 1e6:.0f} MPa "
            f"on {steel.left_pa / 1e6:.0f} MPa; correct {place.path}/axial_force_n, or the wall"
        )
    return replace(steel, left_pa=left_pa, stress_pa=stress_pa)
