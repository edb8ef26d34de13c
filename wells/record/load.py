"""Documents to tables: matched by uid, written in bulk, only what changed.

Rows with a uid are never deleted: what left the document stays with `present` false. Rows without one (dated
header facts, fluid layers) are replaced where their list changed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

from wells.record.dump import AT_ONCE, rows_of
from wells.record.nouns import ITEMS, Noun
from wells.record.rows import Document, differs, read

#: An object of the document on its way into a table: well, key columns, order, object.
Wanted = tuple[int, dict[str, Any], int, Document]
#: An object whose row has a key now: well, key, object.
Placed = list[tuple[int, int, Document]]


def load_many(documents: dict[Any, Document], *, fresh: Iterable = ()) -> None:
    """Make the rows of each well say its document (long station lists named by hash).

    The columns of `Well` itself are the caller's. `fresh`: wells that have no rows yet, so that none are
    looked for.
    """
    new = {well.pk for well in fresh}
    known = [well.pk for well in documents if well.pk not in new]
    placed: dict[str, Placed] = {"well": [(well.pk, well.pk, doc) for well, doc in documents.items()]}
    for noun in ITEMS:
        wanted = list(_wanted(noun, placed))
        store = _store_items if noun.has_uid else _replace_lists
        placed[noun.name] = store(noun, wanted, known)


def _wanted(noun: Noun, placed: dict[str, Placed]) -> Iterable[Wanted]:
    for place in noun.places:
        fixed = dict(place.fixed)
        for well, owner, item in placed[place.owner]:
            keys = fixed | {place.key: owner}
            for ordinal, inner in enumerate(_list_at(item, place.path)):
                yield well, keys, ordinal, inner


def _list_at(item: Any, path: tuple[str, ...]) -> list[Document]:
    for step in path:
        item = item.get(step) or {}
    return item or []


# --- items with a uid ------------------------------------------------------------------------------------


def _store_items(noun: Noun, wanted: list[Wanted], known: list[int]) -> Placed:
    identity = _identity(noun)
    before = {identity(row): row for row in _existing(noun, known)}
    keys: list[int | None] = []
    changed, new = [], []
    for one in wanted:
        row = _row(noun, one)
        old = before.pop(identity(row), None)
        keys.append(old[0] if old else None)
        if old is None:
            new.append(noun.model(*row))
        elif any(map(differs, old[1:], row[1:])):
            changed.append(noun.model(old[0], *row[1:]))
    _overwrite(noun, changed)
    _leave_out(noun, before.values())
    inserted = iter(noun.model.objects.bulk_create(new))
    return [
        (one[0], next(inserted).pk if key is None else key, one[3])
        for one, key in zip(wanted, keys, strict=True)
    ]


def _identity(noun: Noun) -> Callable[[tuple], Any]:
    """What says that two rows are the same thing."""
    scope = ("well_id",) if noun.uid_scope == "well" else noun.keys
    return itemgetter(*(noun.columns.index(column) for column in (*scope, "uid")))


def _overwrite(noun: Noun, rows: list) -> None:
    """Rows with keys, all columns anew: one upsert, which is much faster than an update a row."""
    if rows:
        noun.model.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[field.name for field in noun.model._meta.concrete_fields[1:]],
        )


def _leave_out(noun: Noun, rows: Iterable[tuple]) -> None:
    present = noun.columns.index("present")
    gone = [row[0] for row in rows if row[present]]
    if gone:
        noun.model.objects.filter(pk__in=gone).update(present=False)


# --- lists of rows without a uid -------------------------------------------------------------------------


def _replace_lists(noun: Noun, wanted: list[Wanted], known: list[int]) -> Placed:
    """Lists that differ are deleted and inserted anew. Nothing is owned by these rows: nothing is placed."""
    before, after = defaultdict(list), defaultdict(list)
    for row in _existing(noun, known):
        before[_list(noun)(row)].append(row)
    for one in wanted:
        row = _row(noun, one)
        after[_list(noun)(row)].append(row)
    stale = [name for name, rows in before.items() if _lists_differ(rows, after.get(name, []))]
    kept = before.keys() - set(stale)
    gone = [row[0] for name in stale for row in before[name]]
    if gone:
        noun.model.objects.filter(pk__in=gone).delete()
    noun.model.objects.bulk_create(
        [noun.model(*row) for name, rows in after.items() if name not in kept for row in rows]
    )
    return []


def _list(noun: Noun) -> Callable[[tuple], Any]:
    """Which list a row stands in."""
    names = dict.fromkeys(
        ("well_id", *noun.keys, *(name for place in noun.places for name, _ in place.fixed))
    )
    return itemgetter(*(noun.columns.index(column) for column in names))


def _lists_differ(before: list[tuple], after: list[tuple]) -> bool:
    return len(before) != len(after) or any(
        any(map(differs, old[1:], new[1:])) for old, new in zip(before, after, strict=True)
    )


# --- both ------------------------------------------------------------------------------------------------


def _row(noun: Noun, wanted: Wanted) -> tuple:
    """Values in the order of the columns; no key yet."""
    well, keys, ordinal, item = wanted
    values = read(noun, item) | {"well_id": well, "ordinal": ordinal, "present": True} | keys
    return tuple(values.get(column) for column in noun.columns)


def _existing(noun: Noun, known: list[int]) -> Iterable[tuple]:
    for start in range(0, len(known), AT_ONCE):
        yield from rows_of(noun, known[start : start + AT_ONCE])
