"""One part of a well's document: found by its address, added, changed, ended, taken out.

An address is the way to it in the document, lists by name and items by id: ("strings", "casing-9-5-8",
"sections", "s1"). Each act makes the next document as a value and saves it whole, so that a part is checked
with everything that refers to it. Faults point into the part that was sent; what breaks elsewhere is named
with its place.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from deepguard.errors import RuleViolation
from wells.engine.document import copied
from wells.engine.rules.violation import pointer_to
from wells.models import Door, Well, WellRevision
from wells.record.rows import Document
from wells.services.documents import Saved, save_document
from wells.services.editing import mint_uid

Address = tuple[str, ...]
#: Words that name a new part, the first that it has.
NAMING = ("name", "tag", "letter", "kind", "state", "about")


class NoSuchPart(LookupError):
    """Nothing in the document has this address."""


def parts(document: Document, address: Address) -> list[Document]:
    """The items of a list; empty where the document has none. Errors: NoSuchPart for an owner that is not there."""
    owner = document if len(address) == 1 else part(document, address[:-1])
    return owner.get(address[-1]) or []


def part(document: Document, address: Address) -> Document:
    """One item. Errors: NoSuchPart."""
    for item in parts(document, address[:-1]):
        if item.get("id") == address[-1]:
            return item
    raise NoSuchPart("/".join(address))


def add_part(well: Well, document: Document, address: Address, item: Document, **how) -> tuple[str, Saved]:
    """Put a new item at the end of the list; without an id it gets one made of its words."""
    uid = item.get("id") or mint_uid(well, _words(item) or address[-1])

    def change(new: Document) -> tuple:
        owner = new if len(address) == 1 else part(new, address[:-1])
        items = owner[address[-1]] = list(owner.get(address[-1]) or [])
        if any(other.get("id") == uid for other in items):
            raise RuleViolation(f"There is an item with the id “{uid}” already.", code="duplicate_part")
        items.append({"id": uid} | item)
        return (*_place(new, address), len(items) - 1)

    return uid, _saved(well, document, change, **how)


def change_part(well: Well, document: Document, address: Address, patch: Document, **how) -> Saved:
    """Merge a patch into an item (RFC 7396: null takes a fact away, lists are given whole)."""
    if patch.get("id", address[-1]) != address[-1]:
        raise RuleViolation(
            f"The id “{address[-1]}” stays: tests, limits and older revisions point at it.", "part_id", 422
        )

    def change(new: Document) -> tuple:
        item = part(new, address)
        merged = merge(item, patch)
        item.clear()
        item.update(merged)
        return _place(new, address)

    return _saved(well, document, change, **how)


def end_part(well: Well, document: Document, address: Address, *, valid_to: str, **how) -> Saved:
    """Say on which day an item ended; it stays in the document."""
    return change_part(well, document, address, {"valid_to": valid_to}, **how)


def take_out(well: Well, document: Document, address: Address, **how) -> Saved:
    """Leave out an item that was entered by mistake; older revisions still have it."""

    def change(new: Document) -> tuple:
        parts(new, address[:-1]).remove(part(new, address))
        return _place(new, address[:-1])

    return _saved(well, document, change, **how)


def change_header(well: Well, document: Document, patch: Document, **how) -> Saved:
    """Merge a patch into the header."""

    def change(new: Document) -> tuple:
        new["header"] = merge(new["header"], patch)
        return ("header",)

    return _saved(well, document, change, **how)


def merge(target: Any, patch: Any) -> Any:
    """RFC 7396.

    >>> merge({"a": 1, "b": {"c": 2}}, {"a": None, "b": {"d": 3}})
    {'b': {'c': 2, 'd': 3}}
    """
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merge(result.get(name), value)
    return result


def _saved(
    well: Well,
    document: Document,
    change: Callable[[Document], tuple],
    *,
    by,
    based_on: WellRevision,
    reason="",
) -> Saved:
    new = copied(document)
    place = pointer_to(change(new))
    try:
        return save_document(well, new, by=by, based_on=based_on.number, reason=reason, door=Door.API)
    except RuleViolation as refusal:
        refusal.faults = [_pointed(fault, place) for fault in refusal.faults]
        raise


def _pointed(fault, place: str):
    """The fault of what was sent points into it; another one says where in the document it is."""
    if fault.pointer == place or fault.pointer.startswith(f"{place}/"):
        return replace(fault, pointer=fault.pointer.removeprefix(place))
    return replace(fault, pointer="", detail=f"{fault.pointer} of the document: {fault.detail}")


def _place(document: Document, address: Address) -> tuple:
    """Names and positions on the way to an address."""
    place: list[str | int] = []
    node: Any = document
    for step in address:
        if isinstance(node, list):
            index = next(i for i, item in enumerate(node) if item.get("id") == step)
            place.append(index)
            node = node[index]
        else:
            place.append(step)
            node = node.get(step) or []
    return tuple(place)


def _words(item: Document) -> str:
    return next((str(item[name]) for name in NAMING if isinstance(item.get(name), str)), "")
