"""The strings as the drawing sees them: nested by diameter, with ends even where an end is not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wells.engine.model import Section, TubularString
from wells.schematic.words import full_name, short_name

WELLHEAD_KINDS = (
    "structural",
    "conductor",
    "surface_casing",
    "intermediate_casing",
    "production_casing",
    "tieback",
    "tubing",
)
#: Rough diameters [m] that only order strings whose own diameter is not known. They are never shown.
ORDER_M = {
    "structural": 0.91,
    "conductor": 0.76,
    "surface_casing": 0.51,
    "intermediate_casing": 0.34,
    "production_casing": 0.244,
    "tieback": 0.2,
    "liner": 0.178,
    "screen": 0.14,
    "tubing": 0.11,
}
#: Half-width [drawing units] a pipe of the kind has where nothing is inside it.
CORE = {"tubing": 16.0, "screen": 22.0, "liner": 29.0}
CASING_CORE = 40.0
#: Distance between walls, by what lies between them.
TUBING_GAP, LAP_GAP, B_GAP, OUTER_GAP, STEP = 25.0, 12.0, 27.0, 20.0, 4.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A length of a string of one diameter."""

    top_md_m: float
    base_md_m: float
    od_m: float


@dataclass(frozen=True, slots=True)
class Pipe:
    """A string with a top, an end and a diameter to draw, and whether each of them is known."""

    string: TubularString
    segments: tuple[Segment, ...]
    top_known: bool
    shoe_known: bool
    od_known: bool

    @property
    def uid(self) -> str:
        """The id in the document."""
        return self.string.id

    @property
    def kind(self) -> str:
        """The kind of string."""
        return self.string.kind

    @property
    def top_md_m(self) -> float:
        """The drawn top."""
        return self.segments[0].top_md_m

    @property
    def shoe_md_m(self) -> float:
        """The drawn end."""
        return self.segments[-1].base_md_m

    @property
    def od_m(self) -> float:
        """The diameter at the top: strings nest by it."""
        return self.segments[0].od_m

    @property
    def hangs_in_wellhead(self) -> bool:
        """Whether strings of this kind reach the wellhead."""
        return self.kind in WELLHEAD_KINDS

    @property
    def is_bore(self) -> bool:
        """Whether the string conducts flow and is no casing."""
        return self.kind in ("tubing", "screen")

    @property
    def name(self) -> str:
        """The word of labels."""
        return short_name(self.string)

    @property
    def full_name(self) -> str:
        """The words of the element."""
        return full_name(self.string)

    def od_at(self, md_m: float) -> float:
        """Diameter at a depth."""
        return next((one.od_m for one in self.segments if md_m <= one.base_md_m), self.segments[-1].od_m)


def resolve(
    strings: Iterable[TubularString],
    *,
    wellhead_md_m: float,
    deepest_md_m: float,
    reach_m: dict[str, float],
) -> tuple[Pipe, ...]:
    """Strings as pipes, outermost first. `reach_m` gives the deepest thing known on each string."""
    span_m = deepest_md_m - wellhead_md_m
    kept = tuple(strings)
    sizes_m = _diameters(kept)
    pipes = []
    for string in kept:
        top_m, top_known = string.top_md_m, string.top_md_m is not None
        shoe_m, shoe_known = string.shoe_md_m, string.shoe_md_m is not None
        if top_m is None:
            top_m, top_known = _missing_top(string, wellhead_md_m, deepest_md_m, kept)
        if shoe_m is None:
            shoe_m = max(top_m + 0.3 * span_m, reach_m.get(string.id, top_m) + 0.06 * span_m)
        shoe_m = max(shoe_m, top_m + 0.004 * span_m)
        od_known = any(section.od_m for section in string.sections or ())
        segments = _segments(string, top_m, shoe_m, sizes_m[string.id])
        pipes.append(Pipe(string, segments, top_known, shoe_known, od_known))
    return tuple(sorted(pipes, key=lambda pipe: (-pipe.od_m, pipe.top_md_m, pipe.uid)))


def half_widths(pipes: Iterable[Pipe], *, stretch: float) -> dict[float, float]:
    """Nominal half-width of each diameter: in the order of the diameters, apart by what must fit between."""
    spans = [(segment, pipe) for pipe in pipes for segment in pipe.segments]
    tubing_od_m = min((pipe.od_m for _, pipe in spans if pipe.kind == "tubing"), default=0.0)
    halves: dict[float, float] = {}
    before = 0.0
    for od_m in sorted({segment.od_m for segment, _ in spans}):
        half = before + STEP * stretch if halves else 0.0
        for segment, pipe in spans:
            if segment.od_m == od_m:
                half = max(half, _core(pipe, tubing_od_m) * stretch)
                half = max([half, *_outside_of(segment, pipe, spans, halves, stretch)])
        halves[od_m] = before = half
    return halves


def _outside_of(
    segment: Segment,
    pipe: Pipe,
    spans: list[tuple[Segment, Pipe]],
    halves: dict[float, float],
    stretch: float,
) -> list[float]:
    return [
        halves[inner.od_m] + _gap(owner, pipe) * stretch
        for inner, owner in spans
        if inner.od_m in halves
        and owner is not pipe
        and inner.top_md_m < segment.base_md_m
        and segment.top_md_m < inner.base_md_m
    ]


def _core(pipe: Pipe, tubing_od_m: float) -> float:
    if pipe.od_m < tubing_od_m:
        return 12.0
    return CORE.get(pipe.kind, CASING_CORE)


def _gap(inner: Pipe, outer: Pipe) -> float:
    if inner.kind == "tubing":
        return TUBING_GAP if outer.hangs_in_wellhead else TUBING_GAP - 6
    if not inner.hangs_in_wellhead:
        return LAP_GAP
    return B_GAP if inner.kind in ("production_casing", "tieback") else OUTER_GAP


def _missing_top(
    string: TubularString, wellhead_md_m: float, deepest_md_m: float, strings: tuple[TubularString, ...]
) -> tuple[float, bool]:
    """Casing is taken up to the wellhead, as its kind says; a liner without a top fades out upward."""
    if string.kind in WELLHEAD_KINDS:
        return wellhead_md_m, True
    shoe_m = string.shoe_md_m if string.shoe_md_m is not None else deepest_md_m
    above = [one.shoe_md_m for one in strings if one.shoe_md_m is not None and one.shoe_md_m < shoe_m]
    span_m = deepest_md_m - wellhead_md_m
    return min(max(above, default=shoe_m), shoe_m - 0.2 * span_m) - 0.05 * span_m, False


def _diameters(strings: tuple[TubularString, ...]) -> dict[str, float]:
    """A diameter for each string: its own, else one between its neighbours in the usual order of kinds."""
    known = {
        string.id: next(section.od_m for section in string.sections or () if section.od_m)
        for string in strings
        if any(section.od_m for section in string.sections or ())
    }
    ordered = sorted(strings, key=lambda string: -ORDER_M.get(string.kind, 0.1))
    sizes = dict(known)
    for index, string in enumerate(ordered):
        if string.id in sizes:
            continue
        outer = min((sizes[one.id] for one in ordered[:index] if one.id in sizes), default=None)
        inner = max((known[one.id] for one in ordered[index + 1 :] if one.id in known), default=0.0)
        nominal = ORDER_M.get(string.kind, 0.1)
        fits = nominal > inner and (outer is None or nominal < outer)
        ceiling = outer if outer is not None else max(nominal, inner * 1.4)
        sizes[string.id] = nominal if fits else (max(inner, 0.0) + ceiling) / 2
    return sizes


def _segments(string: TubularString, top_m: float, shoe_m: float, default_od_m: float) -> tuple[Segment, ...]:
    """Lengths of one diameter that cover the string without gap; a section's missing end is the next one's top."""
    sections = string.sections or ()
    made: list[Segment] = []
    start_m, od_m = top_m, default_od_m
    for index, section in enumerate(sections):
        od_m = section.od_m or od_m
        end_m = _end(section, sections[index + 1] if index + 1 < len(sections) else None, shoe_m)
        if start_m < end_m <= shoe_m:
            made.append(Segment(start_m, end_m, od_m))
            start_m = end_m
    if start_m < shoe_m:
        made.append(Segment(start_m, shoe_m, made[-1].od_m if made else default_od_m))
    return tuple(made)


def _end(section: Section, following: Section | None, shoe_m: float) -> float:
    if following is None:
        return shoe_m
    if section.base_md_m is not None:
        return section.base_md_m
    return following.top_md_m if following.top_md_m is not None else shoe_m
