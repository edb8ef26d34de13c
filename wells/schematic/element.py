"""One thing of the well on the drawing: what it is, its shapes, its label and where lines beside it run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from wells.schematic.shapes import Box, Point, Shape, escape, tag, union

#: Painting order: what is named later lies on top.
LEVELS = (
    "ground",
    "formation",
    "open_hole",
    "bore",
    "annulus",
    "cement",
    "steel",
    "component",
    "wellhead",
    "tree",
    "tree_valve",
)


@dataclass(frozen=True, slots=True)
class Caption:
    """What the label column says of an element: words, a depth in grey, and the point its leader starts at."""

    words: str
    value: str
    at: Point
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """A drawn thing. `traces` are the lines a barrier overlay follows; `spoken` is its text for every reader."""

    uid: str | None
    noun: str
    kind: str
    level: str
    spoken: str
    shapes: tuple[Shape, ...]
    top_md_m: float | None = None
    base_md_m: float | None = None
    caption: Caption | None = None
    traces: tuple[tuple[Point, ...], ...] = ()

    @property
    def box(self) -> Box:
        """The box round all shapes."""
        return union(shape.box for shape in self.shapes)

    @property
    def order(self) -> int:
        """Place in the painting order."""
        return LEVELS.index(self.level)

    def captioned(self, words: str, value: str, at: Point, *, bold: bool = False) -> Element:
        """The element with a label."""
        return replace(self, caption=Caption(words, value, at, bold))


def group(element: Element, spoken: str) -> str:
    """The element as SVG. A thing of the document can be focused and says what it is; ground cannot."""
    inside = "".join(shape.svg for shape in element.shapes)
    if element.uid is None:
        return tag("g", inside, aria_hidden="true")
    return tag(
        "g",
        tag("title", escape(spoken)),
        inside,
        class_=f"el el-{element.noun.replace('_', '-')}",
        data_uid=element.uid,
        data_noun=element.noun,
        tabindex="0",
        role="img",
        aria_label=spoken,
    )


def described(elements: Iterable[Element], tvd_m: Any) -> list[dict[str, Any]]:
    """The elements as plain values for the scene."""
    return [
        {
            "uid": element.uid,
            "noun": element.noun,
            "kind": element.kind,
            "label": element.spoken,
            "md_m": [element.top_md_m, element.base_md_m],
            "tvd_m": [tvd_m(element.top_md_m), tvd_m(element.base_md_m)],
            "box": [round(edge, 1) for edge in element.box],
        }
        for element in elements
        if element.uid is not None
    ]
