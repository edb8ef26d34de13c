"""Fluids: annuli with their letters near the wellhead, and the bore below and inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wells.engine.model import Annulus, Layer, WellModel
from wells.schematic.element import Element
from wells.schematic.frame import Frame, Ring
from wells.schematic.pipes import Pipe
from wells.schematic.shapes import Shape, circle, label, rect

LETTER_RADIUS, LETTER_DROP = 7.4, 17.0
#: A barrier line beside the inner wall of B needs this much of it.
BESIDE_LINE = 3.4
GAS_BELOW_KG_M3, OIL_BELOW_KG_M3, BRINE_BELOW_KG_M3 = 400.0, 950.0, 1100.0
#: Words that tell the fluid where the density alone could mean two.
WORDS = (
    ("mud", ("mud", "wbm", "obm", "sbm", "spud", "pill", "cement", "slurry")),
    ("gas", ("gas cap", "casing gas", "nitrogen", "vapour", "lift gas")),
    ("brine", ("brine", "water", "cacl", "nacl", "kcl", "glycol", "meg")),
    ("oil", ("oil", "diesel", "condensate")),
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


def draw_bore(frame: Frame, bottom_of_a_m: float | None) -> Iterator[Element]:
    """The fluid of the bore: inside the tubing, and inside whatever pipe there is below A."""
    default = HEADER_TINTS.get(frame.model.header.fluid or "", "void")
    layers = bore_layers(frame.model)
    shapes: list[Shape] = []
    for pipe in frame.pipes:
        if pipe.hangs_in_wellhead and pipe.kind != "tubing" and bottom_of_a_m is None:
            continue
        start_m = pipe.top_md_m
        if pipe.kind != "tubing" and bottom_of_a_m is not None:
            start_m = max(start_m, bottom_of_a_m)
        for segment in pipe.segments:
            top_m = max(segment.top_md_m, start_m)
            if top_m < segment.base_md_m:
                half = frame.halves[segment.od_m]
                ring = Ring(top_m, segment.base_md_m, 0, half, True)
                shapes += _filled(frame, ring, layers, default, "bore ")
    if shapes:
        yield Element(None, "bore_contents", "bore", "bore", "", tuple(shapes))


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
    """Where the letter stands: in the middle of its annulus, in B a little outward, clear of a barrier line."""
    inner, outer = letter_walls(frame, space)
    offset = BESIDE_LINE if space.letter == "B" and space.inner is not None else 0.0
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
    letters = {space.letter for space in spaces}
    found = {tint(layer) for one in model.annuli or () if one.letter in letters for layer in one.layers or ()}
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
        if ring.inner == 0:
            yield rect(frame.centre - ring.outer, top, frame.centre + ring.outer, base, prefix + kind)
            continue
        for side in (-1, 1):
            yield rect(
                frame.centre + side * ring.inner, top, frame.centre + side * ring.outer, base, prefix + kind
            )


def _spoken(annulus: Annulus | None, letter: str, layers: tuple[Layer, ...]) -> str:
    fluids = ", ".join(layer.fluid for layer in layers if layer.fluid) or "fluid not known"
    known = "" if annulus else ", not described in the document"
    return f"{letter} annulus, {fluids}{known}"
