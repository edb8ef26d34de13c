"""Collapse of the pipe body: yield, plastic, transition and elastic, with their constants from polynomials."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from wells.engine.constants import PSI_PA

ELASTIC_PSI = 46.95e6
"""Constant of the elastic collapse formula [psi], as API TR 5C3 prints it (R4)."""

LEAST_YIELD_PA = 20_000 * PSI_PA
GREATEST_YIELD_PA = 180_000 * PSI_PA
"""The polynomials are fitted to 40-150 ksi and stay monotonic a little beyond; not further."""

FORMULAS = {
    "yield": "yield: P = 2 * Y * (x - 1) / x^2; x = D / t",
    "plastic": "plastic: P = Y * (A / x - B) - C; x = D / t, Y and C in psi",
    "transition": "transition: P = Y * (F / x - G); x = D / t",
    "elastic": "elastic: P = 46.95e6 psi / (x * (x - 1)^2); x = D / t",
}
"""The formula of each regime, as a derivation prints it."""


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

    The tables print the same numbers rounded. Fitted to grades of 40 to 150 ksi; who asks beyond 20 to
    180 ksi gets figures that mean nothing, so callers refuse such a yield (`LEAST_YIELD_PA`).

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
