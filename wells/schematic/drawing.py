"""The drawing of a well: `draw` builds it, `Drawing` carries it.

Widths are nominal: pipes lie in the order of their diameters and as far apart as letters, lines and signs
need. The depth axis is half linear, half equal spacing between the depths that carry equipment. Both are
said on the drawing. The same model and arguments give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from wells.engine.model import WellModel
from wells.schematic import annuli, axis, column, element, overlay, scene, wellhead
from wells.schematic.content import MARGIN, Content, collect
from wells.schematic.course import course
from wells.schematic.element import Element
from wells.schematic.frame import METRES, DepthPath, DepthUnit, ground_depths, survey_depths
from wells.schematic.legend import LegendItem, legend
from wells.schematic.metrics import text_width
from wells.schematic.overlay import Overlay
from wells.schematic.patterns import patterns
from wells.schematic.scene import scale_note
from wells.schematic.shapes import escape, label, number, tag
from wells.schematic.style import resolved
from wells.schematic.words import summary

WIDTH = 464.0
#: Height of the body: for few things, for many, and for each depth that carries equipment.
LEAST, USUAL, EACH = 420.0, 820.0, 34.0
#: A crowded body gets at least this much for each such depth.
CROWDED = 19.0
FOOT = 18.0
#: Middle of the highest label.
LINE_TOP = 12.0
SEA_ABOVE = 30.0
STRETCH_LEAST, STRETCH_MOST = 1.0, 1.3
EMPTY_W, EMPTY_H = 240.0, 120.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing. `svg` goes into a page, `standalone()` into a file, `scene` over the wire."""

    svg: str
    scene: dict[str, Any]
    legend: tuple[LegendItem, ...]
    scale_note: str
    width: float
    height: float

    @property
    def not_drawn(self) -> list[dict[str, str]]:
        """What is in the document and not on the drawing, each with the reason."""
        return list(self.scene["not_drawn"])

    def standalone(self) -> str:
        """A file of its own: white ground, its own style, the size in pixels."""
        head, rest = self.svg.split(">", 1)
        size = (
            f' xmlns="http://www.w3.org/2000/svg" width="{number(self.width)}" height="{number(self.height)}"'
        )
        style = tag("style", resolved().replace("<", "&lt;"))
        paper = tag("rect", fill="#ffffff", width=self.width, height=self.height)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{size}>{style}{paper}{rest}\n'


def draw(
    model: WellModel,
    *,
    path: DepthPath | None = None,
    overlay: Sequence[Overlay] = (),
    depth: Literal["md", "tvd"] = "md",
    width: float = WIDTH,
    units: DepthUnit | None = None,
    wellbore_id: str | None = None,
    prefix: str = "sch",
) -> Drawing:
    """The drawing of a well on one day.

    `path` gives TVD for the second figures of the axis. `depth="tvd"` shows TVD in all figures; it needs the
    path. `width` is the least width: labels that need more room make the drawing wider, never smaller.
    `prefix` keeps the ids of two drawings on one page apart. Errors: ValueError for TVD without a path,
    and for a wellbore that is not in the document.
    """
    if depth == "tvd" and path is None:
        raise ValueError("depths in TVD need the path of the well: it has no survey")
    unit = units or METRES
    overlay = tuple(_by_uid(one, model) for one in overlay)
    if not (model.strings or model.holes or model.components or model.wellhead_sections):
        return _empty(model, prefix)
    drawn = course(model, wellbore_id)
    top = _top(model, overlay)
    first = collect(model, drawn, path, unit, depth, prefix, centre=300.0, stretch=1.0, top=top, height=USUAL)
    notes = _notes(overlay)
    lines = column.collect([_marked(one, notes, first.elements) for one in first.elements], notes)
    stretch, height = _fit(first, lines, overlay, width)
    sized = collect(
        model, drawn, path, unit, depth, prefix, centre=300.0, stretch=stretch, top=top, height=height
    )
    centre = _left_room(sized, overlay) + (300.0 - sized.frame.left)
    final = collect(
        model, drawn, path, unit, depth, prefix, centre=centre, stretch=stretch, top=top, height=height
    )
    return _written(final, overlay, width)


def _by_uid(one: Overlay, model: WellModel) -> Overlay:
    """An overlay on an annulus may name it by its letter."""
    ids = {annulus.letter: annulus.id for annulus in model.annuli or () if annulus.id}
    return replace(one, uids=tuple(ids.get(uid, uid) for uid in one.targets))


def _top(model: WellModel, overlays: Sequence[Overlay]) -> float:
    """Height of the wellhead's lower face: room for the tree, the sea above it and the pressure tags."""
    tags = sum(len(one.targets) for one in overlays if one.kind == "pressure")
    sea_m, _ = ground_depths(model)
    wellhead_m = survey_depths(model, course(model))[0]
    above = SEA_ABOVE if sea_m is not None and sea_m < wellhead_m else 0.0
    return max(MARGIN + wellhead.height_above(model) + above, 22 + tags * axis.TAG_STEP + 24)


def _fit(
    first: Content, lines: Sequence[column.Line], overlays: Sequence[Overlay], width: float
) -> tuple[float, float]:
    """How far the pipes stand apart to fill the width, and how high the body must be."""
    frame = first.frame
    fixed = _left_room(first, overlays) + column.GUTTER_MOST + column.column_width(lines) + MARGIN
    fixed += frame.right - frame.left - 2 * (frame.widest + frame.hole)
    natural = 2 * (frame.widest + frame.hole)
    stretch = min(STRETCH_MOST, max(STRETCH_LEAST, (width - fixed) / natural))
    count = len(frame.scale.knots_m)
    height = max(LEAST, min(USUAL, EACH * count), CROWDED * count)
    room = column.needed_height(lines) - (frame.top - 20)
    return stretch, max(height, room, 0.0)


def _left_room(content: Content, overlays: Sequence[Overlay]) -> float:
    tags = axis.pressure_tags(
        content.frame, overlays, {one.uid: one for one in content.elements if one.uid}, content.letters
    )
    tree = min((one.box[0] for one in content.elements), default=content.frame.left)
    beside = (
        content.frame.left - axis.tags_right(content.frame, tags) + 5 + axis.tags_width(tags) if tags else 0.0
    )
    depth = axis.axis_width(content.frame) if content.frame.depths_known else MARGIN
    return max(depth, beside, content.frame.left - tree + MARGIN)


def _notes(overlays: Sequence[Overlay]) -> dict[str, str]:
    """What overlays add to labels and to the text of elements."""
    notes: dict[str, str] = {}
    for one in overlays:
        mark = overlay.MARKS.get(one.kind)
        if mark is None:
            continue
        words = mark if not one.text or one.text in mark else f"{mark}: {one.text}"
        for uid in one.targets:
            notes[uid] = f"{notes[uid]}, {words}" if uid in notes else words
    return notes


def _written(content: Content, overlays: tuple[Overlay, ...], width: float) -> Drawing:
    """The SVG and the scene of a finished layout."""
    frame = content.frame
    by_uid = {one.uid: one for one in content.elements if one.uid}
    notes = _notes(overlays)
    elements = [_marked(one, notes, content.elements) for one in content.elements]
    lines = column.collect(elements, notes)
    edge = max([frame.right, *(one.box[2] for one in content.elements)])
    placed = column.place(lines, edge=edge, low=LINE_TOP, high=frame.bottom - 4)
    right = max([frame.right + MARGIN, *(one.box[2] + 4 for one in placed)])
    right = max([right, *(one.box[2] + MARGIN for one in content.elements)])
    low = max([frame.bottom, axis.axis_bottom(frame), *(one.box[3] for one in placed)])
    foot = _foot(content)
    full_width = max(width, right, text_width(foot, size=9.5) + 2 * MARGIN)
    height = round(low + (FOOT if foot else 4) + 2)
    tags = axis.pressure_tags(frame, overlays, by_uid, content.letters)
    runs = list(overlay.barrier_runs(frame, overlays, by_uid))
    tokens = _tokens(content, overlays, runs)
    spoken = {one.uid: _spoken(one, overlays) for one in elements if one.uid}
    parts = [
        *_opening(content, frame.prefix),
        *(element.group(one, spoken.get(one.uid or "", "")) for one in elements),
        *_lines(runs),
        *(overlay.draw_mark(one, by_uid[uid], frame) for one, uid in _marks(overlays, by_uid)),
        *axis.draw_tags(frame, tags),
        column.draw_leaders(placed),
        *(overlay.draw_token(one, box) for one, box in tokens),
        axis.draw_axis(frame),
        *(column.draw_label(one) for one in placed),
    ]
    if foot:
        parts.append(label(MARGIN, height - 6, foot, "m2").svg)
    return Drawing(
        svg=_root(content, full_width, height, parts),
        scene=scene.scene(content, elements, placed, tokens, spoken, full_width, height),
        legend=legend(
            content.elements, overlays, annuli.used_tints(frame.model, content.spaces), frame.prefix
        ),
        scale_note=scale_note(frame),
        width=full_width,
        height=height,
    )


def _marked(one: Element, notes: dict[str, str], elements: Sequence[Element]) -> Element:
    """A marked element without a label gets one, so that the mark's word has a place."""
    if one.uid in notes and one.caption is None:
        words = one.spoken.split(",")[0]
        return replace(one, caption=element.Caption(words, "", overlay.mark_anchor(one, elements)))
    return one


def _marks(overlays: Sequence[Overlay], by_uid: dict[str, Element]) -> Iterator[tuple[Overlay, str]]:
    for one in overlays:
        if one.kind in overlay.MARKS:
            yield from ((one, uid) for uid in one.targets if uid in by_uid)


def _lines(runs: list[tuple[Overlay, overlay.Run]]) -> Iterator[str]:
    for kind in overlay.LINES:
        yield overlay.draw_lines(kind, [run for one, run in runs if one.kind == kind])


def _tokens(
    content: Content, overlays: Sequence[Overlay], runs: list[tuple[Overlay, overlay.Run]]
) -> list[tuple[Overlay, tuple[float, float, float, float]]]:
    frame = content.frame
    letters = [annuli.letter_centre(frame, space) for space in content.spaces]
    avoid = [(x - 8.0, y - 8.0, x + 8.0, y + 8.0) for x, y in letters]
    avoid += [one.box for one in content.elements if one.level == "tree_valve"]
    entries = [
        (one, [run for owner, run in runs if owner is one]) for one in overlays if one.kind in overlay.LINES
    ]
    return list(overlay.place_tokens(entries, avoid))


def _spoken(one: Element, overlays: Sequence[Overlay]) -> str:
    """The text of an element with what the overlays say of it."""
    said = []
    for each in overlays:
        if one.uid in each.targets:
            if each.kind in overlay.LINES:
                said.append(f"{each.kind} barrier {each.text}".strip())
            elif each.kind == "pressure":
                said.append(each.text)
            else:
                said.append(f"{each.kind} {each.text}".strip() if each.text != each.kind else each.kind)
    return ", ".join([one.spoken, *said])


def _opening(content: Content, prefix: str) -> list[str]:
    name = content.frame.model.header.name
    return [
        tag("title", escape(f"{name}, well schematic")),
        tag("desc", escape(f"{summary(content.frame.model)} {scale_note(content.frame)}.")),
        patterns(prefix),
    ]


def _root(content: Content, width: float, height: float, parts: Sequence[str]) -> str:
    name = content.frame.model.header.name
    return tag(
        "svg",
        *parts,
        class_="dg-schem",
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="group",
        aria_label=f"{name}, well schematic",
    )


def _foot(content: Content) -> str:
    """What the drawing leaves out, in words."""
    notes = []
    if not content.frame.pipes:
        notes.append("No strings yet.")
    left_out = [one for one in content.not_drawn if one["noun"] not in ("formations", "holes")]
    if left_out:
        many = len(left_out) > 1
        notes.append(f"{len(left_out)} item{'s' if many else ''} not drawn: place or depth not known.")
    if content.problems and content.frame.pipes:
        notes.append("Annuli have no letters: strings cannot be nested.")
    return " ".join(notes)


def _empty(model: WellModel, prefix: str) -> Drawing:
    """The honest drawing of a well nobody has described yet."""
    words = "No strings yet"
    name = model.header.name
    svg = tag(
        "svg",
        tag("title", escape(f"{name}, well schematic")),
        tag("desc", "No strings are entered for this well."),
        tag("path", class_="bed", d=f"M40 40H{EMPTY_W - 40:.0f}"),
        tag("path", class_="unk", d="M112 40V84M128 40V84"),
        label(EMPTY_W / 2, 106, words, "mi m").svg,
        class_="dg-schem",
        viewBox=f"0 0 {EMPTY_W:.0f} {EMPTY_H:.0f}",
        role="group",
        aria_label=f"{name}, well schematic: no strings yet",
    )
    values = {
        "well": model.id,
        "width": EMPTY_W,
        "height": EMPTY_H,
        "depth": "md",
        "scale": {"note": words, "knots_md_m": []},
        "axis_x": EMPTY_W / 2,
        "elements": [],
        "pipes": [],
        "letters": [],
        "labels": [],
        "tokens": [],
        "not_drawn": [],
        "problems": [],
    }
    return Drawing(svg, values, (), words, EMPTY_W, EMPTY_H)
