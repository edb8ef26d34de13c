"""The label column at the right: one line each, leaders that never cross, nothing clipped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wells.schematic.element import Element
from wells.schematic.metrics import LINE, text_width
from wells.schematic.shapes import Box, Point, escape, number, tag
from wells.schematic.spread import spread

#: Room for the slanted part of the leaders, by how far labels had to move.
GUTTER, GUTTER_MOST = 16.0, 40.0


@dataclass(frozen=True, slots=True)
class Line:
    """A label before it has its place. `note` is what an overlay adds, as ✕ failed."""

    words: str
    value: str
    at: Point
    uids: tuple[str, ...]
    bold: bool = False
    note: str = ""

    @property
    def width(self) -> float:
        """Room the text needs."""
        value = f" {self.value}" if self.value else ""
        note = f"  {self.note}" if self.note else ""
        return (
            text_width(self.words, bold=self.bold)
            + text_width(value, bold=self.bold)
            + text_width(note, bold=True)
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its place and leader."""

    line: Line
    box: Box
    leader: tuple[Point, ...]


def collect(elements: Iterable[Element], notes: dict[str, str]) -> list[Line]:
    """The labels of all elements, those of cement tops at one depth in one line."""
    lines: list[Line] = []
    tops: dict[tuple[str, float], int] = {}
    for element in elements:
        caption = element.caption
        if caption is None:
            continue
        uids = (element.uid,) if element.uid else ()
        line = Line(
            caption.words, caption.value, caption.at, uids, caption.bold, notes.get(element.uid or "", "")
        )
        key = (caption.value, round(caption.at[1], 1))
        if element.noun == "cement" and caption.value and not line.note:
            if key in tops:
                before = lines[tops[key]]
                words = f"{before.words}, {caption.words.removeprefix('TOC ')}"
                lines[tops[key]] = replace(before, words=words, uids=(*before.uids, *uids))
                continue
            tops[key] = len(lines)
        lines.append(line)
    return sorted(lines, key=lambda line: (line.at[1], -line.at[0], line.words))


def column_width(lines: Sequence[Line]) -> float:
    """Width of the widest label."""
    return max((line.width for line in lines), default=0.0)


def needed_height(lines: Sequence[Line]) -> float:
    """Height all labels need below each other."""
    return len(lines) * LINE


def place(lines: Sequence[Line], *, edge: float, low: float, high: float) -> list[Placed]:
    """The labels with leaders: level to the edge of the rock, then straight to the label."""
    heights = spread([line.at[1] for line in lines], gap=LINE, low=low, high=high)
    moved = max((abs(y - line.at[1]) for line, y in zip(lines, heights, strict=True)), default=0.0)
    x = edge + min(GUTTER_MOST, GUTTER + 0.25 * moved)
    return [
        Placed(
            line,
            (x, y - LINE / 2 + 0.5, x + line.width, y + LINE / 2 - 0.5),
            (line.at, (edge + 3, line.at[1]), (x - 5, y), (x - 3, y)),
        )
        for line, y in zip(lines, heights, strict=True)
    ]


def draw_leaders(placed: Sequence[Placed]) -> str:
    """All leaders in one path: they are no things of the well."""
    path = "".join(
        "".join(f"{'L' if index else 'M'}{number(x)} {number(y)}" for index, (x, y) in enumerate(one.leader))
        for one in placed
    )
    return tag("path", class_="ldr", d=path) if path else ""


def draw_label(one: Placed) -> str:
    """The words, the depth in grey, and what an overlay says."""
    line, (x, top, _, base) = one.line, one.box
    parts = [escape(line.words)]
    if line.value:
        parts.append(" " + tag("tspan", escape(line.value), class_="m"))
    if line.note:
        parts.append(
            "  " + tag("tspan", escape(line.note), class_="note" if line.note.startswith("✕") else "note2")
        )
    text = tag("text", *parts, class_="b" if line.bold else None, x=x, y=(top + base) / 2 + 4)
    uids = " ".join(line.uids)
    return tag("g", text, class_="lab", data_uid=uids or None, aria_hidden="true")


def described(placed: Sequence[Placed]) -> list[dict[str, Any]]:
    """The labels as plain values for the scene."""
    return [
        {
            "text": " ".join(part for part in (one.line.words, one.line.value, one.line.note) if part),
            "uids": list(one.line.uids),
            "box": [round(edge, 1) for edge in one.box],
            "leader": [[round(x, 1), round(y, 1)] for x, y in one.leader],
        }
        for one in placed
    ]
