"""Adverse facts of a document: what was found to be wrong with a well. Nobody takes one out alone.

    adverse_facts(document)     every adverse fact, at its place
    weakened(before, after)     those of `before` that `after` no longer states as they were

A fact is adverse by its kind, whatever it does to a limit today: another candidate may govern now, and this one
tomorrow. Source: design, 6. What was not known of one may be filled in, remarks and sources may be changed, and
a known leak may be ended on the day it was repaired; a wall log or a test is followed by a later one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]

#: Fields that no calculation reads.
TOLD = ("source", "sources", "remarks", "evidence", "reference", "tool")

#: Last day of an adverse fact may be stated for these only: a measurement is followed, never ended.
ENDED = ("communications",)

FAILED = ("fail", "inconclusive")

#: Texts of which a document with an adverse fact holds one at least: a cheap first look.
MARKS = ('"wall_logs"', '"communications"', '"fail"', '"inconclusive"', '"poor"')


@dataclass(frozen=True, slots=True)
class AdverseFact:
    """One adverse fact. `address`: its place, written with ids; `words`: what it says; `item`: as it stands."""

    address: str
    kind: str
    words: str
    item: Document


def may_hold_adverse(content: str) -> bool:
    """Whether the canonical text of a document can hold an adverse fact at all."""
    return any(mark in content for mark in MARKS)


def adverse_facts(document: Document) -> dict[str, AdverseFact]:
    """Every adverse fact of a dated document, by its address, in the document's order."""
    return {fact.address: fact for fact in _walk(document, "", "")}


def weakened(before: Document, after: Document) -> list[AdverseFact]:
    """The adverse facts of `before` that are gone from `after`, or no longer say what they said."""
    kept = {address: item for address, _, item in _items(after, "", "")}
    return [
        fact
        for address, fact in adverse_facts(before).items()
        if address not in kept or not _still_says(fact, kept[address])
    ]


def _still_says(fact: AdverseFact, after: Document) -> bool:
    stated = {name: value for name, value in fact.item.items() if _is_read(name) and value is not None}
    if any(after.get(name) != value for name, value in stated.items()):
        return False
    ended = after.get("valid_to") is not None and fact.item.get("valid_to") is None
    return not ended or fact.kind in ENDED


def _is_read(name: str) -> bool:
    return name not in TOLD and not name.startswith("x_")


def _walk(node: Any, address: str, kind: str) -> Iterator[AdverseFact]:
    for place, list_name, item in _items(node, address, kind):
        if words := _adverse(list_name, item):
            yield AdverseFact(place, list_name, words, item)


def _items(node: Any, address: str, kind: str) -> Iterator[tuple[str, str, Document]]:
    """Every item that has an id, with its address and the name of its list."""
    if isinstance(node, dict):
        if address and "id" in node:
            yield address, kind, node
        for name, value in node.items():
            if isinstance(value, list):
                for item in value:
                    if isinstance(item, dict) and "id" in item:
                        yield from _items(item, f"{address}/{name}/{item['id']}".lstrip("/"), name)


def _adverse(kind: str, item: Document) -> str:
    """What is adverse about an item of a list, in words; empty where nothing is."""
    if kind == "tests" and item.get("result") in FAILED:
        word = "failed" if item["result"] == "fail" else "inconclusive"
        return f"the {word} test of {item.get('performed_on', 'an unknown day')}"
    if kind == "wall_logs":
        return f"the wall log of {item.get('logged_on', 'an unknown day')}"
    if kind == "communications":
        return f"the known leak through {item.get('through', 'a string')}"
    if kind == "evaluations" and item.get("quality") == "poor":
        return f"the finding of poor cement of {item.get('valid_from') or 'an unknown day'}"
    return ""
