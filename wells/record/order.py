"""A document in the order people read it: as the schema names its parts, private keys last."""

from functools import cache
from typing import Any

from wells.record import schema
from wells.record.rows import Document


def in_order(document: Document) -> Document:
    """The same document, keys in the schema's order. (Canonical bytes sort them by letter.)"""
    return _ordered(document, ())


def _ordered(value: Any, path: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        return [_ordered(item, path) for item in value]
    if not isinstance(value, dict) or not (names := _names(path)):
        return value
    known = {name: _ordered(value[name], (*path, name)) for name in names if name in value}
    return known | {name: fact for name, fact in value.items() if name not in known}


@cache
def _names(path: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the part at a path, in the schema's order; none for what has no names of its own."""
    part = schema.schema()
    for step in path:
        part = schema.resolved(part.get("properties", {}).get(step, {}))
        part = schema.resolved(part["items"]) if "items" in part else part
    return tuple(part.get("properties", ()))
