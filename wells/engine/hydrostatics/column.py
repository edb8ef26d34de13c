"""Pressure in a static column of fluid layers.

Depths are true vertical, from the top of the column, positive down. Pressures are gauge; gas is
computed in absolute pressure, because the gas law knows no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from ..constants import (
    AIR_MOLAR_MASS_KG_MOL,
    GAS_CONSTANT_J_MOL_K,
    STANDARD_ATMOSPHERE_PA,
    STANDARD_GRAVITY_M_S2,
)
from ..gas import DAK
from .gas_column import GasColumn, gas_column


@dataclass(frozen=True, slots=True, kw_only=True)
class Liquid:
    """A layer of constant density; it reaches down to the top of the next."""

    top_tvd_m: float
    density_kg_m3: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Gas:
    """A layer of gas at its mean temperature; `z` None: computed at its mean pressure by `method`."""

    top_tvd_m: float
    gas_specific_gravity: float
    mean_temperature_k: float
    z: float | None = None
    method: str = DAK


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerStep:
    """What one layer adds: its index, height and the pressures at its two ends [Pa, gauge].

    `gas` is there where Z was computed; without an answer for Z the pressure below is None.
    """

    index: int
    height_m: float
    top_pressure_pa: float
    base_pressure_pa: float | None
    gas: GasColumn | None = None


def liquid_pressure_pa(*, top_pressure_pa: float, density_kg_m3: float, height_m: float) -> float:
    """Pressure below a liquid layer [Pa, gauge]: `p2 = p1 + rho g h`.

    >>> round(liquid_pressure_pa(top_pressure_pa=0, density_kg_m3=1000, height_m=100))
    980665
    """
    return top_pressure_pa + density_kg_m3 * STANDARD_GRAVITY_M_S2 * height_m


def gas_pressure_pa(
    *,
    top_pressure_pa: float,
    gas_specific_gravity: float,
    mean_temperature_k: float,
    z: float,
    height_m: float,
) -> float:
    """Pressure below a gas layer [Pa, gauge], average temperature and compressibility method.

        p2_abs = p1_abs exp(M g h / (Z R T))

    M is the molar mass, the specific gravity times that of air. Good for the heights and mean values
    of a well; the caller chooses Z at the mean pressure. Source: R3, from memory.

    300 psia, gravity 0.7, 4500 ft at 140 degF gives 332.4 psia:

    >>> p = gas_pressure_pa(top_pressure_pa=300 * 6894.757293 - 101325, gas_specific_gravity=0.7,
    ...                     mean_temperature_k=333.15, z=0.96, height_m=1371.6)
    >>> round((p + 101325) / 6894.757293, 1)
    332.4
    """
    molar_mass_kg_mol = gas_specific_gravity * AIR_MOLAR_MASS_KG_MOL
    exponent = (
        molar_mass_kg_mol * STANDARD_GRAVITY_M_S2 * height_m / (z * GAS_CONSTANT_J_MOL_K * mean_temperature_k)
    )
    return (top_pressure_pa + STANDARD_ATMOSPHERE_PA) * exp(exponent) - STANDARD_ATMOSPHERE_PA


def column_steps(
    *, surface_pressure_pa: float, layers: Sequence[Liquid | Gas], tvd_m: float
) -> tuple[LayerStep, ...]:
    """The layers above a depth, in order, with the pressures at their ends.

    The column begins at the top of the first layer. A layer that begins below the depth adds nothing
    and is not listed. Gas without a stated Z takes it at the mean pressure of its part above the depth;
    where Z has no answer the column ends there.
    """
    steps: list[LayerStep] = []
    pressure_pa = surface_pressure_pa
    for index, layer in enumerate(layers):
        if index and layer.top_tvd_m >= tvd_m:
            break
        base_m = min(layers[index + 1].top_tvd_m, tvd_m) if index + 1 < len(layers) else tvd_m
        step = _step(index, layer, pressure_pa, base_m - layer.top_tvd_m)
        steps.append(step)
        if step.base_pressure_pa is None:
            break
        pressure_pa = step.base_pressure_pa
    return tuple(steps)


def _step(index: int, layer: Liquid | Gas, top_pressure_pa: float, height_m: float) -> LayerStep:
    gas: GasColumn | None = None
    if isinstance(layer, Liquid):
        below_pa: float | None = liquid_pressure_pa(
            top_pressure_pa=top_pressure_pa, density_kg_m3=layer.density_kg_m3, height_m=height_m
        )
    elif layer.z is None:
        gas = gas_column(
            top_pressure_pa=top_pressure_pa,
            gas_specific_gravity=layer.gas_specific_gravity,
            mean_temperature_k=layer.mean_temperature_k,
            height_m=height_m,
            method=layer.method,
        )
        below_pa = gas.base_pressure_pa
    else:
        below_pa = gas_pressure_pa(
            top_pressure_pa=top_pressure_pa,
            gas_specific_gravity=layer.gas_specific_gravity,
            mean_temperature_k=layer.mean_temperature_k,
            z=layer.z,
            height_m=height_m,
        )
    return LayerStep(
        index=index, height_m=height_m, top_pressure_pa=top_pressure_pa, base_pressure_pa=below_pa, gas=gas
    )


def column_pressure_pa(
    *, surface_pressure_pa: float, layers: Sequence[Liquid | Gas], tvd_m: float
) -> float | None:
    """Pressure at a depth of a layered column [Pa, gauge]; None where Z of a gas above has no answer.

        p(z) = p_surface + sum of what each layer above z adds

    500 m of 1030 kg/m3 on 1300 m of 1500 kg/m3:

    >>> layers = [Liquid(top_tvd_m=0, density_kg_m3=1030), Liquid(top_tvd_m=500, density_kg_m3=1500)]
    >>> round(column_pressure_pa(surface_pressure_pa=0, layers=layers, tvd_m=1800) / 1e3, 3)
    24173.392
    """
    steps = column_steps(surface_pressure_pa=surface_pressure_pa, layers=layers, tvd_m=tvd_m)
    return steps[-1].base_pressure_pa if steps else surface_pressure_pa
