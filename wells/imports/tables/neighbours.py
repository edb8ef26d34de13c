"""Where a fact written beside an item belongs: with the neighbour that is there already, under an id of its own."""

from __future__ import annotations

from typing import Any

from wells.imports.merge import by_id
from wells.imports.report import Document

Place = tuple[str, ...]
Item = dict[str, Any]
#: Neighbours that name their item, and the key by which they do.
LINKS = {"cement": "behind", "strength": "shoe_of"}
#: Neighbours inside their item of which one holds at a time.
CURRENT = ("datum", "gauge")
#: Neighbours that were measured on a day; a later one follows an earlier one and does not replace it.
MEASURED = ("evaluation", "pressure")


def meet(document: Document, path: Place, side: str, *, item_id: str, day: str | None) -> Place:
    """The place of the neighbour `side` of an item; `path` where there is none yet.

    A measurement meets the one of its day. Without a day it meets the one without, else the latest: a row
    that names no day says nothing new about when.
    """
    if side in LINKS:
        return _linked(document, path, LINKS[side], item_id)
    if side == "evaluation" and path[1] != item_id:
        path = (*_linked(document, path[:2], LINKS["cement"], item_id), *path[2:])
    items = _items(document, path)
    if side == "section":
        return (*path[:-1], items[0]["id"]) if len(items) == 1 else path
    if side in CURRENT:
        now = [item for item in items if not item.get("valid_to")]
        return (*path[:-1], now[0]["id"]) if now else path
    return _measured(items, path, day) if side in MEASURED else path


def _linked(document: Document, path: Place, link: str, item_id: str) -> Place:
    own = [item for item in document.get(path[0]) or [] if item.get(link) == item_id]
    return (path[0], own[0]["id"]) if len(own) == 1 else path


def _measured(items: list[Item], path: Place, day: str | None) -> Place:
    same_day = [item for item in items if item.get("valid_from") == day]
    if same_day:
        return (*path[:-1], same_day[0]["id"])
    if day is None and items:
        return (*path[:-1], max(items, key=lambda item: item["valid_from"])["id"])
    is_taken = by_id(items, path[-1]) is not None
    return (*path[:-1], f"{path[-1]}-{day}") if is_taken else path


def _items(document: Document, path: Place) -> list[Item]:
    """The list an item of this place stands in, empty where something around it is not there."""
    owner: Item | None = document
    for noun, name in zip(path[:-1:2], path[1:-1:2], strict=False):
        owner = by_id((owner or {}).get(noun), name)
    return list((owner or {}).get(path[-2]) or [])
