"""A limit is put to a second person: by an engineer, or because what it stands on moved."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from deepguard import audit
from deepguard.errors import Refused, RuleViolation, refuse_no_reason
from integrity.engine.maasp import ISO_16530_1
from integrity.models import (
    Assessment,
    LimitDecision,
    LimitProposal,
    OperatingEnvelope,
    Quantity,
    Verdict,
)
from integrity.quantities import WELL_STATES
from integrity.services import telling
from integrity.services.limits.documents import attach, refuse_documents
from integrity.services.limits.moving import moved_by
from integrity.services.limits.numbers import refuse_disorder
from integrity.services.limits.standing import Computed, computed_in_state, is_met, standing_limits
from wells.engine.document import canonical
from wells.models import WellAttachment
from wells.services.publishing import lock


def propose(
    well,
    *,
    annulus_uid: str,
    by,
    reason: str,
    well_state: str = "",
    upper_trigger_pa: float | None = None,
    lower_trigger_pa: float | None = None,
    documents: Sequence[WellAttachment] = (),
) -> LimitProposal:
    """Propose the limit that stands computed for an annulus, in every state or in one, with its triggers.

    An open proposal of the same place is overtaken. Errors: RuleViolation where there is no number, no such
    state, no reason, or triggers out of order.
    """
    refuse_no_reason(reason, "Say why this limit is proposed: the reason stays with it.")
    if well_state and well_state not in WELL_STATES:
        raise Refused(f"“{well_state}” is no state of a well.", "state", "well_state")
    with transaction.atomic():
        lock([well])
        found = standing_limits(well, well_state).get(annulus_uid)
        if found is None or not found.has_number:
            raise RuleViolation(_no_number(found, well_state), "no_number", 422)
        upper = found.upper_trigger_pa if upper_trigger_pa is None else upper_trigger_pa
        refuse_disorder({"limit": found.limit_pa, "upper_trigger": upper, "lower_trigger": lower_trigger_pa})
        refuse_documents(well, documents)
        return _put(found, by=by, reason=reason, upper=upper, lower=lower_trigger_pa, documents=documents)


def _no_number(found: Computed | None, well_state: str) -> str:
    state = found.status.replace("_", " ") if found else "not assessed yet"
    if found is None and well_state:
        state = f"not there: the well does not describe the state {well_state.replace('_', ' ')}"
    return (
        f"There is no number to propose: the limit of this annulus is {state}. "
        "Open its derivation: it names what is missing."
    )


def propose_what_moved(
    assessments: Iterable[Assessment], *, renewed: Iterable[Assessment] = ()
) -> list[LimitProposal]:
    """For each limit in force whose computed limit is another now, in every state or in one: a proposal, in the
    name of who published the revision that moved it. Call inside the transaction that stored the assessments.

    `renewed`: assessments that stand for another day now. Their limits of every state are what they were; the
    limit of one state may have moved all the same.
    """
    fresh = {row.well_id: row for row in assessments}
    still = {row.well_id: row for row in renewed}
    day = timezone.localdate()
    held = _held(day).filter(well__in=fresh) | _held(day).filter(well__in=still).exclude(well_state="")
    made = []
    for envelope in held.select_related("decision__proposal"):
        assessment = fresh.get(envelope.well_id) or still[envelope.well_id]
        found = computed_in_state(assessment, envelope.well_state, day=day).get(envelope.annulus_uid)
        if found is not None and _is_news(found, envelope, again=envelope.well_id in fresh):
            made.append(_put(found, **moved_by(assessment), lower=envelope.lower_trigger_si))
    return made


def _held(day: date):
    rows = OperatingEnvelope.objects.in_force(day)
    return rows.filter(quantity=Quantity.ANNULUS_PRESSURE, regime=ISO_16530_1)


def _is_news(found: Computed, envelope: OperatingEnvelope, *, again: bool) -> bool:
    """Whether what was approved is not what stands computed now, and nobody has put it yet; `again`: a number that
    was sent back is news once more.
    """
    if not found.has_number or is_met(envelope, found):
        return False
    rows = _open(envelope.well_id, envelope.place) if again else _put_since(envelope)
    return not rows.filter(limit_si=found.limit_pa, status=found.status).exists()


def _put_since(envelope: OperatingEnvelope):
    """Every proposal of its place since a limit came into force, whatever became of it."""
    uid, state, quantity = envelope.place
    return LimitProposal.objects.filter(
        well=envelope.well_id, annulus_uid=uid, well_state=state, quantity=quantity,
        recorded_at__gte=envelope.recorded_at,
    )  # fmt: skip


def _open(well_id: int, place: tuple[str, str, str]):
    uid, state, quantity = place
    return LimitProposal.objects.waiting().filter(
        well=well_id, annulus_uid=uid, well_state=state, quantity=quantity
    )


def _put(
    found: Computed,
    *,
    by,
    reason: str,
    upper: float | None = None,
    lower: float | None = None,
    documents: Sequence[WellAttachment] = (),
) -> LimitProposal:
    """Record the proposal of a computed limit."""
    upper = found.upper_trigger_pa if upper is None else upper
    lower = lower if lower is not None and lower < (upper or found.limit_pa) else None
    bounds = {
        "annulus_uid": found.annulus_uid,
        "letter": found.letter,
        "well_state": found.well_state,
        "quantity": Quantity.ANNULUS_PRESSURE,
        "regime": ISO_16530_1,
        "limit_si": found.limit_pa,
        "upper_trigger_si": upper,
        "lower_trigger_si": lower,
    }
    return put(
        found.assessment.well,
        bounds,
        by=by,
        reason=reason,
        documents=documents,
        assessment=found.assessment,
        status=found.status,
        unknowns=canonical(list(found.missing)).decode(),
        set_aside=canonical(list(found.set_aside)).decode(),
    )


def put(
    well, bounds: dict, *, by, reason: str, documents: Sequence[WellAttachment] = (), **facts
) -> LimitProposal:
    """Record a proposal with its documents; what was open for the same place is overtaken by it."""
    now = timezone.now()
    proposal = LimitProposal(well=well, **bounds, **facts, by=by, reason=reason, recorded_at=now)
    for older in _open(well.pk, proposal.place).select_related("well"):
        overtaken = LimitDecision.objects.create(
            proposal=older, verdict=Verdict.OVERTAKEN, by=by, reason=reason, recorded_at=now
        )
        telling.limit_decided(overtaken)
    proposal.save()
    attach(proposal, documents)
    audit.record("limit.proposed", proposal, by=by, after=_facts(proposal, documents), reason=reason)
    telling.limit_proposed(proposal)
    return proposal


def _facts(proposal: LimitProposal, documents: Sequence[WellAttachment]) -> dict:
    """What was proposed, SI."""
    numbers = ("limit_si", "upper_trigger_si", "lower_trigger_si", "low_limit_si")
    return {
        "annulus": proposal.letter,
        "well_state": proposal.well_state,
        "quantity": proposal.quantity,
        **{name: getattr(proposal, name) for name in numbers},
        "assessment": proposal.assessment and proposal.assessment.number,
        "documents": [kept.attachment.sha256 for kept in documents],
    }
