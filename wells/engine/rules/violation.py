"""A broken rule, and the small words the rules are written with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

Mapping = dict[str, Any]
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """Where (RFC 6901 pointer into the dated document), which rule (`rule-<n>`), and what to do about it."""

    pointer: str
    code: str
    detail: str
    severity: str = "error"


def broken(rule: int, place: Place, detail: str, *, severity: str = "error") -> Violation:
    return Violation(pointer=pointer_to(place), code=f"rule-{rule}", detail=detail, severity=severity)


def pointer_to(place: Place) -> str:
    """RFC 6901.

    >>> pointer_to(("annuli", 0, "a/b~c"))
    '/annuli/0/a~1b~0c'
    """
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in place)


def listed(mapping: Any, key: str, place: Place = ()) -> Iterator[tuple[Place, Mapping]]:
    """The mappings of a list with their places; nothing where the list is absent, null or no list."""
    value = mapping.get(key) if isinstance(mapping, dict) else None
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield (*place, key, index), item


def number(item: Mapping, key: str) -> float | None:
    value = item.get(key)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def text(item: Mapping, key: str) -> str | None:
    value = item.get(key)
    return value if isinstance(value, str) else None


def named(item: Mapping) -> str:
    return text(item, "id") or text(item, "name") or "without id"


def together(one: Mapping, other: Mapping) -> bool:
    """Whether two dated items are there on one day."""
    start = max(text(one, "valid_from") or "", text(other, "valid_from") or "")
    ends = [end for end in (text(one, "valid_to"), text(other, "valid_to")) if end is not None]
    return _is_there(one) and _is_there(other) and (not ends or start < min(ends))


def _is_there(item: Mapping) -> bool:
    """An item that ends on the day it begins was never there."""
    start, end = text(item, "valid_from"), text(item, "valid_to")
    return start is None or end is None or start < end


def coexisting(pairs: Iterator[tuple[Place, Mapping]]) -> Iterator[tuple[Place, Mapping, Place, Mapping]]:
    """Every two items of a dated list that are there on one day."""
    for (place, item), (other_place, other) in combinations(pairs, 2):
        if together(item, other):
            yield place, item, other_place, other


def since(item: Mapping, other: Mapping) -> str:
    """The first day two items are there together, in words."""
    start = max(text(item, "valid_from") or "", text(other, "valid_from") or "")
    return f"on {start}" if start else "from the beginning"


def m(value: float) -> str:
    """A length in metres to the millimetre, without idle zeros.

    >>> m(1750.0), m(139.7)
    ('1750 m', '139.7 m')
    """
    return f"{round(value, 3):.10g} m"


def mm(value: float) -> str:
    """A diameter or wall in millimetres.

    >>> mm(0.3048)
    '304.8 mm'
    """
    return f"{round(value * 1000, 2):.10g} mm"
