"""Wellhead sections, hangers and side outlets, and the tree with its valves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wells.engine.model import Component, Tree, WellheadSection, WellModel
from wells.schematic.annuli import bore_fill
from wells.schematic.element import Element
from wells.schematic.frame import Frame
from wells.schematic.shapes import Point, Shape, circle, label, polygon, polyline, rect, strokes, union
from wells.schematic.words import COMPONENTS, SECTIONS, TREES, VALVES

SECTION, HOUSING = 13.0, 30.0
VALVE_W, VALVE_H, VALVE_STEP = 40.0, 18.0, 20.0
NECK = 6.0
INLINE = ("lower_master", "upper_master")
RIGHT = ("production_wing", "injection_wing")
LEFT = ("annulus_master", "annulus_wing", "kill_wing")
OUTLETS = ("side_outlet_inner", "side_outlet_outer")


@dataclass(frozen=True, slots=True)
class Stack:
    """The sections from the bottom up with their lower and upper faces and half-widths."""

    section: WellheadSection
    base: float
    top: float
    half: float


def height_above(model: WellModel) -> float:
    """Room the wellhead and the tree need above the wellhead's lower face."""
    sections = model.wellhead_sections or ()
    height = sum(_thickness(section) for section in sections) or SECTION
    if not model.trees:
        return height + 14
    positions = {valve.position for valve in tree_valves(model)}
    horizontal = any(tree.kind == "subsea_horizontal" for tree in model.trees)
    inline = 0 if horizontal else len([one for one in INLINE if one in positions])
    steps = inline + 1 + ("swab" in positions) + ("crossover" in positions)
    return height + steps * VALVE_STEP + 26


def tree_valves(model: WellModel) -> list[Component]:
    """Components mounted on a tree."""
    trees = {tree.id for tree in model.trees or ()}
    return [one for one in model.components or () if one.mounted_on in trees]


def draw_wellhead(frame: Frame) -> Iterator[tuple[str, Element | str]]:
    """Sections, hangers, outlets, tree and tree valves, each with its id or with why it is not drawn."""
    stacks = tuple(_stack(frame))
    if not stacks and frame.wellhead_pipes():
        yield "", _unknown_wellhead(frame)
    for index, stack in enumerate(stacks):
        yield stack.section.id, _section(frame, stack, index)
    top = stacks[-1].top if stacks else frame.top - SECTION
    yield from _hangers(frame, stacks)
    yield from _mounted(frame, stacks)
    for tree in frame.model.trees or ():
        yield from _tree(frame, tree, top)


def _stack(frame: Frame) -> Iterator[Stack]:
    """Bottom section first: the one that holds the widest string."""

    def widest(section: WellheadSection) -> float:
        pipes = [frame.pipe(uid) for uid in section.holds or ()]
        return max((frame.half(pipe, pipe.top_md_m) for pipe in pipes if pipe), default=0.0)

    sections = list(frame.model.wellhead_sections or ())
    rank = {"casing_head": 0, "subsea_housing": 0, "casing_spool": 1, "tubing_head": 2}
    sections.sort(key=lambda one: (rank.get(one.kind or "", 1), -widest(one)))
    base = frame.top
    half = frame.widest + 8
    for section in sections:
        own = widest(section)
        tubing_head = section.kind == "tubing_head"
        target = _around_outer(frame, own) + 9 if own else half - 20 * frame.stretch
        half = min(half, max(target, 34.0)) if not tubing_head else min(half - 6, max(target, 34.0))
        thickness = _thickness(section)
        yield Stack(section, base, base - thickness, half)
        base -= thickness
        half -= 4


def _around_outer(frame: Frame, half: float) -> float:
    """The wall outside the string a section holds: a section sits on the outer casing."""
    outer = [
        frame.half(pipe, pipe.top_md_m)
        for pipe in frame.wellhead_pipes()
        if frame.half(pipe, pipe.top_md_m) > half + 0.1
    ]
    return min(outer, default=half) if half else frame.widest


def _thickness(section: WellheadSection) -> float:
    return HOUSING if section.kind == "subsea_housing" else SECTION


def _section(frame: Frame, stack: Stack, index: int) -> Element:
    section, x = stack.section, frame.centre
    shade = "metal" if index % 2 == 0 else "metal2"
    shape = rect(x - stack.half, stack.base, x + stack.half, stack.top, f"{shade} w12")
    wall = min(_barrier_half(frame), stack.half - 3)
    rated = _rated(section.rated_working_pressure_pa)
    return Element(
        section.id,
        "wellhead_sections",
        section.kind or "section",
        "wellhead",
        f"{SECTIONS.get(section.kind or '', 'Wellhead section')}, {rated}",
        (shape,),
        traces=tuple(((x + side * wall, stack.base), (x + side * wall, stack.top)) for side in (-1, 1)),
    )


def _barrier_half(frame: Frame) -> float:
    """Where a casing's barrier line arrives at the wellhead: 5 outside the innermost casing."""
    casings = [pipe for pipe in frame.wellhead_pipes() if pipe.kind != "tubing"]
    return frame.half(casings[-1], casings[-1].top_md_m) + 5 if casings else 30.0


def _unknown_wellhead(frame: Frame) -> Element:
    half = frame.widest + 8
    shape = rect(frame.centre - half, frame.top - SECTION, frame.centre + half, frame.top, "unk")
    element = Element(None, "wellhead_sections", "unknown", "wellhead", "", (shape,))
    return element.captioned("Wellhead not known", "", (frame.centre + half, frame.top - SECTION / 2))


def _hangers(frame: Frame, stacks: tuple[Stack, ...]) -> Iterator[tuple[str, Element | str]]:
    for component in frame.model.components or ():
        if component.kind not in ("tubing_hanger", "casing_hanger"):
            continue
        pipe = frame.pipe(component.string_id)
        if pipe is None:
            yield component.id, "the string it holds is not drawn"
            continue
        holding = [one for one in stacks if pipe.uid in (one.section.holds or ())]
        if not holding and component.kind == "tubing_hanger":
            holding = list(stacks[-1:])
        if not holding and component.mounted_on:
            holding = [one for one in stacks if one.section.id == component.mounted_on]
        if not holding:
            yield component.id, "no wellhead section holds its string"
            continue
        yield component.id, _hanger(frame, component, frame.half(pipe, pipe.top_md_m), holding[0])


def _hanger(frame: Frame, component: Component, half: float, stack: Stack) -> Element:
    x, thick = frame.centre, min(SECTION, stack.base - stack.top)
    top, base = stack.top, stack.top + thick
    if component.kind == "tubing_hanger":
        shapes: tuple[Shape, ...] = (
            rect(x - half - 6, top, x + half + 6, base, "metal2 w12"),
            *bore_fill(frame, half - 2, frame.wellhead_md_m, top, frame.top),
        )
    else:
        shapes = tuple(
            polygon(
                [(x + side * half, top + 2), (x + side * (half + 7), top + 2), (x + side * half, base - 2)],
                "steel",
            )
            for side in (-1, 1)
        )
    wall, middle = min(_barrier_half(frame), stack.half - 3), (top + base) / 2
    return Element(
        component.id,
        "components",
        component.kind,
        "tree",
        _spoken(component),
        shapes,
        component.md_m,
        traces=tuple(((x + side * wall, middle), (x + side * (half + 3), middle)) for side in (-1, 1)),
    )


def _mounted(frame: Frame, stacks: tuple[Stack, ...]) -> Iterator[tuple[str, Element | str]]:
    """Valves and gauges at the side outlets, on the left: the inner valve next to the section."""
    by_section = {one.section.id: one for one in stacks}
    reached: dict[str, float] = {}
    ordered = sorted(
        frame.model.components or (),
        key=lambda one: (one.position != "side_outlet_inner", one.position != "side_outlet_outer"),
    )
    for component in ordered:
        stack = by_section.get(component.mounted_on or "")
        if stack is None or component.kind in ("tubing_hanger", "casing_hanger"):
            continue
        x = reached.get(stack.section.id, frame.centre - stack.half)
        y = (stack.base + stack.top) / 2
        reached[stack.section.id] = x - 15
        yield (
            component.id,
            Element(
                component.id,
                "components",
                component.kind,
                "tree_valve",
                _spoken(component),
                (strokes([[(x, y), (x - 3, y)]], "steel-l w15"), _small(component, x - 8.5, y)),
                traces=(((x - 8.5, y - 6), (x - 8.5, y + 6)),),
            ),
        )


def _small(component: Component, x: float, y: float) -> Shape:
    if component.kind == "gauge":
        return circle(x, y, 4, "metal w12")
    high = 4.0
    points: list[Point] = [(x - 5.5, y - high), (x + 5.5, y + high), (x + 5.5, y - high), (x - 5.5, y + high)]
    return polygon(points, "comp w12")


def _tree(frame: Frame, tree: Tree, base: float) -> Iterator[tuple[str, Element | str]]:
    """The tree: masters in line, wings on both sides of the cross, swab on top, crossover over all."""
    valves = {one.position: one for one in frame.model.components or () if one.mounted_on == tree.id}
    horizontal = tree.kind == "subsea_horizontal"
    x = frame.centre
    y = base - NECK - VALVE_H / 2
    placed: list[tuple[Component, float, float]] = []
    if not horizontal:
        for position in INLINE:
            if position in valves:
                placed.append((valves[position], x, y))
                y -= VALVE_STEP
    cross = y
    arms = {
        1: [one for one in ((*INLINE, *RIGHT) if horizontal else RIGHT) if one in valves],
        -1: [one for one in LEFT if one in valves],
    }
    for side, positions in arms.items():
        for index, position in enumerate(positions):
            placed.append((valves[position], x + side * (44.0 + index * 43), cross))
    top = cross - VALVE_H / 2
    if "swab" in valves:
        placed.append((valves["swab"], x, cross - VALVE_STEP))
        top -= VALVE_STEP
    if "crossover" in valves:
        placed.append((valves["crossover"], x, top - VALVE_H / 2 - 6))
    yield tree.id, _tree_body(frame, tree, base, cross, top, arms, "crossover" in valves)
    for valve, valve_x, valve_y in placed:
        yield valve.id, _tree_valve(valve, valve_x, valve_y)
    drawn = {valve.id for valve, _, _ in placed}
    for valve in frame.model.components or ():
        if valve.mounted_on == tree.id and valve.id not in drawn:
            taken = valve.position is not None
            yield (
                valve.id,
                "its place on the tree is taken" if taken else "its place on the tree is not known",
            )


def _tree_body(
    frame: Frame,
    tree: Tree,
    base: float,
    cross: float,
    top: float,
    arms: dict[int, list[str]],
    with_crossover: bool,
) -> Element:
    x = frame.centre
    reach = {side: 20 + 43.0 * len(positions) for side, positions in arms.items()}
    shapes = [
        rect(x - 12, cross, x + 12, base, "metal2 w12"),
        rect(x - 20, cross - 9, x + 20, cross + 9, "metal2 w12"),
    ]
    if arms[1]:
        end = x + reach[1] + 1
        shapes.append(strokes([[(end, cross), (end + 20, cross)]], "steel-l w3"))
        shapes.append(polygon([(end + 19, cross - 5), (end + 28, cross), (end + 19, cross + 5)], "steel"))
    for side, positions in arms.items():
        if len(positions) > 1:
            shapes.append(strokes([[(x + side * 20, cross), (x + side * reach[side], cross)]], "steel-l w3"))
    if with_crossover:
        y = top - VALVE_H / 2 - 6
        for side, positions in arms.items():
            out = x + side * (reach[side] + (7 if len(positions) < 2 else -22))
            shapes.append(
                polyline(
                    [(x + side * 20, y), (out, y), (out, cross - (9 if positions else 0))], "steel-l w15"
                )
            )
    out = 23.0
    trace: tuple[Point, ...] = (
        (x - out, base),
        (x - out, cross - 12),
        (x + out, cross - 12),
        (x + out, base),
    )
    kind = TREES.get(tree.kind or "", "Tree")
    listed = "" if any(arms.values()) or top < cross - 9 else ", valves not listed"
    return Element(
        tree.id,
        "trees",
        tree.kind or "tree",
        "tree",
        f"{kind}, {_rated(tree.rated_working_pressure_pa)}{listed}",
        tuple(shapes),
        traces=(trace,),
    )


def _tree_valve(valve: Component, x: float, y: float) -> Element:
    code = VALVES.get(valve.position or "", "")
    box = rect(x - VALVE_W / 2, y - VALVE_H / 2, x + VALVE_W / 2, y + VALVE_H / 2, "comp w12", rx=2)
    edge = union([box.box])
    return Element(
        valve.id,
        "components",
        valve.kind,
        "tree_valve",
        _spoken(valve),
        (box, label(x, y + 3.6, code, "mi b vl")),
        traces=(
            (
                (edge[0] - 1, edge[1] - 1),
                (edge[2] + 1, edge[1] - 1),
                (edge[2] + 1, edge[3] + 1),
                (edge[0] - 1, edge[3] + 1),
                (edge[0] - 1, edge[1] - 1),
            ),
        ),
    )


def _spoken(component: Component) -> str:
    place = VALVES.get(component.position or "")
    word = COMPONENTS.get(component.kind, component.kind)
    rated = component.ratings.rated_working_pressure_pa if component.ratings else None
    annulus = f" of the {component.annulus} annulus" if component.annulus else ""
    own = f" ({component.name})" if component.name else ""
    return f"{place or word}{own}{annulus}, {_rated(rated)}"


def _rated(pressure_pa: float | None) -> str:
    if pressure_pa is None:
        return "rating not known"
    return f"rated {pressure_pa / 1e5:,.0f} bar"
