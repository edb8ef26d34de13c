"""Rules 1 to 3: what things are called, and what they point at."""

from __future__ import annotations

from collections.abc import Iterator

from wells.engine.rules.violation import (
    Mapping,
    Place,
    Violation,
    broken,
    coexisting,
    listed,
    named,
    since,
    text,
)

#: Lists of nouns of the document, and lists inside an item whose ids are unique over the document too.
NOUNS = (
    "datum", "wellbores", "holes", "strings", "cement", "components", "wellhead_sections", "trees", "annuli",
    "bore_contents", "formation_strength", "formations", "communications", "fluids_policy", "rules", "gaps",
)  # fmt: skip
INNER_NOUNS = (
    ("wellbores", "survey_runs"),
    ("strings", "wall_logs"),
    ("cement", "evaluations"),
    ("annuli", "gauges"),
    ("annuli", "columns"),
    ("formations", "pressures"),
)
#: Lists whose ids are unique in their owner only.
OWN_NOUNS = (("strings", "sections"), ("components", "tests"), ("annuli", "tests"))

#: list, field, lists it may point into, what that is called
REFERENCES = (
    ("wellbores", "parent_id", ("wellbores",), "wellbore"),
    ("holes", "wellbore_id", ("wellbores",), "wellbore"),
    ("strings", "wellbore_id", ("wellbores",), "wellbore"),
    ("formations", "wellbore_id", ("wellbores",), "wellbore"),
    ("cement", "behind", ("strings",), "string"),
    ("components", "string_id", ("strings",), "string"),
    (
        "components",
        "mounted_on",
        ("wellhead_sections", "trees"),
        "wellhead section or tree",
    ),
    ("components", "formation_id", ("formations",), "formation"),
    ("formation_strength", "shoe_of", ("strings",), "string"),
    ("formation_strength", "formation_id", ("formations",), "formation"),
    ("annuli", "outer_string_id", ("strings",), "string"),
    ("communications", "through", ("strings",), "string"),
)


def ids_are_unique(document: Mapping) -> Iterator[Violation]:
    """Rule 1: over all nouns of the document; sections in their string, tests in their owner."""
    yield from _repeated(_nouns(document), "the document")
    for key, inner in OWN_NOUNS:
        for place, owner in listed(document, key):
            yield from _repeated(listed(owner, inner, place), f"{named(owner)}'s {inner}")


def one_annulus_a_letter(document: Mapping) -> Iterator[Violation]:
    """Rule 1: a letter names one annulus on a day."""
    for _, first, place, second in coexisting(listed(document, "annuli")):
        letter = text(second, "letter")
        if letter and letter == text(first, "letter"):
            detail = f"two annuli have the letter {letter} {since(first, second)}: {named(first)} and {named(second)}"
            yield broken(1, (*place, "letter"), detail)


def one_content_a_state(document: Mapping) -> Iterator[Violation]:
    """Rule 1: a well state has one bore content on a day."""
    for _, first, place, second in coexisting(listed(document, "bore_contents")):
        state = text(second, "state")
        if state and state == text(first, "state"):
            detail = f"two bore contents describe the state {state} {since(first, second)}: keep one, or end the first"
            yield broken(1, (*place, "state"), detail)


def references_exist(document: Mapping) -> Iterator[Violation]:
    """Rule 2: what is named exists and is of the right noun."""
    for key, field, targets, noun in REFERENCES:
        known = {text(item, "id") for target in targets for _, item in listed(document, target)}
        for place, item in listed(document, key):
            wanted = text(item, field)
            if wanted is not None and wanted not in known:
                yield broken(2, (*place, field), f"no {noun} has the id '{wanted}'")
    yield from _held_strings_exist(document)


def wellbores_form_a_tree(document: Mapping) -> Iterator[Violation]:
    """Rule 2: no wellbore is kicked off from itself, directly or through others."""
    parents = {text(item, "id"): text(item, "parent_id") for _, item in listed(document, "wellbores")}
    for place, wellbore in listed(document, "wellbores"):
        start, seen = text(wellbore, "id"), set()
        above = parents.get(start)
        while above is not None and above not in seen and above != start:
            seen.add(above)
            above = parents.get(above)
        if above is not None and above == start:
            yield broken(
                2, (*place, "parent_id"), f"wellbore {start} is its own parent: kick-offs run in a circle"
            )


def wellbores_are_named(document: Mapping) -> Iterator[Violation]:
    """Rule 3: `wellbore_id` may be absent only where there is one wellbore."""
    wellbores = [named(item) for _, item in listed(document, "wellbores")]
    if len(wellbores) < 2:
        return
    for key in ("holes", "strings", "formations"):
        for place, item in listed(document, key):
            if text(item, "wellbore_id") is None:
                detail = f"{named(item)} must name its wellbore: the well has {', '.join(wellbores)}"
                yield broken(3, (*place, "wellbore_id"), detail)


def _nouns(document: Mapping) -> Iterator[tuple[Place, Mapping]]:
    for key in NOUNS:
        yield from listed(document, key)
    for key, inner in INNER_NOUNS:
        for place, owner in listed(document, key):
            yield from listed(owner, inner, place)


def _repeated(things: Iterator[tuple[Place, Mapping]], where: str) -> Iterator[Violation]:
    first: dict[str, Place] = {}
    for place, item in things:
        name = text(item, "id")
        if name is None:
            continue
        if name in first:
            earlier = "/".join(str(part) for part in first[name])
            yield broken(1, (*place, "id"), f"the id '{name}' is used twice in {where}, first at {earlier}")
        first.setdefault(name, place)


def _held_strings_exist(document: Mapping) -> Iterator[Violation]:
    known = {text(item, "id") for _, item in listed(document, "strings")}
    for place, section in listed(document, "wellhead_sections"):
        held = section.get("holds")
        for index, wanted in enumerate(held if isinstance(held, list) else ()):
            if wanted not in known:
                yield broken(2, (*place, "holds", index), f"no string has the id '{wanted}'")
