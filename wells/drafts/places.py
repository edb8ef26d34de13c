"""Places of a well document by address, written with ids: `strings/casing-9-5-8/sections/s1`.

What has no id is named by its number in the list: `annuli/annulus-a/columns/column-a-1/layers/0`. The address
of the document itself is the empty text. Functions return new documents; the argument is left as it is.
"""

from typing import Any

from wells.engine.document import copied

Document = dict[str, Any]
Place = tuple[str | int, ...]


class NoSuchPlace(LookupError):
    """The document has nothing at the address."""


def place_of(document: Document, address: str) -> Place:
    """The keys and numbers that lead to an address.

    >>> place_of({"strings": [{"id": "tubing"}]}, "strings/tubing")
    ('strings', 0)
    """
    place: list[str | int] = []
    node: Any = document
    for step in address.split("/") if address else ():
        key = _key(node, step)
        if key is None:
            raise NoSuchPlace(f"the document has nothing at {address}")
        place.append(key)
        node = node[key]
    return tuple(place)


def found(document: Document, address: str) -> Any:
    """What stands at an address, None where nothing does."""
    try:
        return at(document, place_of(document, address))
    except NoSuchPlace:
        return None


def item_at(document: Document, address: str) -> Document | None:
    """The item of a list at an address; None where nothing stands there, and for what is no item: the header.

    >>> item_at({"header": {"name": "A-1"}, "strings": [{"id": "tubing"}]}, "strings/tubing")
    {'id': 'tubing'}
    """
    try:
        place = place_of(document, address)
    except NoSuchPlace:
        return None
    item = at(document, place)
    return item if place and isinstance(place[-1], int) and isinstance(item, dict) else None


def at(document: Document, place: Place) -> Any:
    node: Any = document
    for step in place:
        node = node[step]
    return node


def address_of(document: Document, pointer: str) -> tuple[str, Place]:
    """The address of the innermost item a pointer leads into, and the way from there to the fact.

    >>> address_of({"strings": [{"id": "tubing", "shoe_md_m": 9}]}, "/strings/0/shoe_md_m")
    ('strings/tubing', ('shoe_md_m',))
    """
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    address: list[str] = []
    names: list[str] = []
    rest: list[str | int] = []
    node: Any = document
    for part in parts:
        if isinstance(node, list) and part.isdigit() and int(part) < len(node):
            node = node[int(part)]
            names.append(_name(node, part))
            address, rest = list(names), []
        else:
            node = node.get(part) if isinstance(node, dict) else None
            names.append(part)
            rest.append(part)
    return "/".join(address), tuple(rest)


def put(document: Document, address: str, item: Document) -> Document:
    """The document with another item at an address."""
    document, place = copied(document), place_of(document, address)
    if not place:
        return item
    at(document, place[:-1])[place[-1]] = item
    return document


def appended(document: Document, address: str, item: Document) -> Document:
    """The document with an item at the end of a list, which is made where there is none."""
    document = copied(document)
    owner, name = address.rpartition("/")[::2]
    node = at(document, place_of(document, owner))
    node[name] = [*(node.get(name) or ()), item]
    return document


def without(document: Document, address: str) -> Document:
    """The document without the item at an address."""
    document, place = copied(document), place_of(document, address)
    del at(document, place[:-1])[place[-1]]
    return document


def get(item: Any, path: Place) -> Any:
    """The value at a path of names, None where there is none."""
    for step in path:
        if not isinstance(item, dict):
            return None
        item = item.get(step)
    return item


def set_in(item: Document, path: Place, value: Any) -> None:
    """Write a value at a path of names; None takes it out, and with it the objects it leaves empty."""
    *owners, name = path
    nodes = [item]
    for step in owners:
        inner = nodes[-1].get(step)
        if not isinstance(inner, dict):
            if value is None:
                return
            inner = nodes[-1][step] = {}
        nodes.append(inner)
    if value is not None:
        nodes[-1][name] = value
        return
    nodes[-1].pop(name, None)
    for owner, step in zip(reversed(nodes[:-1]), reversed(owners), strict=True):
        if not owner[step]:
            del owner[step]


def _key(node: Any, step: str) -> str | int | None:
    if isinstance(node, dict):
        return step if step in node else None
    if not isinstance(node, list):
        return None
    named = (n for n, item in enumerate(node) if isinstance(item, dict) and item.get("id") == step)
    index = next(named, None)
    if index is None and step.isdigit() and int(step) < len(node) and "id" not in node[int(step)]:
        index = int(step)
    return index


def _name(item: Any, number: str) -> str:
    return str(item["id"]) if isinstance(item, dict) and "id" in item else number
