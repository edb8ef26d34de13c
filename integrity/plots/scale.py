"""A linear axis with round ticks."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import NamedTuple

STEPS = (1, 2, 2.5, 5, 10)


class Scale(NamedTuple):
    low: float
    high: float
    start: float
    end: float
    step: float

    @classmethod
    def nice(cls, low: float, high: float, start: float, end: float, *, wanted: int = 6) -> Scale:
        """From the last round number at or below `low` to the first at or above `high`, over the pixels from
        start to end.

        >>> Scale.nice(0, 563, 0, 600).ticks()[-1]
        (600.0, '600')
        >>> Scale.nice(-30, 563, 0, 600).ticks()[0]
        (-100.0, '−100')
        """
        span = (high - low) or 1.0
        power = 10.0 ** floor(log10(span / wanted))
        step = next(s * power for s in STEPS if s * power >= span / wanted)
        first = floor(low / step + 1e-9) * step
        return cls(first, first + ceil((high - first) / step - 1e-9) * step, start, end, step)

    def place(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> list[tuple[float, str]]:
        count = round((self.high - self.low) / self.step)
        values = [self.low + index * self.step for index in range(count + 1)]
        decimals = (
            0 if self.step >= 1 and self.step == int(self.step) else max(0, -floor(log10(self.step)) + 1)
        )
        return [(value, f"{value:,.{decimals}f}".replace("-", "−")) for value in values]
