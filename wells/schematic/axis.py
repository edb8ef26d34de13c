"""The left side: the depth axis with MD and TVD, and the pressure tags beside the wellhead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from wells.schematic.element import Element
from wells.schematic.frame import Frame
from wells.schematic.metrics import text_width
from wells.schematic.overlay import Overlay
from wells.schematic.shapes import Point, label, polyline, rect, strokes, tag

AXIS_GAP, TICK, TEXT_GAP = 14.0, 4.0, 8.0
#: Least distance of two figures on the axis; with TVD each takes two lines.
ONE_LINE, TWO_LINES = 15.0, 26.5
#: The second figure of a depth, below its tick, and how far figures reach below their line.
SECOND_LINE, DESCENT = 15.5, 3.0
#: About as many round depths as the axis shows.
ROUND_DEPTHS = 9
TAG_H, TAG_STEP, TAG_LIFT = 19.0, 23.0, 92.0


@dataclass(frozen=True, slots=True)
class PressureTag:
    """A tag with the letter and the pressure of an annulus, the point of the wellhead it belongs to, and the left side
    of everything that stands there."""

    letter: str
    overlay: Overlay
    at: Point
    clear: float


def ticks(frame: Frame) -> list[float]:
    """Depths [m MD] on the axis: both ends, and round depths between where they have room."""
    first, last = frame.wellhead_md_m, frame.deepest_md_m
    gap = TWO_LINES if frame.path else ONE_LINE
    step_m = _round_step((last - first) * frame.unit.per_metre / ROUND_DEPTHS) / frame.unit.per_metre
    kept = [first, last]
    for index in range(ceil(first / step_m), floor(last / step_m) + 1):
        depth_m = index * step_m
        if all(abs(frame.y(depth_m) - frame.y(one)) >= gap + (7 if one == first else 0) for one in kept):
            kept.append(depth_m)
    return sorted(kept)


def axis_width(frame: Frame) -> float:
    """Room the axis needs left of the rock."""
    widest = max(text_width(frame.shown(depth)) for depth in ticks(frame))
    return AXIS_GAP + TEXT_GAP + max(widest, text_width(_unit_words(frame), size=10.5)) + 5


def axis_bottom(frame: Frame) -> float:
    """Where the lowest figure ends."""
    if not frame.depths_known:
        return frame.bottom
    return frame.y(ticks(frame)[-1]) + (SECOND_LINE if frame.path else 4) + DESCENT


def draw_axis(frame: Frame) -> str:
    """The axis. Where the path is known each depth has its TVD below it, small."""
    if not frame.depths_known:
        return ""
    x = frame.left - AXIS_GAP
    depths = ticks(frame)
    marks = [[(x, frame.y(depths[0])), (x, frame.y(depths[-1]))]]
    marks += [[(x - TICK, frame.y(depth)), (x, frame.y(depth))] for depth in depths]
    parts = [strokes(marks, "ax").svg]
    for depth in depths:
        y = frame.y(depth)
        parts.append(label(x - TEXT_GAP, y + 4, frame.shown(depth), "m e").svg)
        second = _second(frame, depth)
        if second and depth != depths[0]:
            parts.append(label(x - TEXT_GAP, y + SECOND_LINE, second, "m2 e").svg)
    first = frame.y(depths[0])
    parts.append(label(x - TEXT_GAP, first + 16, _unit_words(frame), "mu e").svg)
    if frame.path:
        other = "TVD" if frame.depth == "md" else "MD"
        parts.append(label(x - TEXT_GAP, first + 12 + SECOND_LINE, other, "m2 e").svg)
    return tag("g", *parts, class_="axis", aria_hidden="true")


def pressure_tags(
    frame: Frame, overlays: Sequence[Overlay], elements: dict[str, Element], letters: dict[str, str]
) -> list[PressureTag]:
    """One tag for each annulus with a pressure, from the inside out as they leave the wellhead."""
    surface = [one.box[0] for one in elements.values() if one.level in ("tree", "tree_valve", "wellhead")]
    clear = min([frame.left, *surface])
    tags = []
    for overlay in overlays:
        if overlay.kind != "pressure":
            continue
        for uid in overlay.targets:
            letter = letters.get(uid, uid if len(uid) == 1 else "")
            if letter:
                tags.append(PressureTag(letter, overlay, _outlet(frame, elements, letter), clear))
    return sorted(tags, key=lambda one: (one.at[1], one.letter))


def draw_tags(frame: Frame, tags: Sequence[PressureTag]) -> Iterator[str]:
    """The tags, one below the other at the left, each led to its outlet; the lines do not cross."""
    width = tags_width(tags)
    x = tags_right(frame, tags)
    start = max(TAG_H / 2 + 2, frame.top - TAG_LIFT - max(0, len(tags) - 3) * TAG_STEP)
    for index, one in enumerate(tags):
        y = start + index * TAG_STEP
        channel = _clear_of(frame, tags) - 2 - index * 3
        lead = polyline([one.at, (channel, one.at[1]), (channel, y), (x, y)], "ax")
        tone = f" ptag-{one.overlay.tone}" if one.overlay.tone else ""
        box = rect(x - width, y - TAG_H / 2, x, y + TAG_H / 2, f"ptag{tone}", rx=3)
        name = label(x - width + 6, y + 4, one.letter, "b t11")
        text = label(x - 5, y + 4, one.overlay.text, "e t11")
        yield tag(
            "g",
            lead.svg,
            box.svg,
            name.svg,
            text.svg,
            class_="ov",
            data_uid=one.overlay.targets[0],
            aria_hidden="true",
        )


def tags_right(frame: Frame, tags: Sequence[PressureTag]) -> float:
    """Right side of the tags: left of the axis line, of every outlet and of the lines that lead up."""
    return min(frame.left - AXIS_GAP, _clear_of(frame, tags) - 2 - 3 * len(tags) - 3)


def _clear_of(frame: Frame, tags: Sequence[PressureTag]) -> float:
    return min([frame.left, *(one.clear for one in tags)]) - 1


def tags_width(tags: Sequence[PressureTag]) -> float:
    """Width of the widest tag."""
    texts = [text_width(one.overlay.text, size=11) for one in tags]
    return max((width + 28 for width in texts), default=0.0)


def _outlet(frame: Frame, elements: dict[str, Element], letter: str) -> Point:
    """The outermost side valve of an annulus, else a section that holds a wall of it."""
    valves = [
        elements[one.id].box
        for one in frame.model.components or ()
        if one.annulus == letter and one.id in elements and elements[one.id].level == "tree_valve"
    ]
    if valves:
        left = min(valves)
        return left[0], (left[1] + left[3]) / 2
    sections = [one for one in elements.values() if one.noun == "wellhead_sections"]
    boxes = sorted((one.box for one in sections), key=lambda box: box[1])
    if boxes:
        box = boxes[min("ABCDEFGH".find(letter) % 8, len(boxes) - 1)]
        return box[0], (box[1] + box[3]) / 2
    return frame.centre - frame.widest, frame.top - 5


def _second(frame: Frame, md_m: float) -> str:
    """The other depth of a figure on the axis: TVD beside MD, MD beside TVD."""
    if frame.path is None:
        return ""
    return frame.unit.text(frame.path.tvd_m(md_m) if frame.depth == "md" else md_m)


def _unit_words(frame: Frame) -> str:
    return f"{frame.unit.symbol} {frame.depth.upper()}"


def _round_step(rough: float) -> float:
    power = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
