"""Where everything lies: the depth axis, the half-widths and what surrounds what. Nothing is drawn here."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from wells.engine.model import WellModel
from wells.schematic.course import Course, component_wellbore
from wells.schematic.pipes import Pipe, half_widths, resolve
from wells.schematic.scale import Scale, knots

#: Hole wall beyond the pipe that stands in it, rock beyond the outermost hole.
HOLE, ROCK = 9.0, 10.0


class DepthPath(Protocol):
    """What the drawing needs of a trajectory."""

    def tvd_m(self, md_m: float) -> float:
        """True vertical depth [m] at a measured depth."""
        ...


@dataclass(frozen=True, slots=True)
class DepthUnit:
    """The unit depths are shown in."""

    symbol: str = "m"
    per_metre: float = 1.0

    def text(self, depth_m: float) -> str:
        """A whole depth with thousands separated, real minus."""
        return f"{round(depth_m * self.per_metre):,}".replace("-", "−")


METRES = DepthUnit()
FEET = DepthUnit("ft", 1 / 0.3048)


@dataclass(frozen=True, slots=True)
class Ring:
    """The space outside a pipe over a length of one geometry: half-widths, and whether a pipe is outside it."""

    top_md_m: float
    base_md_m: float
    inner: float
    outer: float
    cased: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The geometry of one drawing."""

    model: WellModel
    course: Course
    pipes: tuple[Pipe, ...]
    halves: dict[float, float]
    scale: Scale
    centre: float
    stretch: float
    wellhead_md_m: float
    deepest_md_m: float
    depths_known: bool
    unit: DepthUnit
    path: DepthPath | None
    depth: str
    prefix: str

    def y(self, md_m: float) -> float:
        """Height of a depth."""
        return self.scale.y(md_m)

    def half(self, pipe: Pipe, md_m: float) -> float:
        """Half-width of a pipe at a depth."""
        return self.halves[pipe.od_at(md_m)]

    @property
    def hole(self) -> float:
        """Distance from a pipe to the wall of its hole."""
        return HOLE * self.stretch

    @property
    def widest(self) -> float:
        """Half-width of the outermost pipe."""
        return max(self.halves.values(), default=40.0)

    @property
    def left(self) -> float:
        """Left end of the rock."""
        return self.centre - self.widest - self.hole - ROCK

    @property
    def right(self) -> float:
        """Right end of the rock."""
        return self.centre + self.widest + self.hole + ROCK

    @property
    def top(self) -> float:
        """Height of the wellhead's lower face."""
        return self.scale.top

    @property
    def bottom(self) -> float:
        """Height of the lower end of the rock."""
        return self.scale.bottom + 10

    def pattern(self, name: str) -> str:
        """The fill that refers to one of this drawing's patterns."""
        return f"url(#{self.prefix}-{name})"

    def pipe(self, uid: str | None) -> Pipe | None:
        """The pipe of a string, None where it is not drawn."""
        return next((pipe for pipe in self.pipes if pipe.uid == uid), None)

    def wellhead_pipes(self) -> tuple[Pipe, ...]:
        """Pipes that hang in the wellhead, outermost first."""
        return tuple(pipe for pipe in self.pipes if pipe.hangs_in_wellhead)

    def inside(self, half: float, md_m: float) -> float:
        """Half-width of the smallest pipe outside a half-width at a depth; without one the hole's wall."""
        return self._next(half, md_m) or half + self.hole

    def bore_pipe(self, md_m: float) -> Pipe | None:
        """The innermost pipe at a depth."""
        covering = [pipe for pipe in self.pipes if pipe.top_md_m <= md_m <= pipe.shoe_md_m]
        return min(covering, key=lambda pipe: self.half(pipe, md_m), default=None)

    def rings(self, pipe: Pipe, top_md_m: float, base_md_m: float) -> Iterator[Ring]:
        """The space outside a pipe between two depths, cut where the geometry changes."""
        top_md_m, base_md_m = max(top_md_m, pipe.top_md_m), min(base_md_m, pipe.shoe_md_m)
        cuts = {top_md_m, base_md_m}
        for other in self.pipes:
            for segment in other.segments:
                cuts |= {one for one in (segment.top_md_m, segment.base_md_m) if top_md_m < one < base_md_m}
        ordered = sorted(cuts)
        for above, below in itertools.pairwise(ordered):
            middle = (above + below) / 2
            inner = self.half(pipe, middle)
            outer = self._next(inner, middle)
            yield Ring(above, below, inner, outer or inner + self.hole, outer is not None)

    def _next(self, half: float, md_m: float) -> float | None:
        around = [
            self.half(pipe, md_m)
            for pipe in self.pipes
            if pipe.top_md_m <= md_m <= pipe.shoe_md_m and self.half(pipe, md_m) > half + 0.01
        ]
        return min(around, default=None)

    def nominal(self, diameter_m: float) -> float:
        """Half-width of a hole of a diameter, placed between the pipes in the order of the diameters."""
        sizes = sorted(self.halves)
        below = [size for size in sizes if size <= diameter_m]
        above = [size for size in sizes if size > diameter_m]
        if below and above:
            share = (diameter_m - below[-1]) / (above[0] - below[-1])
            return self.halves[below[-1]] + share * (self.halves[above[0]] - self.halves[below[-1]])
        if below:
            return self.halves[below[-1]] + self.hole
        return self.halves[above[0]] * 0.8 if above else 40.0 * self.stretch

    def shown(self, md_m: float) -> str:
        """A depth as labels show it: MD, or TVD where asked."""
        depth_m = self.path.tvd_m(md_m) if self.depth == "tvd" and self.path else md_m
        return self.unit.text(depth_m)

    def tvd_m(self, md_m: float | None) -> float | None:
        """TVD of a depth, None without a path."""
        if md_m is None or self.path is None or md_m < 0:
            return None
        return round(self.path.tvd_m(md_m), 2)


def survey_depths(model: WellModel, drawn: Course) -> tuple[float, float, bool, list[float]]:
    """Depth of the wellhead, depth of the deepest thing, whether any depth is known, and all that carry equipment."""
    tops = [
        string.top_md_m
        for string in model.strings or ()
        if string.top_md_m is not None and string.kind not in ("liner", "screen")
    ]
    depths = [depth for depth in _depths(model, drawn) if depth is not None]
    wellhead = min(tops) if tops else min([0.0, *depths])
    below = [depth for depth in depths if depth > wellhead]
    deepest = max([*below, drawn.total_depth_md_m or 0.0])
    known = deepest > wellhead + 1
    return wellhead, deepest if known else wellhead + 1000.0, known, below


def _depths(model: WellModel, drawn: Course) -> Iterator[float | None]:
    for string in model.strings or ():
        if drawn.refusal(string.wellbore_id, string.top_md_m) is None:
            yield string.top_md_m
            yield string.shoe_md_m
    for cement in model.cement or ():
        yield cement.top_md_m
    for component in model.components or ():
        if drawn.refusal(component_wellbore(component, model), placed_md_m(component)) is None:
            yield from (component.md_m, component.top_md_m, component.base_md_m)
    for formation in model.formations or ():
        if drawn.refusal(formation.wellbore_id, formation.top_md_m) is None:
            yield from (formation.top_md_m, formation.base_md_m)
    for hole in model.holes or ():
        if drawn.refusal(hole.wellbore_id, hole.base_md_m) is None:
            yield hole.base_md_m
    for bore in drawn.stubs:
        if bore.id not in drawn.limits_m:
            yield bore.kick_off_md_m
    yield from (limit for limit in drawn.limits_m.values())
    if model.datum and model.datum.rkb_elevation_m is not None:
        yield from ground_depths(model)


def placed_md_m(component: object) -> float | None:
    """The depth a component is found at: its own, or the top of its interval."""
    md_m = getattr(component, "md_m", None)
    top_m = getattr(component, "top_md_m", None)
    return md_m if md_m is not None else top_m if top_m is not None else getattr(component, "base_md_m", None)


def ground_depths(model: WellModel) -> tuple[float | None, float | None]:
    """MD of the sea level and of the ground or sea bed: the hole is vertical there. None where not known."""
    datum = model.datum
    if datum is None or datum.rkb_elevation_m is None:
        return None, None
    ground = datum.ground_elevation_m
    offshore = ground is not None and ground < 0
    return (
        datum.rkb_elevation_m if offshore else None,
        datum.rkb_elevation_m - ground if ground is not None else None,
    )


def make_frame(
    model: WellModel,
    drawn: Course,
    *,
    path: DepthPath | None,
    unit: DepthUnit,
    depth: str,
    prefix: str,
    centre: float,
    stretch: float,
    top: float,
    height: float,
) -> Frame:
    """The geometry for a body of a height whose axis stands at `centre`."""
    wellhead_m, deepest_m, known, depths = survey_depths(model, drawn)
    in_course = [
        string for string in model.strings or () if drawn.refusal(string.wellbore_id, string.top_md_m) is None
    ]
    reach: dict[str, float] = {}
    for component in model.components or ():
        md_m = placed_md_m(component)
        if component.string_id and md_m is not None:
            reach[component.string_id] = max(reach.get(component.string_id, md_m), md_m)
    pipes = resolve(in_course, wellhead_md_m=wellhead_m, deepest_md_m=deepest_m, reach_m=reach)
    equipment = knots(depths, top_m=wellhead_m, base_m=deepest_m)
    return Frame(
        model=model,
        course=drawn,
        pipes=pipes,
        halves=half_widths(pipes, stretch=stretch),
        scale=Scale(equipment, top, top + height),
        centre=centre,
        stretch=stretch,
        wellhead_md_m=wellhead_m,
        deepest_md_m=deepest_m,
        depths_known=known,
        unit=unit,
        path=path,
        depth=depth,
        prefix=prefix,
    )
