"""A row of a catalogue against the formulas: burst and collapse of the pipe body, and its own dimensions.

A published rating agrees where it is within max(10 psi, 0.6 %) of the formula: standards round to 10 psi and
compute with rounded coefficients. What exceeds or differs needs the data sheet that says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from wells.engine.catalogue.sizes import plain_end_kg_m
from wells.engine.constants import PSI_PA
from wells.engine.tubular import GREATEST_YIELD_PA, LEAST_YIELD_PA, collapse, internal_yield_pa

WALL_FACTOR = 0.875
AGREES_PA, AGREES_FRACTION = 10 * PSI_PA, 0.006
AGREES_WORDS = "within 10 psi or 0.6 % of the formula, whichever is more"
#: Half a figure in the last place that is printed.
ROUNDING = 1e-9
VERIFIED, SHEET, UNVERIFIED, OUTLIER = "verified", "sheet", "unverified", "outlier"
#: Nominal weight to plain-end weight: thread and coupling add, rounding takes little away.
MASS_RATIO = (0.98, 1.08)
DIAMETERS_AGREE_M = 1e-4
#: A factor between units, and what it looks like where the figure is that many times too small.
UNIT_FACTORS = (
    (6.894757, "ksi or MPa for psi, or psi for kPa"),
    (14.5038, "bar for psi"),
    (1000.0, "thousands: ksi for psi, or MPa for kPa"),
)
UNIT_AGREES = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """What the formulas say of a pipe body [Pa]; None where what they need is not known or out of range."""

    burst_pa: float | None = None
    collapse_pa: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One disagreement: its rule, the figure it is about, and in words. `refuses`: the row cannot be meant so."""

    code: str
    field: str
    words: str
    refuses: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Standing of a row, the formula's figures, the deviations [fraction of the formula], and why."""

    standing: str
    formula: Formula
    burst_deviation_fraction: float | None
    collapse_deviation_fraction: float | None
    faults: tuple[Fault, ...]

    @property
    def reason(self) -> str:
        return " ".join(fault.words for fault in self.faults)


def formula_of(*, od_m: float | None, wall_m: float | None, yield_pa: float | None) -> Formula:
    """Burst with 87.5 % of the nominal wall, collapse by its four regimes [Pa]; R4.

    >>> f = formula_of(od_m=0.244475, wall_m=0.472 * 0.0254, yield_pa=110_000 * PSI_PA)
    >>> round(f.burst_pa / PSI_PA), round(f.collapse_pa / PSI_PA)
    (9440, 5296)
    """
    if od_m is None or wall_m is None or yield_pa is None or not 0 < 2 * wall_m < od_m:
        return Formula()
    if not LEAST_YIELD_PA <= yield_pa <= GREATEST_YIELD_PA:
        return Formula()
    return Formula(
        burst_pa=internal_yield_pa(od_m=od_m, wall_m=wall_m, yield_pa=yield_pa, wall_factor=WALL_FACTOR),
        collapse_pa=collapse(od_m=od_m, wall_m=wall_m, yield_pa=yield_pa).pressure_pa,
    )


def agrees(given_pa: float, formula_pa: float) -> bool:
    """Within max(10 psi, 0.6 %) of the formula.

    >>> agrees(5300 * PSI_PA, 5296 * PSI_PA), agrees(9120 * PSI_PA, 7950 * PSI_PA)
    (True, False)
    """
    return abs(given_pa - formula_pa) <= max(AGREES_PA, AGREES_FRACTION * formula_pa) + ROUNDING * formula_pa


def deviation(given_pa: float | None, formula_pa: float | None) -> float | None:
    """How far a figure is from the formula, as a fraction of it; None where either is not known."""
    return given_pa / formula_pa - 1 if given_pa is not None and formula_pa is not None else None


def check(
    *,
    od_m: float | None,
    wall_m: float | None,
    id_m: float | None = None,
    linear_mass_kg_m: float | None = None,
    yield_pa: float | None,
    burst_pa: float | None,
    collapse_pa: float | None,
    sheet: str | None = None,
) -> Check:
    """A row against the formulas and itself. What cannot be compared is never verified.

    >>> check(od_m=0.244475, wall_m=0.435 * 0.0254, yield_pa=80_000 * PSI_PA, burst_pa=6330 * PSI_PA,
    ...     collapse_pa=4130 * PSI_PA).standing
    'unverified'
    """
    formula = formula_of(od_m=od_m, wall_m=wall_m, yield_pa=yield_pa)
    shape = _shape(od_m, wall_m, id_m, linear_mass_kg_m)
    ratings = [
        *_rating("burst_pa", burst_pa, formula.burst_pa),
        *_rating("collapse_pa", collapse_pa, formula.collapse_pa),
    ]
    unknown = _unknown(wall_m, yield_pa, burst_pa, collapse_pa, formula)
    return Check(
        standing=_standing([*shape, *unknown], ratings, sheet),
        formula=formula,
        burst_deviation_fraction=deviation(burst_pa, formula.burst_pa),
        collapse_deviation_fraction=deviation(collapse_pa, formula.collapse_pa),
        faults=(*shape, *ratings, *unknown),
    )


def _standing(open_faults: list[Fault], ratings: list[Fault], sheet: str | None) -> str:
    """A data sheet stands for ratings that differ; it never mends dimensions that contradict each other."""
    if any(fault.code in ("wall", "id", "mass", "unit") for fault in (*open_faults, *ratings)):
        return UNVERIFIED
    if not open_faults and not ratings:
        return VERIFIED
    return SHEET if sheet else UNVERIFIED


def _rating(field: str, given: float | None, formula: float | None) -> list[Fault]:
    if given is None or formula is None or agrees(given, formula):
        return []
    word = field.partition("_")[0].capitalize()
    for factor, looks in UNIT_FACTORS:
        for ratio, how in ((formula / given, "less"), (given / formula, "more")):
            if abs(ratio / factor - 1) <= UNIT_AGREES:
                words = f"{word} is {factor:.4g} times {how} than the formula says: a wrong unit is likely ({looks})."
                return [Fault(code="unit", field=field, words=words, refuses=True)]
    off = given / formula - 1
    return [
        Fault(
            code="formula",
            field=field,
            words=f"{word} is {abs(off) * 100:.1f} % {'above' if off > 0 else 'below'} the formula.",
        )
    ]


def _shape(
    od_m: float | None, wall_m: float | None, id_m: float | None, linear_mass_kg_m: float | None
) -> list[Fault]:
    if od_m is None or wall_m is None:
        return []
    if not 0 < 2 * wall_m < od_m:
        return [
            Fault(code="wall", field="wall_m", words="Twice the wall is not less than the OD.", refuses=True)
        ]
    found = []
    if id_m is not None and abs(od_m - 2 * wall_m - id_m) > DIAMETERS_AGREE_M:
        left = f"OD less twice the wall is {(od_m - 2 * wall_m) * 1000:.1f} mm, not {id_m * 1000:.1f} mm."
        found.append(Fault(code="id", field="id_m", words=left, refuses=True))
    if linear_mass_kg_m is not None:
        plain = plain_end_kg_m(od_m=od_m, wall_m=wall_m)
        if not MASS_RATIO[0] <= linear_mass_kg_m / plain <= MASS_RATIO[1]:
            words = f"A pipe of this OD and wall weighs {plain:.1f} kg/m without its ends, not {linear_mass_kg_m:.1f} kg/m."
            found.append(Fault(code="mass", field="linear_mass_kg_m", words=words))
    return found


def _unknown(
    wall_m: float | None,
    yield_pa: float | None,
    burst_pa: float | None,
    collapse_pa: float | None,
    formula: Formula,
) -> list[Fault]:
    if yield_pa is None:
        words = "The grade does not tell its least yield: nothing to compare the ratings with."
        return [Fault(code="yield", field="yield_pa", words=words)]
    if wall_m is None:
        return [Fault(code="wall-unknown", field="wall_m", words="The wall is not known.")]
    if formula.burst_pa is None:
        return [Fault(code="range", field="yield_pa", words="The formulas do not reach this steel or size.")]
    if burst_pa is None or collapse_pa is None:
        missing = " and ".join(
            name for name, given in (("burst", burst_pa), ("collapse", collapse_pa)) if given is None
        )
        return [Fault(code="rating-missing", field="burst_pa", words=f"No {missing} is stated.")]
    return []
