"""A person's draft of a well: change it, discard it, bring it up to date, publish it.

The record is touched by `publish` only, through the same door as every other document.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from deepguard.errors import RuleViolation, refuse_no_reason
from wells.drafts.changes import begun, every_id
from wells.drafts.merging import rebased
from wells.engine.document import canonical
from wells.gather import document_of
from wells.models import Door, Draft, Scenario, Well, WellRevision
from wells.record.blobs import folded, keep, written_out
from wells.services import attachments, scenarios
from wells.services.documents import save_document
from wells.services.editing import mint_uid
from wells.services.publishing import lock, refuse_stale

Document = dict


@dataclass(frozen=True)
class Evidence:
    """A file that shows why: kept beside the well."""

    name: str
    content: bytes
    content_type: str


def of(well: Well, user) -> Draft | None:
    """The person's draft of the well, if there is one."""
    return Draft.objects.select_related("well").filter(well=well, user=user).first()


def document(draft: Draft) -> Document:
    """The edited document, stations written out."""
    return written_out({draft.pk: draft.document})[draft.pk]


def published(well: Well, number: int) -> Document:
    """The document of a revision, stations written out."""
    return document_of(WellRevision.objects.get(well=well, number=number))


@transaction.atomic
def change(well: Well, *, by, make: Callable[[Document], Document]) -> Draft | None:
    """Let `make` change the person's draft, which begins from the current revision. None: nothing is left
    to publish, and the draft is gone."""
    well = Well.objects.select_for_update(of=("self",), no_key=True).get(pk=well.pk)
    draft = of(well, by) or Draft(well=well, user=by, based_on=well.head)
    before = published(well, draft.based_on)
    return _store(draft, make(document(draft) if draft.pk else before), before)


def mint(well: Well, document: Document) -> Callable:
    """Gives ids that neither the well ever had nor the draft has: `mint(words, taken)`; `taken` given means
    the id need only be new in its owner."""
    known = every_id(document)

    def minted(words: str, taken=None) -> str:
        if taken is not None and words == "s1":
            return next(f"s{n}" for n in range(1, 10_000) if f"s{n}" not in taken)
        uid = mint_uid(well, words)
        while uid in known or uid in (taken or ()):
            uid = _next(uid)
        known.add(uid)
        return uid

    return minted


def discard(well: Well, *, by) -> None:
    Draft.objects.filter(well=well, user=by).delete()


@transaction.atomic
def rebase(well: Well, *, by) -> Draft | None:
    """Make the person's changes to the current revision instead. What both changed keeps the published value
    and is listed on the draft."""
    draft = _own(well, by)
    theirs = published(well, draft.well.head)
    merged, conflicts = rebased(published(well, draft.based_on), document(draft), theirs)
    draft.based_on = draft.well.head
    draft.conflicts = [{"address": one.address, "mine": one.mine, "theirs": one.theirs} for one in conflicts]
    return _store(draft, merged, theirs)


def publish(
    well: Well, *, by, reason: str, true_since: str | None = None, evidence: Evidence | None = None
) -> WellRevision:
    """The draft becomes the current document, and is gone.

    `true_since`: the day of what was added without one. Raises Stale (409) where the well has moved on and
    RuleViolation (422) with the faults where the draft has errors; the draft is kept then.
    """
    refuse_no_reason(reason, "Say why: the reason stays with the revision.")
    with transaction.atomic():
        draft = _own(well, by)
        edited = document(draft)
        if true_since:
            edited = begun(edited, published(well, draft.based_on), true_since)
        saved = save_document(
            well, edited, by=by, based_on=draft.based_on, reason=reason.strip(), door=Door.PAGE
        )
        if not saved.revisions:
            raise RuleViolation("The draft changes nothing: there is nothing to publish.", code="unchanged")
        if evidence:
            _keep(well, evidence, by=by, reason=reason)
        draft.delete()
    return saved.revisions[0]


@transaction.atomic
def into_what_if(well: Well, *, by, reason: str) -> Scenario:
    """The draft becomes a what-if of the same document, which a second person can merge; the draft is gone.

    `reason` names it. Raises Stale (409) where the well has moved on; the draft is kept then.
    """
    refuse_no_reason(reason, "Say why: the reason names the what-if.")
    draft = _own(lock([well])[0], by)
    refuse_stale(draft.well, draft.based_on)
    name = Scenario._meta.get_field("name")
    scenario = scenarios.create(
        well, by=by, name=reason.strip()[: name.max_length], why=reason, document=document(draft)
    )
    draft.delete()
    return scenario


def _own(well: Well, by) -> Draft:
    draft = of(well, by)
    if draft is None:
        raise RuleViolation(f"You have no draft of {well}: change something first.", code="no_draft")
    return draft


def _store(draft: Draft, edited: Document, before: Document) -> Draft | None:
    kept, blobs = folded(edited)
    draft.content = canonical(kept).decode()
    if draft.content == canonical(folded(before)[0]).decode():
        if draft.pk:
            draft.delete()
        return None
    keep(blobs)
    draft.save()
    return draft


def _keep(well: Well, evidence: Evidence, *, by, reason: str) -> None:
    if len(evidence.content) > settings.UPLOAD_MAX_BYTES:
        raise RuleViolation("The evidence is larger than this server keeps.", code="too_large", status=413)
    attachments.add(
        well,
        name=evidence.name,
        content=evidence.content,
        content_type=evidence.content_type,
        by=by,
        remarks=reason,
    )


def _next(uid: str) -> str:
    stem, _, number = uid.rpartition("-")
    return f"{stem}-{int(number) + 1}" if stem and number.isdigit() else f"{uid}-2"
