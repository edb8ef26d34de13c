"""Every edit of a well's rows: lock, save, dump, check, append a revision.

    with editing(well, by=user, reason="tubing pulled", based_on=7, door="page") as edit:
        tubing.valid_to = date(2026, 11, 3)
        tubing.save()
    edit.revision        # the new revision, or None where nothing changed

Raises Stale (409) when the well has moved on since revision 7, RuleViolation (422) with the faults when the
document that comes out is not valid; nothing is stored then.
"""

import re
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Max

from wells.engine.document import dated, upcast
from wells.models import Well, WellRevision
from wells.record.blobs import written_out
from wells.record.dump import dump_many
from wells.record.load import load_many
from wells.record.nouns import ITEMS, Noun, Place, noun, noun_of
from wells.record.rows import Document
from wells.services.places import Places
from wells.services.publishing import (
    Publication,
    advance,
    append,
    drafted,
    fill,
    head_hashes,
    lock,
    refuse_duplicates,
    refuse_faults,
    refuse_stale,
    save_wells,
)

UID_LENGTH = 80


class Edit:
    """An edit under way: the locked well, and after it the revision it made (None: nothing changed)."""

    def __init__(self, well: Well):
        self.well = well
        self.revision: WellRevision | None = None

    def load(self, document: Document) -> None:
        """Make the rows say this document (draft or dated, stations written out or by hash)."""
        draft = drafted(dated(upcast(document)))
        refuse_duplicates(self.well.operator, [(self.well, draft.document)])
        fill(self.well, draft.document)
        self.well.save()
        load_many({self.well: draft.document})

    def add(self, noun_name: str, *, owner=None, wanted: str = "", **values):
        """A new row of a noun at the end of its list. `owner` is the row it belongs to, where that is not the
        well; `wanted` the words its id is made of."""
        kind = noun(noun_name)
        place = _place(kind, _owner_name(owner), values)
        keys = {"well_id": self.well.pk} | dict(place.fixed)
        if owner is not None:
            keys[place.key] = owner.pk
        last = kind.model.objects.filter(**keys).aggregate(last=Max("ordinal"))["last"]
        if kind.has_uid:
            values["uid"] = mint_uid(self.well, wanted or noun_name)
        row = kind.model(**keys | values, ordinal=0 if last is None else last + 1)
        row.save()
        return row

    def leave_out(self, row) -> None:
        """Take a row out of the current document; older revisions still have it."""
        if hasattr(row, "present"):
            row.present = False
            row.save(update_fields=["present"])
        else:
            row.delete()


@contextmanager
def editing(well: Well, *, by, reason: str, based_on: int | None, door: str) -> Iterator[Edit]:
    """Lock the well, let the block save rows, publish what they say. `based_on` None is not checked."""
    with transaction.atomic():
        edit = Edit(lock([well])[0])
        refuse_stale(edit.well, based_on)
        yield edit
        revisions = _publish([edit.well], Publication(by=by, reason=reason, door=door))
        edit.revision = revisions[0] if revisions else None
    well.refresh_from_db()


@transaction.atomic
def publish_many(
    wells: Iterable[Well], *, by, reason: str, door: str, batch=None, checked=False
) -> list[WellRevision]:
    """Publish what the rows of many wells say now; a revision for each that differs from its last one."""
    batch = batch or uuid.uuid4()
    publication = Publication(by=by, reason=reason, door=door, batch=batch)
    return _publish(lock(wells), publication, checked=checked)


def mint_uid(well: Well, wanted: str) -> str:
    """An id that no item of the well ever had, made of the words wanted: `packer`, `packer-2` …

    Ids are never reused: a test, a derivation and older revisions point at them.
    """
    stem = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-")[: UID_LENGTH - 6].strip("-") or "item"
    taken = set(
        _uids(ITEMS[1].model, well, stem).union(
            *(_uids(kind.model, well, stem) for kind in ITEMS[2:] if kind.has_uid)
        )
    )
    number, uid = 1, stem
    while uid in taken:
        number += 1
        uid = f"{stem}-{number}"
    return uid


def _uids(model, well, stem):
    rows = model.objects.filter(well=well, uid__startswith=stem).order_by()
    return rows.values_list("uid", flat=True)


def _place(kind: Noun, owner: str, values: dict) -> Place:
    """The list a new row goes to; dated facts of the header say by their name which one it is."""
    for place in kind.places:
        if place.owner == owner and all(values.get(column) == value for column, value in place.fixed):
            return place
    raise ValueError(f"a {kind.name} does not stand in a list of the {owner}")


def _owner_name(owner) -> str:
    if owner is None:
        return "well"
    return noun_of(type(owner)).name


def _publish(wells: list[Well], publication: Publication, *, checked=False) -> list[WellRevision]:
    documents = dump_many(wells)
    if not checked:
        refuse_faults(written_out(documents).values())
    heads = head_hashes(wells)
    drafts = [(well, drafted(documents[well.pk])) for well in wells]
    drafts = [(well, draft) for well, draft in drafts if draft.sha256 != heads.get(well.pk)]
    if not drafts:
        return []
    _settle(drafts, publication)
    return append(drafts, publication, heads)


def _settle(drafts, publication: Publication) -> None:
    """Rows that follow from the document: long station lists by hash, places, what lists repeat."""
    for operator in {well.operator for well, _ in drafts}:
        places = Places(operator, by=publication.by, reason=publication.reason)
        for well, draft in (pair for pair in drafts if pair[0].operator == operator):
            fill(well, draft.document)
            places.put(well)
    if unfolded := {well: draft.document for well, draft in drafts if draft.blobs}:
        load_many(unfolded)
    advance(well for well, _ in drafts)
    save_wells([well for well, _ in drafts])


__all__ = ["Edit", "editing", "mint_uid", "publish_many"]
