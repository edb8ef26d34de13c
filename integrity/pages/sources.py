"""Where a number of a derivation stands: its place in the document as a link, and who says so.

At the present a place leads to the list it is edited in. On a past day it leads into the document of the
revision that is shown, by a JSON pointer (RFC 6901): the editing pages know the present only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from deepguard import formatting
from integrity.engine.leaves import source_of, steps_to, value_at
from wells.engine.document import there
from wells.engine.field_words import PARTS, field
from wells.engine.model import Source, WellModel
from wells.pages.editing.parts import part_of

#: Sources of a derivation that are no place of the document, as people say them.
WORDS = {"constant": "constant", "derived": "follows from the rows above", "trajectory": "survey"}
#: What a day's model has flat and the dated document keeps in a list with dates of its own.
DATED = {
    "layers": "columns",
    "gauge_elevation_m": "gauges",
    "pressure": "pressures",
}
FLAT = {"gauge_elevation_m": "elevation_m"}

Address = Callable[[str], str | None]


class Origin(NamedTuple):
    """One source: its path, the words for it, its address (None: nowhere to go), and the fact's own provenance,
    in full and by its document alone."""

    path: str
    words: str
    url: str | None
    told: str
    told_short: str = ""


class Origins:
    """The sources of one well's derivations. `address` turns a path into an address; `told` says of some paths
    that somebody else than the document states them."""

    def __init__(
        self,
        model: WellModel,
        names: dict[str, str],
        address: Address,
        told: Mapping[str, str] | None = None,
    ) -> None:
        self._model, self._names, self._address = model, names, address
        self._told = told or {}
        self._known: dict[str, Origin] = {}

    def of(self, path: str) -> Origin:
        """The origin of a path, made once."""
        if path not in self._known:
            self._known[path] = self._made(path)
        return self._known[path]

    def _made(self, path: str) -> Origin:
        if path in ("constant", "derived"):
            return Origin(path, WORDS[path], None, "")
        source = source_of(self._model, path)
        words, url = place_words(path, self._names), self._address(path)
        if path in self._told:
            return Origin(path, words, url, self._told[path], self._told[path])
        return Origin(path, words, url, told_by(source), told_shortly(source))


def told_by(source: Source | None) -> str:
    """A provenance in one line: document, page, person, day, confidence.

    >>> told_by(Source(document="Tally 2019", page="4", person="R. Vik", date="2019-05-21"))
    'Tally 2019, p. 4, R. Vik, 21 May 2019'
    """
    if source is None:
        return ""
    page = f"p. {source.page}" if source.page else None
    sure = f"confidence {source.confidence}" if source.confidence else None
    parts = (source.document, page, source.person, _day(source.date), sure)
    return ", ".join(part for part in parts if part)


def told_shortly(source: Source | None) -> str:
    """The document and its day, else the person; empty where neither is stated."""
    if source is None:
        return ""
    return ", ".join(part for part in (source.document or source.person, _day(source.date)) if part)


def _day(text: str | None) -> str | None:
    try:
        return formatting.day(date.fromisoformat(text)) if text else None
    except ValueError:
        return text


#: Lists whose items the names of a well know.
PLACES = {
    "rules": "rules",
    "datum": "datum",
    "fluids_policy": "fluids policy",
    "bore_contents": "bore contents",
    "wellhead_sections": "wellhead",
    "formation_strength": "strength test",
}


def place_words(path: str, names: dict[str, str]) -> str:
    """A path in the words of the field, the innermost fact last.

    >>> place_words("strings/t/sections/s2/od_m", {"t": "5-1/2 in tubing"})
    '5-1/2 in tubing, section s2, outside diameter'
    >>> place_words("rules/design_factors/tubing_collapse", {})
    'rules, design factors, tubing collapse'
    """
    if path in WORDS:
        return WORDS[path]
    first, *rest = path.split("/")
    words = [PLACES.get(first, "" if rest else first)]
    if first in ("strings", "components", "formations", "formation_strength", "wellhead_sections") and rest:
        words = [names.get(rest[0], rest[0])]
        rest = rest[1:]
    elif first == "annuli" and rest:
        words, rest = [f"annulus {rest[0]}"], rest[1:]
    return ", ".join(word for word in (*words, *_inner_words(rest)) if word)


def _inner_words(rest: list[str]) -> list[str]:
    """The words of what stands inside an item: items of its lists by name or number, facts by their name."""
    words, at = [], 0
    while at < len(rest):
        word = rest[at]
        if word in PARTS and at + 1 < len(rest):
            name = rest[at + 1]
            words.append(f"{PARTS[word]} {int(name) + 1 if name.isdecimal() else name}")
            at += 2
            continue
        words.append(field(word))
        at += 1
    return words


def editing_query(model: WellModel, path: str) -> str | None:
    """`?part=strings&edit=strings/tubing#strings`: the list a place is edited in, its item open for who may."""
    steps = steps_to(model, path)
    if steps is None:
        return None
    name = str(steps[0])
    item = value_at(model, steps[:2]) if len(steps) > 1 and isinstance(steps[1], int) else None
    uid = getattr(item, "id", None)
    edit = f"&edit={name}/{uid}" if uid else ""
    return f"?part={part_of(name).key}{edit}#{name}"


def pointer(document: dict[str, Any], path: str, day: str | None) -> str | None:
    """The JSON pointer of a place in the dated document; None where it has no such place."""
    thing: Any = document
    steps: list[str] = []
    for word in path.split("/"):
        found = _into(thing, word, day)
        if found is None:
            return None
        for step in found:
            steps.append(str(step))
            thing = thing[step]
    return "/" + "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)


def _into(thing: Any, word: str, day: str | None) -> list[str | int] | None:
    """The step or steps from a thing to what a word of a path means in it."""
    if isinstance(thing, list):
        named = next((at for at, item in enumerate(thing) if _is_called(item, word)), None)
        if named is None and not word.isdecimal():
            return _into_dated(thing, word, day)
        return [named] if named is not None else [int(word)] if int(word) < len(thing) else None
    if not isinstance(thing, dict):
        return None
    if word in thing:
        return [word]
    listed = thing.get(DATED.get(word, ""))
    at = _holding(listed, day) if isinstance(listed, list) else None
    if at is None:
        return None
    inner = FLAT.get(word, word)
    return [DATED[word], at, *([inner] if inner in listed[at] else [])]


def _into_dated(thing: list[Any], word: str, day: str | None) -> list[str | int] | None:
    """A fact of a dated object, as the rules: of the one that holds on the day."""
    at = _holding(thing, day)
    inner = None if at is None else _into(thing[at], word, day)
    return None if at is None or inner is None else [at, *inner]


def _is_called(item: Any, word: str) -> bool:
    return isinstance(item, dict) and word in (item.get("id"), item.get("letter"), item.get("state"))


def _holding(listed: list[Any], day: str | None) -> int | None:
    """The item of a dated list that holds on the day: the one that began last."""
    holding = [
        (item.get("valid_from") or "", at)
        for at, item in enumerate(listed)
        if isinstance(item, dict) and there(item, day)
    ]
    return max(holding)[1] if holding else None
