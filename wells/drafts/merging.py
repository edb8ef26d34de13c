"""Two edits of one document brought together: facts the other did not touch are carried over.

Where both changed one fact to different values the published one stands, and the conflict is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wells.engine.document import copied

Document = dict[str, Any]
ABSENT = object()


@dataclass(frozen=True)
class Conflict:
    """A fact both changed: its address, what each made of it; None where one took it away."""

    address: str
    mine: Any
    theirs: Any


@dataclass
class _Merge:
    conflicts: list[Conflict]

    def value(self, base: Any, mine: Any, theirs: Any, place: tuple[str, ...]) -> Any:
        if _same(mine, theirs) or _same(mine, base):
            return theirs
        if _same(theirs, base):
            return mine
        if isinstance(mine, dict) and isinstance(theirs, dict):
            return self.mapping(base if isinstance(base, dict) else {}, mine, theirs, place)
        if _has_ids(mine) and _has_ids(theirs):
            return self.items(base if _has_ids(base) else [], mine, theirs, place)
        self.conflicts.append(Conflict("/".join(place), _known(mine), _known(theirs)))
        return theirs

    def mapping(self, base: dict, mine: dict, theirs: dict, place: tuple[str, ...]) -> dict:
        names = [*theirs, *(name for name in mine if name not in theirs)]
        merged = {
            name: self.value(
                base.get(name, ABSENT), mine.get(name, ABSENT), theirs.get(name, ABSENT), (*place, name)
            )
            for name in names
        }
        return {name: value for name, value in merged.items() if value is not ABSENT}

    def items(self, base: list, mine: list, theirs: list, place: tuple[str, ...]) -> list:
        """By id; what I added stands after what it stood after in my draft."""
        before, own, other = _by_id(base), _by_id(mine), _by_id(theirs)
        merged = {
            uid: self.value(
                before.get(uid, ABSENT), own.get(uid, ABSENT), other.get(uid, ABSENT), (*place, uid)
            )
            for uid in _order(list(own), list(other))
        }
        return [item for item in merged.values() if item is not ABSENT]


def rebased(base: Document, mine: Document, theirs: Document) -> tuple[Document, list[Conflict]]:
    """My changes of `base`, made to `theirs`, and the facts both changed.

    >>> rebased({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 3})
    ({'a': 2, 'b': 3}, [])
    """
    merge = _Merge([])
    result = merge.value(base, mine, theirs, ())
    return copied(result), merge.conflicts


def _order(mine: list[str], theirs: list[str]) -> Iterator[str]:
    """Ids in the published order, each of mine that is not there after its neighbour of my order."""
    result = list(theirs)
    for index, uid in enumerate(mine):
        if uid not in result:
            before = mine[index - 1] if index else None
            result.insert(result.index(before) + 1 if before in result else 0, uid)
    return iter(result)


def _by_id(items: list) -> dict[str, Any]:
    return {item["id"]: item for item in items}


def _has_ids(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(i, dict) and i.get("id") for i in value)


def _known(value: Any) -> Any:
    return None if value is ABSENT else value


def _same(one: Any, other: Any) -> bool:
    """In a document True is not 1."""
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)
