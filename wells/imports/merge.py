"""Putting facts of a file into a dated document: by id, leaving what the file does not speak of.

A stated fact of the file replaces what stood there. An assumed one (`fill`) only takes an empty place, or its
own of an earlier run, so that what somebody entered by hand is never undone by importing again.
"""

from __future__ import annotations

from typing import Any

from wells.imports.report import Document

Item = dict[str, Any]


def known(item: Item) -> Item:
    """The facts of an item that are known: unknown is absent."""
    return {key: value for key, value in item.items() if value is not None and value != {}}


def state(item: Item, facts: Item) -> None:
    """Stated facts into an item; None leaves what is there."""
    for key, value in known(facts).items():
        if key == "sources":
            item["sources"] = {**item.get("sources", {}), **value}
        else:
            item[key] = value


def fill(item: Item, key: str, value: Any, source: Item) -> None:
    """An assumed fact, marked by its source; never over a fact from elsewhere."""
    own = item.get("sources", {}).get(key, {}).get("document") == source["document"]
    if value is not None and (item.get(key) is None or own):
        state(item, {key: value, "sources": {key: source}})


def put(document: Document, noun: str, item: Item) -> Item:
    """The item of the document with this id, with the facts of this one; added where there is none."""
    items = document.setdefault(noun, [])
    found = by_id(items, item["id"])
    if found is None:
        found = {"id": item["id"]}
        items.append(found)
    state(found, item)
    return found


def by_id(items: list[Item] | None, wanted: str) -> Item | None:
    """The item with an id; looked for from the end, where the rows of a file have just written."""
    return next((item for item in reversed(items or []) if item.get("id") == wanted), None)


def new_document(*, id: str, name: str) -> Document:
    return {"schema": "deepguard.well/1", "id": id, "header": {"name": name}}


def current_fact(header: Item, key: str, value: str | None, begun: str | None) -> None:
    """What holds now: replaces an undated or same-day value, else ends the one before on its day."""
    if value is None:
        return
    facts = header.setdefault(key, [])
    current = next((fact for fact in facts if not fact.get("valid_to")), None)
    if current is not None and (current["value"] == value or begun is None):
        current["value"] = value
        return
    if (
        current is not None
        and (current.get("valid_from") or "") < (begun or "")
        and current.get("valid_from")
    ):
        current["valid_to"] = begun
    elif current is not None:
        facts.remove(current)
    facts.append(known({"value": value, "valid_from": begun}))
