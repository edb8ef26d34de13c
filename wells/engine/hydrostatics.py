"""Pressure in a static column of fluid layers, and the volume and heat of an annulus.

Depths are true vertical, from the top of the column, positive down. Pressures are gauge; gas is
computed in absolute pressure, because the gas law knows no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, pi

from .constants import (
    AIR_MOLAR_MASS_KG_MOL,
    GAS_CONSTANT_J_MOL_K,
    STANDARD_ATMOSPHERE_PA,
    STANDARD_GRAVITY_M_S2,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Liquid:
    """A layer of constant density; it reaches down to the top of the next."""

    top_tvd_m: float
    density_kg_m3: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Gas:
    """A layer of gas at its mean temperature and compressibility factor."""

    top_tvd_m: float
    gas_specific_gravity: float
    mean_temperature_k: float
    z: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerStep:
    """What one layer adds: its index, height and the pressures at its two ends [Pa, gauge]."""

    index: int
    height_m: float
    top_pressure_pa: float
    base_pressure_pa: float


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
    and is not listed.
    """
    steps: list[LayerStep] = []
    pressure_pa = surface_pressure_pa
    for index, layer in enumerate(layers):
        if index and layer.top_tvd_m >= tvd_m:
            break
        base_m = min(layers[index + 1].top_tvd_m, tvd_m) if index + 1 < len(layers) else tvd_m
        height_m = base_m - layer.top_tvd_m
        below_pa = layer_pressure_pa(layer, top_pressure_pa=pressure_pa, height_m=height_m)
        steps.append(
            LayerStep(index=index, height_m=height_m, top_pressure_pa=pressure_pa, base_pressure_pa=below_pa)
        )
        pressure_pa = below_pa
    return tuple(steps)


def layer_pressure_pa(layer: Liquid | Gas, *, top_pressure_pa: float, height_m: float) -> float:
    """Pressure below `height_m` of a layer [Pa, gauge]."""
    if isinstance(layer, Liquid):
        return liquid_pressure_pa(
            top_pressure_pa=top_pressure_pa, density_kg_m3=layer.density_kg_m3, height_m=height_m
        )
    return gas_pressure_pa(
        top_pressure_pa=top_pressure_pa,
        gas_specific_gravity=layer.gas_specific_gravity,
        mean_temperature_k=layer.mean_temperature_k,
        z=layer.z,
        height_m=height_m,
    )


def column_pressure_pa(*, surface_pressure_pa: float, layers: Sequence[Liquid | Gas], tvd_m: float) -> float:
    """Pressure at a depth of a layered column [Pa, gauge].

        p(z) = p_surface + sum of what each layer above z adds

    500 m of 1030 kg/m3 on 1300 m of 1500 kg/m3:

    >>> layers = [Liquid(top_tvd_m=0, density_kg_m3=1030), Liquid(top_tvd_m=500, density_kg_m3=1500)]
    >>> round(column_pressure_pa(surface_pressure_pa=0, layers=layers, tvd_m=1800) / 1e3, 3)
    24173.392
    """
    steps = column_steps(surface_pressure_pa=surface_pressure_pa, layers=layers, tvd_m=tvd_m)
    return steps[-1].base_pressure_pa if steps else surface_pressure_pa


def annular_capacity_m2(*, outer_diameter_m: float, inner_diameter_m: float) -> float:
    """Volume of an annulus per length [m3/m]: `pi/4 (D^2 - d^2)`.

    8-3/4 in hole with 5 in pipe, 0.050089 bbl/ft:

    >>> capacity = annular_capacity_m2(outer_diameter_m=0.22225, inner_diameter_m=0.127)
    >>> round(capacity * 0.3048 / 0.158987295, 5)
    0.05009
    """
    return pi / 4 * (outer_diameter_m**2 - inner_diameter_m**2)


def volume_m3(pieces: Iterable[tuple[float, float]]) -> float:
    """Volume of pieces of hole, each (capacity [m3/m], length along the hole [m]). Lengths are MD, never TVD.

    >>> round(volume_m3([(0.05, 100), (0.04, 50)]), 6)
    7.0
    """
    return sum(capacity_m2 * length_m for capacity_m2, length_m in pieces)


def kick_tolerance_kg_m3(
    *, shoe_tvd_m: float, well_tvd_m: float, greatest_density_kg_m3: float, density_kg_m3: float
) -> float:
    """Kick tolerance as a density [kg/m3]: `shoe / well (greatest - present)`, depths TVD.

    How much more than the present mud a formation at the bottom may ask for before the shoe gives way.
    Gas at the shoe is not considered. Source: golden case KTF-P1.

    >>> round(kick_tolerance_kg_m3(shoe_tvd_m=1500, well_tvd_m=3000, greatest_density_kg_m3=1600, density_kg_m3=1200))
    200
    """
    return shoe_tvd_m / well_tvd_m * (greatest_density_kg_m3 - density_kg_m3)


def sealed_pressure_rise_pa(
    *, expansion_per_k: float, compressibility_per_pa: float, temperature_rise_k: float
) -> float:
    """Pressure rise of a full, sealed, rigid annulus that warms [Pa]: `dp = alpha dT / kappa`.

    An upper bound: no ballooning of the casing, no leak-off, no gas cap.

    >>> round(sealed_pressure_rise_pa(expansion_per_k=4.5e-4, compressibility_per_pa=3e-10, temperature_rise_k=10))
    15000000
    """
    return expansion_per_k * temperature_rise_k / compressibility_per_pa


class LiquidColumn:
    """A column of liquid layers made ready for many depths; limits evaluate it thousands of times.

    Same law as `column_pressure_pa`. A depth above the top counts as the top.

    >>> column = LiquidColumn(surface_pressure_pa=0, tops_m=(0, 500), densities_kg_m3=(1030, 1500))
    >>> round(column.pressure_pa(1800) / 1e3, 3)
    24173.392
    """

    __slots__ = ("gradients_pa_m", "pressures_pa", "tops_m")

    def __init__(
        self, *, surface_pressure_pa: float, tops_m: Sequence[float], densities_kg_m3: Sequence[float]
    ) -> None:
        self.tops_m = tuple(tops_m)
        self.gradients_pa_m = tuple(density * STANDARD_GRAVITY_M_S2 for density in densities_kg_m3)
        pressures = [surface_pressure_pa]
        for index in range(1, len(self.tops_m)):
            height_m = self.tops_m[index] - self.tops_m[index - 1]
            pressures.append(pressures[-1] + self.gradients_pa_m[index - 1] * height_m)
        self.pressures_pa = tuple(pressures)

    def pressure_pa(self, depth_m: float) -> float:
        """Pressure at a depth below the top [Pa, gauge]."""
        tops_m = self.tops_m
        index = len(tops_m) - 1
        while index and tops_m[index] > depth_m:
            index -= 1
        height_m = depth_m - tops_m[index]
        pressure_pa = self.pressures_pa[index]
        return pressure_pa + self.gradients_pa_m[index] * height_m if height_m > 0 else pressure_pa

    def heights_m(self, depth_m: float) -> tuple[float, ...]:
        """Height of each layer above a depth; only the layers that are reached, the first always."""
        heights: list[float] = []
        for index, top_m in enumerate(self.tops_m):
            if index and top_m >= depth_m:
                break
            base_m = self.tops_m[index + 1] if index + 1 < len(self.tops_m) else depth_m
            heights.append(max(0.0, min(base_m, depth_m) - top_m))
        return tuple(heights)
