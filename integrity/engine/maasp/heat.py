"""How hot a pipe gets: the hottest credible profile, and the depths where what it leaves of yield bends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from wells.engine.model import BoreContent
from wells.engine.tubular.temperature import TABLE_K

Point = tuple[float, float]


def hottest_k(contents: Iterable[BoreContent], md_m: float) -> float | None:
    """The hottest credible temperature at a depth [K]: over the states that state one, linear between points.

    Above the first point its temperature holds; below the last the line goes on where it rises. None where
    no state states one.
    """
    return max((_between(points, md_m) for points in _profiles(contents)), default=None)


def turns_md_m(contents: Iterable[BoreContent], derating: str | None) -> tuple[float, ...]:
    """Depths where the strength of steel bends along a pipe: points of a profile, and, by grade, where a
    profile passes a column of the table. None where yield is not derated."""
    if derating not in ("linear", "by_grade"):
        return ()
    found = {point[0]: None for points in _profiles(contents) for point in points}
    if derating == "by_grade":
        found |= dict.fromkeys(depth for points in _profiles(contents) for depth in _crossings(points))
    return tuple(found)


def _profiles(contents: Iterable[BoreContent]) -> Iterator[list[Point]]:
    for content in contents:
        if content.temperatures:
            yield sorted((point.md_m, point.temperature_k) for point in content.temperatures)


def _crossings(points: Sequence[Point]) -> Iterator[float]:
    """Depths where a profile passes a column of the table, also on the line below its last point."""
    for (top_m, top_k), (base_m, base_k) in pairwise(points):
        if base_k == top_k or base_m == top_m:
            continue
        is_last = base_m == points[-1][0]
        for column_k in TABLE_K:
            share = (column_k - top_k) / (base_k - top_k)
            if 0 < share < 1 or (share >= 1 and is_last):
                yield top_m + share * (base_m - top_m)


def _between(points: Sequence[Point], md_m: float) -> float:
    if md_m <= points[0][0]:
        return points[0][1]
    for (top_m, top_k), (base_m, base_k) in pairwise(points):
        if md_m <= base_m:
            return top_k + (base_k - top_k) * (md_m - top_m) / (base_m - top_m)
    if len(points) < 2:
        return points[-1][1]
    (top_m, top_k), (base_m, base_k) = points[-2:]
    slope = max(0.0, (base_k - top_k) / (base_m - top_m))
    return base_k + slope * (md_m - base_m)
