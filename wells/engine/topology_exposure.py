"""How far an annulus reaches: its bottom, its cement, its lap and its top.

Cement behind a wall counts as a seal only when a log or a pressure test shows it good; job records and
returns locate a top, they prove nothing. What is not known leaves more of the walls exposed, never less.
"""

from __future__ import annotations

from collections.abc import Iterable

from .model import Cement, Component, PressureTest, TubularString, WellheadSection, WellModel
from .topology import Topology, Walls, name_of
from .value import value

PROOFS = frozenset({"bond_log", "ultrasonic_log", "pressure_test"})
PLUGS = frozenset({"plug", "cement_plug"})
HANGERS = frozenset({"tubing_hanger", "casing_hanger"})
OUTLETS = frozenset({"valve", "check_valve", "gauge"})


@value
class Bottom:
    """What closes annulus A below. `kind`: packer, plug, open or unknown. Open has no depth."""

    kind: str
    md_m: float | None = None
    component: Component | None = None
    path: str | None = None
    what: str | None = None


@value
class Exposure:
    """How far the fluid of an annulus outside A reaches.

    `case` A: the top of cement lies below the outer shoe; B: above it. `assumed` is the place and the
    sentence of what was taken because it is not known.
    """

    case: str
    shoe_exposed: bool
    inner_base_md_m: float | None
    outer_base_md_m: float | None
    note: str = ""
    assumed: tuple[str, str] | None = None


def depth_md_m(component: Component) -> float | None:
    """Where a component begins, m MD."""
    return component.md_m if component.md_m is not None else component.top_md_m


def bottom_of_a(model: WellModel, nest: Topology) -> Bottom:
    """What closes annulus A below: the shallowest packer on the tubing, without tubing the shallowest plug."""
    parts = model.components or ()
    if nest.tubing is not None:
        kind, noun = "packer", "packer"
        closing = [part for part in parts if part.kind == "packer" and part.string_id == nest.tubing.id]
    else:
        kind, noun = "plug", "plug"
        closing = [part for part in parts if part.kind in PLUGS]
    if closing:
        return _shallowest(kind, closing)
    annulus = next((item for item in model.annuli or () if item.letter == "A"), None)
    if annulus is not None and annulus.bottom == "open":
        return Bottom("open")
    return Bottom("unknown", None, None, "annuli/A/bottom", f"bottom of annulus A: no {noun} is described")


def _shallowest(kind: str, closing: list[Component]) -> Bottom:
    for part in closing:
        if depth_md_m(part) is None:
            return Bottom(
                kind, None, part, f"components/{part.id}/md_m", f"setting depth of {part.name or part.id}"
            )
    part = min(closing, key=lambda item: depth_md_m(item) or 0.0)
    return Bottom(kind, depth_md_m(part), part)


def is_proven(cement: Cement) -> bool:
    """Whether a log or a pressure test shows that this cement seals."""
    return cement.verified_by in PROOFS and cement.quality == "good"


def exposure(model: WellModel, walls: Walls) -> Exposure:
    """How far an annulus outside A reaches along its two walls, and whether its outer shoe is exposed."""
    inner, outer = walls.inner[0], walls.outer[0]
    shoe_md_m = outer.shoe_md_m
    if inner.kind == "tieback" and len(walls.inner) > 1 and lap_sealed(model, walls.inner[1]):
        return Exposure("B", False, inner.shoe_md_m, inner.shoe_md_m, "the lap is proven sealed")
    behind = [cement for cement in model.cement or () if cement.behind == inner.id]
    proven = [cement.top_md_m for cement in behind if is_proven(cement) and cement.top_md_m is not None]
    if proven and shoe_md_m is not None and min(proven) < shoe_md_m:
        return Exposure("B", False, min(proven), min(proven), "cement is proven above the shoe")
    return _unproven(inner, shoe_md_m, behind, known=model.cement is not None)


def _unproven(
    inner: TubularString, shoe_md_m: float | None, behind: list[Cement], *, known: bool
) -> Exposure:
    tops = [cement.top_md_m for cement in behind]
    if known and not behind:
        return Exposure("A", True, inner.shoe_md_m, shoe_md_m, f"no cement behind {name_of(inner)}")
    if not tops or any(top is None for top in tops) or shoe_md_m is None:
        what = f"top of cement behind {name_of(inner)}; the shoe is taken as exposed"
        return Exposure("A", True, inner.shoe_md_m, shoe_md_m, "", (f"cement behind {inner.id}", what))
    top_md_m = min(top for top in tops if top is not None)
    if top_md_m < shoe_md_m:
        return Exposure("B", True, shoe_md_m, shoe_md_m, "the cement above the shoe is not verified")
    return Exposure("A", True, top_md_m, shoe_md_m, "the top of cement lies below the shoe")


def lap_sealed(model: WellModel, liner: TubularString) -> bool:
    """Whether the top of a liner is proven tight from above: a tested packer, or verified cement up to it."""
    packers = [
        part
        for part in model.components or ()
        if part.kind == "liner_top_packer" and part.string_id == liner.id
    ]
    if any(_holds_from_above(part.tests or ()) for part in packers):
        return True
    if liner.top_md_m is None:
        return False
    return any(
        is_proven(cement) and cement.top_md_m is not None and cement.top_md_m <= liner.top_md_m
        for cement in model.cement or ()
        if cement.behind == liner.id
    )


def _holds_from_above(tests: Iterable[PressureTest]) -> bool:
    """The newest test from above passed, as a strength test. A test proves one direction; a leak test, or one that
    does not say which it was, proves no strength, but its failure ends what an older one proved."""
    told = [
        test
        for test in tests
        if test.direction == "from_above" and (test.kind != "leak" or test.result == "fail")
    ]
    newest = max(told, key=lambda test: test.performed_on, default=None)
    return newest is not None and newest.result == "pass" and newest.kind == "strength"


def top_sections(model: WellModel, walls: Walls) -> tuple[WellheadSection, ...]:
    """The wellhead sections that hold the two walls of an annulus; one that names no string may hold either."""
    held = {string.id for string in (*walls.inner[:1], *walls.outer[:1])}
    return tuple(
        section
        for section in model.wellhead_sections or ()
        if section.holds is None or held.intersection(section.holds)
    )


def top_parts(model: WellModel) -> list[Component]:
    """Hangers, valves and gauges of the whole well: what may bound an annulus at the top."""
    return [part for part in model.components or () if part.kind in HANGERS or part.kind in OUTLETS]


def top_equipment(
    model: WellModel, walls: Walls, parts: Iterable[Component] | None = None
) -> tuple[Component, ...]:
    """The hanger of the inner wall, and the valves and gauges of an annulus, out of `top_parts`.

    A valve on a wellhead section that does not name its annulus may belong to any that the section bounds.
    """
    hung = walls.inner[0].id if walls.inner else None
    sections = {section.id for section in top_sections(model, walls)}
    return tuple(
        part
        for part in (top_parts(model) if parts is None else parts)
        if (part.kind in HANGERS and hung is not None and part.string_id == hung)
        or (part.kind in OUTLETS and _serves(part, walls.letter, sections))
    )


def _serves(part: Component, letter: str, sections: set[str]) -> bool:
    if part.annulus is not None:
        return part.annulus == letter
    return part.string_id is None and part.mounted_on in sections
