"""Sea, rock and formations: what the well stands in."""

from __future__ import annotations

from collections.abc import Iterator
from math import sin

from wells.engine.model import Formation, Hole, Wellbore
from wells.schematic.annuli import bore_fill
from wells.schematic.element import Element
from wells.schematic.frame import Frame, ground_depths
from wells.schematic.inches import inches
from wells.schematic.metrics import shortened
from wells.schematic.shapes import Shape, polygon, polyline, rect

#: Steps of an open-hole wall and how far it wavers.
WALL_STEP, WALL_WAVER = 7.0, 1.6
STUB_SLOPE, STUB_LONGEST = 26.0, 54.0


def draw_ground(frame: Frame, *, sea_top: float) -> Iterator[Element]:
    """Sea and rock, with their surfaces as labels."""
    sea_m, ground_m = ground_depths(frame.model)
    surface = frame.y(max(ground_m, frame.wellhead_md_m)) if ground_m is not None else frame.top
    yield _plain("rock", rect(frame.left, surface, frame.right, frame.bottom, "rock"))
    if sea_m is not None and ground_m is not None:
        sea = frame.y(sea_m) if sea_m >= frame.wellhead_md_m else sea_top
        water = _plain("sea", rect(frame.left, sea, frame.right, surface, "sea"))
        yield water.captioned("Sea level", frame.shown(sea_m), (frame.right, sea))
        bed = _plain("ground", polyline([(frame.left, surface), (frame.right, surface)], "bed"))
        yield bed.captioned("Sea bed", frame.shown(ground_m), (frame.right, surface))
    elif ground_m is not None:
        bed = _plain("ground", polyline([(frame.left, surface), (frame.right, surface)], "bed"))
        yield bed.captioned("Ground", frame.shown(ground_m), (frame.right, surface))


def draw_formation(frame: Frame, formation: Formation) -> Element | str:
    """A band across the rock from top to base; without a base only its top line. Or why it is not drawn."""
    refusal = frame.course.refusal(formation.wellbore_id, formation.top_md_m)
    if refusal:
        return refusal
    if formation.top_md_m is None:
        return "top depth not known"
    top = frame.y(formation.top_md_m)
    if formation.base_md_m is not None:
        base = frame.bottom if formation.base_md_m >= frame.deepest_md_m else frame.y(formation.base_md_m)
        band = [rect(frame.left, top, frame.right, base, "rock2")]
    else:
        base, band = top, []
    shapes = (*band, polyline([(frame.left, top), (frame.right, top)], "bed"))
    name = formation.name or formation.id
    side = _beside_hole(frame, formation.top_md_m)
    element = Element(
        formation.id,
        "formations",
        "formation",
        "formation",
        f"{name}, formation, {_interval(frame, formation.top_md_m, formation.base_md_m)}",
        shapes,
        formation.top_md_m,
        formation.base_md_m,
        traces=tuple(((x, top), (x, base)) for x in (2 * frame.centre - side, side)),
    )
    return element.captioned(name, frame.shown(formation.top_md_m), (frame.right, top))


def draw_open_hole(frame: Frame) -> Iterator[Element]:
    """The hole below the deepest casing, down to total depth: its wall wavers, an unknown size is dashed."""
    start_m = _cased_to(frame)
    end_m = frame.course.total_depth_md_m
    reached_m = start_m
    for hole in _open_sections(frame, start_m):
        top_m, base_m = max(hole.top_md_m or start_m, start_m), hole.base_md_m or start_m
        if top_m > reached_m + 0.5:
            yield _undescribed(frame, reached_m, top_m)
        reached_m = max(reached_m, base_m)
        half = frame.nominal(hole.diameter_m) if hole.diameter_m else _unknown_half(frame, start_m)
        size = f"{inches(hole.diameter_m)} open" if hole.diameter_m else "Open"
        yield Element(
            hole.id,
            "holes",
            "open_hole",
            "open_hole",
            f"{size} hole, {_interval(frame, top_m, base_m)}",
            tuple(_hole(frame, half, top_m, base_m, known=bool(hole.diameter_m))),
            top_m,
            base_m,
        )
    if end_m is None:
        return
    if end_m > reached_m + 0.5:
        yield _undescribed(frame, reached_m, end_m)
    end = _plain(
        "td", polyline([(frame.centre - 6, frame.y(end_m)), (frame.centre + 6, frame.y(end_m))], "td")
    )
    yield end.captioned("TD", frame.shown(end_m), (frame.centre + 6, frame.y(end_m)))


def open_hole_reason(frame: Frame, hole: Hole) -> str | None:
    """Why a hole section is no open hole of this drawing; None where it is drawn."""
    refusal = frame.course.refusal(hole.wellbore_id, hole.top_md_m)
    if refusal:
        return refusal
    if hole.top_md_m is None or hole.base_md_m is None:
        return "depths not known"
    if hole.base_md_m <= _cased_to(frame) + 0.5:
        return "cased: the pipe in it is drawn"
    return None


def _cased_to(frame: Frame) -> float:
    cased = [pipe.shoe_md_m for pipe in frame.pipes if not pipe.is_bore]
    return max(cased, default=frame.wellhead_md_m)


def _open_sections(frame: Frame, start_m: float) -> list[Hole]:
    holes = [one for one in frame.model.holes or () if open_hole_reason(frame, one) is None]
    return sorted(holes, key=lambda one: (one.top_md_m or start_m, one.id))


def _undescribed(frame: Frame, top_m: float, base_m: float) -> Element:
    """Hole that must be there and that no section describes."""
    bore = frame.course.wellbore
    return Element(
        bore.id if bore else None,
        "wellbores",
        "open_hole",
        "open_hole",
        f"Open hole, size not known, {_interval(frame, top_m, base_m)}",
        tuple(_hole(frame, _unknown_half(frame, top_m), top_m, base_m, known=False)),
        top_m,
        base_m,
    )


def draw_stub(frame: Frame, bore: Wellbore) -> Element | str:
    """A sidetrack that is not drawn in full: a short branch at its kick-off with its name."""
    own_limit_m = frame.course.limits_m.get(bore.id)
    kick_off_m = own_limit_m if own_limit_m is not None else bore.kick_off_md_m
    if kick_off_m is None:
        return "kick-off depth not known"
    if frame.course.limits_m and bore.parent_id not in frame.course.limits_m and own_limit_m is None:
        return f"leaves wellbore {bore.parent_id}, which is not drawn"
    y = frame.y(kick_off_m)
    around = [pipe for pipe in frame.pipes if pipe.top_md_m <= kick_off_m <= pipe.shoe_md_m]
    widths = [frame.half(pipe, kick_off_m) for pipe in around if not pipe.is_bore]
    start = frame.centre + max(widths, default=frame.nominal(0.2)) - 1
    end = max(start + 24, min(start + STUB_LONGEST, frame.right - 4))
    drop = min(STUB_SLOPE, (end - start) * 0.6)
    mouth = [(start, y), (end, y + drop), (end, y + drop + 11), (start, y + 11)]
    name = bore.name or bore.id
    abandoned = f", abandoned {bore.abandoned_on}" if bore.abandoned_on else ""
    element = Element(
        bore.id,
        "wellbores",
        "sidetrack",
        "component",
        f"Wellbore {name} leaves at {frame.shown(kick_off_m)} {frame.unit.symbol}{abandoned}; drawn as a stub",
        (
            polygon(mouth, "stubf"),
            polyline(mouth[:2], "steel-l w15"),
            polyline([mouth[3], mouth[2]], "steel-l w15"),
            polyline([mouth[1], mouth[2]], "unk"),
        ),
        kick_off_m,
        bore.total_depth_md_m,
    )
    words = shortened(f"Wellbore {name}{', abandoned' if bore.abandoned_on else ''}")
    return element.captioned(words, frame.shown(kick_off_m), (end, y + drop))


def _hole(frame: Frame, half: float, top_m: float, base_m: float, *, known: bool) -> Iterator[Shape]:
    top, base = frame.y(top_m), frame.y(base_m)
    centre = frame.centre
    yield from bore_fill(frame, half, top_m, top, base)
    for side in (-1, 1):
        count = max(2, round((base - top) / WALL_STEP))
        wall = [
            (
                centre + side * (half + WALL_WAVER * sin(index * 2.4) * (0 < index < count)),
                top + (base - top) * index / count,
            )
            for index in range(count + 1)
        ]
        yield polyline(wall, "wall" if known else "unk")


def _beside_hole(frame: Frame, md_m: float) -> float:
    """Where the line of a formation runs: in the rock just outside the hole."""
    around = [pipe for pipe in frame.pipes if pipe.top_md_m <= md_m <= pipe.shoe_md_m]
    half = max((frame.half(pipe, md_m) for pipe in around), default=_unknown_half(frame, md_m))
    return frame.centre + half + frame.hole + 4


def _unknown_half(frame: Frame, md_m: float) -> float:
    pipe = frame.bore_pipe(md_m - 0.01)
    return max(10.0, frame.half(pipe, md_m) - 6) if pipe else 40.0 * frame.stretch


def _interval(frame: Frame, top_m: float | None, base_m: float | None) -> str:
    top = frame.shown(top_m) if top_m is not None else "not known"
    base = frame.shown(base_m) if base_m is not None else "not known"
    return f"{top} to {base} {frame.unit.symbol} {frame.depth.upper()}"


def _plain(kind: str, shape: Shape) -> Element:
    return Element(None, "ground", kind, "ground", "", (shape,))
