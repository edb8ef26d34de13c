"""Strings and the cement behind them."""

from __future__ import annotations

from collections.abc import Iterator

from wells.engine.model import Cement
from wells.engine.topology_exposure import is_proven
from wells.schematic.element import Element
from wells.schematic.frame import Frame
from wells.schematic.pipes import Pipe
from wells.schematic.shapes import Point, Shape, label, polygon, rect, strokes
from wells.schematic.words import full_name, short_name

#: Half the drawn wall.
CASING_WALL, LINER_WALL, TUBING_WALL = 1.7, 1.5, 1.3
SHOE_HEIGHT = 12.0
#: A fading end: pieces of steel that get shorter, and the gaps between them.
FADE = ((0.0, 9.0), (13.0, 19.0), (24.0, 28.0), (33.0, 35.0))
FADE_LENGTH = 38.0
SLOT = 4.0
#: A liner's barrier line runs this far outside it, casing's further.
LINER_LINE, CASING_LINE = 4.5, 5.0


def draw_string(frame: Frame, pipe: Pipe) -> Element:
    """Both walls with a shoe; an end that is not known fades out and says so."""
    shapes = [shape for side in (-1, 1) for shape in _wall(frame, pipe, side)]
    shapes += _question(frame, pipe)
    end_m = pipe.shoe_md_m
    end = frame.y(end_m)
    half = frame.half(pipe, end_m)
    element = Element(
        pipe.uid,
        "strings",
        pipe.kind,
        "steel",
        _spoken(frame, pipe),
        tuple(shapes),
        pipe.string.top_md_m,
        pipe.string.shoe_md_m,
        traces=tuple(_trace(frame, pipe, side) for side in (-1, 1)),
    )
    edge = frame.centre + half + (shoe_width(pipe, frame) if not pipe.is_bore else 1)
    if not pipe.shoe_known:
        return element.captioned(f"{pipe.name} {_end_word(pipe)} not known", "", (edge, end - 4))
    return element.captioned(f"{pipe.name} {_end_word(pipe)}", frame.shown(end_m), (edge, end))


def liner_top_caption(frame: Frame, pipe: Pipe) -> Element | None:
    """A label for the top of a liner that no hanger or packer names."""
    if pipe.hangs_in_wellhead or _top_is_named(frame, pipe):
        return None
    top = frame.y(pipe.top_md_m)
    half = frame.half(pipe, pipe.top_md_m)
    mark = rect(frame.centre + half - 1, top, frame.centre + half + 1, top + 1, "steel")
    element = Element(None, "strings", "liner_top", "steel", "", (mark,))
    if not pipe.top_known:
        return element.captioned(f"{pipe.name} top not known", "", (frame.centre + half + 2, top + 4))
    return element.captioned(f"{pipe.name} top", frame.shown(pipe.top_md_m), (frame.centre + half + 2, top))


def draw_cement(frame: Frame, cement: Cement, *, alone_at_top: bool) -> Element | str:
    """Cement outside a string: dotted where a log or test found it good, hatched with an outline where not."""
    pipe = frame.pipe(cement.behind)
    if pipe is None:
        return "the string it stands behind is not drawn"
    base_m = cement.base_md_m if cement.base_md_m is not None else pipe.shoe_md_m
    top_m = cement.top_md_m
    known = top_m is not None
    if top_m is None:
        top_m = _unknown_top(frame, max(pipe.top_md_m, frame.wellhead_md_m), base_m)
    rings = list(frame.rings(pipe, max(top_m, frame.wellhead_md_m), base_m))
    if not rings:
        return "it lies outside the length of its string"
    kind = "cement" if is_proven(cement) else "cement-unverified"
    shapes: list[Shape] = []
    for side in (-1, 1):
        for index, ring in enumerate(rings):
            fading = not known and index == 0
            shapes += _fill(
                frame, ring.inner, ring.outer, side, ring.top_md_m, ring.base_md_m, kind, fading=fading
            )
    if not known:
        first = rings[0]
        for side in (-1, 1):
            x = frame.centre + side * (first.inner + first.outer) / 2
            shapes.append(label(x, frame.y(top_m) - 1, "?", "mi b q"))
    edge = frame.centre + rings[0].outer
    offset = min(5.0, (rings[0].outer - rings[0].inner) / 2)
    element = Element(
        cement.id,
        "cement",
        "verified" if is_proven(cement) else "not_verified",
        "cement",
        _cement_spoken(frame, cement, pipe),
        tuple(shapes),
        cement.top_md_m,
        cement.base_md_m,
        traces=tuple(
            tuple(
                (frame.centre + side * (ring.inner + offset), frame.y(md_m))
                for ring in rings
                for md_m in (ring.top_md_m, ring.base_md_m)
            )
            for side in (-1, 1)
        ),
    )
    if not known:
        return element.captioned(f"TOC {short_name(pipe.string)} not known", "", (edge, frame.y(top_m)))
    if not alone_at_top:
        return element
    return element.captioned(
        f"TOC {short_name(pipe.string)}", frame.shown(cement.top_md_m or 0.0), (edge, frame.y(top_m))
    )


def shoe_width(pipe: Pipe, frame: Frame) -> float:
    """How far a shoe stands out."""
    return (9.0 if pipe.hangs_in_wellhead else 7.0) * frame.stretch


def wall_thickness(pipe: Pipe) -> float:
    """Half the drawn wall of a pipe."""
    if pipe.is_bore:
        return TUBING_WALL
    return CASING_WALL if pipe.hangs_in_wellhead else LINER_WALL


def _wall(frame: Frame, pipe: Pipe, side: int) -> Iterator[Shape]:
    thick = wall_thickness(pipe)
    before: tuple[float, float] | None = None
    last = len(pipe.segments) - 1
    for index, segment in enumerate(pipe.segments):
        x = frame.centre + side * frame.halves[segment.od_m]
        top, base = frame.y(segment.top_md_m), frame.y(segment.base_md_m)
        if index == 0 and pipe.hangs_in_wellhead:
            top = min(top, frame.top)
        if index == 0 and not pipe.top_known:
            yield from _faded(x, thick, top + FADE_LENGTH, -1)
            top += FADE_LENGTH
        if index == last and not pipe.shoe_known:
            base -= FADE_LENGTH
            yield from _faded(x, thick, base, 1)
        if before and abs(before[0] - x) > 0.1:
            yield polygon(
                [
                    (before[0] - thick, top - 4),
                    (before[0] + thick, top - 4),
                    (x + thick, top + 4),
                    (x - thick, top + 4),
                ],
                "steel",
            )
        elif before:
            yield rect(x - thick - 1.3, top - 1.5, x + thick + 1.3, top + 1.5, "steel")
        yield from _body(pipe, x, thick, top, base)
        before = (x, base)
    if pipe.shoe_known and not pipe.is_bore and before:
        x, base = before
        width = shoe_width(pipe, frame) * side
        yield polygon([(x, base - SHOE_HEIGHT), (x + width, base), (x, base)], "steel")


def _body(pipe: Pipe, x: float, thick: float, top: float, base: float) -> Iterator[Shape]:
    """A plain wall; a screen's wall is slotted."""
    if pipe.kind != "screen":
        yield rect(x - thick, top, x + thick, base, "steel")
        return
    yield rect(x - thick - 0.9, top, x + thick + 0.9, base, "screenf")
    rows = range(int(top + SLOT), int(base), int(SLOT))
    if rows:
        yield strokes([[(x - thick - 0.9, row), (x + thick + 0.9, row)] for row in rows], "steel-l w12")
    yield strokes([[(x, top), (x, base)]], "steel-l w1")


def _faded(x: float, thick: float, start: float, direction: int) -> Iterator[Shape]:
    for near, far in FADE:
        yield rect(x - thick, start + direction * near, x + thick, start + direction * far, "steel")


def _question(frame: Frame, pipe: Pipe) -> Iterator[Shape]:
    if not pipe.shoe_known:
        half = frame.half(pipe, pipe.shoe_md_m)
        for side in (-1, 1):
            yield label(frame.centre + side * half, frame.y(pipe.shoe_md_m) + 9, "?", "mi b q")
    if not pipe.top_known:
        half = frame.half(pipe, pipe.top_md_m)
        for side in (-1, 1):
            yield label(frame.centre + side * half, frame.y(pipe.top_md_m) - 3, "?", "mi b q")


def _trace(frame: Frame, pipe: Pipe, side: int) -> tuple[Point, ...]:
    """The barrier line: on the wall of tubing and liners, 5 outside casing."""
    away = 0.0 if pipe.is_bore else LINER_LINE if not pipe.hangs_in_wellhead else CASING_LINE
    points: list[Point] = []
    for segment in pipe.segments:
        x = frame.centre + side * (frame.halves[segment.od_m] + away)
        points += [(x, frame.y(segment.top_md_m)), (x, frame.y(segment.base_md_m))]
    return tuple(points)


def _fill(
    frame: Frame,
    inner: float,
    outer: float,
    side: int,
    top_m: float,
    base_m: float,
    kind: str,
    *,
    fading: bool,
) -> Iterator[Shape]:
    x0, x1 = frame.centre + side * inner, frame.centre + side * outer
    top, base = frame.y(top_m), frame.y(base_m)
    if fading:
        solid = min(top + FADE_LENGTH, base - 2)
        for near, far in FADE:
            if solid - far > top - 1:
                yield rect(x0, solid - near, x1, solid - far, fill=frame.pattern(kind))
        top = solid
    yield rect(x0, top, x1, base, fill=frame.pattern(kind))
    if kind == "cement-unverified":
        yield strokes([[(x1, top), (x1, base)]], "cemo")


def _unknown_top(frame: Frame, start_m: float, base_m: float) -> float:
    """A place to fade out at, a little above the known base."""
    target = frame.y(base_m) - min(70.0, 0.6 * (frame.y(base_m) - frame.y(start_m)))
    low, high = start_m, base_m
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if frame.y(middle) < target else (low, middle)
    return low


def _top_is_named(frame: Frame, pipe: Pipe) -> bool:
    return any(
        component.string_id == pipe.uid
        and component.kind in ("liner_hanger", "liner_top_packer")
        and component.md_m is not None
        for component in frame.model.components or ()
    )


def _end_word(pipe: Pipe) -> str:
    if pipe.kind == "tubing":
        return "shoe" if pipe.shoe_known else "end"
    if pipe.kind == "screen":
        return "end"
    return "shoe" if pipe.shoe_known else "shoe depth"


def _spoken(frame: Frame, pipe: Pipe) -> str:
    top, shoe = pipe.string.top_md_m, pipe.string.shoe_md_m
    top_text = frame.shown(top) if top is not None else "top not known"
    shoe_text = (
        f"{frame.shown(shoe)} {frame.unit.symbol} {frame.depth.upper()}"
        if shoe is not None
        else "depth not known"
    )
    return f"{full_name(pipe.string)}, {top_text} to {shoe_text}"


def _cement_spoken(frame: Frame, cement: Cement, pipe: Pipe) -> str:
    top = frame.shown(cement.top_md_m) if cement.top_md_m is not None else "top not known"
    base = frame.shown(cement.base_md_m) if cement.base_md_m is not None else "base not known"
    state = "verified" if is_proven(cement) else "not verified by log or test"
    return f"Cement behind {full_name(pipe.string)}, {top} to {base}, {state}"
