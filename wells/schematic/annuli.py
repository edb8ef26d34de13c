"""Fluids: annuli with their letters near the wellhead, and the bore below and inside."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wells.engine.model import Annulus, Layer, WellModel
from wells.schematic.element import Element
from wells.schematic.frame import Frame, Ring
from wells.schematic.pipes import Pipe
from wells.schematic.shapes import Shape, circle, label, rect

LETTER_RADIUS, LETTER_DROP = 7.4, 17.0
#: A barrier line beside the inner wall pushes the letter this far outward.
BESIDE_LINE = 3.4
GAS_BELOW_KG_M3, OIL_BELOW_KG_M3, BRINE_BELOW_KG_M3 = 400.0, 950.0, 1100.0
#: Words that tell the fluid where the density alone could mean two.
WORDS = (
    ("mud", ("mud", "wbm", "obm", "sbm", "spud", "pill", "cement", "slurry")),
    ("gas", ("gas cap", "casing gas", "nitrogen", "vapour", "lift gas")),
    ("oil", ("oil", "diesel", "condensate")),
    ("brine", ("brine", "water", "cacl", "nacl", "kcl", "glycol", "meg")),
)
TINT_WORDS = {"brine": "brine or water", "mud": "mud", "oil": "oil", "gas": "gas", "void": "fluid not known"}
HEADER_TINTS = {
    "oil": "oil",
    "gas": "gas",
    "gas_condensate": "gas",
    "water": "brine",
    "gas_and_water": "gas",
    "co2": "gas",
    "steam": "gas",
    "hydrogen": "gas",
}


@dataclass(frozen=True, slots=True)
class Space:
    """An annulus between two walls, or the bore where `inner` is None; `bottom_md_m` is where it ends."""

    letter: str
    inner: Pipe | None
    outer: Pipe | None
    bottom_md_m: float


def tint(layer: Layer | None) -> str:
    """The tint of a fluid: by phase, then by its name, then by its density; `void` where none tells."""
    if layer is None:
        return "void"
    density = layer.density_kg_m3
    if layer.phase == "gas" or (density is not None and density < GAS_BELOW_KG_M3):
        return "gas"
    name = (layer.fluid or "").lower()
    for kind, signs in WORDS:
        if any(sign in name for sign in signs):
            return kind
    if density is None:
        return "void"
    return "oil" if density < OIL_BELOW_KG_M3 else "brine" if density < BRINE_BELOW_KG_M3 else "mud"


def bore_layers(model: WellModel) -> tuple[Layer, ...]:
    """What the bore holds, by the first well state that says so."""
    for content in model.bore_contents or ():
        if content.layers:
            return content.layers
    return ()


def draw_bore(frame: Frame, spaces: tuple[Space, ...]) -> Iterator[Element]:
    """The fluid of the bore: inside the tubing down to the end of A, below it inside the innermost casing."""
    layers = bore_layers(frame.model)
    shapes = [
        shape
        for ring in _bores(frame, spaces)
        for shape in _filled(frame, ring, layers, default_bore(frame.model), "bore ")
    ]
    if shapes:
        yield Element(None, "bore_contents", "bore", "bore", "", tuple(shapes))


def default_bore(model: WellModel) -> str:
    """The tint of the bore where no well state says what it holds: that of the well's own fluid."""
    return HEADER_TINTS.get(model.header.fluid or "", "void")


def bore_fill(frame: Frame, half: float, md_m: float, top: float, base: float) -> Iterator[Shape]:
    """The fluid the bore has at a depth, painted across the axis between two heights."""
    layers = [layer for layer in bore_layers(frame.model) if layer.top_md_m is None or layer.top_md_m <= md_m]
    kind = tint(layers[-1]) if layers else default_bore(frame.model)
    yield from _paint(frame, Ring(md_m, md_m, 0, half, True), top, base, kind, "bore ")


def _bores(frame: Frame, spaces: tuple[Space, ...]) -> Iterator[Ring]:
    """The bore from the top down, cut where its width changes; nothing where A itself is the bore."""
    a = next((space for space in spaces if space.letter == "A"), None)
    tubing = next((pipe for pipe in frame.pipes if pipe.kind == "tubing"), None)
    bottom_m = a.bottom_md_m if a else tubing.shoe_md_m if tubing else frame.wellhead_md_m
    cuts = {bottom_m, frame.wellhead_md_m}
    for pipe in frame.pipes:
        cuts |= {md_m for one in pipe.segments for md_m in (one.top_md_m, one.base_md_m)}
    ordered = sorted(cuts)
    for above, below in itertools.pairwise(ordered):
        middle = (above + below) / 2
        if middle < bottom_m:
            around = [tubing] if tubing else []
        else:
            around = [pipe for pipe in frame.pipes if not pipe.is_bore]
        halves = [frame.half(pipe, middle) for pipe in around if pipe.top_md_m <= middle <= pipe.shoe_md_m]
        if halves:
            yield Ring(above, below, 0, min(halves), True)


def draw_annulus(frame: Frame, space: Space, annulus: Annulus | None) -> Element | None:
    """One annulus: its tints on both sides and its letter on the left, near the wellhead."""
    pipe = space.inner
    layers = (annulus.layers if annulus else None) or ()
    if pipe is not None:
        rings = tuple(frame.rings(pipe, pipe.top_md_m, space.bottom_md_m))
    else:
        rings = tuple(_bore_rings(frame, space))
    shapes = [shape for ring in rings for shape in _filled(frame, ring, layers, "void", "")]
    if not shapes:
        return None
    centre = letter_centre(frame, space)
    letter = space.letter
    shapes.append(circle(*centre, LETTER_RADIUS, f"al al-{letter.lower()}"))
    shapes.append(label(centre[0], centre[1] + 3.9, letter, "alt"))
    return Element(
        annulus_uid(annulus, letter),
        "annuli",
        "annulus",
        "annulus",
        _spoken(annulus, letter, layers),
        tuple(shapes),
        rings[0].top_md_m,
        space.bottom_md_m,
    )


def annulus_uid(annulus: Annulus | None, letter: str) -> str:
    """The id of an annulus; where the document has none, its letter."""
    return annulus.id if annulus and annulus.id else letter


def letter_centre(frame: Frame, space: Space) -> tuple[float, float]:
    """Where the letter stands: in the middle of its annulus, beside casing a little outward, clear of a barrier line."""
    inner, outer = letter_walls(frame, space)
    offset = BESIDE_LINE if space.inner is not None and space.inner.kind != "tubing" else 0.0
    room = (outer - inner) / 2 - LETTER_RADIUS - 1.8
    return frame.centre - (inner + outer) / 2 - min(offset, max(room, 0.0)), frame.top + LETTER_DROP


def letter_walls(frame: Frame, space: Space) -> tuple[float, float]:
    """Half-widths of the two walls of an annulus at its letter."""
    if space.inner is None:
        return 0.0, frame.half(space.outer, frame.wellhead_md_m) if space.outer else frame.widest
    inner = frame.half(space.inner, space.inner.top_md_m)
    if space.outer is None:
        return inner, inner + frame.hole
    return inner, frame.half(space.outer, space.outer.top_md_m)


def used_tints(model: WellModel, spaces: Iterable[Space]) -> tuple[str, ...]:
    """The tints on the drawing, in a fixed order, for the legend."""
    named = {one.letter: one.layers or () for one in model.annuli or ()}
    found = {tint(layer) for space in spaces for layer in named.get(space.letter) or (None,)}
    found |= {tint(layer) for layer in bore_layers(model)}
    return tuple(kind for kind in TINT_WORDS if kind in found)


def _bore_rings(frame: Frame, space: Space) -> Iterator[Ring]:
    for segment in space.outer.segments if space.outer else ():
        base_m = min(segment.base_md_m, space.bottom_md_m)
        if segment.top_md_m < base_m:
            yield Ring(segment.top_md_m, base_m, 0, frame.halves[segment.od_m], True)


def _filled(
    frame: Frame, ring: Ring, layers: tuple[Layer, ...], default: str, prefix: str
) -> Iterator[Shape]:
    """The fluids of a ring from the top down, on both sides of the axis or across it."""
    tops = [layer.top_md_m for layer in layers]
    for index, layer in enumerate(layers or (None,)):
        top_m = tops[index] if layer and index else None
        below = tops[index + 1] if layer and index + 1 < len(layers) else None
        start_m = ring.top_md_m if top_m is None else max(ring.top_md_m, top_m)
        end_m = ring.base_md_m if below is None else min(ring.base_md_m, below)
        if start_m >= end_m:
            continue
        kind = tint(layer) if layer else default
        top, base = frame.y(start_m), frame.y(end_m)
        yield from _paint(frame, ring, top, base, kind, prefix)


def _paint(frame: Frame, ring: Ring, top: float, base: float, kind: str, prefix: str) -> Iterator[Shape]:
    """One tint. Gas is translucent, so it gets an even ground first."""
    if kind == "gas":
        yield from _across(frame, ring, top, base, "void")
    yield from _across(frame, ring, top, base, prefix + kind)


def _across(frame: Frame, ring: Ring, top: float, base: float, class_: str) -> Iterator[Shape]:
    """A ring cut along the axis: one rectangle over the bore, else one on each side."""
    if ring.inner == 0:
        yield rect(frame.centre - ring.outer, top, frame.centre + ring.outer, base, class_)
        return
    for side in (-1, 1):
        yield rect(frame.centre + side * ring.inner, top, frame.centre + side * ring.outer, base, class_)


def _spoken(annulus: Annulus | None, letter: str, layers: tuple[Layer, ...]) -> str:
    fluids = ", ".join(layer.fluid for layer in layers if layer.fluid) or "fluid not known"
    known = "" if annulus else ", not described in the document"
    return f"{letter} annulus, {fluids}{known}"
