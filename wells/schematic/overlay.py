"""What is laid over the drawing: barrier lines beside the steel, failures, changes, and pressures at the left."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from wells.schematic.element import Element
from wells.schematic.frame import Frame
from wells.schematic.metrics import text_width
from wells.schematic.shapes import Box, Point, Shape, label, polyline, rect, strokes, tag

Kind = Literal["primary", "secondary", "failed", "changed", "added", "removed", "pressure"]
LINES = {"primary": "bp", "secondary": "bs"}
TOKENS = {"primary": "np", "secondary": "ns"}
MARKS = {"failed": "✕ failed", "changed": "changed", "added": "added", "removed": "removed"}
TOKEN_W, TOKEN_H = 20.0, 14.0
#: Ends of two lines of one envelope that are this near belong together.
JOIN_X, JOIN_Y = 46.0, 18.0
#: Levels whose lines stand alone.
UNJOINED = ("tree_valve", "formation")
#: Signs that fill the bore: a cross goes on their middle, else on the right wall.
ACROSS = ("safety_valve", "plug", "valve", "check_valve", "esp", "obstruction", "cement_plug")
SEALS = ("packer", "plug", "annulus_safety_valve")
LINER_TOPS = ("liner_hanger", "liner_top_packer")
#: Where along a line a token is tried, in this order.
TRIALS = (0.5, 0.35, 0.65, 0.22, 0.78, 0.1, 0.9, 0.43, 0.57, 0.28, 0.72)


@dataclass(frozen=True, slots=True)
class Overlay:
    """One thing said about elements of the well. `uids` is an id or several; the token is written once.

    `top_md_m` and `base_md_m` bound a barrier line; without them tubing counts between the safety valve and
    the packer of the same envelope. `tone` of a pressure tag: None, `o` (over the trigger) or `r` (over the limit).
    """

    uids: str | tuple[str, ...]
    kind: Kind
    text: str = ""
    top_md_m: float | None = None
    base_md_m: float | None = None
    tone: Literal["o", "r"] | None = None

    @property
    def targets(self) -> tuple[str, ...]:
        """The ids as a tuple."""
        return (self.uids,) if isinstance(self.uids, str) else tuple(self.uids)


@dataclass(frozen=True, slots=True)
class Run:
    """A barrier line along one element on the way down one side, or across the axis."""

    uid: str
    points: tuple[Point, ...]
    joined: bool = True


def barrier_runs(
    frame: Frame, overlays: Sequence[Overlay], elements: Mapping[str, Element]
) -> Iterator[tuple[Overlay, Run]]:
    """The lines of every primary and secondary overlay, cut to their intervals."""
    for overlay in overlays:
        if overlay.kind not in LINES:
            continue
        targets = overlay.targets
        for uid in targets:
            element = elements.get(uid)
            if element is None or _told_by_tree(element, targets, elements):
                continue
            top, base = _bounds(frame, overlay, element, overlays, elements)
            for trace in element.traces:
                cut = clip(trace, top, base)
                if len(cut) > 1:
                    yield overlay, Run(uid, cut, element.level not in UNJOINED)


def draw_lines(kind: str, runs: Sequence[Run]) -> str:
    """All lines of one envelope, with the corners that join neighbouring elements."""
    shapes = [polyline(run.points, LINES[kind]) for run in runs]
    shapes += [polyline(join, LINES[kind]) for join in joins(runs)]
    return tag("g", *(shape.svg for shape in shapes), class_="ov", aria_hidden="true") if shapes else ""


def joins(runs: Sequence[Run]) -> Iterator[tuple[Point, ...]]:
    """Corners between the ends of lines of different elements that nearly meet, on each side."""
    taken: set[tuple[int, Point]] = set()
    pairs = []
    for index, run in enumerate(runs):
        for other_index in range(index + 1, len(runs)):
            other = runs[other_index]
            for a in (run.points[0], run.points[-1]):
                for b in (other.points[0], other.points[-1]):
                    across, down = abs(a[0] - b[0]), abs(a[1] - b[1])
                    if (
                        run.joined
                        and other.joined
                        and run.uid != other.uid
                        and across <= JOIN_X
                        and down <= JOIN_Y
                    ):
                        pairs.append((across + down, index, other_index, a, b))
    for distance, index, other_index, a, b in sorted(pairs):
        if (index, a) in taken or (other_index, b) in taken:
            continue
        taken |= {(index, a), (other_index, b)}
        if distance > 0.2:
            yield (a, (b[0], a[1]), b) if _is_level(runs[index]) else (a, (a[0], b[1]), b)


def clip(points: Sequence[Point], top: float, base: float) -> tuple[Point, ...]:
    """The part of a line between two heights. Level stretches are kept where they lie inside."""
    if top > base:
        return ()
    kept: list[Point] = []
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if max(y0, y1) < top or min(y0, y1) > base:
            continue
        start = (x0, min(max(y0, top), base))
        end = (x1, min(max(y1, top), base))
        for point in (start, end):
            if not kept or kept[-1] != point:
                kept.append(point)
    return tuple(kept)


def place_tokens(
    entries: Iterable[tuple[Overlay, Sequence[Run]]], avoid: Sequence[Box]
) -> Iterator[tuple[Overlay, Box]]:
    """A box for the token of each overlay on one of its lines, where it covers no other token."""
    taken = list(avoid)
    for count, (overlay, runs) in enumerate(entries):
        if not overlay.text or not runs:
            continue
        width = max(TOKEN_W, text_width(overlay.text, size=10, bold=True) + 6)
        ordered = list(runs) if count % 2 == 0 else list(reversed(runs))
        spots = [_along(run.points, share) for share in TRIALS for run in ordered]
        boxes = [(x - width / 2, y - TOKEN_H / 2, x + width / 2, y + TOKEN_H / 2) for x, y in spots]
        box = next((one for one in boxes if not any(_meet(one, other, 1.5) for other in taken)), None)
        if box is None:
            box = boxes[0]
            while any(_meet(box, other, 1.0) for other in taken):
                box = (box[0], box[1] + 3, box[2], box[3] + 3)
        taken.append(box)
        yield overlay, box


def draw_token(overlay: Overlay, box: Box) -> str:
    """The numbered token of a barrier element."""
    shape = rect(*box, f"{TOKENS[overlay.kind]} nring", rx=3)
    words = label((box[0] + box[2]) / 2, box[3] - 3.4, overlay.text, "nt")
    return tag("g", shape.svg, words.svg, data_uid=overlay.targets[0], class_="ov", aria_hidden="true")


def draw_mark(overlay: Overlay, element: Element, frame: Frame) -> str:
    """A cross on what failed or was removed, a dashed frame round what changed or was added."""
    shapes = [one for box in _mark_boxes(overlay.kind, element, frame) for one in _mark(overlay.kind, box)]
    return tag("g", *(shape.svg for shape in shapes), data_uid=element.uid, class_="ov", aria_hidden="true")


def mark_anchor(element: Element, elements: Sequence[Element]) -> Point:
    """Where the leader of a mark's label starts: right of everything on the tree at that height."""
    _, top, right, base = element.box
    y = (top + base) / 2
    if element.level in ("tree", "tree_valve", "wellhead"):
        beside = [one.box for one in elements if one.level in ("tree", "tree_valve", "wellhead")]
        right = max([right, *(box[2] for box in beside if box[1] <= y <= box[3])])
    return right, y


def _mark_boxes(kind: str, element: Element, frame: Frame) -> tuple[Box, ...]:
    """Around the sign; of a string or cement only around a short length at the right wall."""
    left, top, right, base = element.box
    if element.noun in ("strings", "cement", "annuli", "formations", "holes"):
        x = right - 3
        middle = (max(top, frame.top) + base) / 2
        return ((x - 8, middle - 8, x + 8, middle + 8),)
    if kind in ("failed", "removed") and element.level == "component" and element.kind not in ACROSS:
        left = max(left, right - 10)
    return ((left - 3, top - 3, right + 3, base + 3),)


def _mark(kind: str, box: Box) -> Iterator[Shape]:
    left, top, right, base = box
    if kind in ("failed", "removed"):
        x, y = (left + right) / 2, (top + base) / 2
        reach = min(11.0, max(6.0, (right - left) / 2 - 2))
        cross = [
            [(x - reach, y - reach), (x + reach, y + reach)],
            [(x - reach, y + reach), (x + reach, y - reach)],
        ]
        yield strokes(cross, "mark-halo")
        yield strokes(cross, "mark-bad" if kind == "failed" else "mark-gone")
        return
    yield rect(left, top, right, base, "mark-add" if kind == "added" else "mark-chg", rx=3)


def _told_by_tree(element: Element, targets: tuple[str, ...], elements: Mapping[str, Element]) -> bool:
    """A valve whose tree carries the same line needs no line of its own."""
    trees = any(uid in elements and elements[uid].noun == "trees" for uid in targets)
    return trees and element.level == "tree_valve"


def _bounds(
    frame: Frame,
    overlay: Overlay,
    element: Element,
    overlays: Sequence[Overlay],
    elements: Mapping[str, Element],
) -> tuple[float, float]:
    """The heights between which an element counts: as said, else up to its neighbours in the envelope."""
    mates = [
        elements[uid]
        for one in overlays
        if one.kind == overlay.kind
        for uid in one.targets
        if uid in elements
    ]
    top, base = element.box[1], element.box[3]
    if element.noun == "strings":
        top, base = _string_bounds(element, mates, top, base)
    if overlay.top_md_m is not None:
        top = frame.y(overlay.top_md_m)
    if overlay.base_md_m is not None:
        base = frame.y(overlay.base_md_m)
    return (top, base) if element.noun in ("strings", "cement", "formations", "holes") else (-1e9, 1e9)


def _string_bounds(
    element: Element, mates: Sequence[Element], top: float, base: float
) -> tuple[float, float]:
    seals = [_height(one) for one in mates if one.kind in SEALS]
    if element.kind == "tubing":
        valves = [_height(one) for one in mates if one.kind == "safety_valve"]
        return max([top, *valves[:1]]), min([base, *seals])
    if element.kind == "liner":
        tops = [_height(one) for one in mates if one.kind in LINER_TOPS]
        return max([top, *tops[:1]]), base
    tops = [_height(one) for one in mates if one.kind in LINER_TOPS]
    cements = [one.box[1] for one in mates if one.noun == "cement"]
    start = max([top, *(y for y in seals if y < base)])
    ends = [y for y in (*tops, *cements) if y > start]
    return start, min([base, *ends])


def _height(element: Element) -> float:
    return element.traces[0][0][1] if element.traces else element.box[1]


def _is_level(run: Run) -> bool:
    return abs(run.points[0][1] - run.points[-1][1]) < 0.2


def _along(points: Sequence[Point], share: float) -> Point:
    """The point at a share of the length of a line."""
    lengths = [abs(b[0] - a[0]) + abs(b[1] - a[1]) for a, b in itertools.pairwise(points)]
    left = share * sum(lengths)
    for (a, b), length in zip(itertools.pairwise(points), lengths, strict=True):
        if left <= length and length > 0:
            part = left / length
            return a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])
        left -= length
    return points[-1]


def _meet(one: Box, other: Box, gap: float) -> bool:
    return (
        one[0] < other[2] + gap
        and other[0] < one[2] + gap
        and one[1] < other[3] + gap
        and other[1] < one[3] + gap
    )
