"""A limit turned into the lines and marks of its pressure-depth chart."""

from __future__ import annotations

from itertools import groupby

from deepguard import formatting
from deepguard.units import display_unit
from integrity.engine import result as states
from integrity.engine.maasp.space import Space
from integrity.engine.maasp.well import Contradiction, NotKnown, Well
from integrity.engine.result import Candidate, LimitResult
from integrity.plots.pressure_depth import Axes, Chart, Line, Mark, pressure_depth_svg
from wells.engine.model import WellModel

SAMPLES = 24


def chart_svg(model: WellModel, limit: LimitResult, system: str) -> str:
    """The chart as SVG, or an empty string where nothing of the limit has a depth."""
    computed = [
        c
        for c in limit.candidates
        if c.result_pa is not None and c.depth is not None and c.id.startswith(limit.annulus)
    ]
    well = Well(model)
    walls = well.nest.walls(limit.annulus)
    if not computed or walls is None:
        return ""
    space = Space(well, walls)
    deepest_m = max(depth for c in computed for depth in _depths(c))
    lines = [*_columns(space, limit, deepest_m), *_envelopes(space, limit, computed)]
    marks = [_mark(space, limit, c) for c in computed if c.status in (states.COUNTED, states.INVALID)]
    chart = Chart(
        lines=tuple(line for line in lines if len(line.points) > 1),
        marks=tuple(mark for mark in marks if mark is not None),
        limit_pa=limit.limit_pa,
        limit_text=_limit_text(limit, system),
        annulus=limit.annulus,
    )
    return pressure_depth_svg(chart, _axes(system))


def _depths(candidate: Candidate) -> list[float]:
    own = [candidate.depth.below_gauge_tvd_m] if candidate.depth else []
    return own + [point.below_gauge_tvd_m for point in candidate.evaluated_at]


def _axes(system: str) -> Axes:
    pressure, depth = display_unit("pressure_pa", system), display_unit("tvd_m", system)
    return Axes(1 / pressure.factor, pressure.label, 1 / depth.factor, depth.label)


def _limit_text(limit: LimitResult, system: str) -> str:
    if limit.limit_pa is None:
        return ""
    return f"MAASP {formatting.figure(limit.limit_pa, 'pressure_pa', system, limit=True)}"


def _columns(space: Space, limit: LimitResult, deepest_m: float) -> list[Line]:
    depths = [deepest_m * index / SAMPLES for index in range(SAMPLES + 1)]
    lines = [
        Line("inside", "inside", tuple((space.inside.at(d, None)[0], d) for d in depths)),
        Line("outside, back-up", "outside", tuple((space.outside.at(d, None)[0], d) for d in depths)),
    ]
    if limit.limit_pa is not None:
        at_limit = tuple((limit.limit_pa + p, d) for d in depths if (p := _carried(space, d)) is not None)
        lines.append(Line(f"{limit.annulus} at its limit", "rated", at_limit))
    return lines


def _carried(space: Space, depth_m: float) -> float | None:
    """Pressure of the annulus' own column at a depth; None below a gap in it."""
    try:
        return space.carried_pa(space.rated, depth_m)
    except (NotKnown, Contradiction):
        return None


def _envelopes(space: Space, limit: LimitResult, computed: list[Candidate]) -> list[Line]:
    """What pipe withstands along its depth, from every point at which the candidate was tried."""
    lines = []
    tried = [c for c in computed if len(c.evaluated_at) > 1]
    for (token, element), group in groupby(tried, key=lambda c: (c.id, c.element)):
        points = tuple(
            (point.result_pa + carried, point.below_gauge_tvd_m)
            for candidate in group
            for point in candidate.evaluated_at
            if (carried := _carried(space, point.below_gauge_tvd_m)) is not None
        )
        governs = limit.governing is not None and (token, element) == (
            limit.governing.id,
            limit.governing.element,
        )
        label = next(c.label for c in tried if c.id == token)
        lines.append(Line(label, "governing" if governs else "envelope", points))
    return lines


def _mark(space: Space, limit: LimitResult, candidate: Candidate) -> Mark | None:
    depth_m = candidate.depth.below_gauge_tvd_m if candidate.depth else 0.0
    carried = _carried(space, depth_m)
    if carried is None or candidate.result_pa is None:
        return None
    return Mark(candidate.id, candidate.result_pa + carried, depth_m, candidate is limit.governing)
