"""Natural gas: compressibility factor, pseudo-critical point, density and speed of sound.

The gas law knows absolute pressure only: every pressure here ends in `_pa_abs`. Outside the range of a
correlation the answer is no number but a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import exp, sqrt
from typing import Final, NamedTuple

from .constants import AIR_MOLAR_MASS_KG_MOL, GAS_CONSTANT_J_MOL_K, PSI_PA
from .roots import rising_root

RANKINE_PER_K: Final = 1.8

DAK: Final = "dranchuk-abou-kassem:1975"
HALL_YARBOROUGH: Final = "hall-yarborough:1973"


class ZFactor(NamedTuple):
    """Compressibility factor [1], or None and why it is not known; `note` says what is to be kept in mind."""

    z: float | None
    reason: str | None = None
    note: str | None = None


class PseudoCritical(NamedTuple):
    """Pseudo-critical pressure [Pa, absolute] and temperature [K] of a gas, or None and why."""

    pressure_pa_abs: float | None
    temperature_k: float | None
    reason: str | None = None


class Range(NamedTuple):
    """Pseudo-reduced temperature and pressure within which a correlation is taken [1]."""

    least_tpr: float
    greatest_tpr: float
    least_ppr: float
    greatest_ppr: float


DAK_RANGE: Final = Range(1.05, 3.0, 0.2, 30.0)
HALL_YARBOROUGH_RANGE: Final = Range(1.2, 3.0, 0.1, 24.0)
NEAR_CRITICAL_TPR: Final = 1.2
IDEAL_PPR: Final = 1e-16
"""Below this Z differs from 1 by less than the last digit."""
LEAST_GRAVITY, GREATEST_GRAVITY = 0.57, 1.68


def pseudo_critical_sutton(*, gas_specific_gravity: float) -> PseudoCritical:
    """Pseudo-critical point of a natural gas from its specific gravity, Sutton (1985).

        Ppc = 756.8 - 131 G - 3.6 G^2 [psia];  Tpc = 169.2 + 349.5 G - 74 G^2 [degR]

    Fitted to gravities of 0.57 to 1.68; outside, no answer. Carbon dioxide, nitrogen and hydrogen sulphide
    are not corrected for. Source: R13, from memory.

    >>> point = pseudo_critical_sutton(gas_specific_gravity=0.7)
    >>> round(point.pressure_pa_abs / PSI_PA, 1), round(point.temperature_k * 1.8, 1)
    (663.3, 377.6)
    """
    g = gas_specific_gravity
    if not LEAST_GRAVITY <= g <= GREATEST_GRAVITY:
        reason = f"gas gravity {g:g} lies outside {LEAST_GRAVITY:g} to {GREATEST_GRAVITY:g} (Sutton)"
        return PseudoCritical(None, None, reason)
    pressure_psia = 756.8 - 131 * g - 3.6 * g**2
    temperature_r = 169.2 + 349.5 * g - 74 * g**2
    return PseudoCritical(pressure_psia * PSI_PA, temperature_r / RANKINE_PER_K)


def z_dak(*, ppr: float, tpr: float) -> ZFactor:
    """Compressibility factor by Dranchuk and Abou-Kassem (1975) from pseudo-reduced pressure and temperature.

        Z = 1 + (A1 + A2/T + A3/T^3 + A4/T^4 + A5/T^5) r + (A6 + A7/T + A8/T^2) r^2
              - A9 (A7/T + A8/T^2) r^5 + A10 (1 + A11 r^2) r^2/T^3 exp(-A11 r^2);  r = 0.27 Ppr / (Z T)

    Solved for the density r, with which pressure rises strictly from T = 1.05 on, so that there is one
    root. Fitted to T from 1.0 to 3.0 and Ppr from 0.2 to 30. Taken from T = 1.05; below 1.2 a note says
    that it misses the chart near the critical point (5 % at T = 1.1). Below Ppr = 0.2 it goes over to the
    ideal gas, Z = 1 at no pressure, and a note says so. Elsewhere there is no answer. Source: R13, from
    memory; errata: some print the eight constants of Dranchuk, Purvis and Robinson as A8 to A11.

    >>> round(z_dak(ppr=2, tpr=1.5).z, 5)
    0.82147
    >>> z_dak(ppr=2, tpr=0.9).reason
    'Tpr 0.9 lies outside 1.05 to 3'
    """
    reason = _outside(ppr, tpr, DAK_RANGE)
    return ZFactor(None, reason) if reason else ZFactor(_z_dak(ppr, tpr), None, _dak_note(ppr, tpr))


def _dak_note(ppr: float, tpr: float) -> str | None:
    notes = []
    if tpr < NEAR_CRITICAL_TPR:
        notes.append(f"Tpr {tpr:.4g} is near the critical point: Z may miss the chart by several percent")
    if ppr < DAK_RANGE.least_ppr:
        notes.append(f"Ppr {ppr:.4g} lies below the data of the fit (0.2), on its way to the ideal gas")
    return "; ".join(notes) or None


@lru_cache(maxsize=4_096)
def _z_dak(ppr: float, tpr: float) -> float:
    if ppr < IDEAL_PPR:
        return 1.0
    c1 = 0.3265 - 1.07 / tpr - 0.5339 / tpr**3 + 0.01569 / tpr**4 - 0.05165 / tpr**5
    c2 = 0.5475 - 0.7361 / tpr + 0.1844 / tpr**2
    c3 = 0.1056 * (-0.7361 / tpr + 0.1844 / tpr**2)
    c4, a11 = 0.6134 / tpr**3, 0.7210
    scale = tpr / 0.27

    def pressure(r: float) -> tuple[float, float]:
        square = r * r
        tail = c4 * exp(-a11 * square)
        z = 1 + c1 * r + c2 * square - c3 * square**2 * r + tail * (1 + a11 * square) * square
        slope = c1 + 2 * c2 * r - 5 * c3 * square**2 + 2 * tail * r * (1 + a11 * square - (a11 * square) ** 2)
        return z * r * scale - ppr, (z + r * slope) * scale

    density = rising_root(pressure, low=0.0, high=2.5, start=ppr / scale)
    return 0.27 * ppr / (density * tpr)


def z_hall_yarborough(*, ppr: float, tpr: float) -> ZFactor:
    """Compressibility factor by Hall and Yarborough (1973), an equation of hard spheres: the cross-check.

        Z = A Ppr / y;  A Ppr = (y + y^2 + y^3 - y^4)/(1-y)^3 - B y^2 + C y^D;  t = 1/Tpr
        A = 0.06125 t exp(-1.2 (1-t)^2);  B = 14.76 t - 9.76 t^2 + 4.58 t^3
        C = 90.7 t - 242.2 t^2 + 42.4 t^3;  D = 2.18 + 2.82 t

    Taken for Tpr from 1.2 to 3.0 and Ppr up to 24, where y rises strictly with pressure; below Ppr = 0.1 a
    note says that it goes over to the ideal gas. Elsewhere there is no answer. Source: R13, from memory.

    >>> round(z_hall_yarborough(ppr=2, tpr=1.5).z, 5)
    0.82083
    """
    reason = _outside(ppr, tpr, HALL_YARBOROUGH_RANGE)
    if reason:
        return ZFactor(None, reason)
    low = ppr < HALL_YARBOROUGH_RANGE.least_ppr
    note = f"Ppr {ppr:.4g} lies below the data of the fit (0.1), on its way to the ideal gas" if low else None
    return ZFactor(_z_hall_yarborough(ppr, tpr), None, note)


@lru_cache(maxsize=4_096)
def _z_hall_yarborough(ppr: float, tpr: float) -> float:
    if ppr < IDEAL_PPR:
        return 1.0
    t = 1 / tpr
    a = 0.06125 * t * exp(-1.2 * (1 - t) ** 2)
    b = 14.76 * t - 9.76 * t**2 + 4.58 * t**3
    c = 90.7 * t - 242.2 * t**2 + 42.4 * t**3
    d = 2.18 + 2.82 * t

    def pressure(y: float) -> tuple[float, float]:
        spheres = (y + y**2 + y**3 - y**4) / (1 - y) ** 3
        slope = (1 + 4 * y + 4 * y**2 - 4 * y**3 + y**4) / (1 - y) ** 4
        return spheres - b * y**2 + c * y**d - a * ppr, slope - 2 * b * y + c * d * y ** (d - 1)

    return a * ppr / rising_root(pressure, low=0.0, high=0.6, start=a * ppr)


METHODS: Final[dict[str, Callable[..., ZFactor]]] = {DAK: z_dak, HALL_YARBOROUGH: z_hall_yarborough}


def z_factor(
    *, pressure_pa_abs: float, temperature_k: float, gas_specific_gravity: float, method: str = DAK
) -> ZFactor:
    """Compressibility factor of a natural gas at absolute pressure and temperature [1].

    Pseudo-critical point by Sutton, then a method of `METHODS`. Outside the range of either no answer but
    the reason. Source: R13.

    >>> gas = {"temperature_k": 333.15, "gas_specific_gravity": 0.7}
    >>> round(z_factor(pressure_pa_abs=316 * PSI_PA, **gas).z, 3)
    0.962
    """
    point = pseudo_critical_sutton(gas_specific_gravity=gas_specific_gravity)
    if point.pressure_pa_abs is None or point.temperature_k is None:
        return ZFactor(None, point.reason)
    return METHODS[method](
        ppr=pressure_pa_abs / point.pressure_pa_abs, tpr=temperature_k / point.temperature_k
    )


def gas_density_kg_m3(
    *, pressure_pa_abs: float, temperature_k: float, gas_specific_gravity: float, z: float
) -> float:
    """Density of a gas at absolute pressure [kg/m3]: `rho = p M / (Z R T)`.

    Air at 0 degC and one atmosphere, 1.293 kg/m3:

    >>> round(gas_density_kg_m3(pressure_pa_abs=101325, temperature_k=273.15, gas_specific_gravity=1, z=1), 3)
    1.292
    """
    molar_mass_kg_mol = gas_specific_gravity * AIR_MOLAR_MASS_KG_MOL
    return pressure_pa_abs * molar_mass_kg_mol / (z * GAS_CONSTANT_J_MOL_K * temperature_k)


def sound_speed_m_s(
    *, temperature_k: float, gas_specific_gravity: float, z: float, heat_capacity_ratio: float
) -> float:
    """Speed of sound in a gas [m/s]: `c = sqrt(k Z R T / M)`.

    k is the ratio of heat capacities and is stated, never assumed. Z stands for the change of Z with
    pressure too, good to a few percent at the pressures of an annulus. Source: R14, from memory.

    Dry air at 20 degC, 343 m/s:

    >>> round(sound_speed_m_s(temperature_k=293.15, gas_specific_gravity=1, z=1, heat_capacity_ratio=1.4))
    343
    """
    molar_mass_kg_mol = gas_specific_gravity * AIR_MOLAR_MASS_KG_MOL
    return sqrt(heat_capacity_ratio * z * GAS_CONSTANT_J_MOL_K * temperature_k / molar_mass_kg_mol)


def _outside(ppr: float, tpr: float, known: Range) -> str | None:
    """Why a point lies outside a range; None where it lies within, or between the range and no pressure."""
    if not known.least_tpr <= tpr <= known.greatest_tpr:
        return f"Tpr {tpr:.4g} lies outside {known.least_tpr:g} to {known.greatest_tpr:g}"
    if ppr < 0:
        return f"Ppr {ppr:.4g} is negative: gas is reckoned in absolute pressure"
    if ppr > known.greatest_ppr:
        return f"Ppr {ppr:.4g} lies above {known.greatest_ppr:g}"
    return None
