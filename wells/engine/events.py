"""What happened in a well, by day, read from its dated document: strings run and pulled, fluids, status, tests.

    events(document)   every dated fact in the order of its day

Days are those the document writes (`YYYY-MM-DD`); what has no day is no event. A value that follows another
on the same day is one event, not an end and a beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from wells.engine.compare import item_names
from wells.engine.dating import DATED_OBJECTS, HEADER_FACTS, items
from wells.engine.field_words import NOUNS, field

Mapping = dict[str, Any]

#: What the beginning and the end of an item are called, by noun; a kind of component by its own words.
VERBS = {
    "wellbores": ("begun", "left"),
    "holes": ("drilled", "closed"),
    "strings": ("run", "pulled"),
    "cement": ("placed", "removed"),
    "components": ("fitted", "removed"),
    "wellhead_sections": ("fitted", "removed"),
    "trees": ("fitted", "removed"),
    "annuli": ("formed", "ended"),
    "bore_contents": ("described", "ended"),
    "formations": ("described", "ended"),
    "communications": ("found", "repaired"),
}
KINDS = {"perforations": ("shot", "closed"), "plug": ("set", "removed"), "cement_plug": ("set", "removed")}
VERDICTS = {"pass": "passed", "fail": "failed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened on a day. `uid`: the item it happened to, None for a fact of the header."""

    day: str
    noun: str
    uid: str | None
    words: str


def events(document: Mapping) -> tuple[Event, ...]:
    """Every dated fact of a dated document, earliest first; of one day in the order of the document.

    >>> status = [{"value": "drilling", "valid_from": "2019-03-02", "valid_to": "2019-09-20"},
    ...           {"value": "operating", "valid_from": "2019-09-20"}]
    >>> [(e.day, e.words) for e in events({"header": {"name": "A-1", "status": status}})]
    [('2019-03-02', 'Status: drilling'), ('2019-09-20', 'Status: operating')]
    """
    found = [*_header(document.get("header") or {}), *_objects(document), *_items(document)]
    return tuple(sorted(found, key=lambda event: event.day))


def _header(header: Mapping) -> Iterator[Event]:
    for name in HEADER_FACTS:
        facts = items(header, name)
        begun = {fact.get("valid_from") for fact in facts}
        for fact in facts:
            words = field(name).capitalize()
            yield from _on(
                fact.get("valid_from"), "header", None, f"{words}: {str(fact['value']).replace('_', ' ')}"
            )
            if fact.get("valid_to") not in begun:
                yield from _on(fact.get("valid_to"), "header", None, f"{words}: no longer known")


def _objects(document: Mapping) -> Iterator[Event]:
    for noun in DATED_OBJECTS:
        for item in items(document, noun):
            yield from _on(item.get("valid_from"), noun, item.get("id"), f"{NOUNS[noun]} changed")


def _items(document: Mapping) -> Iterator[Event]:
    names = item_names(document)
    for noun, verbs in VERBS.items():
        for item in items(document, noun):
            uid, name = item.get("id"), _capital(names.get(str(item.get("id")), noun))
            begins, ends = KINDS.get(str(item.get("kind")), verbs)
            yield from _on(item.get("valid_from"), noun, uid, f"{name} {begins}")
            yield from _inside(noun, item, name)
            yield from _on(item.get("valid_to"), noun, uid, f"{name} {ends}")
    for item in items(document, "formation_strength"):
        uid = item.get("id")
        name = _capital(names.get(str(uid), "Strength"))
        yield from _on(
            item.get("performed_on") or item.get("valid_from"),
            "formation_strength",
            uid,
            f"{name} measured",
        )


def _inside(noun: str, item: Mapping, name: str) -> Iterator[Event]:
    """What is dated inside an item."""
    uid = item.get("id")
    for run in items(item, "survey_runs"):
        yield from _on(
            run.get("surveyed_on") or run.get("valid_from"),
            noun,
            uid,
            f"Survey {run.get('name') or run['id']}",
        )
    for log in items(item, "wall_logs"):
        yield from _on(log.get("logged_on"), noun, uid, f"{name}: wall log")
    for test in items(item, "tests"):
        kind = str(test.get("kind") or "").replace("_", " ")
        said = VERDICTS.get(str(test.get("result")), str(test.get("result") or ""))
        yield from _on(
            test.get("performed_on"),
            noun,
            uid,
            " ".join(part for part in (f"{name}:", kind, "test", said) if part),
        )
    for log in items(item, "evaluations"):
        said = ", ".join(
            str(log[key]).replace("_", " ") for key in ("verified_by", "quality") if log.get(key)
        )
        yield from _on(log.get("valid_from"), noun, uid, f"{name}: {said or 'evaluated'}")
    for gauge in items(item, "gauges"):
        yield from _on(gauge.get("valid_from"), noun, uid, f"{name}: gauge {gauge.get('tag') or gauge['id']}")
    for column in items(item, "columns"):
        yield from _on(column.get("valid_from"), noun, uid, f"{name}: {_fluids(items(column, 'layers'))}")
    for pressure in items(item, "pressures"):
        yield from _on(pressure.get("valid_from"), noun, uid, f"{name}: pressure measured")


def _fluids(layers: Iterable[Mapping]) -> str:
    named = [str(layer.get("fluid") or layer.get("phase") or "fluid") for layer in layers]
    return ", ".join(named) or "fluid changed"


def _on(day: Any, noun: str, uid: Any, words: str) -> Iterator[Event]:
    if day is not None:
        yield Event(day=str(day), noun=noun, uid=None if uid is None else str(uid), words=words)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
