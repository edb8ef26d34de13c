"""Whole documents into the record: one well or thousands, in one short transaction, all or nothing."""

import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from time import perf_counter

from django.db import IntegrityError, transaction

from deepguard.acts import may
from deepguard.errors import RuleViolation
from wells.engine.document import DocumentError, dated, upcast
from wells.models import Door, Well, WellRevision
from wells.record.blobs import named
from wells.record.load import load_many
from wells.record.rows import Document
from wells.services.places import Places
from wells.services.publishing import (
    Draft,
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

#: operator, well or None for a new one, document, number of the revision it stands on or None
Change = tuple[object, Well | None, Document, int | None]


#: The character NUL as JSON writes it, not a backslash and the letters.
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


@dataclass(frozen=True)
class Saved:
    """What became of each document, in the order sent: `wells` holds all of them."""

    wells: list[Well]
    created: list[Well] = field(default_factory=list)
    changed: list[Well] = field(default_factory=list)
    unchanged: list[Well] = field(default_factory=list)
    revisions: list[WellRevision] = field(default_factory=list)
    batch: uuid.UUID | None = None
    #: How long the transaction took.
    seconds: float = 0.0


@dataclass
class _Job:
    operator: object
    well: Well | None
    draft: Draft
    based_on: int | None


def save_documents(
    changes: Iterable[Change],
    *,
    by,
    reason="",
    door,
    batch=None,
    checked=False,
    agreed=False,
    then: Callable[[Saved], object] | None = None,
) -> Saved:
    """Store documents (draft or dated shape) as the wells' current ones.

    A document without a well makes a new one. Everything slow happens before the transaction; `checked`
    says that the caller has already refused faulty documents, `agreed` that a second person has agreed to what
    leaves the record; `then` is called at the end of the transaction
    with what was saved, for what has to be stored together with it. Raises RuleViolation 422 with the faults,
    Stale when a well moved on, and stores nothing then. Same bytes, no revision.
    """
    changes = list(changes)
    if not checked:
        refuse_faults([document for _, _, document, _ in changes])
    jobs = [_Job(operator, well, readable(document), based) for operator, well, document, based in changes]
    _refuse_twins(jobs)
    publication = Publication(by=by, reason=reason, door=door, batch=batch, agreed=agreed)
    begun = perf_counter()
    with transaction.atomic():
        saved = _save(jobs, publication)
        if then is not None:
            then(saved)
    return replace(saved, seconds=perf_counter() - begun)


def create_well(operator, document: Document, *, by, reason="", door=Door.PAGE) -> Well:
    """A new well from its document."""
    return save_documents([(operator, None, document, None)], by=by, reason=reason, door=door).wells[0]


def save_document(
    well: Well, document: Document, *, by, based_on, reason="", door, agreed: bool = False
) -> Saved:
    """The document of one well, anew."""
    change = (well.operator, well, document, based_on)
    return save_documents([change], by=by, reason=reason, door=door, agreed=agreed)


def readable(document: Document) -> Draft:
    """The document as it would be kept. Errors: RuleViolation (422) for what cannot be kept at all."""
    try:
        document = dated(upcast(document))
        if unknown := list(named(document)):
            raise DocumentError(
                f"stations_sha256 {unknown[0]} stands without stations: write the stations out"
            )
    except DocumentError as error:
        raise RuleViolation(f"Nothing was stored: {error}.", code="document_refused", status=422) from error
    draft = drafted(document)
    if NUL.search(draft.content):
        raise RuleViolation(
            f"Nothing was stored: a text of {document['id']} holds the character NUL, which no table can keep.",
            code="document_refused",
            status=422,
        )
    return draft


def _save(jobs: list[_Job], publication: Publication) -> Saved:
    known = {well.pk: well for well in lock(job.well for job in jobs if job.well is not None)}
    for job in jobs:
        if job.well is not None:
            job.well = known[job.well.pk]
            refuse_stale(job.well, job.based_on)
    heads = head_hashes(known.values())
    unchanged = [job for job in jobs if job.well and heads[job.well.pk] == job.draft.sha256]
    changed = [job for job in jobs if job.well and heads[job.well.pk] != job.draft.sha256]
    new = [job for job in jobs if job.well is None]
    for operator in {job.operator for job in jobs}:
        mine = [(job.well, job.draft.document) for job in changed + new if job.operator == operator]
        refuse_duplicates(operator, mine)
    _fill(changed + new, publication)
    _insert(new)
    save_wells([job.well for job in changed])
    load_many({job.well: job.draft.document for job in changed + new}, fresh=[job.well for job in new])
    revisions = []
    if changed or new:
        revisions = append([(job.well, job.draft) for job in changed + new], publication, heads)
    return Saved(
        wells=[job.well for job in jobs],
        created=[job.well for job in new],
        changed=[job.well for job in changed],
        unchanged=[job.well for job in unchanged],
        revisions=revisions,
        batch=publication.batch,
    )


def _fill(jobs: list[_Job], publication: Publication) -> None:
    """The wells' rows as their documents say, new ones made, each at the place its header names."""
    for operator in {job.operator for job in jobs}:
        places = Places(operator, by=publication.by, reason=publication.reason)
        for job in (job for job in jobs if job.operator == operator):
            asset_before = job.well.asset_id if job.well else None
            is_new = job.well is None
            job.well = job.well or Well(operator=operator)
            fill(job.well, job.draft.document)
            places.put(job.well)
            if not is_new and job.well.asset_id != asset_before:
                _refuse_out_of_reach(job.well, publication)
    advance(job.well for job in jobs)


def _refuse_out_of_reach(well: Well, publication: Publication) -> None:
    """A person moves a well only to where they may edit it."""
    if publication.door != Door.COMMAND and not may(publication.by, "well.edit", well):
        raise RuleViolation(
            f"{well} would move to {well.asset_name or 'no asset'}, where you may not edit wells.",
            code="place",
            status=403,
        )


def _insert(jobs: list[_Job]) -> None:
    try:
        with transaction.atomic():
            Well.objects.bulk_create([job.well for job in jobs])
    except IntegrityError as error:
        raise RuleViolation(
            "Nothing was stored: another person created one of these wells at the same moment. Try again.",
            code="duplicate_well",
        ) from error


def _refuse_twins(jobs: list[_Job]) -> None:
    """Two documents for one well in one batch would hide each other."""
    for what, names in (
        ("id", Counter((job.operator.pk, job.draft.document["id"]) for job in jobs)),
        ("name", Counter((job.operator.pk, job.draft.document["header"]["name"]) for job in jobs)),
    ):
        (_, name), count = names.most_common(1)[0] if names else ((None, ""), 0)
        if count > 1:
            raise RuleViolation(
                f"Nothing was stored: {count} documents have the {what} “{name}”.", code="duplicate_well"
            )


__all__ = ["Saved", "create_well", "readable", "save_document", "save_documents"]
