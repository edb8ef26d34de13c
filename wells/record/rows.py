"""One row to one object of the document and back. Only the registry knows the names."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from wells.engine.document import canonical
from wells.record.nouns import Noun, Path

Document = dict[str, Any]
_IN = {"day": date.fromisoformat, "number": float, "integer": int}


def written(noun: Noun, row: tuple) -> Document:
    """The object a row of values (in the order of `noun.columns`) stands for, without what it owns."""
    result: Document = {}
    for index, path, is_day in _leaves(noun):
        value = row[index]
        if value is not None:
            _put(result, path, value.isoformat() if is_day else value)
    private, known_empty = _extras(noun)
    for name in row[known_empty] or ():
        path = tuple(name.split("/"))
        _put(result, path, {} if path in noun.objects else [])
    for name, facts in (row[private] or {}).items():
        node = result
        for step in name.split("/") if name else ():
            node = node.setdefault(step, {})
        node.update(facts)
    return result


def read(noun: Noun, item: Document) -> dict[str, Any]:
    """The columns an object of the document fills: its fields, its private facts, what it states to be empty."""
    result = {column: _value(convert, _get(item, path)) for path, column, convert in _columns_in(noun)}
    result["private"] = _private(noun, item) or None
    result["known_empty"] = _known_empty(noun, item) or None
    return result


def differs(before: Any, after: Any) -> bool:
    """Whether two column values differ as the document would. (In Python True equals 1; in a document not.)"""
    if before != after:
        return True
    return isinstance(after, (dict, list)) and canonical(before) != canonical(after)


@cache
def _leaves(noun: Noun) -> list[tuple[int, Path, bool]]:
    return [(noun.columns.index(field.column), field.path, field.kind == "day") for field in noun.fields]


@cache
def _extras(noun: Noun) -> tuple[int, int]:
    return noun.columns.index("private"), noun.columns.index("known_empty")


@cache
def _columns_in(noun: Noun) -> list[tuple[Path, str, Any]]:
    return [(field.path, field.column, _IN.get(field.kind)) for field in noun.fields]


def _value(convert, value):
    return value if value is None or convert is None else convert(value)


def _put(node: Document, path: Path, value: Any) -> None:
    for step in path[:-1]:
        node = node.setdefault(step, {})
    node[path[-1]] = value


def _get(node: Any, path: Path) -> Any:
    for step in path:
        if not isinstance(node, Mapping):
            return None
        node = node.get(step)
    return node


def _private(noun: Noun, item: Document) -> dict[str, Document]:
    result = {}
    for path in ((), *noun.objects):
        node = _get(item, path)
        facts = {
            key: value for key, value in (node or {}).items() if key.startswith("x_") and value is not None
        }
        if facts:
            result["/".join(path)] = facts
    return result


def _known_empty(noun: Noun, item: Document) -> list[str]:
    objects = ["/".join(path) for path in noun.objects if _is_stated_empty(_get(item, path))]
    lists = ["/".join(path) for path, _, _ in noun.lists if _get(item, path) == []]
    return objects + lists


def _is_stated_empty(node: Any) -> bool:
    return isinstance(node, Mapping) and all(value is None for value in node.values())
