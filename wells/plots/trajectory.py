"""Side and plan view of a trajectory as SVG: pure functions of tracks and marks, classes only.

    side_view(tracks, marks, azimuth_deg=213.0)    TVD against the section along an azimuth
    plan_view(tracks, marks)                       north up, one scale for both directions
    section_azimuth(track)                         from the wellhead to the end of the hole

What no survey covers is dashed and said. Labels stand in one column, in the order of their points, moved apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin

from wells.engine.trajectory import Position
from wells.plots.axis import Axis
from wells.plots.tracks import Leg, Mark, Track
from wells.schematic.frame import METRES, DepthUnit
from wells.schematic.metrics import text_width
from wells.schematic.shapes import Point, label, number, tag
from wells.schematic.spread import spread

WIDTH, HEIGHT = 560.0, 372.0
LEFT, TOP, FOOT, LABELS = 62.0, 26.0, 46.0, 186.0
#: Least distance of two labels, and of a label from the plot.
LINE, LEADER = 16.0, 26.0
#: A section narrower than this is drawn wider than to scale, and the view says so.
LEAST_SECTION = 90.0
#: Least width of what is drawn, m.
LEAST_EXTENT_M = 20.0
#: A hole that ends nearer to its vertical than this has no direction of its own.
STRAIGHT_M = 1.0
STATIONS_DRAWN = 150

Project = Callable[[Position], Point]


@dataclass(frozen=True, slots=True)
class View:
    """A finished view: the drawing, what its scale is, in words."""

    svg: str
    scale_note: str


def section_azimuth(track: Track) -> float:
    """Direction from the wellhead to the end of the hole, 0 to 360 degrees; 0 for a straight one.

    >>> from wells.engine.trajectory import Position
    >>> from wells.plots.tracks import Leg
    >>> ends = [Position(md, md, 0.0, -east, 20.0, 270.0, "arc") for md, east in ((0.0, 0.0), (2000.0, 300.0))]
    >>> section_azimuth(Track("a", "A", True, False, (Leg("surveyed", tuple(ends)),), ()))
    270.0
    """
    start, end = track.points[0], track.end
    north, east = end.north_m - start.north_m, end.east_m - start.east_m
    return degrees(atan2(east, north)) % 360.0 if hypot(north, east) >= STRAIGHT_M else 0.0


def side_view(
    tracks: Sequence[Track],
    marks: Sequence[Mark],
    *,
    azimuth_deg: float,
    units: DepthUnit = METRES,
    prefix: str = "side",
) -> View:
    """TVD below RKB against the vertical section along an azimuth, through the wellhead."""
    points = [(_section(point, azimuth_deg), point.tvd_m) for track in tracks for point in track.points]
    across, down, note = _side_axes(points)

    def project(point: Position) -> Point:
        return across.at(_section(point, azimuth_deg)), down.at(point.tvd_m)

    words = f"section at {azimuth_deg:.0f}°, {units.symbol}"
    ground = _grid(across, down, units, words, f"TVD, {units.symbol}")
    told = "Side view: true vertical depth against the section along an azimuth."
    return View(_drawing(ground, tracks, marks, project, units, prefix, told), note)


def plan_view(
    tracks: Sequence[Track], marks: Sequence[Mark], *, units: DepthUnit = METRES, prefix: str = "plan"
) -> View:
    """North against east from the well reference point, both to one scale."""
    points = [(point.east_m, point.north_m) for track in tracks for point in track.points]
    east, north = _plan_axes(points)

    def project(point: Position) -> Point:
        return east.at(point.east_m), north.at(point.north_m)

    ground = _grid(east, north, units, f"east, {units.symbol}", f"north, {units.symbol}")
    told = "Plan view: north against east of the well reference point."
    svg = _drawing(ground + _north_arrow(), tracks, marks, project, units, prefix, told)
    return View(svg, "north and east to one scale")


def _section(point: Position, azimuth_deg: float) -> float:
    azimuth = radians(azimuth_deg)
    return point.north_m * cos(azimuth) + point.east_m * sin(azimuth)


def _room() -> tuple[float, float]:
    return WIDTH - LEFT - LABELS, HEIGHT - TOP - FOOT


def _side_axes(points: Sequence[Point]) -> tuple[Axis, Axis, str]:
    """Section and depth to one scale where that can be read; else the section has its own, which is said."""
    width, height = _room()
    low, high = _extent([0.0, *(x for x, _ in points)], LEAST_EXTENT_M)
    bottom = max(LEAST_EXTENT_M, *(y for _, y in points))
    down = Axis(min(0.0, *(y for _, y in points)), bottom, TOP, TOP + height)
    wanted = (high - low) * down.scale
    if LEAST_SECTION <= wanted <= width:
        drawn, note = wanted, "section and depth to one scale"
    else:
        drawn = width if wanted > width else LEAST_SECTION
        note = f"section at {_times(drawn / wanted)} the depth scale"
    return Axis(*_widened((low, high), (high - low) * width / drawn), LEFT, LEFT + width), down, note


def _times(factor: float) -> str:
    return f"{factor:.2g} times" if factor < 10 else f"{factor:.0f} times"


def _plan_axes(points: Sequence[Point]) -> tuple[Axis, Axis]:
    width, height = _room()
    east = _extent([0.0, *(x for x, _ in points)], LEAST_EXTENT_M)
    north = _extent([0.0, *(y for _, y in points)], LEAST_EXTENT_M)
    scale = min(width / (east[1] - east[0]), height / (north[1] - north[0]))
    east, north = _widened(east, width / scale), _widened(north, height / scale)
    return Axis(*east, LEFT, LEFT + width), Axis(*north, TOP + height, TOP)


def _extent(values: Sequence[float], least: float) -> tuple[float, float]:
    """The range of some values with a little air, at least `least` wide."""
    air = 0.04 * (max(values) - min(values))
    return _widened((min(values) - air, max(values) + air), least)


def _widened(extent: tuple[float, float], least: float) -> tuple[float, float]:
    more = max(0.0, least - (extent[1] - extent[0])) / 2
    return extent[0] - more, extent[1] + more


def _grid(across: Axis, down: Axis, units: DepthUnit, foot: str, side: str) -> str:
    """Lines at round values, their figures, and what the axes are."""
    top, bottom = sorted((down.start, down.end))
    right = LEFT + _room()[0]
    xs = [(across.at(value), value) for value in across.ticks(64, units.per_metre)]
    ys = [(down.at(value), value) for value in down.ticks(44, units.per_metre)]
    lines = [f"M{number(x)} {number(top)}V{number(bottom)}" for x, _ in xs]
    lines += [f"M{number(LEFT)} {number(y)}H{number(right)}" for y, _ in ys]
    parts = [tag("path", class_="grid", d="".join(lines))]
    parts += [label(x, bottom + 15, units.text(value), "mi").svg for x, value in xs]
    parts += [label(LEFT - 7, y + 4, units.text(value), "e").svg for y, value in ys]
    parts.append(label((LEFT + right) / 2, bottom + 33, foot, "mi").svg)
    parts.append(label(8, TOP - 11, side, "").svg)
    return "".join(parts)


def _north_arrow() -> str:
    """Above the plot, where no line runs."""
    x, y = LEFT + _room()[0] - 6, 5.0
    arrow = tag("path", class_="fk", d=f"M{number(x)} {number(y)}l5 13l-5 -3l-5 3z")
    return arrow + label(x - 10, y + 11, "N", "e b tx").svg


def _drawing(
    ground: str,
    tracks: Sequence[Track],
    marks: Sequence[Mark],
    project: Project,
    units: DepthUnit,
    prefix: str,
    told: str,
) -> str:
    lines = "".join(_track(track, project) for track in tracks)
    written, bottom = _labels(marks, project, units)
    names = ", ".join(track.name for track in tracks)
    return tag(
        "svg",
        tag("title", _escaped(f"{told} {names}.")),
        ground,
        lines,
        written,
        class_="dg-chart traj",
        viewBox=f"0 0 {number(WIDTH)} {number(max(HEIGHT, bottom))}",
        role="img",
        id=f"{prefix}-view",
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _track(track: Track, project: Project) -> str:
    tone = "sk" if track.chosen else "sq"
    parts = [_leg(leg, project, tone, track.assumed) for leg in track.legs if len(leg.points) > 1]
    if track.chosen and len(track.stations) <= STATIONS_DRAWN and not track.assumed:
        parts += [_dot(*project(point), 1.9, "stn") for point in track.stations]
    return tag("g", *parts, data_uid=track.uid)


def _leg(leg: Leg, project: Project, tone: str, assumed: bool) -> str:
    known_by = "assumed" if assumed and leg.known_by == "surveyed" else leg.known_by
    places = [project(point) for point in leg.points]
    steps = "".join(f"{'L' if i else 'M'}{number(x)} {number(y)}" for i, (x, y) in enumerate(places))
    return tag("path", class_=f"ln {tone} {known_by}", d=steps)


def _dot(x: float, y: float, radius: float, class_: str) -> str:
    return tag("circle", class_=class_, cx=x, cy=y, r=radius)


def _labels(marks: Sequence[Mark], project: Project, units: DepthUnit) -> tuple[str, float]:
    """Marks with their labels in a column at the right, and how far down the column reaches."""
    ordered = sorted(marks, key=lambda mark: (project(mark.at)[1], mark.at.md_m))
    heights = [project(mark.at)[1] for mark in ordered]
    levels = spread(heights, gap=LINE, low=TOP + 4, high=TOP + _room()[1])
    column = LEFT + _room()[0] + LEADER
    parts = [
        _labelled(mark, project(mark.at), column, level, units)
        for mark, level in zip(ordered, levels, strict=True)
    ]
    return "".join(parts), max([0.0, *levels]) + LINE


def _labelled(mark: Mark, at: Point, column: float, level: float, units: DepthUnit) -> str:
    x, y = at
    leader = f"M{number(x)} {number(y)}H{number(column - LEADER + 6)}L{number(column - 5)} {number(level)}"
    depth = "" if mark.kind == "wellhead" else units.text(mark.at.md_m)
    name = _fitting(mark.words, WIDTH - column - text_width(f" {depth}", size=11) - 4)
    words = tag(
        "text", _escaped(name), tag("tspan", f" {depth}", class_="dp"), class_="tx", x=column, y=level + 4
    )
    return tag(
        "g",
        tag("title", _escaped(f"{mark.words}, {depth} {units.symbol} MD" if depth else mark.words)),
        tag("path", class_="ldr", d=leader),
        _dot(x, y, 3.2, f"mk mk-{mark.kind}"),
        words,
        data_uid=mark.uid or None,
    )


def _fitting(words: str, room: float) -> str:
    """The words, shortened where the column is too narrow; the title says them in full."""
    while text_width(words, size=11) > room and len(words) > 4:
        words = words[:-2].rstrip(" …") + "…"
    return words
