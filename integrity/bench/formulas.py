"""How fast single formulas are: pipe ratings one by one and many at once, compressibility of gas."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import islice, product

from integrity.bench.figure import NO_GOAL, Figure
from wells.engine import gas, tubular
from wells.engine.constants import INCH_M, PSI_PA
from wells.engine.tubular.batch import ratings


def figures() -> Iterator[Figure]:
    """Every value is asked once, so that nothing comes from a cache."""
    yield _figure("burst and collapse of a pipe, one by one", _rate(_ratings_one_by_one()), "ratings/s")
    yield _figure("burst and collapse of 100,000 pipes at once", _rate_at_once(), "ratings/s")
    for name, method in gas.METHODS.items():
        yield _figure(f"compressibility factor, {name}", _rate(_factors(method)), "factors/s")


def _ratings_one_by_one() -> Iterator[object]:
    for od_m, wall_m, yield_pa in _pipes():
        pipe = {"od_m": od_m, "wall_m": wall_m, "yield_pa": yield_pa}
        yield tubular.internal_yield_pa(**pipe, wall_factor=0.875), tubular.collapse(**pipe)


def _rate_at_once() -> float:
    """Pipes a second through the arrays of catalogues, in the best of a few spans of processor time."""
    od_m, wall_m, yield_pa = (list(column) for column in zip(*islice(_pipes(), 100_000), strict=True))
    spans = []
    for _ in range(5):
        start = time.process_time()
        ratings(od_m=od_m, wall_m=wall_m, yield_pa=yield_pa, wall_factor=0.875)
        spans.append(time.process_time() - start)
    return len(od_m) / min(spans)


def _pipes() -> Iterator[tuple[float, float, float]]:
    """Pipes of which no two are alike: odd sizes, walls and yields."""
    sizes = [2.375 + 0.0173 * number for number in range(1_000)]
    for number, (yield_ksi, od_in) in enumerate(product(range(40, 150), sizes)):
        slenderness = 10 + 30 * (number % 997) / 997
        yield od_in * INCH_M, od_in * INCH_M / slenderness, yield_ksi * 1_000 * PSI_PA


def _factors(method: Callable[..., object]) -> Iterator[object]:
    for number, other in product(range(400), range(400)):
        yield method(ppr=0.2 + 23.8 * number / 400, tpr=1.2 + 1.8 * other / 400)


def _rate(values: Iterator[object]) -> float:
    """Values in a second of one core, in the best of ten spans of processor time."""
    return max(_span(values) for _ in range(10))


def _span(values: Iterator[object]) -> float:
    count, start = 0, time.process_time()
    for _ in islice(values, 5_000):
        count += 1
    return count / (time.process_time() - start)


def _figure(what: str, rate: float, unit: str) -> Figure:
    return Figure(what, NO_GOAL, f"{rate:,.0f} {unit}")
