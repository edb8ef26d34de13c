"""Take a fact back: it was never true. A second person agrees where it is adverse, or the well would look better without it."""

from django.db import transaction
from django.utils import timezone

from deepguard import audit
from deepguard.errors import RuleViolation, refuse_no_reason
from integrity.models import Retraction, RetractionDecision
from integrity.services import once, telling
from integrity.services.consequences import consequences
from wells.drafts.changes import struck
from wells.drafts.places import item_at
from wells.engine.document import canonical
from wells.gather import document_of, revisions
from wells.models import Door, WellRevision
from wells.services.documents import save_document
from wells.services.publishing import lock


def retract(well, *, address: str, by, reason: str, door: str = Door.PAGE) -> Retraction:
    """Say that the item at an address was never true.

    An adverse fact, and an item without which a limit would look better, wait for a second person; any other
    leaves the document at once. Errors: RuleViolation without a reason, where nothing stands there, or where it waits already.
    """
    refuse_no_reason(reason)
    with transaction.atomic():
        lock([well])
        revision = revisions([well])[well.pk]
        item = item_at(document_of(revision), address)
        if item is None:
            raise RuleViolation(
                f"The well has no item at {address}. Name one of a list: strings/tubing.", "no_item", 404
            )
        if Retraction.objects.waiting().filter(well=well, address=address).exists():
            raise RuleViolation("This fact is asked back already and waits for a second person.", "waits")
        rests = consequences(well, address)
        asked = Retraction.objects.create(
            well=well,
            revision=revision,
            address=address,
            item=canonical(item).decode(),
            adverse=rests.adverse,
            reason=reason,
            by=by,
            recorded_at=timezone.now(),
        )
        audit.record(
            "fact.asked_back",
            asked,
            by=by,
            before={"address": address, "item": asked.item},
            after={"adverse": rests.adverse},
            reason=reason,
        )
        if rests.adverse:
            telling.fact_asked_back(asked)
        else:
            _carry_out(asked, by=by, reason="", door=door)
            telling.fact_retracted(asked, rests.people, by=by)
    return asked


def agree(asked: Retraction, *, by, reason: str = "", door: str = Door.PAGE) -> RetractionDecision:
    """A second person agrees: the item leaves the document, and stays in the revisions before."""
    if asked.by_id == by.pk:
        raise RuleViolation("You asked for this yourself: another person has to agree.", "own_retraction")
    rests = consequences(asked.well, asked.address)
    with transaction.atomic():
        lock([asked.well])
        _refuse_decided(asked)
        decision = _carry_out(asked, by=by, reason=reason, door=door)
        telling.fact_retracted(asked, rests.people, by=by)
    return decision


def refuse(asked: Retraction, *, by, reason: str) -> RetractionDecision:
    """The fact stays; the reason says why."""
    refuse_no_reason(reason)
    with transaction.atomic():
        lock([asked.well])
        _refuse_decided(asked)
        decision = _decide(asked, agreed=False, by=by, reason=reason, revision=None)
        audit.record("fact.kept", asked, by=by, reason=reason)
        telling.fact_kept(asked, by=by, reason=reason)
    return decision


def _carry_out(asked: Retraction, *, by, reason: str, door: str) -> RetractionDecision:
    """Publish the document without the item, as it stands now; refused where the item changed meanwhile."""
    head = revisions([asked.well])[asked.well_id]
    document = document_of(head)
    item = item_at(document, asked.address)
    if item is None or canonical(item).decode() != asked.item:
        raise RuleViolation(
            "The fact was changed or taken out since it was asked back. Nothing was done: look at it again.",
            "moved",
        )
    save_document(
        asked.well,
        struck(document, asked.address),
        by=by,
        based_on=head.number,
        reason=f"Retracted: {asked.reason}",
        door=door,
        agreed=asked.adverse,
    )
    made = WellRevision.objects.filter(well=asked.well).order_by("-number").first()
    decision = _decide(asked, agreed=True, by=by, reason=reason, revision=made)
    audit.record("fact.retracted", asked, by=by, after={"revision": made.number}, reason=asked.reason)
    return decision


def _decide(asked: Retraction, *, agreed: bool, by, reason: str, revision) -> RetractionDecision:
    return once.decided(
        lambda: RetractionDecision.objects.create(
            retraction=asked,
            agreed=agreed,
            by=by,
            reason=reason,
            recorded_at=timezone.now(),
            revision=revision,
        ),
        lambda: _refuse_decided(asked),
    )


def _refuse_decided(asked: Retraction) -> None:
    if RetractionDecision.objects.filter(retraction=asked).exists():
        raise RuleViolation("This was decided already. Nothing was changed.", "decided")
