"""Pressure against depth: the annulus at its limit, what opposes it, and where each candidate lets go.

Where the annulus line touches a resisting envelope, the limit is: the governing point. Server-drawn SVG,
classes only; the candidates table says the same in words. Lines differ by width and dash and marks by shape,
so that the chart reads without colour; a mark is a link to its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from integrity.plots.key import key
from integrity.plots.labels import Labels
from integrity.plots.scale import Scale

WIDTH, BODY = 560, 432
LEFT, RIGHT, TOP, BOTTOM = 58, 538, 40, 388
#: Marks nearer than this are one mark with several names [px].
TOGETHER = 9.0
#: So many names stand at one mark; the rest is counted.
NAMED = 3


class Mark(NamedTuple):
    """A candidate at its governing depth: pressure there at which it lets go [Pa], TVD below the gauge [m]."""

    token: str
    pressure_pa: float
    depth_m: float
    governs: bool
    uid: str = ""
    words: str = ""
    verdict: str = "governs"


class Line(NamedTuple):
    """A column or an envelope: points (pressure [Pa], TVD below the gauge [m]) from the top down."""

    name: str
    kind: str
    points: tuple[tuple[float, float], ...]
    uid: str = ""


class Chart(NamedTuple):
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    limit_pa: float | None
    limit_text: str
    annulus: str


class Axes(NamedTuple):
    """How the reader wants the numbers: factor from SI and the unit's label."""

    pressure_factor: float
    pressure_unit: str
    depth_factor: float
    depth_unit: str


CLASSES = {
    "rated": ("ln sa", ""),
    "inside": ("ln sq", ""),
    "outside": ("ln sc", "5 3"),
    "envelope": ("ln sk", "9 4"),
    "governing": ("lim", "9 4"),
}
INK = {"rated": "ta b", "inside": "tq", "outside": "tc", "envelope": "tx", "governing": "txr"}


def pressure_depth_svg(chart: Chart, axes: Axes) -> str:
    """The chart as SVG text; an empty string where there is nothing to draw."""
    found = [point for line in chart.lines for point in line.points]
    found += [(mark.pressure_pa, mark.depth_m) for mark in chart.marks]
    if not found or max(depth for _, depth in found) <= 0:
        return ""
    pressures = [pressure * axes.pressure_factor for pressure, _ in found]
    x = Scale.nice(min(0.0, *pressures), max(pressures), LEFT, RIGHT)
    y = Scale.nice(0, max(depth for _, depth in found) * axes.depth_factor, TOP, BOTTOM)
    place = _Placer(x, y, axes)
    labels = Labels(bounds=(LEFT, 2, WIDTH, BOTTOM + 6))
    for mark in chart.marks:
        labels.keep_off(*place.at(mark.pressure_pa, mark.depth_m), 6 if mark.governs else 4)
    limit = _limit(chart, place, labels)
    marks = [_mark(group, place, labels) for group in _together(chart.marks, place)]
    named = {line.name: line for line in reversed(chart.lines)}
    names = [_name(line, place, labels) for line in chart.lines if named[line.name] is line]
    legend, height = key(chart.lines, CLASSES, at=(LEFT, BODY + 4), width=RIGHT - LEFT)
    body = [*_grid(x, y, axes), _margin(chart, place), *(_line(line, place) for line in chart.lines)]
    return (
        f'<svg class="dg-chart pd" viewBox="0 0 {WIDTH} {BODY + 4 + height}" role="group" '
        f'aria-label="{escape(_words(chart))}">{"".join([*body, limit, *marks, *names, legend])}</svg>'
    )


class _Placer(NamedTuple):
    x: Scale
    y: Scale
    axes: Axes

    def at(self, pressure_pa: float, depth_m: float) -> tuple[float, float]:
        return (
            self.x.place(pressure_pa * self.axes.pressure_factor),
            self.y.place(depth_m * self.axes.depth_factor),
        )


def _words(chart: Chart) -> str:
    governing = next((mark for mark in chart.marks if mark.governs), None)
    end = f" {governing.token} {governing.verdict}." if governing else ""
    return f"Pressure against true vertical depth below the gauge of annulus {chart.annulus}.{end}"


def _grid(x: Scale, y: Scale, axes: Axes) -> list[str]:
    parts = []
    for tick, text in x.ticks():
        at = x.place(tick)
        parts.append(
            f'<path class="grid" d="M{at:.1f} {TOP}V{BOTTOM}"/><text class="mi" x="{at:.1f}" y="{BOTTOM + 16}">{text}</text>'
        )
    for tick, text in y.ticks():
        at = y.place(tick)
        parts.append(
            f'<path class="grid" d="M{LEFT} {at:.1f}H{RIGHT}"/><text class="e" x="{LEFT - 7}" y="{at + 4:.1f}">{text}</text>'
        )
    parts.append(
        f'<text class="e" x="{RIGHT}" y="{BODY - 8}">pressure at depth, {escape(axes.pressure_unit)}</text>'
    )
    parts.append(f'<text x="4" y="12">{escape(axes.depth_unit)} TVD below gauge</text>')
    return parts


def _path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in points)


def _margin(chart: Chart, place: _Placer) -> str:
    """The ground between the annulus at its limit and what gives way first: what is left at every depth."""
    rated = next((line.points for line in chart.lines if line.kind == "rated"), ())
    ends = next((line.points for line in chart.lines if line.kind == "governing"), ())
    if len(rated) < 2 or len(ends) < 2:
        return ""
    inner = [_at_depth(rated, ends[0][1]), _at_depth(rated, ends[-1][1])]
    inner[1:1] = [point for point in rated if ends[0][1] < point[1] < ends[-1][1]]
    return f'<path class="over-r" d="{_path(place.at(*point) for point in (*inner, *reversed(ends)))}Z"/>'


def _line(line: Line, place: _Placer) -> str:
    css, dash = CLASSES[line.kind]
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    uid = f' data-uid="{escape(line.uid)}"' if line.uid else ""
    points = [place.at(*point) for point in line.points]
    return f'<path class="{css}"{uid}{dashes} d="{_path(points)}"/>'


def _together(marks: Sequence[Mark], place: _Placer) -> list[list[Mark]]:
    """Marks by the spot they stand on, the governing one first and always alone in its name."""
    groups: list[tuple[tuple[float, float], list[Mark]]] = []
    for mark in sorted(marks, key=lambda mark: (not mark.governs, mark.pressure_pa, mark.token)):
        spot = place.at(mark.pressure_pa, mark.depth_m)
        for other, group in groups:
            if not group[0].governs and max(abs(spot[0] - other[0]), abs(spot[1] - other[1])) < TOGETHER:
                group.append(mark)
                break
        else:
            groups.append((spot, [mark]))
    return [group for _, group in groups]


def _mark(group: Sequence[Mark], place: _Placer, labels: Labels) -> str:
    """The marks of one spot, each a link to its row, and one text for all of them."""
    first = group[0]
    links = "".join(_link(mark, place) for mark in group)
    px, py = place.at(first.pressure_pa, first.depth_m)
    if first.governs:
        return links + labels.put(f"{first.token} {first.verdict}", px, py, css="txr", reach=11)
    tokens = list(dict.fromkeys(mark.token for mark in group))
    text = ", ".join(tokens[:NAMED]) + (f" +{len(tokens) - NAMED}" if len(tokens) > NAMED else "")
    return links + labels.put(text, px, py, css="tx", reach=8)


def _link(mark: Mark, place: _Placer) -> str:
    px, py = place.at(mark.pressure_pa, mark.depth_m)
    shape = f'<circle class="pt sk" cx="{px:.1f}" cy="{py:.1f}" r="3.6"/>'
    if mark.governs:
        shape = (
            f'<circle class="pt lim" cx="{px:.1f}" cy="{py:.1f}" r="6.5" stroke-width="2.4"/>'
            f'<circle class="dot lim" cx="{px:.1f}" cy="{py:.1f}" r="2"/>'
        )
    words = escape(mark.words or mark.token)
    if not mark.uid:
        return f"<g><title>{words}</title>{shape}</g>"
    uid = escape(mark.uid)
    return f'<a class="pm" href="#c-{uid}" data-uid="{uid}" aria-label="{words}"><title>{words}</title>{shape}</a>'


def _limit(chart: Chart, place: _Placer, labels: Labels) -> str:
    if chart.limit_pa is None:
        return ""
    px, py = place.at(chart.limit_pa, 0.0)
    labels.keep_off(px, py, 5)
    square = (
        f'<rect class="pt sa" x="{px - 4.5:.1f}" y="{py - 4.5:.1f}" width="9" height="9" stroke-width="2.4"/>'
    )
    return square + labels.put(chart.limit_text, px, py, css="ta b", reach=10, above=True)


def _name(line: Line, place: _Placer, labels: Labels) -> str:
    """The line's name near its middle, where there is room; the key below names every kind in any case."""
    for share in (0.62, 0.42, 0.8, 0.25, 0.9):
        px, py = place.at(*_along(line.points, share))
        text = labels.put(line.name, px, py, css=INK[line.kind], reach=8, far=False)
        if text:
            return text
    return ""


def _along(points: Sequence[tuple[float, float]], share: float) -> tuple[float, float]:
    """The point of a line at a share of its depth."""
    return _at_depth(points, points[0][1] + (points[-1][1] - points[0][1]) * share)


def _at_depth(points: Sequence[tuple[float, float]], depth: float) -> tuple[float, float]:
    """The point of a line at a depth, between those it is given by."""
    for (p0, d0), (p1, d1) in pairwise(points):
        if d0 <= depth <= d1 and d1 > d0:
            return p0 + (p1 - p0) * (depth - d0) / (d1 - d0), depth
    return points[-1]
