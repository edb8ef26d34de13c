"""A column of gas whose compressibility factor is that of its own mean pressure."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from ..constants import (
    AIR_MOLAR_MASS_KG_MOL,
    GAS_CONSTANT_J_MOL_K,
    STANDARD_ATMOSPHERE_PA,
    STANDARD_GRAVITY_M_S2,
)
from ..gas import DAK, z_factor
from ..roots import NotConverged

ROUNDS = 200
PRECISION = 1e-13


@dataclass(frozen=True, slots=True, kw_only=True)
class GasColumn:
    """Pressure below a gas column [Pa, gauge], and the mean pressure, method and factor it stands on.

    The pressure is None where the factor is not known; `reason` says why. `note` is what to keep in mind.
    """

    base_pressure_pa: float | None
    mean_pressure_pa_abs: float
    method: str
    z: float | None = None
    reason: str | None = None
    note: str | None = None


def gas_column(
    *,
    top_pressure_pa: float,
    gas_specific_gravity: float,
    mean_temperature_k: float,
    height_m: float,
    method: str = DAK,
) -> GasColumn:
    """Pressure below a gas layer [Pa, gauge], with Z at its mean pressure.

        p2_abs = p1_abs exp(M g h / (Z R T));  Z = Z((p1_abs + p2_abs) / 2, T)

    Repeated until the pressure rests. Gauge in and out, absolute inside. Where Z has no answer, neither
    has the pressure. Errors: NotConverged where the repetition finds no rest. Sources: R3, R13.

    300 psia, gravity 0.7, 4500 ft at 140 degF; a public library prints 332.7 psia:

    >>> column = gas_column(top_pressure_pa=300 * 6894.757293 - 101325, gas_specific_gravity=0.7,
    ...                     mean_temperature_k=333.15, height_m=1371.6)
    >>> round((column.base_pressure_pa + 101325) / 6894.757293, 1), round(column.z, 4)
    (332.3, 0.9615)
    """
    top_pa = top_pressure_pa + STANDARD_ATMOSPHERE_PA
    weight = gas_specific_gravity * AIR_MOLAR_MASS_KG_MOL * STANDARD_GRAVITY_M_S2 * height_m
    exponent = weight / (GAS_CONSTANT_J_MOL_K * mean_temperature_k)
    base_pa = top_pa
    for _ in range(ROUNDS):
        mean_pa = (top_pa + base_pa) / 2
        found = z_factor(
            pressure_pa_abs=mean_pa,
            temperature_k=mean_temperature_k,
            gas_specific_gravity=gas_specific_gravity,
            method=method,
        )
        if found.z is None:
            return GasColumn(
                base_pressure_pa=None, mean_pressure_pa_abs=mean_pa, method=method, reason=found.reason
            )
        following_pa = top_pa * exp(exponent / found.z)
        if abs(following_pa - base_pa) <= PRECISION * following_pa:
            return GasColumn(
                base_pressure_pa=following_pa - STANDARD_ATMOSPHERE_PA,
                mean_pressure_pa_abs=mean_pa,
                method=method,
                z=found.z,
                note=found.note,
            )
        base_pa = following_pa
    raise NotConverged(f"the gas column of {height_m:g} m finds no rest after {ROUNDS} rounds")
