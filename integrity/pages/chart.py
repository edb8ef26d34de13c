"""A limit turned into the lines and marks of its pressure-depth chart."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from deepguard import formatting
from deepguard.units import display_unit
from integrity.engine import result as states
from integrity.engine.maasp.columns import Opposing
from integrity.engine.maasp.space import Space
from integrity.engine.maasp.well import Contradiction, NotKnown, Well
from integrity.engine.result import Candidate, LimitResult, Substitution
from integrity.pages.anchors import anchors_of
from integrity.plots.pressure_depth import Axes, Chart, Line, Mark, pressure_depth_svg
from wells.engine.model import WellModel

SAMPLES = 24


def chart_svg(
    model: WellModel,
    limit: LimitResult,
    system: str,
    *,
    word: str = "MAASP",
    names: Mapping[str, str] | None = None,
) -> str:
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
    try:
        space = Space(well, walls)
    except (NotKnown, Contradiction):
        return ""
    drawing = _Drawing(space, limit, system, names or {})
    deepest_m = max(depth for c in computed for depth in _depths(c))
    lines = [*drawing.columns(deepest_m), *drawing.envelopes(computed)]
    marked = [c for c in limit.candidates if c.status in (states.COUNTED, states.INVALID)]
    marks = [drawing.mark(c) for c in marked]
    chart = Chart(
        lines=tuple(line for line in lines if len(line.points) > 1),
        marks=tuple(mark for mark in marks if mark is not None),
        limit_pa=limit.limit_pa,
        limit_text=_limit_text(limit, word, system),
        annulus=limit.annulus,
    )
    return pressure_depth_svg(chart, _axes(system))


def _depths(candidate: Candidate) -> list[float]:
    own = [candidate.depth.below_gauge_tvd_m] if candidate.depth else []
    return own + [point.below_gauge_tvd_m for point in candidate.evaluated_at]


def _axes(system: str) -> Axes:
    pressure, depth = display_unit("pressure_pa", system), display_unit("tvd_m", system)
    return Axes(1 / pressure.factor, pressure.label, 1 / depth.factor, depth.label)


def _limit_text(limit: LimitResult, word: str, system: str) -> str:
    if limit.limit_pa is None:
        return ""
    most = "at most " if limit.status == states.PROVISIONAL else ""
    return f"{word} {most}{formatting.figure(limit.limit_pa, 'pressure_pa', system, limit=True)}"


class _Drawing:
    """The lines and marks of one annulus."""

    def __init__(self, space: Space, limit: LimitResult, system: str, names: Mapping[str, str]) -> None:
        self._space, self._limit, self._system, self._names = space, limit, system, names
        self._anchors = anchors_of(limit)

    def columns(self, deepest_m: float) -> list[Line]:
        """What opposes on both sides, and the annulus at its limit."""
        depths = [deepest_m * index / SAMPLES for index in range(SAMPLES + 1)]
        lines = [
            Line(self._called(side, kind, deepest_m), kind, tuple((side.at(d, None)[0], d) for d in depths))
            for kind, side in (("inside", self._space.inside), ("outside", self._space.outside))
        ]
        if self._limit.limit_pa is not None:
            points = [(self._limit.limit_pa + p, d) for d in depths if (p := self._carried(d)) is not None]
            lines.append(Line(f"{self._limit.annulus} at its limit", "rated", tuple(points)))
        return lines

    def envelopes(self, computed: list[Candidate]) -> list[Line]:
        """What pipe withstands along its depth, from every point at which the candidate was tried."""
        lines = []
        tried = [c for c in computed if len(c.evaluated_at) > 1]
        for uid, group in groupby(tried, key=self._uid):
            candidates = list(group)
            points = tuple(
                (point.result_pa + carried, point.below_gauge_tvd_m)
                for candidate in candidates
                for point in candidate.evaluated_at
                if (carried := self._carried(point.below_gauge_tvd_m)) is not None
            )
            governs = any(candidate is self._limit.governing for candidate in candidates)
            lines.append(Line(candidates[0].label, "governing" if governs else "envelope", points, uid))
        return lines

    def mark(self, candidate: Candidate) -> Mark | None:
        depth_m = candidate.depth.below_gauge_tvd_m if candidate.depth else 0.0
        carried = self._carried(depth_m)
        if carried is None or candidate.result_pa is None:
            return None
        governs = candidate is self._limit.governing
        uid, words = self._uid(candidate), self._words(candidate)
        verdict = "invalid" if candidate.status == states.INVALID else "governs"
        return Mark(candidate.id, candidate.result_pa + carried, depth_m, governs, uid, words, verdict)

    def _uid(self, candidate: Candidate) -> str:
        return self._anchors[id(candidate)]

    def _words(self, candidate: Candidate) -> str:
        """`A5, 5-1/2 in tubing, tubing collapse: allows 129.3 bar`."""
        name = self._names.get(candidate.element, candidate.element)
        allows = formatting.quantity(candidate.result_pa, "pressure_pa", self._system)
        return f"{candidate.id}, {name}, {candidate.label}: allows {allows}"

    def _carried(self, depth_m: float) -> float | None:
        """Pressure of the annulus' own column at a depth; None below a gap in it."""
        try:
            return self._space.carried_pa(self._space.rated, depth_m)
        except (NotKnown, Contradiction):
            return None

    def _called(self, side: Opposing, kind: str, deepest_m: float) -> str:
        """What a column is, from the rows it gives a derivation: `inner bore, shut in, 0.12 sg`."""
        _, acting = side.at(deepest_m, None)
        rows = [row for row in acting.substitution(deepest_m, None) if row.unit == "kg/m3"]
        if not rows:
            return f"nothing {kind}"
        title = rows[0].name.removeprefix("density of ").rsplit(", layer", 1)[0].replace("_", " ")
        return f"{title}, {self._density(rows[0])}" if len(rows) == 1 else f"{title}, {len(rows)} layers"

    def _density(self, row: Substitution) -> str:
        return formatting.quantity(float(row.value), "density_kg_m3", self._system)
