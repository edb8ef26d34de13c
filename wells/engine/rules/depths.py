"""Rules 4, 13 and 16: intervals in measured depth."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from wells.engine.rules.violation import (
    Mapping,
    Place,
    Violation,
    broken,
    coexisting,
    listed,
    m,
    named,
    number,
    text,
)  # fmt: skip

#: Depths nearer than this are the same depth: tallies and reports are rounded to the centimetre.
SAME_DEPTH_M = 0.01
#: A depth may lie this much below a total depth that was rounded to the metre.
ROUNDING_M = 1.0

INTERVALS = (("holes", "base_md_m"), ("strings", "shoe_md_m"), ("cement", "base_md_m"),
             ("components", "base_md_m"), ("formations", "base_md_m"))  # fmt: skip


def tops_are_above_bases(document: Mapping) -> Iterator[Violation]:
    """Rule 4: of every interval the top lies above the base."""
    for key, base in INTERVALS:
        for place, item in listed(document, key):
            yield from _upright(place, item, base, named(item))
    for place, string in listed(document, "strings"):
        for inner, item in listed(string, "sections", place):
            yield from _upright(inner, item, "base_md_m", f"{named(string)}, section {named(item)}")
        for inner, log in listed(string, "wall_logs", place):
            for deepest, interval in listed(log, "intervals", inner):
                yield from _upright(deepest, interval, "base_md_m", f"wall log {named(log)}")


def sections_join(document: Mapping) -> Iterator[Violation]:
    """Rule 4: sections of a string join without gap or overlap and lie inside the string."""
    for place, string in listed(document, "strings"):
        sections = list(listed(string, "sections", place))
        for (_, upper), (lower_place, lower) in pairwise(sections):
            yield from _joined(string, upper, lower_place, lower)
        for section_place, section in sections:
            yield from _inside(string, section_place, section)


def holes_do_not_overlap(document: Mapping) -> Iterator[Violation]:
    """Rule 4: hole sections of one wellbore do not overlap."""
    for _, first, place, second in coexisting(listed(document, "holes")):
        if text(first, "wellbore_id") != text(second, "wellbore_id"):
            continue
        tops = number(first, "top_md_m"), number(second, "top_md_m")
        bases = number(first, "base_md_m"), number(second, "base_md_m")
        if None in (*tops, *bases):
            continue
        top, base = max(t for t in tops if t is not None), min(b for b in bases if b is not None)
        if base - top > SAME_DEPTH_M:
            detail = f"hole sections {named(first)} and {named(second)} overlap from {m(top)} to {m(base)} MD"
            yield broken(4, (*place, "top_md_m"), detail)


def layers_are_in_order(document: Mapping) -> Iterator[Violation]:
    """Rule 4: fluid layers are written from the top down."""
    for place, annulus in listed(document, "annuli"):
        for inner, column in listed(annulus, "columns", place):
            yield from _layers_in_order(inner, column, f"annulus {text(annulus, 'letter')}")
    for place, content in listed(document, "bore_contents"):
        yield from _layers_in_order(place, content, f"bore content {named(content)}")


def nothing_below_total_depth(document: Mapping) -> Iterator[Violation]:
    """Rule 13: no shoe, hole section or kick-off lies below the total depth of its wellbore."""
    wellbores = {text(item, "id"): item for _, item in listed(document, "wellbores")}
    only = next(iter(wellbores.values())) if len(wellbores) == 1 else None
    checks = (("strings", "shoe_md_m", "wellbore_id", "shoe"), ("holes", "base_md_m", "wellbore_id", "base"),
              ("wellbores", "kick_off_md_m", "parent_id", "kick-off"))  # fmt: skip
    for key, field, owner, noun in checks:
        for place, item in listed(document, key):
            wellbore = wellbores.get(text(item, owner)) or (only if key != "wellbores" else None)
            depth, total = number(item, field), number(wellbore or {}, "total_depth_md_m")
            if wellbore and depth is not None and total is not None and depth > total + ROUNDING_M:
                detail = f"{noun} of {named(item)} at {m(depth)} MD lies below the total depth {m(total)} of {named(wellbore)}"
                yield broken(13, (*place, field), detail)


def cement_is_behind_its_string(document: Mapping) -> Iterator[Violation]:
    """Rule 16: the top of cement lies above the shoe of the string it stands behind."""
    strings = {text(item, "id"): item for _, item in listed(document, "strings")}
    for place, cement in listed(document, "cement"):
        string = strings.get(text(cement, "behind"), {})
        top, shoe = number(cement, "top_md_m"), number(string, "shoe_md_m")
        if top is not None and shoe is not None and top > shoe + SAME_DEPTH_M:
            detail = f"top of cement {named(cement)} at {m(top)} MD lies below the shoe of {named(string)} at {m(shoe)}"
            yield broken(16, (*place, "top_md_m"), detail)


def _upright(place: Place, item: Mapping, base_field: str, name: str) -> Iterator[Violation]:
    top, base = number(item, "top_md_m"), number(item, base_field)
    if top is not None and base is not None and base < top:
        yield broken(4, (*place, base_field), f"{name}: base {m(base)} MD lies above its top {m(top)}")


def _joined(string: Mapping, upper: Mapping, place: Place, lower: Mapping) -> Iterator[Violation]:
    base, top = number(upper, "base_md_m"), number(lower, "top_md_m")
    if base is None or top is None or abs(base - top) <= SAME_DEPTH_M:
        return
    how = "overlaps" if top < base else "leaves a gap to"
    detail = f"{named(string)}: section {named(lower)} from {m(top)} MD {how} {named(upper)}, which ends at {m(base)}"
    yield broken(4, (*place, "top_md_m"), detail)


def _inside(string: Mapping, place: Place, section: Mapping) -> Iterator[Violation]:
    string_top, shoe = number(string, "top_md_m"), number(string, "shoe_md_m")
    for field in ("top_md_m", "base_md_m"):
        depth = number(section, field)
        if depth is None:
            continue
        if string_top is not None and depth < string_top - SAME_DEPTH_M:
            detail = f"section {named(section)} at {m(depth)} MD lies above the top of {named(string)} at {m(string_top)}"
            yield broken(4, (*place, field), detail)
        if shoe is not None and depth > shoe + SAME_DEPTH_M:
            detail = f"section {named(section)} at {m(depth)} MD lies below the shoe of {named(string)} at {m(shoe)}"
            yield broken(4, (*place, field), detail)


def _layers_in_order(place: Place, owner: Mapping, name: str) -> Iterator[Violation]:
    deepest = None
    for inner, layer in listed(owner, "layers", place):
        top = number(layer, "top_md_m")
        if top is None:
            continue
        if deepest is not None and top <= deepest:
            detail = f"{name}: a layer with its top at {m(top)} MD follows one at {m(deepest)}; write them downward"
            yield broken(4, (*inner, "top_md_m"), detail)
        deepest = top
