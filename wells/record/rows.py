"""One row to one object of the document and back. Only the registry knows the names."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any

from wells.engine.document import canonical
from wells.record.nouns import Noun, Path
from wells.record.text import parsed

Document = dict[str, Any]


def written(noun: Noun, row: tuple) -> Document:
    """The object a row stands for, without what it owns."""
    result: Document = {}
    for index, path, convert in _leaves(noun):
        value = row[index]
        if value is not None:
            _put(result, path, convert(value) if convert else value)
    private, known_empty = row[noun.columns.index("private")], row[noun.columns.index("known_empty")]
    if known_empty:
        _put_empty(noun, result, parsed(known_empty))
    if private:
        _put_private(result, parsed(private))
    return result


def columns_of(noun: Noun, item: Document) -> dict[str, Any]:
    """What an object says of each column of its fields, of `private` and of `known_empty`."""
    row = row_of(noun, item, {})
    names = [*(field.column for field in noun.fields), "private", "known_empty"]
    texts = {field.column for field in noun.fields if field.kind == "json"} | {"private", "known_empty"}
    values = {name: row[noun.columns.index(name)] for name in names}
    return {
        name: parsed(value) if value is not None and name in texts else value
        for name, value in values.items()
    }


def row_of(noun: Noun, item: Document, beside: dict[str, Any]) -> tuple:
    """The row of an object, ready for the table; `beside` fills the columns that are no fields."""
    slots = _slots(noun)
    values: list[Any] = [None] * slots.width
    extras = _Extras()
    _fill(slots, item, values, extras)
    if extras.private:
        values[slots.private] = _text(extras.private)
    if extras.known_empty:
        values[slots.known_empty] = _text(sorted(extras.known_empty))
    for column, value in beside.items():
        values[slots.places[column]] = value
    return tuple(values)


# --- a row to an object ----------------------------------------------------------------------------------


_OUT: dict[str, Callable] = {"day": date.isoformat, "json": parsed}


@cache
def _leaves(noun: Noun) -> list[tuple[int, Path, Callable | None]]:
    return [(noun.columns.index(field.column), field.path, _OUT.get(field.kind)) for field in noun.fields]


def _put(node: Document, path: Path, value: Any) -> None:
    for step in path[:-1]:
        node = node.setdefault(step, {})
    node[path[-1]] = value


def _put_empty(noun: Noun, item: Document, names: list[str]) -> None:
    for name in names:
        path = tuple(name.split("/"))
        _put(item, path, {} if path in noun.objects else [])


def _put_private(item: Document, private: dict[str, Document]) -> None:
    for name, facts in private.items():
        node = item
        for step in name.split("/") if name else ():
            node = node.setdefault(step, {})
        node.update(facts)


# --- an object to a row ----------------------------------------------------------------------------------


@lru_cache(maxsize=10_000)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _text(value: Any) -> str:
    return canonical(value).decode()


_IN: dict[str, Callable] = {"day": _day, "number": float, "integer": int, "json": _text}


@dataclass
class _Slots:
    """Where the keys of an object go: leaves to columns, objects to slots of their own, lists elsewhere."""

    path: str
    leaves: dict[str, tuple[int, Callable | None]] = field(default_factory=dict)
    objects: dict[str, "_Slots"] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    width: int = 0
    private: int = 0
    known_empty: int = 0
    places: dict[str, int] = field(default_factory=dict)


@dataclass
class _Extras:
    private: dict[str, Document] = field(default_factory=dict)
    known_empty: list[str] = field(default_factory=list)


@cache
def _slots(noun: Noun) -> _Slots:
    places = {column: index for index, column in enumerate(noun.columns)}
    root = _Slots(
        path="",
        width=len(places),
        private=places["private"],
        known_empty=places["known_empty"],
        places=places,
    )
    for path in noun.objects:
        _slots_at(root, path[:-1]).objects[path[-1]] = _Slots(path="/".join(path))
    for leaf in noun.fields:
        _slots_at(root, leaf.path[:-1]).leaves[leaf.path[-1]] = (places[leaf.column], _IN.get(leaf.kind))
    for path, _, _ in noun.lists:
        _slots_at(root, path[:-1]).lists[path[-1]] = "/".join(path)
    return root


def _slots_at(slots: _Slots, path: Path) -> _Slots:
    for step in path:
        slots = slots.objects[step]
    return slots


def _fill(slots: _Slots, node: Document, values: list, extras: _Extras) -> None:
    for key, value in node.items():
        if value is None:
            continue
        if key in slots.leaves:
            index, convert = slots.leaves[key]
            values[index] = convert(value) if convert else value
        elif key in slots.objects:
            inner = slots.objects[key]
            if all(fact is None for fact in value.values()):
                extras.known_empty.append(inner.path)
            _fill(inner, value, values, extras)
        elif key in slots.lists:
            if not value:
                extras.known_empty.append(slots.lists[key])
        elif key.startswith("x_"):
            extras.private.setdefault(slots.path, {})[key] = value
