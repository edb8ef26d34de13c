"""A straight axis between two pixels, with round ticks."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10

STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Axis:
    """Values `low` to `high` over the pixels `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value."""
        return self.start + (value - self.low) * self.scale

    @property
    def scale(self) -> float:
        """Pixels a unit."""
        return (self.end - self.start) / (self.high - self.low)

    def ticks(self, apart: float = 62.0, per_unit: float = 1.0) -> list[float]:
        """Round values at least `apart` pixels from each other; `per_unit` makes them round in another unit.

        >>> Axis(0, 100, 0, 300).ticks()
        [0.0, 50.0, 100.0]
        """
        least = apart / abs(self.scale) * per_unit
        power = 10.0 ** floor(log10(least))
        step = next(s * power for s in STEPS if s * power >= least * (1 - 1e-9))
        first, last = ceil(self.low * per_unit / step - 1e-9), floor(self.high * per_unit / step + 1e-9)
        return [number * step / per_unit for number in range(first, last + 1)]
