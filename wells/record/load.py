"""Documents to tables: matched by uid, written in bulk, only what changed.

Rows with a uid are never deleted: what left the document stays with `present` false. Rows without one (dated
header facts, fluid layers) are replaced where their list changed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

from wells.record import tables
from wells.record.nouns import ITEMS, Noun
from wells.record.rows import Document, row_of

#: An object of the document and its row, which has no key yet.
Wanted = tuple[Document, tuple]
#: An object whose row has a key: well, key, object.
Placed = tuple[int, int, Document]


def load_many(documents: dict[Any, Document], *, fresh: Iterable = ()) -> None:
    """Make the rows of each well say its document (long station lists named by hash).

    The columns of `Well` itself are the caller's. `fresh`: wells that have no rows yet, so that none are
    looked for.
    """
    new = {well.pk for well in fresh}
    known = [well.pk for well in documents if well.pk not in new]
    placed: dict[str, list[Placed]] = {"well": [(well.pk, well.pk, doc) for well, doc in documents.items()]}
    for noun in ITEMS:
        wanted = list(_wanted(noun, placed))
        existing = tables.select(noun, known) if known else []
        store = _store_items if noun.has_uid else _replace_lists
        placed[noun.name] = store(noun, wanted, existing)


def _wanted(noun: Noun, placed: dict[str, list[Placed]]) -> Iterable[Wanted]:
    """Every object of a noun with its row, owners' keys filled in."""
    present = {"present": True} if noun.has_uid else {}
    for place in noun.places:
        for well, owner, item in placed[place.owner]:
            beside = {"well_id": well, place.key: owner, **present, **dict(place.fixed)}
            for ordinal, inner in enumerate(_list_at(item, place.path)):
                yield inner, row_of(noun, inner, beside | {"ordinal": ordinal})


def _list_at(item: Any, path: tuple[str, ...]) -> list[Document]:
    for step in path:
        item = item.get(step) or {}
    return item or []


def _store_items(noun: Noun, wanted: list[Wanted], existing: list[tuple]) -> list[Placed]:
    identity = _identity(noun)
    before = {identity(row): row for row in existing}
    kept = [before.pop(identity(row), None) for _, row in wanted]
    keys = tables.reserved_keys(noun, kept.count(None))
    rows = [((old[0] if old else next(keys)), *row[1:]) for old, (_, row) in zip(kept, wanted, strict=True)]
    pairs = list(zip(kept, rows, strict=True))
    tables.update(noun, [row for old, row in pairs if old is not None and old != row])
    tables.insert(noun, [row for old, row in pairs if old is None])
    present = noun.columns.index("present")
    tables.leave_out(noun, [row[0] for row in before.values() if row[present]])
    well = noun.columns.index("well_id")
    return [(row[well], row[0], item) for row, (item, _) in zip(rows, wanted, strict=True)]


def _identity(noun: Noun) -> Callable[[tuple], Any]:
    """What says that two rows are the same thing."""
    scope = ("well_id",) if noun.uid_scope == "well" else noun.keys
    return itemgetter(*(noun.columns.index(column) for column in (*scope, "uid")))


def _replace_lists(noun: Noun, wanted: list[Wanted], existing: list[tuple]) -> list[Placed]:
    """Lists that differ are deleted and inserted anew. Nothing is owned by these rows: nothing is placed."""
    before = _by_list(noun, existing)
    after = _by_list(noun, [row for _, row in wanted])
    same = {
        name for name, rows in before.items() if _without_keys(rows) == _without_keys(after.get(name, []))
    }
    tables.delete(noun, [row[0] for name, rows in before.items() if name not in same for row in rows])
    new = [row for name, rows in after.items() if name not in same for row in rows]
    keys = tables.reserved_keys(noun, len(new))
    tables.insert(noun, [(next(keys), *row[1:]) for row in new])
    return []


def _by_list(noun: Noun, rows: list[tuple]) -> dict[Any, list[tuple]]:
    """The rows by the list they stand in."""
    fixed = (column for place in noun.places for column, _ in place.fixed)
    names = dict.fromkeys(("well_id", *noun.keys, *fixed))
    list_of = itemgetter(*(noun.columns.index(column) for column in names))
    result = defaultdict(list)
    for row in rows:
        result[list_of(row)].append(row)
    return result


def _without_keys(rows: list[tuple]) -> list[tuple]:
    return [row[1:] for row in rows]
