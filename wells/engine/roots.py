"""The root of a function that rises: safeguarded Newton, the same steps for the same numbers, and never a
number that was not found.
"""

from __future__ import annotations

from collections.abc import Callable

STEPS = 100
PRECISION = 1e-13


class NotConverged(ArithmeticError):
    """The iteration did not come to rest: there is no answer to give."""


def rising_root(
    value_and_slope: Callable[[float], tuple[float, float]], *, low: float, high: float, start: float
) -> float:
    """Where a function that rises with x is zero, between `low` and `high`; x in its own unit.

    Newton's step where it stays inside what is known to hold the root and shortens fast enough, else the
    middle. Comes to rest at a relative step of 1e-13. Errors: NotConverged where the ends do not hold a
    root, where a value is no number, or after 100 steps.

    >>> round(rising_root(lambda x: (x * x - 2, 2 * x), low=0, high=2, start=1), 12)
    1.414213562373
    """
    if not value_and_slope(low)[0] <= 0 <= value_and_slope(high)[0]:
        raise NotConverged(f"no root between {low:g} and {high:g}")
    x, last_step = min(max(start, low), high), high - low
    for _ in range(STEPS):
        value, slope = value_and_slope(x)
        if value == 0:
            return x
        if value < 0:
            low = x
        elif value > 0:
            high = x
        else:
            raise NotConverged(f"no number at {x:g}")
        newton = x - value / slope if slope > 0 else low
        if abs(newton - x) <= PRECISION * abs(x) and slope > 0:
            return newton
        inside = low < newton < high and 2 * abs(value) <= abs(last_step * slope)
        following = newton if inside else (low + high) / 2
        last_step, x = following - x, following
        if abs(last_step) <= PRECISION * abs(x):
            return x
    raise NotConverged(f"no rest after {STEPS} steps between {low:g} and {high:g}")
