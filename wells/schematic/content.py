"""Everything of a well that goes on its drawing, found before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wells.engine.model import WellModel
from wells.engine.topology import topology
from wells.engine.topology_exposure import bottom_of_a
from wells.schematic import annuli, ground, steel, wellhead
from wells.schematic.annuli import Space
from wells.schematic.course import Course
from wells.schematic.downhole import contents_of, draw_downhole, with_contents
from wells.schematic.element import Element
from wells.schematic.frame import DepthPath, DepthUnit, Frame, ground_depths, make_frame

#: Height of the first line of the drawing.
MARGIN = 8.0


@dataclass(frozen=True, slots=True)
class Content:
    """The elements with their frame, the annuli, and what is not drawn with the reason."""

    frame: Frame
    elements: tuple[Element, ...]
    spaces: tuple[Space, ...]
    letters: dict[str, str]
    not_drawn: tuple[dict[str, str], ...]
    problems: tuple[str, ...]


def collect(
    model: WellModel,
    drawn: Course,
    path: DepthPath | None,
    unit: DepthUnit,
    depth: str,
    prefix: str,
    *,
    centre: float,
    stretch: float,
    top: float,
    height: float,
) -> Content:
    frame = make_frame(
        model,
        drawn,
        path=path,
        unit=unit,
        depth=depth,
        prefix=prefix,
        centre=centre,
        stretch=stretch,
        top=top,
        height=height,
    )
    nest = topology(model)
    spaces = tuple(_spaces(frame))
    named = {one.letter: one for one in model.annuli or ()}
    found = [one for one in _all(frame, spaces) if one is not None]
    elements = [thing for _, _, thing in found if isinstance(thing, Element)]
    refused = [
        {"uid": uid, "noun": noun, "reason": thing} for noun, uid, thing in found if isinstance(thing, str)
    ]
    letters = {annuli.annulus_uid(named.get(one.letter), one.letter): one.letter for one in spaces}
    return Content(
        frame,
        tuple(sorted(elements, key=lambda one: one.order)),
        spaces,
        letters,
        tuple(refused),
        tuple(problem.what for problem in nest.problems),
    )


def _spaces(frame: Frame) -> Iterator[Space]:
    """The annuli that topology finds, each down to where it ends."""
    nest = topology(frame.model)
    bottom = bottom_of_a(frame.model, nest)
    for walls in nest.annuli:
        inner = frame.pipe(walls.inner[0].id) if walls.inner else None
        outer = frame.pipe(walls.outer[0].id) if walls.outer else None
        if outer is None:
            continue
        end_m = inner.shoe_md_m if inner else outer.shoe_md_m
        if walls.letter == "A" and bottom.md_m is not None:
            end_m = bottom.md_m
        yield Space(walls.letter, inner, outer, end_m)


def _all(frame: Frame, spaces: tuple[Space, ...]) -> Iterator[tuple[str, str, Element | str | None]]:
    """Everything of the well as (noun, id, element or reason)."""
    model = frame.model
    for thing in ground.draw_ground(frame, sea_top=MARGIN + 4):
        yield "ground", "", thing
    for formation in model.formations or ():
        yield "formations", formation.id, ground.draw_formation(frame, formation)
    for thing in ground.draw_open_hole(frame):
        yield "holes", thing.uid or "", thing
    for hole in model.holes or ():
        yield "holes", hole.id, ground.open_hole_reason(frame, hole)
    yield from _fluids(frame, spaces)
    yield from _cement(frame)
    yield from _strings(frame)
    for bore in frame.course.stubs:
        yield "wellbores", bore.id, ground.draw_stub(frame, bore)
    for component, drawn in draw_downhole(frame):
        if isinstance(drawn, Element):
            drawn = with_contents(drawn, contents_of(frame, component))
        yield "components", component.id, drawn
    for uid, part in wellhead.draw_wellhead(frame):
        noun = part.noun if isinstance(part, Element) else "components"
        yield noun, uid, part


def _fluids(frame: Frame, spaces: tuple[Space, ...]) -> Iterator[tuple[str, str, Element | None]]:
    for thing in annuli.draw_bore(frame, spaces):
        yield "bore_contents", "", thing
    named = {one.letter: one for one in frame.model.annuli or ()}
    for space in spaces:
        annulus = named.get(space.letter)
        yield "annuli", annuli.annulus_uid(annulus, space.letter), annuli.draw_annulus(frame, space, annulus)


def _cement(frame: Frame) -> Iterator[tuple[str, str, Element | str]]:
    ground_m = ground_depths(frame.model)[1]
    surface_m = max(ground_m or 0.0, frame.wellhead_md_m)
    for cement in frame.model.cement or ():
        to_surface = cement.top_md_m is not None and cement.top_md_m <= surface_m + 1
        yield "cement", cement.id, steel.draw_cement(frame, cement, alone_at_top=not to_surface)


def _strings(frame: Frame) -> Iterator[tuple[str, str, Element | str | None]]:
    for string in frame.model.strings or ():
        pipe = frame.pipe(string.id)
        if pipe is None:
            reason = frame.course.refusal(string.wellbore_id, string.top_md_m)
            yield "strings", string.id, reason or "it is not in the drawn hole"
            continue
        yield "strings", string.id, steel.draw_string(frame, pipe)
        yield "strings", "", steel.liner_top_caption(frame, pipe)
