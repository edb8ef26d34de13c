"""Rule 14: a string fits the bore it hangs in.

Of two strings that are in the well on one day and share a length of one wellbore, the wider stands outside,
and the bore of the outer must take the OD of the inner. Tubing and screens stand inside everything else,
however wide they are said to be. A string also fits the hole it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from wells.engine.rules.pipes import bore_m
from wells.engine.rules.violation import (
    Mapping,
    Place,
    Violation,
    broken,
    listed,
    m,
    mm,
    named,
    number,
    text,
    together,
)  # fmt: skip

#: Shared lengths shorter than this are rounding, or a seal stem in its receptacle.
SHARED_M = 1.0
#: Diameters nearer than this are equal.
SAME_DIAMETER_M = 1e-6
INNERMOST = ("tubing", "screen")
#: Kinds that stab into one another at the joint.
STABBED = ({"liner", "tieback"}, {"tubing", "screen"}, {"tubing"}, {"screen"}, {"tieback"})


class Piece(NamedTuple):
    """A length of one outer and inner diameter of a string, or of a hole."""

    place: Place
    owner: Mapping
    kind: str
    wellbore_id: str | None
    top_m: float
    base_m: float
    od_m: float
    bore_m: float | None
    sure: bool


def strings_fit(document: Mapping) -> Iterator[Violation]:
    """Rule 14, one violation for each inner section: against the narrowest bore that does not take it."""
    kick_offs = _kick_offs(document)
    pieces = list(_pieces(document))
    worst: dict[Place, tuple[float, Violation]] = {}
    for first, second in combinations(pieces, 2):
        found = _conflict(first, second, kick_offs)
        if found is not None and (found[0] not in worst or found[1] < worst[found[0]][0]):
            worst[found[0]] = found[1:]
    yield from (violation for _, violation in worst.values())
    yield from _strings_in_holes(document, pieces)


def _conflict(
    first: Piece, second: Piece, kick_offs: dict[str | None, tuple[str | None, float | None]]
) -> tuple[Place, float, Violation] | None:
    if first.owner is second.owner or {first.kind, second.kind} in STABBED:
        return None
    shared = _shared(first, second, kick_offs)
    if shared is None or not together(first.owner, second.owner):
        return None
    inner, outer = _nested(first, second)
    bore = outer.od_m if outer.bore_m is None else outer.bore_m
    if inner.od_m < bore or (outer.bore_m is not None and inner.od_m <= bore + SAME_DIAMETER_M):
        return None
    within = (
        f"the bore of {named(outer.owner)}, {mm(bore)}"
        if outer.bore_m is not None
        else f"{named(outer.owner)} itself"
    )
    detail = f"{named(inner.owner)} with an OD of {mm(inner.od_m)} is wider than {within}, from {m(shared[0])} to {m(shared[1])} MD"
    severity = "error" if inner.sure and outer.sure else "warning"
    return inner.place, bore, broken(14, (*inner.place, "od_m"), detail, severity=severity)


def _nested(first: Piece, second: Piece) -> tuple[Piece, Piece]:
    """(inner, outer) of two pieces."""
    if (first.kind in INNERMOST) != (second.kind in INNERMOST):
        return (first, second) if first.kind in INNERMOST else (second, first)
    return (first, second) if first.od_m <= second.od_m else (second, first)


def _shared(
    first: Piece, second: Piece, kick_offs: dict[str | None, tuple[str | None, float | None]]
) -> tuple[float, float] | None:
    """The length two pieces share: of one wellbore, or of a sidetrack and its parent above the kick-off."""
    limit = _common_base(first.wellbore_id, second.wellbore_id, kick_offs)
    if limit is None:
        return None
    top, base = max(first.top_m, second.top_m), min(first.base_m, second.base_m, limit)
    return (top, base) if base - top > SHARED_M else None


def _common_base(
    one: str | None, other: str | None, kick_offs: dict[str | None, tuple[str | None, float | None]]
) -> float | None:
    """Down to where two wellbores are one hole; None where that is not known or nowhere."""
    if one == other:
        return float("inf")
    return min(
        (limit for limit in (_above(one, other, kick_offs), _above(other, one, kick_offs)) if limit),
        default=None,
    )


def _above(
    child: str | None, ancestor: str | None, kick_offs: dict[str | None, tuple[str | None, float | None]]
) -> float | None:
    limit, seen = float("inf"), set()
    while child in kick_offs and child not in seen:
        seen.add(child)
        parent, kick_off = kick_offs[child]
        if parent is None or kick_off is None:
            return None
        limit = min(limit, kick_off)
        if parent == ancestor:
            return limit
        child = parent
    return None


def _kick_offs(document: Mapping) -> dict[str | None, tuple[str | None, float | None]]:
    return {
        text(item, "id"): (text(item, "parent_id"), number(item, "kick_off_md_m"))
        for _, item in listed(document, "wellbores")
    }


def _pieces(document: Mapping) -> Iterator[Piece]:
    wellbore_ids = [text(item, "id") for _, item in listed(document, "wellbores")]
    only = wellbore_ids[0] if len(wellbore_ids) == 1 else None
    for place, string in listed(document, "strings"):
        kind = text(string, "kind") or ""
        for inner, section, top, base in _lengths(place, string):
            od = number(section, "od_m")
            if od is not None and base is not None and (top is not None or kind != "liner"):
                wellbore_id = text(string, "wellbore_id") or only
                sure = top is not None
                yield Piece(inner, string, kind, wellbore_id, top or 0.0, base, od, bore_m(section), sure)


def _lengths(place: Place, string: Mapping) -> Iterator[tuple[Place, Mapping, float | None, float | None]]:
    """Sections with their top and base: stated, or joined to the neighbour or to the ends of the string."""
    sections = list(listed(string, "sections", place))
    for index, (inner, section) in enumerate(sections):
        top, base = number(section, "top_md_m"), number(section, "base_md_m")
        if top is None:
            above = number(sections[index - 1][1], "base_md_m") if index else number(string, "top_md_m")
            top = above
        if base is None:
            last = index == len(sections) - 1
            base = number(string, "shoe_md_m") if last else number(sections[index + 1][1], "top_md_m")
        yield inner, section, top, base


def _strings_in_holes(document: Mapping, pieces: list[Piece]) -> Iterator[Violation]:
    wellbore_ids = [text(item, "id") for _, item in listed(document, "wellbores")]
    only = wellbore_ids[0] if len(wellbore_ids) == 1 else None
    for _, hole in listed(document, "holes"):
        top, base, diameter = number(hole, "top_md_m"), number(hole, "base_md_m"), number(hole, "diameter_m")
        if top is None or base is None or diameter is None:
            continue
        for piece in pieces:
            shared = min(base, piece.base_m) - max(top, piece.top_m)
            same = piece.wellbore_id == (text(hole, "wellbore_id") or only)
            wide = piece.od_m > diameter + SAME_DIAMETER_M
            if same and wide and piece.sure and shared > SHARED_M and together(piece.owner, hole):
                detail = f"{named(piece.owner)} with an OD of {mm(piece.od_m)} stands {m(shared)} in {named(hole)},"
                yield broken(14, (*piece.place, "od_m"), f"{detail} a hole of {mm(diameter)}")
