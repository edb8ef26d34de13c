"""The depth axis: half linear, half equal spacing between the depths that carry equipment."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

#: Share of the axis that is linear in depth.
LINEAR = 0.5
#: Depths nearer than this share of the axis count as one.
NEAR = 0.0012


@dataclass(frozen=True, slots=True)
class Scale:
    """Depth [m MD] to height on the drawing: continuous, strictly increasing, straight beyond its ends."""

    knots_m: tuple[float, ...]
    top: float
    bottom: float

    def y(self, md_m: float) -> float:
        """Where a depth lies on the drawing."""
        first, last = self.knots_m[0], self.knots_m[-1]
        linear = (md_m - first) / (last - first)
        steps = len(self.knots_m) - 1
        index = max(0, min(steps - 1, bisect_right(self.knots_m, md_m) - 1))
        above, below = self.knots_m[index], self.knots_m[index + 1]
        rank = (index + (md_m - above) / (below - above)) / steps
        return self.top + (LINEAR * linear + (1 - LINEAR) * rank) * (self.bottom - self.top)


def knots(depths_m: Iterable[float], *, top_m: float, base_m: float) -> tuple[float, ...]:
    """Depths that carry equipment between top and base, those that nearly coincide taken once."""
    near_m = (base_m - top_m) * NEAR
    kept = [top_m]
    for depth_m in sorted(depths_m):
        if kept[-1] + near_m < depth_m < base_m - near_m:
            kept.append(depth_m)
    return (*kept, base_m)
