"""Tables to documents: many wells at once, one query a table."""

from collections.abc import Iterable, Iterator

from wells.record.nouns import ITEMS, WELL, Noun
from wells.record.rows import Document, written

SCHEMA = "deepguard.well/1"
#: Keys in one query; SQLite takes at least 32,766.
AT_ONCE = 5_000


def dump_many(wells: Iterable) -> dict[int, Document]:
    """The document of each well as its rows say it, by key; long station lists named by hash.

    One query a table, whatever the number of wells (up to 5,000 of them).
    """
    documents: dict[int, Document] = {}
    for keys in _chunks([well.pk for well in wells]):
        documents |= _dump(keys)
    return documents


def dump(well) -> Document:
    return dump_many([well])[well.pk]


def rows_of(noun: Noun, keys: list[int], **more) -> Iterator[tuple]:
    """Rows of a table of these wells, in the order of their lists."""
    rows = noun.model.objects.filter(well_id__in=keys, **more).order_by("ordinal", "pk")
    return rows.values_list(*noun.columns).iterator(chunk_size=2_000)


def _dump(keys: list[int]) -> dict[int, Document]:
    rows = WELL.model.objects.filter(pk__in=keys).order_by().values_list(*WELL.columns)
    documents = {row[0]: {"schema": SCHEMA, "header": {}} | written(WELL, row) for row in rows}
    objects = {"well": documents}
    for noun in ITEMS:
        shown = {"present": True} if noun.has_uid else {}
        objects[noun.name] = _attached(noun, rows_of(noun, keys, **shown), objects)
    return documents


def _attached(noun: Noun, rows: Iterable[tuple], objects: dict[str, dict[int, Document]]):
    """The objects of a noun, each put into its owner's list; those whose owner is gone are left out."""
    attached = {}
    places = [
        (
            place,
            noun.columns.index(place.key),
            [(noun.columns.index(column), value) for column, value in place.fixed],
        )
        for place in noun.places
    ]
    for row in rows:
        for place, key, fixed in places:
            owner = objects[place.owner].get(row[key])
            if owner is not None and all(row[index] == value for index, value in fixed):
                item = attached[row[0]] = written(noun, row)
                _list_at(owner, place.path).append(item)
                break
    return attached


def _list_at(owner: Document, path: tuple[str, ...]) -> list:
    for step in path[:-1]:
        owner = owner.setdefault(step, {})
    return owner.setdefault(path[-1], [])


def _chunks(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]
