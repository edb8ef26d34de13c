"""What differs between two documents of a well, or between two days of them: fact by fact.

    compare(before, after)                          the whole dated documents
    compare(before, after, day_after="2026-03-31")  what each says of one day (without a day: of the present)

A fact is one leaf of a document: a value at a path of names and ids. Items of a list meet by their id, facts
of the header by the day they hold from, and what has neither (layers) by its place in the list. A source, a list of
plain values and a list of survey stations are one fact each. Null is the same as absent; an empty list, which
says that there is none, is a fact; so is the order of items, because the first wellbore is the main one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from wells.engine.canonical import canonical
from wells.engine.document import dated, is_dated, snapshot
from wells.engine.field_words import NOUNS, fact_words, hint, item_name

Mapping = dict[str, Any]
Path = tuple[str, ...]

#: Name of the fact that a list stands in another order.
ORDER = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One leaf that differs. `kind`: added, removed or changed; `uid`: the id of the item it belongs to, None
    for the header and the document itself; `words`: what the field calls it; `hint`: the name that carries
    the unit, None where the value has none."""

    kind: str
    noun: str
    uid: str | None
    path: Path
    words: str
    hint: str | None = None
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """The facts of one item. `kind`: added or removed where the whole item came or went, else changed."""

    noun: str
    uid: str | None
    name: str
    kind: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NounChange:
    """The items of one noun that differ."""

    noun: str
    words: str
    items: tuple[ItemChange, ...]

    @property
    def count(self) -> int:
        """Facts that differ."""
        return sum(len(item.facts) for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that differs, by noun in the order of the document, by item, by field."""

    nouns: tuple[NounChange, ...] = ()

    @property
    def items(self) -> tuple[ItemChange, ...]:
        return tuple(item for noun in self.nouns for item in noun.items)

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(fact for item in self.items for fact in item.facts)

    @property
    def count(self) -> int:
        """Facts that differ."""
        return sum(noun.count for noun in self.nouns)

    @property
    def marks(self) -> dict[str, str]:
        """Item id -> added, removed or changed, for a drawing."""
        return {item.uid: item.kind for item in self.items if item.uid is not None}

    def __bool__(self) -> bool:
        return bool(self.nouns)


def compare(
    before: Mapping, after: Mapping, day_before: str | None = None, day_after: str | None = None
) -> Comparison:
    """What differs from one document to another; with a day, from what one says of its day to the other.

    >>> wider = {"schema": "deepguard.well/1", "id": "a-1", "header": {"name": "A-1", "sour": True}}
    >>> [(f.kind, f.words, f.after) for f in compare({**wider, "header": {"name": "A-1"}}, wider).facts]
    [('added', 'sour', True)]
    """
    whole = day_before is None and day_after is None
    if whole:
        return compare_states(_whole(before), _whole(after))
    return compare_states(snapshot(_whole(before), day_before), snapshot(_whole(after), day_after))


def compare_states(before: Mapping, after: Mapping) -> Comparison:
    """What differs between two mappings of one shape: two dated documents, or two snapshots of a day."""
    old, new = dict(leaves(before)), dict(leaves(after))
    differing = [path for path in _merged(old, new) if not _same(old.get(path), new.get(path))]
    return Comparison(nouns=tuple(_nouns(differing, old, new, before, after)))


def item_names(document: Mapping) -> dict[str, str]:
    """What each item of a document is called, by its id, in the order of the document."""
    items = dict(_items(document))
    names = _names(items)
    return {uid: item_name(noun, item, names) for (noun, uid), item in items.items()}


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every fact of a document by its path. Null is no fact."""
    if value is None:
        return
    if not isinstance(value, (dict, list)) or not value or _is_whole(value, path):
        yield path, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, (*path, name))
    else:
        keys = list(_keys(value))
        if any("id" in item for item in value):
            yield (*path, ORDER), keys
        for key, item in zip(keys, value, strict=True):
            yield from leaves(item, (*path, key)) if item else iter([((*path, key), item)])


def _whole(document: Mapping) -> Mapping:
    return document if is_dated(document) else dated(document)


def _is_whole(value: Any, path: Path) -> bool:
    if isinstance(value, list):
        return path[-1:] == ("stations",) or not all(isinstance(item, dict) for item in value)
    last, owner = path[-1:], path[-2:-1]
    return last == ("source",) or owner == ("sources",) or any(name.startswith("x_") for name in last)


def _keys(items: Iterable[Mapping]) -> Iterator[str]:
    """What each item of a list is found by; a second one of the same key is told apart by its number."""
    seen: dict[str, int] = {}
    for number, item in enumerate(items, start=1):
        key = _key(item, number)
        seen[key] = seen.get(key, 0) + 1
        yield key if seen[key] == 1 else f"{key} #{seen[key]}"


def _key(item: Mapping, number: int) -> str:
    if item.get("id") is not None:
        return str(item["id"])
    if "value" in item:
        return f"from {item.get('valid_from') or 'the beginning'}"
    return str(number)


def _merged(old: dict[Path, Any], new: dict[Path, Any]) -> list[Path]:
    """The paths of both, each once; what only the older has stands after its neighbours there."""
    position = {path: (index, 0) for index, path in enumerate(new)}
    last = (-1, 0)
    for path in old:
        last = position.setdefault(path, (last[0], last[1] + 1))
    return sorted(position, key=position.__getitem__)


def _same(one: Any, other: Any) -> bool:
    """Whether two values are the same in a document (where True is not 1)."""
    if isinstance(one, (dict, list)) and isinstance(other, (dict, list)):
        return canonical(one) == canonical(other)
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _nouns(
    paths: list[Path], old: dict[Path, Any], new: dict[Path, Any], before: Mapping, after: Mapping
) -> Iterator[NounChange]:
    items_before, items_after = dict(_items(before)), dict(_items(after))
    items = items_before.keys() | items_after.keys()
    facts = [fact for path in paths if (fact := _fact(path, old, new, items)) is not None]
    named = _names(items_before) | _names(items_after)
    for noun, words in NOUNS.items():
        owned: dict[str | None, list[Fact]] = {}
        for fact in facts:
            if fact.noun == noun:
                owned.setdefault(fact.uid, []).append(fact)
        if owned:
            changes = (
                _item(noun, uid, found, items_before, items_after, named) for uid, found in owned.items()
            )
            yield NounChange(noun=noun, words=words, items=tuple(changes))


def _fact(path: Path, old: dict[Path, Any], new: dict[Path, Any], items: set[tuple[str, str]]) -> Fact | None:
    before, after = old.get(path), new.get(path)
    if path[-1] == ORDER and isinstance(before or after, list):
        before, after = _common_order(before, after)
        if before == after:
            return None
    noun = path[0] if path[0] in NOUNS else ""
    uid = path[1] if len(path) > 2 and (noun, path[1]) in items else None
    inside = path[2:] if uid is not None else path[1:] if noun else path
    return Fact(
        kind="added" if before is None else "removed" if after is None else "changed",
        noun=noun,
        uid=uid,
        path=path,
        words=fact_words(inside),
        hint=hint(path[-1]),
        before=before,
        after=after,
    )


def _common_order(before: Any, after: Any) -> tuple[list[Any] | None, list[Any] | None]:
    """The items both lists have, each in its order: what came or went is no change of order."""
    if before is None or after is None:
        return None, None
    return [key for key in before if key in after], [key for key in after if key in before]


def _items(document: Mapping) -> Iterator[tuple[tuple[str, str], Mapping]]:
    """The items of a document by noun and key, as `leaves` keys them. An undated object is the one of its noun."""
    for noun in NOUNS:
        value = document.get(noun) if noun else None
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            yield from (((noun, key), item) for key, item in zip(_keys(value), value, strict=True))


def _names(items: dict[tuple[str, str], Mapping]) -> dict[str, str]:
    """Names that other items are told by: of strings, components and formations."""
    told = ("wellbores", "strings", "formations", "components")
    return {uid: item_name(noun, item, {}) for (noun, uid), item in items.items() if noun in told}


def _item(
    noun: str,
    uid: str | None,
    facts: list[Fact],
    before: dict[tuple[str, str], Mapping],
    after: dict[tuple[str, str], Mapping],
    names: Mapping,
) -> ItemChange:
    key = (noun, uid or "")
    kind = "changed" if uid is None or (key in before and key in after) else facts[0].kind
    item = after.get(key) or before.get(key)
    name = item_name(noun, item, names) if item else NOUNS[noun]
    return ItemChange(noun=noun, uid=uid, name=name, kind=kind, facts=tuple(facts))
