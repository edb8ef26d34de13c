"""Components on the strings: each finds its place, its sign and its label; neighbours do not cover each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from wells.engine.model import Component
from wells.schematic.course import component_wellbore
from wells.schematic.element import Element
from wells.schematic.frame import Frame, placed_md_m
from wells.schematic.glyphs import GLYPHS, Place, half_height
from wells.schematic.metrics import shortened
from wells.schematic.pipes import Pipe
from wells.schematic.shapes import Point
from wells.schematic.steel import LINER_LINE
from wells.schematic.words import BOLD, component_name

#: Kinds that may share a depth with the sign they belong to.
INSIDE = {"gas_lift_valve": ("gas_lift_mandrel",), "gauge": ("gauge_carrier",), "feed_through": ("packer",)}
INTERVALS = ("perforations", "cement_plug")
#: Kinds hung in the wellhead: `wellhead` draws them.
HUNG = ("tubing_hanger", "casing_hanger")


@dataclass(frozen=True, slots=True)
class Located:
    """A component with its depth, its pipe and the component it sits in."""

    component: Component
    md_m: float
    pipe: Pipe
    host: Component | None


def draw_downhole(frame: Frame) -> Iterator[tuple[Component, Element | str]]:
    """Every downhole component with its element, or with the reason why it is not drawn."""
    located = []
    for component in frame.model.components or ():
        found = _locate(frame, component)
        if isinstance(found, Located):
            located.append(found)
        elif found is not None:
            yield component, found
    heights = _lanes(frame, located)
    for one in located:
        yield one.component, _draw(frame, one, heights[one.component.id])


def _locate(frame: Frame, component: Component) -> Located | str | None:
    """Where a component sits; the reason why nowhere; None where the wellhead draws it."""
    surface = {one.id for one in frame.model.wellhead_sections or ()} | {
        one.id for one in frame.model.trees or ()
    }
    if component.mounted_on in surface or component.kind in HUNG:
        return None
    by_id = {one.id: one for one in frame.model.components or ()}
    host = by_id.get(component.mounted_on) if component.mounted_on else None
    md_m = placed_md_m(component)
    if md_m is None and host is not None:
        md_m = placed_md_m(host)
    refusal = frame.course.refusal(component_wellbore(component, frame.model), md_m)
    if refusal:
        return refusal
    if md_m is None:
        return "depth not known"
    if md_m < frame.wellhead_md_m:
        return "above the wellhead"
    string_id = component.string_id or (host.string_id if host else None)
    pipe = frame.pipe(string_id) if string_id else frame.bore_pipe(md_m)
    if pipe is None:
        return "the string it sits in is not drawn" if string_id else "no string at its depth"
    return Located(component, md_m, pipe, host or _host(component, md_m, frame))


def _host(component: Component, md_m: float, frame: Frame) -> Component | None:
    kinds = INSIDE.get(component.kind, ())
    for other in frame.model.components or ():
        if (
            other.kind in kinds
            and other.string_id == component.string_id
            and other.md_m is not None
            and abs(other.md_m - md_m) < 3
        ):
            return other
    return None


def _lanes(frame: Frame, located: list[Located]) -> dict[str, float]:
    """Heights of the signs: on one pipe a sign that would cover the one above moves down just clear of it."""
    heights: dict[str, float] = {}
    last: dict[str, float] = {}
    for one in sorted(located, key=lambda one: (one.md_m, _rank(one.component), one.component.id)):
        component = one.component
        y = frame.y(one.md_m)
        if one.host is not None and one.host.id in heights:
            heights[component.id] = heights[one.host.id]
            continue
        if component.kind not in INTERVALS:
            reach = half_height(component.kind)
            y = max(y, last.get(one.pipe.uid, 0.0) + reach)
            last[one.pipe.uid] = y + reach + 0.8
        elif component.kind == "cement_plug" and component.base_md_m is not None:
            last[one.pipe.uid] = frame.y(component.base_md_m)
        heights[component.id] = y
    return heights


def _rank(component: Component) -> int:
    """Hosts before what sits in them, a liner-top packer above its hanger."""
    return {"gas_lift_valve": 2, "gauge": 2, "feed_through": 2, "liner_hanger": 1}.get(component.kind, 0)


def _draw(frame: Frame, one: Located, y: float) -> Element:
    component, pipe = one.component, one.pipe
    top_m = component.top_md_m if component.top_md_m is not None else one.md_m
    base_m = component.base_md_m if component.base_md_m is not None else top_m
    half = frame.half(pipe, one.md_m)
    place = Place(
        frame,
        y,
        frame.y(top_m),
        frame.y(base_m),
        half,
        _wall(frame, component, half, one.md_m, base_m),
        in_open_hole=_in_open_hole(frame, component, pipe, base_m),
        has_line=component.control_line is not None,
        in_mandrel=one.host is not None,
        on_tubing=pipe.kind == "tubing",
    )
    shapes = GLYPHS.get(component.kind, GLYPHS["other"])(place)
    element = Element(
        component.id,
        "components",
        component.kind,
        "component",
        _spoken(frame, component, one, top_m, base_m),
        shapes,
        top_m if component.kind in INTERVALS else one.md_m,
        component.base_md_m if component.kind in INTERVALS else None,
        traces=_traces(component, place),
    )
    name = shortened(component_name(component))
    value = frame.shown(one.md_m)
    if component.kind in INTERVALS and component.base_md_m is not None:
        value = f"{frame.shown(top_m)}–{frame.shown(component.base_md_m)}"
    if one.host is not None and component.kind == "gas_lift_valve":
        return element
    anchor_y = place.top if component.kind in INTERVALS else y
    return element.captioned(name, value, (element.box[2], anchor_y), bold=component.kind in BOLD)


def with_contents(element: Element, contents: list[Component]) -> Element:
    """A mandrel whose label also names the valve in it."""
    if element.caption is None or not contents:
        return element
    inside = (contents[0].name or "valve").split(",")[0]
    words = shortened(f"{element.caption.words}, {inside}")
    return replace(element, caption=replace(element.caption, words=words))


def contents_of(frame: Frame, component: Component) -> list[Component]:
    """Gas lift valves that sit in a mandrel."""
    if component.kind != "gas_lift_mandrel" or component.md_m is None:
        return []
    return [
        other
        for other in frame.model.components or ()
        if other.kind == "gas_lift_valve"
        and (other.mounted_on == component.id or _host(other, placed_md_m(other) or -9.0, frame) == component)
    ]


def _wall(frame: Frame, component: Component, half: float, md_m: float, base_m: float) -> float:
    if component.kind == "perforations":
        hole = next(
            (
                frame.nominal(hole.diameter_m)
                for hole in frame.model.holes or ()
                if hole.diameter_m
                and hole.base_md_m
                and hole.top_md_m is not None
                and hole.top_md_m <= base_m <= hole.base_md_m
            ),
            half + frame.hole,
        )
        return max(hole, half + 4)
    return frame.inside(half, md_m)


def _in_open_hole(frame: Frame, component: Component, pipe: Pipe, base_m: float) -> bool:
    cased = any(not one.is_bore and one.top_md_m <= base_m <= one.shoe_md_m for one in frame.pipes)
    return component.kind == "perforations" and pipe.kind == "screen" and not cased


def _traces(component: Component, place: Place) -> tuple[tuple[Point, ...], ...]:
    """Where a barrier line runs through the sign."""
    x, y = place.centre, place.y
    if component.kind in ("liner_top_packer", "liner_hanger"):
        beside = place.half + LINER_LINE
        return tuple(((x + side * beside, y), (x + side * place.wall, y)) for side in (-1, 1))
    if component.kind in ("packer", "annulus_safety_valve", "external_casing_packer"):
        return tuple(((x + side * place.half, y), (x + side * place.wall, y)) for side in (-1, 1))
    if component.kind in ("safety_valve", "plug", "valve", "check_valve", "cement_plug"):
        middle = (place.top + place.base) / 2 if component.kind == "cement_plug" else y
        return (((x - place.half, middle), (x + place.half, middle)),)
    if component.kind in ("gas_lift_mandrel", "gas_lift_valve", "injection_mandrel"):
        return (((x + place.half + 9, y - 10), (x + place.half + 9, y + 10)),)
    return tuple(((x + side * place.half, y - 7), (x + side * place.half, y + 7)) for side in (-1, 1))


def _spoken(frame: Frame, component: Component, one: Located, top_m: float, base_m: float) -> str:
    name = component_name(component)
    own = f" ({component.name})" if component.name and component.name != name else ""
    unit = f"{frame.unit.symbol} {frame.depth.upper()}"
    if component.kind in INTERVALS and component.base_md_m is not None:
        return f"{name}{own}, {frame.shown(top_m)} to {frame.shown(base_m)} {unit}"
    return f"{name}{own}, {frame.shown(one.md_m)} {unit}"
