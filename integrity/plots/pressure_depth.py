"""Pressure against depth: the annulus at its limit, what opposes it, and where each candidate lets go.

Where the annulus line touches a resisting envelope, the limit is. Server-drawn SVG, classes only; the
candidates table beside it says the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from integrity.plots.labels import Labels
from integrity.plots.scale import Scale

WIDTH, HEIGHT = 520, 432
LEFT, RIGHT, TOP, BOTTOM = 58, 498, 40, 388


class Mark(NamedTuple):
    """A candidate at its governing depth: pressure there at which it lets go [Pa], TVD below the gauge [m]."""

    token: str
    pressure_pa: float
    depth_m: float
    governs: bool


class Line(NamedTuple):
    """A column or an envelope: points (pressure [Pa], TVD below the gauge [m]) from the top down."""

    name: str
    kind: str
    points: tuple[tuple[float, float], ...]


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
    "rated": "ln sa",
    "inside": "ln sq",
    "outside": "ln sc",
    "envelope": "ln sk",
    "governing": "lim",
}
INK = {"rated": "ta b", "inside": "tq", "outside": "tc", "envelope": "tx", "governing": "txr"}


def pressure_depth_svg(chart: Chart, axes: Axes) -> str:
    """The chart as SVG text; an empty string where there is nothing to draw."""
    pressures = [p for line in chart.lines for p, _ in line.points] + [
        mark.pressure_pa for mark in chart.marks
    ]
    depths = [d for line in chart.lines for _, d in line.points] + [mark.depth_m for mark in chart.marks]
    if not pressures or max(depths, default=0) <= 0:
        return ""
    x = Scale.nice(0, max(pressures) * axes.pressure_factor, LEFT, RIGHT)
    y = Scale.nice(0, max(depths) * axes.depth_factor, TOP, BOTTOM)
    place = _Placer(x, y, axes)
    labels = Labels(bounds=(LEFT, 2, WIDTH, BOTTOM + 6))
    for mark in chart.marks:
        labels.keep_off(*place.at(mark.pressure_pa, mark.depth_m), 4)
    body = [*_grid(x, y, axes)]
    body += [_line(line, place) for line in chart.lines]
    body += [_mark(mark, place, labels) for mark in sorted(chart.marks, key=lambda m: not m.governs)]
    if chart.limit_pa is not None:
        body.append(_limit(chart, place, labels))
    body += [_name(line, place, labels) for line in chart.lines]
    return (
        f'<svg class="dg-chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(_words(chart))}">'
        f"{''.join(body)}</svg>"
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
    end = f" {governing.token} governs." if governing else ""
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
        f'<text class="e" x="{RIGHT}" y="{HEIGHT - 8}">pressure at depth, {escape(axes.pressure_unit)}</text>'
    )
    parts.append(f'<text x="4" y="12">{escape(axes.depth_unit)} TVD below gauge</text>')
    return parts


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in points)


def _line(line: Line, place: _Placer) -> str:
    width = ' stroke-width="2.6"' if line.kind == "rated" else ""
    dash = {"outside": ' stroke-dasharray="5 3"', "envelope": ' stroke-dasharray="7 3"'}.get(line.kind, "")
    return (
        f'<path class="{CLASSES[line.kind]}"{width}{dash} d="{_path([place.at(*p) for p in line.points])}"/>'
    )


def _mark(mark: Mark, place: _Placer, labels: Labels) -> str:
    px, py = place.at(mark.pressure_pa, mark.depth_m)
    css, radius, width = ("pt lim", 6, ' stroke-width="2.4"') if mark.governs else ("pt sk", 3.6, "")
    text = f"{mark.token} governs" if mark.governs else mark.token
    ink = "txr" if mark.governs else "tx"
    circle = f'<circle class="{css}" cx="{px:.1f}" cy="{py:.1f}" r="{radius}"{width}><title>{escape(text)}</title></circle>'
    return circle + labels.put(text, px, py, css=ink, reach=radius + 4)


def _limit(chart: Chart, place: _Placer, labels: Labels) -> str:
    px, py = place.at(chart.limit_pa or 0.0, 0.0)
    circle = f'<circle class="pt sa" cx="{px:.1f}" cy="{py:.1f}" r="4.5" stroke-width="2.4"/>'
    return circle + labels.put(chart.limit_text, px, py, css="ta b", reach=10, above=True)


def _name(line: Line, place: _Placer, labels: Labels) -> str:
    """The line's name near its middle, where there is room."""
    (p0, d0), (p1, d1) = line.points[0], line.points[-1]
    for share in (0.62, 0.42, 0.8, 0.25):
        px, py = place.at(p0 + (p1 - p0) * share, d0 + (d1 - d0) * share)
        text = labels.put(line.name, px, py, css=INK[line.kind], reach=8)
        if text:
            return text
    return ""
