"""Pure changes of a draft: what each act of the editing page makes of the document."""

from collections.abc import Callable, Iterable
from typing import Any

from wells.drafts.places import Document, NoSuchPlace, appended, at, found, place_of, put, set_in, without
from wells.engine.compare import compare
from wells.engine.document import copied

#: What is fitted on a day: added without a day of its own it takes the one of its publication.
FITTED = ("strings", "components", "wellhead_sections", "trees", "cement", "annuli")


def ended(document: Document, address: str, day: str, *, also: Iterable[str] = ()) -> Document:
    """Pulled or replaced: the item is there until that day; `also` leaves with it."""
    for one in (address, *also):
        item = copied(at(document, place_of(document, one)))
        item["valid_to"] = day
        document = put(document, one, item)
    return document


def struck(document: Document, address: str, *, also: Iterable[str] = ()) -> Document:
    """Entered by mistake: out of the document, still in older revisions. A list that is left empty goes too:
    that there are none is another statement."""
    for one in (*also, address):
        document = _without(document, one)
    return document


def put_back(document: Document, published: Document, address: str) -> Document:
    """The item as the published document has it; what was added is taken out."""
    before = found(published, address)
    if before is None:
        return _without(document, address)
    if found(document, address) is not None:
        return put(document, address, copied(before))
    return _inserted(document, published, address, before)


def stated_empty(document: Document, list_name: str, *, none: bool) -> Document:
    """A list without items says that there are none, or says nothing."""
    document = copied(document)
    if document.get(list_name):
        raise NoSuchPlace(f"{list_name} has items")
    document.pop(list_name, None)
    return document | {list_name: []} if none else document


def with_fact(document: Document, address: str, path: tuple[str, ...], value: Any) -> Document:
    """One fact of one item."""
    item = copied(at(document, place_of(document, address)))
    set_in(item, path, value)
    return put(document, address, item)


def carried(document: Document, address: str) -> list[Document]:
    """Components on a string that are still there: they leave with it."""
    name, _, uid = address.partition("/")
    if name != "strings":
        return []
    return [
        item
        for item in document.get("components") or ()
        if item.get("string_id") == uid and item.get("valid_to") is None
    ]


def undated_additions(document: Document, published: Document) -> list[str]:
    """Addresses of fitted things that were added without a day they are there from."""
    return [
        f"{item.noun}/{item.uid}"
        for item in compare(published, document).items
        if item.kind == "added"
        and item.noun in FITTED
        and item.uid
        and found(document, f"{item.noun}/{item.uid}").get("valid_from") is None
    ]


def begun(document: Document, published: Document, day: str) -> Document:
    """Every fitted thing that was added without a day of its own begins on this one."""
    for address in undated_additions(document, published):
        document = with_fact(document, address, ("valid_from",), day)
    return document


def every_id(document: Any) -> set[str]:
    """Every id anywhere in a document."""
    if isinstance(document, dict):
        own = {document["id"]} if isinstance(document.get("id"), str) else set()
        return own.union(*(every_id(part) for part in document.values()))
    if isinstance(document, list):
        return set().union(*(every_id(part) for part in document))
    return set()


def _without(document: Document, address: str) -> Document:
    document = without(document, address)
    list_name = address.partition("/")[0]
    if document.get(list_name) == []:
        del document[list_name]
    return document


def _inserted(document: Document, published: Document, address: str, item: Document) -> Document:
    """Back into its list, after the item it followed."""
    list_address, _, uid = address.rpartition("/")
    older = found(published, list_address)
    document = appended(document, list_address, copied(item))
    items = at(document, place_of(document, list_address))
    order: Callable = [one.get("id") for one in older].index
    before = [one.get("id") for one in older[: order(uid)]]
    place = max((n + 1 for n, one in enumerate(items[:-1]) if one.get("id") in before), default=0)
    items.insert(place, items.pop())
    return document
