"""Strength of casing, liner and tubing: internal yield, collapse, axial load, temperature, triaxial.

SI in and out. The collapse polynomials of API TR 5C3 are fits in psi and stay so, inside the two
functions that carry `_psi` in their name; nothing else here knows that unit.
"""

from __future__ import annotations

from functools import lru_cache
from math import pi, sqrt
from typing import NamedTuple

from .constants import PSI_PA, ROOM_TEMPERATURE_K

ELASTIC_PSI = 46.95e6
"""Constant of the elastic collapse formula [psi], as API TR 5C3 prints it (R4)."""

LINEAR_DERATING_PER_K = 0.00054
"""Loss of yield per kelvin above room temperature: 0.03 % per degF (R6)."""


class CollapseCoefficients(NamedTuple):
    """Constants of the collapse formulas for one yield strength, and the D/t where regimes meet."""

    a: float
    b: float
    c_psi: float
    f: float
    g: float
    yield_plastic: float
    plastic_transition: float
    transition_elastic: float


class Collapse(NamedTuple):
    """Collapse pressure of a pipe body [Pa], the regime that gave it and the constants used."""

    pressure_pa: float
    regime: str
    slenderness: float
    coefficients: CollapseCoefficients


def internal_yield_pa(*, od_m: float, wall_m: float, yield_pa: float, wall_factor: float) -> float:
    """Internal yield (burst) pressure of the pipe body [Pa].

        P = 2 k Y t / D

    k is the manufacturing tolerance (0.875) on a nominal wall and 1 on a measured least wall. Pipe body
    only: a coupling may be weaker. Source: API TR 5C3 (R4), from memory.

    7 in 29 lb/ft N80 is printed as 8160 psi:

    >>> p = internal_yield_pa(od_m=0.1778, wall_m=0.0103632, yield_pa=80000 * PSI_PA, wall_factor=0.875)
    >>> round(p / PSI_PA)
    8160
    """
    return 2 * wall_factor * yield_pa * wall_m / od_m


def collapse(*, od_m: float, wall_m: float, yield_pa: float) -> Collapse:
    """Collapse pressure of the pipe body without axial load or internal pressure [Pa].

    Four regimes by D/t: yield, plastic, transition, elastic, with the constants of `coefficients_psi`.
    With wall loss the least remaining wall goes in as if it were uniform; the result is never scaled by
    the wall, because collapse is not linear in it. Source: API TR 5C3 (R4), from memory, confirmed by
    published ratings.

    9-5/8 in 47 lb/ft N80 is printed as 4750 psi:

    >>> result = collapse(od_m=0.244475, wall_m=0.0119888, yield_pa=80000 * PSI_PA)
    >>> round(result.pressure_pa / PSI_PA), result.regime
    (4754, 'plastic')
    """
    return _collapse(od_m, wall_m, yield_pa)


@lru_cache(maxsize=65_536)
def _collapse(od_m: float, wall_m: float, yield_pa: float) -> Collapse:
    slenderness = od_m / wall_m
    yield_psi = yield_pa / PSI_PA
    constants = coefficients_psi(yield_psi)
    pressure_psi, regime = collapse_psi(slenderness=slenderness, yield_psi=yield_psi, constants=constants)
    return Collapse(pressure_psi * PSI_PA, regime, slenderness, constants)


def collapse_psi(
    *, slenderness: float, yield_psi: float, constants: CollapseCoefficients
) -> tuple[float, str]:
    """Collapse pressure [psi] and regime from D/t and yield [psi]."""
    x = slenderness
    if x <= constants.yield_plastic:
        return 2 * yield_psi * (x - 1) / x**2, "yield"
    if x <= constants.plastic_transition:
        return yield_psi * (constants.a / x - constants.b) - constants.c_psi, "plastic"
    if x <= constants.transition_elastic:
        return yield_psi * (constants.f / x - constants.g), "transition"
    return ELASTIC_PSI / (x * (x - 1) ** 2), "elastic"


@lru_cache(maxsize=4_096)
def coefficients_psi(yield_psi: float) -> CollapseCoefficients:
    """Constants of the collapse formulas for a yield strength [psi], from the polynomials.

    The tables print the same numbers rounded. Fitted to grades of 40 to 150 ksi.

    >>> c = coefficients_psi(80000)
    >>> round(c.a, 3), round(c.b, 4), round(c.c_psi), round(c.f, 3), round(c.g, 4)
    (3.071, 0.0667, 1955, 1.998, 0.0434)
    """
    y = yield_psi
    a = 2.8762 + 0.10679e-5 * y + 0.21301e-10 * y**2 - 0.53132e-16 * y**3
    b = 0.026233 + 0.50609e-6 * y
    c = -465.93 + 0.030867 * y - 0.10483e-7 * y**2 + 0.36989e-13 * y**3
    ratio = b / a
    k = 3 * ratio / (2 + ratio)
    f = ELASTIC_PSI * k**3 / (y * (k - ratio) * (1 - k) ** 2)
    g = f * ratio
    d = b + c / y
    return CollapseCoefficients(
        a=a,
        b=b,
        c_psi=c,
        f=f,
        g=g,
        yield_plastic=(sqrt((a - 2) ** 2 + 8 * d) + (a - 2)) / (2 * d),
        plastic_transition=y * (a - f) / (c + y * (b - g)),
        transition_elastic=(2 + ratio) / (3 * ratio),
    )


def body_area_m2(*, od_m: float, wall_m: float) -> float:
    """Cross-section of steel [m2]."""
    return pi * wall_m * (od_m - wall_m)


def body_yield_n(*, od_m: float, wall_m: float, yield_pa: float) -> float:
    """Axial force at which the pipe body yields [N]: `Y pi/4 (D^2 - d^2)`.

    2-7/8 in 6.5 lb/ft N80 is printed as 145,000 lbf:

    >>> round(body_yield_n(od_m=0.073025, wall_m=0.0055118, yield_pa=80000 * PSI_PA) / 4.4482216, -3)
    145000.0
    """
    return yield_pa * body_area_m2(od_m=od_m, wall_m=wall_m)


def equivalent_yield_pa(*, yield_pa: float, stress_pa: float) -> float | None:
    """Yield strength left for collapse under an axial stress [Pa], tension positive; None where none is left.

        Y' = Y (sqrt(1 - 0.75 (s/Y)^2) - 0.5 s/Y)

    Compression would raise it and is not credited. A tension at or above yield leaves nothing.
    The stress is the axial stress in `api-5c3-biaxial`; in `tr-5c3-2018` the internal pressure is added
    to it and the collapse that follows is a differential. Sources: R4, R5, from memory.

    80 ksi under 20 ksi of tension:

    >>> round(equivalent_yield_pa(yield_pa=80000 * PSI_PA, stress_pa=20000 * PSI_PA) / PSI_PA, 1)
    68102.5
    """
    ratio = stress_pa / yield_pa
    if ratio >= 1:
        return None
    if ratio <= 0:
        return yield_pa
    return yield_pa * (sqrt(1 - 0.75 * ratio**2) - 0.5 * ratio)


def yield_factor_linear(*, temperature_k: float) -> float:
    """Share of the room-temperature yield left at a temperature, linear; no credit below 25 degC.

        f = 1 - 0.00054 (T - 298.15)

    It acts on the yield before any strength formula. Source: R6.

    >>> round(yield_factor_linear(temperature_k=373.15), 4)
    0.9595
    """
    return 1 - LINEAR_DERATING_PER_K * max(0.0, temperature_k - ROOM_TEMPERATURE_K)


class WallStress(NamedTuple):
    """Stresses at one radius of a loaded pipe [Pa], tension positive."""

    hoop_pa: float
    radial_pa: float
    von_mises_pa: float


def wall_stress(
    *,
    od_m: float,
    wall_m: float,
    radius_m: float,
    internal_pa: float,
    external_pa: float,
    axial_stress_pa: float,
) -> WallStress:
    """Hoop, radial and von Mises stress at a radius of a thick-walled pipe (Lame) [Pa].

    Source: ISO/TR 10400 clause 6 (R5), from memory.

    7 in 29 lb/ft under 8000 psi inside, at the inner wall:

    >>> s = wall_stress(od_m=7, wall_m=0.408, radius_m=3.092, internal_pa=8000, external_pa=0, axial_stress_pa=0)
    >>> round(s.hoop_pa), round(s.von_mises_pa, 1)
    (64875, 69222.6)
    """
    outer, inner = od_m / 2, od_m / 2 - wall_m
    thickness = outer**2 - inner**2
    mean_pa = (internal_pa * inner**2 - external_pa * outer**2) / thickness
    swing_pa = (internal_pa - external_pa) * inner**2 * outer**2 / (thickness * radius_m**2)
    hoop_pa, radial_pa = mean_pa + swing_pa, mean_pa - swing_pa
    squares = (
        (hoop_pa - radial_pa) ** 2 + (radial_pa - axial_stress_pa) ** 2 + (axial_stress_pa - hoop_pa) ** 2
    )
    return WallStress(hoop_pa, radial_pa, sqrt(0.5 * squares))
