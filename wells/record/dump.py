"""Tables to documents: many wells at once, one query a table."""

from collections.abc import Iterable

from wells.record import tables
from wells.record.nouns import ITEMS, WELL, Noun
from wells.record.rows import Document, written

SCHEMA = "deepguard.well/1"


def dump_many(wells: Iterable) -> dict[int, Document]:
    """The document of each well as its rows say it, by key; long station lists named by hash.

    One query a table, whatever the number of wells.
    """
    keys = [well.pk for well in wells]
    documents = {
        row[0]: {"schema": SCHEMA, "header": {}} | written(WELL, row) for row in tables.select(WELL, keys)
    }
    objects = {"well": documents}
    for noun in ITEMS:
        rows = tables.select(noun, keys, present_only=noun.has_uid)
        objects[noun.name] = _attached(noun, rows, objects)
    return documents


def dump(well) -> Document:
    return dump_many([well])[well.pk]


def _attached(noun: Noun, rows: Iterable[tuple], objects: dict[str, dict[int, Document]]):
    """The objects of a noun, each put into its owner's list; those whose owner is gone are left out."""
    attached = {}
    where = noun.columns.index
    places = [
        (place, where(place.key), [(where(column), value) for column, value in place.fixed])
        for place in noun.places
    ]
    for row in rows:
        for place, key, fixed in places:
            owner = objects[place.owner].get(row[key])
            if owner is not None and all(row[index] == value for index, value in fixed):
                attached[row[0]] = item = written(noun, row)
                _list_at(owner, place.path).append(item)
                break
    return attached


def _list_at(owner: Document, path: tuple[str, ...]) -> list:
    for step in path[:-1]:
        owner = owner.setdefault(step, {})
    return owner.setdefault(path[-1], [])
