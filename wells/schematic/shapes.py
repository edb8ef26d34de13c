"""The few SVG shapes the drawing is made of. Each knows its own box, so that nothing is measured twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]
Point = tuple[float, float]

#: What XML 1.0 cannot carry, escaped or not.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Shape:
    """A piece of SVG text and the box it fills: left, top, right, bottom."""

    svg: str
    box: Box


def number(value: float) -> str:
    """A coordinate with at most one decimal: short, and the same on every machine."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text not in ("-0.0", "0.0") else "0"


def escape(text: str) -> str:
    """Text that is safe inside an element and inside a double-quoted attribute."""
    text = UNPRINTABLE.sub("", text)
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, name)
    return text


def tag(name: str, *children: str, **attributes: str | float | None) -> str:
    """An element. `class_` is class, other underscores are hyphens, None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(children)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def rect(
    x0: float, y0: float, x1: float, y1: float, class_: str = "", *, fill: str | None = None, rx: float = 0
) -> Shape:
    """A rectangle between two corners in any order."""
    x0, x1 = sorted((x0, x1))
    y0, y1 = sorted((y0, y1))
    svg = tag(
        "rect", class_=class_ or None, fill=fill, x=x0, y=y0, width=x1 - x0, height=y1 - y0, rx=rx or None
    )
    return Shape(svg, (x0, y0, x1, y1))


def polygon(points: Sequence[Point], class_: str) -> Shape:
    """A closed shape."""
    return Shape(tag("path", class_=class_, d=_path(points) + "z"), bounds(points))


def polyline(points: Sequence[Point], class_: str) -> Shape:
    """An open line."""
    return Shape(tag("path", class_=class_, d=_path(points)), bounds(points))


def strokes(lines: Iterable[Sequence[Point]], class_: str) -> Shape:
    """Several open lines in one path."""
    kept = list(lines)
    return Shape(
        tag("path", class_=class_, d="".join(_path(line) for line in kept)),
        bounds([point for line in kept for point in line]),
    )


def circle(x: float, y: float, radius: float, class_: str) -> Shape:
    """A circle."""
    return Shape(
        tag("circle", class_=class_, cx=x, cy=y, r=radius), (x - radius, y - radius, x + radius, y + radius)
    )


def label(x: float, y: float, words: str, class_: str) -> Shape:
    """One line of text on its baseline. Its box is only its anchor: text is measured in `metrics`."""
    return Shape(tag("text", escape(words), class_=class_, x=x, y=y), (x, y, x, y))


def bounds(points: Iterable[Point]) -> Box:
    """The box round some points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def union(boxes: Iterable[Box]) -> Box:
    """The box round some boxes."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _path(points: Sequence[Point]) -> str:
    return "".join(f"{'L' if index else 'M'}{number(x)} {number(y)}" for index, (x, y) in enumerate(points))
