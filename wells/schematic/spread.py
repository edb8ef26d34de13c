"""Labels of one column moved apart as little as possible, keeping their order."""

from __future__ import annotations

from collections.abc import Sequence


def spread(targets: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Positions at least `gap` apart between `low` and `high`, nearest to the ascending targets.

    Least squares under order (pool adjacent violators): neighbours that collide move together, half up and
    half down. Where `high - low` cannot hold them all the column grows downward: the caller makes room.

    >>> spread([10, 12, 40], gap=10, low=0, high=100)
    [6.0, 16.0, 40.0]
    """
    pools: list[tuple[float, int]] = []
    for index, target in enumerate(targets):
        mean, count = target - index * gap, 1
        while pools and pools[-1][0] > mean:
            before, size = pools.pop()
            mean, count = (before * size + mean * count) / (size + count), size + count
        pools.append((mean, count))
    offsets = [float(mean) for mean, count in pools for _ in range(count)]
    last = max(low, high - (len(targets) - 1) * gap)
    return [min(max(offset, low), last) + index * gap for index, offset in enumerate(offsets)]
