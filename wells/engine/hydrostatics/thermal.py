"""What heat does to a trapped annulus: pressure rise of a rigid, a yielding and a gas-capped one.

Estimates. Expansion and compressibility are means over the range of temperature and pressure, the fluid
fills what is not gas, and steel does not grow with heat.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from ..constants import PSI_PA, STANDARD_ATMOSPHERE_PA
from ..roots import rising_root


def sealed_pressure_rise_pa(
    *, expansion_per_k: float, compressibility_per_pa: float, temperature_rise_k: float
) -> float:
    """Pressure rise of a full, sealed, rigid annulus that warms [Pa]: `dp = alpha dT / kappa`.

    An upper bound: no ballooning of the casing, no leak-off, no gas cap.

    >>> round(sealed_pressure_rise_pa(expansion_per_k=4.5e-4, compressibility_per_pa=3e-10, temperature_rise_k=10))
    15000000
    """
    return expansion_per_k * temperature_rise_k / compressibility_per_pa


class Brine(NamedTuple):
    """A brine with its mean expansion [1/K] and compressibility [1/Pa]."""

    name: str
    density_kg_m3: float
    expansion_per_k: float
    compressibility_per_pa: float


PPG_KG_M3 = 0.45359237 / (231 * 0.0254**3)


def _brine(name: str, density_ppg: float, per_degf: float, per_psi: float) -> Brine:
    return Brine(f"{name}, {density_ppg:g} ppg", density_ppg * PPG_KG_M3, per_degf * 1.8, per_psi / PSI_PA)


BRINES: Final[dict[str, Brine]] = {
    "nacl-9.49-ppg": _brine("NaCl", 9.49, 2.54e-4, 1.98e-6),
    "cacl2-11.46-ppg": _brine("CaCl2", 11.46, 2.39e-4, 1.50e-6),
    "nabr-12.48-ppg": _brine("NaBr", 12.48, 2.67e-4, 1.67e-6),
    "cabr2-14.3-ppg": _brine("CaBr2", 14.3, 2.33e-4, 1.53e-6),
    "znbr2-cabr2-cacl2-16.0-ppg": _brine("ZnBr2/CaBr2/CaCl2", 16.0, 2.27e-4, 1.39e-6),
    "znbr2-cabr2-19.27-ppg": _brine("ZnBr2/CaBr2", 19.27, 2.54e-4, 1.64e-6),
}
"""Coefficients of brines at 12,000 psi from 76 to 345 degF; printed per degF and per psi (R15)."""


class GasCap(NamedTuple):
    """The gas in a trapped annulus while it is cold: its share of the volume, and how it gives way."""

    volume_fraction: float
    process: str
    exponent: float
    warming: float


ISOTHERMAL, POLYTROPIC, WARMING = "isothermal", "polytropic", "warming"


def isothermal_cap(*, volume_fraction: float) -> GasCap:
    """Gas that keeps its temperature: `V = V0 P0 / P`. It does not warm, so the rise is a low estimate."""
    return GasCap(volume_fraction, ISOTHERMAL, 1.0, 1.0)


def polytropic_cap(*, volume_fraction: float, exponent: float) -> GasCap:
    """Gas on a polytrope: `V = V0 (P0 / P)^(1/n)`."""
    return GasCap(volume_fraction, POLYTROPIC, exponent, 1.0)


def warming_cap(*, volume_fraction: float, cold_temperature_k: float, temperature_rise_k: float) -> GasCap:
    """Ideal gas that warms with the liquid: `V = V0 (P0 / P) (T1 / T0)`."""
    warming = (cold_temperature_k + temperature_rise_k) / cold_temperature_k
    return GasCap(volume_fraction, WARMING, 1.0, warming)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trapped:
    """A closed annulus and what happens to it. Shares are of the annulus volume while it is cold.

    `compliance_per_pa` is the share by which the annulus grows per pascal; 0 is rigid. `inflow_fraction` is
    what leaks into it, negative what it loses.
    """

    expansion_per_k: float
    compressibility_per_pa: float
    temperature_rise_k: float
    compliance_per_pa: float = 0.0
    inflow_fraction: float = 0.0
    gas_cap: GasCap | None = None


def rigid_rise_pa(trapped: Trapped) -> float:
    """Pressure rise were the annulus full and rigid [Pa]: `dp = (alpha dT + dV_leak/V) / kappa`."""
    swelling = trapped.expansion_per_k * trapped.temperature_rise_k + trapped.inflow_fraction
    return swelling / trapped.compressibility_per_pa


def build_up_pa(trapped: Trapped, *, cold_pressure_pa: float) -> float:
    """Pressure rise of a trapped annulus that warms [Pa]; the cold pressure is gauge, absolute inside.

        full:     dp = (alpha dT - dV_ann/V + dV_leak/V) / kappa;  dV_ann/V = C dp
        with gas: (1 - f)(1 + alpha dT - kappa dp) + f (P0/P)^(1/n) T1/T0 + dV_leak/V = 1 + C dp

    The second is solved exactly: what the fluids ask for falls and what the annulus gives rises with
    pressure, so there is one answer. Full, rigid and tight it is the upper bound `alpha dT / kappa`.
    Without gas the cold pressure does not matter. Source: R15, from memory.

    NaCl brine that warms by 10 degF, rigid: 128 psi a degree:

    >>> brine = BRINES["nacl-9.49-ppg"]
    >>> full = Trapped(expansion_per_k=brine.expansion_per_k, temperature_rise_k=10 / 1.8,
    ...                compressibility_per_pa=brine.compressibility_per_pa)
    >>> round(build_up_pa(full, cold_pressure_pa=0) / PSI_PA)
    1283
    """
    cap = trapped.gas_cap
    if cap is None or cap.volume_fraction == 0:
        swelling = trapped.expansion_per_k * trapped.temperature_rise_k + trapped.inflow_fraction
        return swelling / (trapped.compressibility_per_pa + trapped.compliance_per_pa)
    return _with_gas_pa(trapped, cap, cold_pressure_pa + STANDARD_ATMOSPHERE_PA)


def _with_gas_pa(trapped: Trapped, cap: GasCap, cold_pa_abs: float) -> float:
    liquid, yielding = 1 - cap.volume_fraction, trapped.compliance_per_pa
    stiffness = liquid * trapped.compressibility_per_pa + yielding
    swelling = liquid * trapped.expansion_per_k * trapped.temperature_rise_k + trapped.inflow_fraction

    def room(share: float) -> tuple[float, float]:
        """What the annulus gives less what the fluids ask for, at a share of the cold absolute pressure."""
        gas = cap.volume_fraction * share ** (-1 / cap.exponent) * cap.warming
        rise_pa = (share - 1) * cold_pa_abs
        value = cap.volume_fraction + stiffness * rise_pa - swelling - gas
        return value, stiffness * cold_pa_abs + gas / (cap.exponent * share)

    greatest = 1 + max(0.0, swelling) / (stiffness * cold_pa_abs) + cap.warming**cap.exponent
    share = rising_root(room, low=1e-9, high=greatest, start=1.0)
    return (share - 1) * cold_pa_abs


def greatest_cold_pressure_pa(
    trapped: Trapped, *, hot_limit_pa: float, cold_pressure_pa: float = 0.0
) -> float | None:
    """Greatest cold pressure from which heat does not carry an annulus above a limit [Pa, gauge].

        P_cold,max = MOP - dp(P_cold,max)

    None where the limit would be passed from no pressure at all. The share of gas stands at
    `cold_pressure_pa`: at a higher cold pressure the same gas fills less, `f P0 / P`, and softens less; at a
    lower one no more is counted than was stated. The hot pressure rises with the cold one, so there is one
    answer. Source: R15.

    >>> full = Trapped(expansion_per_k=4.5e-4, compressibility_per_pa=3e-10, temperature_rise_k=10)
    >>> round(greatest_cold_pressure_pa(full, hot_limit_pa=20e6))
    5000000
    """
    if trapped.gas_cap is None or trapped.gas_cap.volume_fraction == 0:
        cold_pa = hot_limit_pa - build_up_pa(trapped, cold_pressure_pa=0.0)
        return cold_pa if cold_pa >= 0 else None

    def hot_pa(cold_pa: float) -> float:
        kept = _with_the_same_gas(trapped, stated_pa=cold_pressure_pa, cold_pa=cold_pa)
        return cold_pa + build_up_pa(kept, cold_pressure_pa=cold_pa)

    return None if hot_pa(0.0) > hot_limit_pa else _greatest_below(hot_pa, hot_limit_pa)


def _with_the_same_gas(trapped: Trapped, *, stated_pa: float, cold_pa: float) -> Trapped:
    """The annulus at another cold pressure, brought there by adding liquid: the gas is squeezed."""
    cap = trapped.gas_cap
    squeeze = (stated_pa + STANDARD_ATMOSPHERE_PA) / (cold_pa + STANDARD_ATMOSPHERE_PA)
    if cap is None or squeeze >= 1:
        return trapped
    return replace(trapped, gas_cap=cap._replace(volume_fraction=cap.volume_fraction * squeeze))


def _greatest_below(hot_pa: Callable[[float], float], hot_limit_pa: float) -> float:
    """By halving, down: the answer never lies above the pressure that just holds."""
    low_pa, high_pa = 0.0, hot_limit_pa
    if hot_pa(high_pa) <= hot_limit_pa:
        return high_pa
    for _ in range(80):
        middle_pa = (low_pa + high_pa) / 2
        if hot_pa(middle_pa) <= hot_limit_pa:
            low_pa = middle_pa
        else:
            high_pa = middle_pa
    return low_pa
