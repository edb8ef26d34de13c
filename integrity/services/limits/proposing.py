"""A limit is put to a second person: by an engineer, or because what it stands on moved."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from deepguard import audit
from deepguard.errors import RuleViolation
from integrity.engine.maasp import ISO_16530_1
from integrity.models import (
    Assessment,
    LimitDecision,
    LimitProposal,
    OperatingEnvelope,
    Quantity,
    Verdict,
)
from integrity.services import telling
from integrity.services.limits.standing import Computed, computed, computed_place, standing_limits
from wells.engine.document import canonical
from wells.services.publishing import lock


def propose(
    well,
    *,
    annulus_uid: str,
    by,
    reason: str,
    upper_trigger_pa: float | None = None,
    lower_trigger_pa: float | None = None,
) -> LimitProposal:
    """Propose the limit that stands computed for an annulus, with its triggers. An open proposal of the same
    annulus is overtaken. Errors: RuleViolation where there is no number, no reason, or triggers out of order.
    """
    if not reason.strip():
        raise RuleViolation("Say why this limit is proposed: the reason stays with it.", "reason", 422)
    with transaction.atomic():
        lock([well])
        found = standing_limits(well).get(annulus_uid)
        if found is None or not found.has_number:
            state = found.status.replace("_", " ") if found else "not assessed yet"
            raise RuleViolation(
                f"There is no number to propose: the limit of this annulus is {state}. "
                "Open its derivation: it names what is missing.",
                "no_number",
                422,
            )
        upper = found.upper_trigger_pa if upper_trigger_pa is None else upper_trigger_pa
        refuse_disorder(found.limit_pa, upper, lower_trigger_pa)
        return _put(found, by=by, reason=reason, upper=upper, lower=lower_trigger_pa)


def refuse_disorder(limit: float, upper: float | None, lower: float | None) -> None:
    """Raise where triggers are not below what they warn of."""
    if upper is not None and upper > limit:
        raise RuleViolation(
            "The upper trigger lies above the limit: it would warn too late. Lower it.", "trigger", 422
        )
    if lower is not None and (lower < 0 or lower >= (limit if upper is None else upper)):
        raise RuleViolation("The lower trigger must lie between zero and the upper trigger.", "trigger", 422)


def propose_what_moved(assessments: Iterable[Assessment]) -> list[LimitProposal]:
    """For each annulus with a limit in force whose computed limit is another now: a proposal, in the name of
    who published the revision that moved it. Call inside the transaction that stored the assessments.
    """
    assessments = list(assessments)
    day = timezone.localdate()
    rows = OperatingEnvelope.objects.in_force(day).filter(
        well__in=[row.well_id for row in assessments],
        quantity=Quantity.ANNULUS_PRESSURE,
        well_state="",
        regime=ISO_16530_1,
    )
    envelopes = {(row.well_id, row.annulus_uid): row for row in rows.select_related("decision__proposal")}
    return [
        _put(
            found, by=assessment.revision.by, reason=_moved(found, envelope), lower=envelope.lower_trigger_si
        )
        for assessment in assessments
        for uid, found in computed(assessment).items()
        if (envelope := envelopes.get((assessment.well_id, uid))) and _is_news(found, envelope)
    ]


def _is_news(found: Computed, envelope: OperatingEnvelope) -> bool:
    """Whether the number that was approved is not the number that stands now, and nobody has put it yet."""
    approved = envelope.decision.proposal
    if not found.has_number or found.limit_pa == approved.limit_si:
        return False
    return not _open(found).filter(limit_si=found.limit_pa).exists()


def _moved(found: Computed, envelope: OperatingEnvelope) -> str:
    revision = found.assessment.revision
    return f"Its inputs changed with revision {revision.number}: {revision.reason or 'no reason given'}"


def _open(found: Computed):
    uid, state, quantity = computed_place(found.annulus_uid)
    return LimitProposal.objects.waiting().filter(
        well=found.assessment.well_id, annulus_uid=uid, well_state=state, quantity=quantity
    )


def _put(
    found: Computed, *, by, reason: str, upper: float | None = None, lower: float | None = None
) -> LimitProposal:
    """Record the proposal; what was open for the same place is overtaken by it."""
    now = timezone.now()
    for older in _open(found).select_related("well"):
        overtaken = LimitDecision.objects.create(
            proposal=older, verdict=Verdict.OVERTAKEN, by=by, reason=reason, recorded_at=now
        )
        telling.limit_decided(overtaken)
    upper = found.upper_trigger_pa if upper is None else upper
    lower = lower if lower is not None and lower < (upper or found.limit_pa) else None
    proposal = LimitProposal.objects.create(
        well=found.assessment.well,
        annulus_uid=found.annulus_uid,
        letter=found.letter,
        quantity=Quantity.ANNULUS_PRESSURE,
        regime=ISO_16530_1,
        limit_si=found.limit_pa,
        upper_trigger_si=upper,
        lower_trigger_si=lower,
        assessment=found.assessment,
        status=found.status,
        unknowns=canonical(list(found.missing)).decode(),
        by=by,
        reason=reason,
        recorded_at=now,
    )
    audit.record(
        "limit.proposed",
        proposal,
        by=by,
        after={"annulus": found.letter, "limit_pa": found.limit_pa, "assessment": found.assessment.number},
        reason=reason,
    )
    telling.limit_proposed(proposal)
    return proposal
