"""Rules 9, 10 and 17: days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wells.engine.dating import DATED_OBJECTS, HEADER_FACTS
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
)  # fmt: skip


def ends_follow_beginnings(document: Mapping) -> Iterator[Violation]:
    """Rule 9: `valid_to` is not before `valid_from`."""
    for place, item in _everything((), document):
        start, end = text(item, "valid_from"), text(item, "valid_to")
        if start is not None and end is not None and end < start:
            detail = f"{_called(item)} ends on {end}, before it begins on {start}"
            yield broken(9, (*place, "valid_to"), detail)


def one_tubing_and_tree(document: Mapping) -> Iterator[Violation]:
    """Rule 10: at most one tubing string and one tree on a day."""
    tubings = (pair for pair in listed(document, "strings") if pair[1].get("kind") == "tubing")
    for things, noun in ((tubings, "tubing strings"), (listed(document, "trees"), "trees")):
        for _, first, place, second in coexisting(things):
            detail = f"two {noun} are in the well {since(first, second)}: {named(first)} and {named(second)}"
            yield broken(10, place, f"{detail}; end one, or join the lengths of one string as its sections")


def one_gauge_an_annulus(document: Mapping) -> Iterator[Violation]:
    """Rule 10: an annulus has at most one gauge on a day."""
    for owner_place, annulus in listed(document, "annuli"):
        for _, first, place, second in coexisting(listed(annulus, "gauges", owner_place)):
            detail = f"annulus {text(annulus, 'letter')} has two gauges {since(first, second)}"
            yield broken(10, place, f"{detail}: {named(first)} and {named(second)}; end the first")


def facts_do_not_overlap(document: Mapping) -> Iterator[Violation]:
    """Rule 17: of a dated fact one value holds on a day.

    Cement evaluations and formation pressures are measurements: a later one follows an earlier one without
    ending it, so that only two of the same day are refused.
    """
    for place, facts, noun in _dated_facts(document):
        for _, first, second_place, second in coexisting(iter(_placed(place, facts))):
            detail = f"two values of {noun} hold {since(first, second)}: give the first a valid_to"
            yield broken(17, second_place, detail)
    for place, measured, noun in _measurements(document):
        for _, first, second_place, second in coexisting(iter(_placed(place, measured))):
            if text(first, "valid_from") == text(second, "valid_from"):
                yield broken(
                    17, second_place, f"two {noun} have the same day: {named(first)} and {named(second)}"
                )


def _dated_facts(document: Mapping) -> Iterator[tuple[Place, Any, str]]:
    header = document.get("header")
    for key in HEADER_FACTS:
        yield ("header", key), header.get(key) if isinstance(header, dict) else None, f"header/{key}"
    for key in DATED_OBJECTS:
        yield (key,), document.get(key), key
    for place, annulus in listed(document, "annuli"):
        yield (
            (*place, "columns"),
            annulus.get("columns"),
            f"the fluid column of annulus {text(annulus, 'letter')}",
        )


def _measurements(document: Mapping) -> Iterator[tuple[Place, Any, str]]:
    for place, cement in listed(document, "cement"):
        yield (*place, "evaluations"), cement.get("evaluations"), f"evaluations of {named(cement)}"
    for place, formation in listed(document, "formations"):
        yield (*place, "pressures"), formation.get("pressures"), f"pressures of {named(formation)}"


def _placed(place: Place, facts: Any) -> list[tuple[Place, Mapping]]:
    items = facts if isinstance(facts, list) else []
    return [((*place, index), item) for index, item in enumerate(items) if isinstance(item, dict)]


def _everything(place: Place, value: Any) -> Iterator[tuple[Place, Mapping]]:
    """Every mapping that may carry days; private keys and stations carry none."""
    if isinstance(value, dict):
        yield place, value
        for key, item in value.items():
            if isinstance(item, (dict, list)) and key != "stations" and not key.startswith("x_"):
                yield from _everything((*place, key), item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _everything((*place, index), item)


def _called(item: Mapping) -> str:
    return text(item, "id") or str(item.get("value") or item.get("name") or "it")
