"""A column of liquid layers made ready for many depths."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ..constants import STANDARD_GRAVITY_M_S2


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
        self.gradients_pa_m = tuple([density * STANDARD_GRAVITY_M_S2 for density in densities_kg_m3])
        pressures = [surface_pressure_pa]
        for index in range(1, len(self.tops_m)):
            height_m = self.tops_m[index] - self.tops_m[index - 1]
            pressures.append(pressures[-1] + self.gradients_pa_m[index - 1] * height_m)
        self.pressures_pa = tuple(pressures)

    def pressure_pa(self, depth_m: float) -> float:
        """Pressure at a depth below the top [Pa, gauge]."""
        index = bisect_right(self.tops_m, depth_m, 1) - 1
        height_m = depth_m - self.tops_m[index]
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
