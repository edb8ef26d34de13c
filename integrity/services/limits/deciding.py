"""A second person decides: the limit comes into force, or the proposal ends with a reason."""

import json
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from deepguard import audit
from deepguard.errors import RuleViolation, Stale
from deepguard.units import UNITS, from_si, to_si
from integrity.engine.result import PROVISIONAL, floor_to
from integrity.models import LimitDecision, LimitProposal, OperatingEnvelope, Verdict
from integrity.services import telling
from integrity.services.limits.standing import standing_limits
from wells.gather import model_of
from wells.services.publishing import lock

#: The step a limit is floored to, in the approver's unit. Source: domain, rule 11 of 1.5.
STEPS = {"bar": 1.0, "psi": 1.0, "kPa": 10.0, "MPa": 0.01, "Pa": 10_000.0}


def approve(
    proposal: LimitProposal,
    *,
    by,
    unit: str,
    valid_from: date,
    reason: str = "",
    accepted: tuple[str, ...] = (),
    accepted_until: date | None = None,
) -> OperatingEnvelope:
    """Put the proposed limit in force from a day, floored in `unit`.

    A provisional limit needs every unknown named in `accepted`, and the day until which they are accepted.
    Errors: RuleViolation where the approver proposed it, it was decided already, it is stale, its days
    overlap what is in force, or an unknown is not accepted.
    """
    with transaction.atomic():
        lock([proposal.well])
        _refuse_own(proposal, by)
        _refuse_decided(proposal)
        _refuse_stale(proposal)
        until = _accepted(proposal, accepted, accepted_until, valid_from)
        before = _last(proposal)
        _refuse_days(proposal, before, valid_from)
        decision = _decide(proposal, Verdict.APPROVED, by=by, reason=reason)
        envelope = _envelope(proposal, decision, before, unit, valid_from, until)
        audit.record(
            "limit.approved",
            envelope,
            by=by,
            before=None if before is None else _facts(before),
            after=_facts(envelope) | {"accepted": list(accepted)},
            reason=reason,
        )
        telling.limit_approved(envelope)
    return envelope


def reject(proposal: LimitProposal, *, by, reason: str) -> LimitDecision:
    """End the proposal; the reason says what would have to be otherwise."""
    return _end(proposal, Verdict.REJECTED, "limit.rejected", by=by, reason=reason)


def withdraw(proposal: LimitProposal, *, by, reason: str) -> LimitDecision:
    """Take one's own proposal back."""
    if proposal.by_id != by.pk:
        raise RuleViolation("Only who proposed a limit can withdraw it. Reject it instead.", "not_yours")
    return _end(proposal, Verdict.WITHDRAWN, "limit.withdrawn", by=by, reason=reason)


def _end(proposal: LimitProposal, verdict: str, event: str, *, by, reason: str) -> LimitDecision:
    if not reason.strip():
        raise RuleViolation("Say why: the reason stays with the decision.", "reason", 422)
    with transaction.atomic():
        lock([proposal.well])
        _refuse_decided(proposal)
        decision = _decide(proposal, verdict, by=by, reason=reason)
        audit.record(event, proposal, by=by, reason=reason)
        telling.limit_decided(decision)
    return decision


def _refuse_own(proposal: LimitProposal, by) -> None:
    if proposal.by_id == by.pk:
        raise RuleViolation(
            "You proposed this limit, or published what moved it: another person has to approve it.",
            "own_proposal",
        )


def _refuse_decided(proposal: LimitProposal) -> None:
    decision = LimitDecision.objects.filter(proposal=proposal).select_related("by").first()
    if decision is not None:
        raise RuleViolation(
            f"This proposal was decided already: {decision.get_verdict_display().lower()} by {decision.by} "
            f"on {decision.recorded_at:%Y-%m-%d %H:%M} UTC. Nothing was changed.",
            "decided",
        )


def _refuse_stale(proposal: LimitProposal) -> None:
    """The limit that stands computed now must be the one that was proposed."""
    if proposal.assessment_id is None:
        return
    found = standing_limits(proposal.well).get(proposal.annulus_uid)
    now = found.limit_pa if found is not None and found.has_number else None
    if found is None or now != proposal.limit_si or found.status != proposal.status:
        told = "no number any more" if now is None else f"{now:.0f} Pa, {found.status.replace('_', ' ')}"
        raise Stale(
            f"The well changed since this was proposed: the limit of annulus {proposal.letter} is {told} now. "
            "Nothing was approved. Propose it anew."
        )


def _accepted(proposal: LimitProposal, accepted, until: date | None, valid_from: date) -> date | None:
    """The day on which the acceptance of unknowns ends; None for a determined limit."""
    if proposal.status != PROVISIONAL:
        return None
    left = [what for what in json.loads(proposal.unknowns) if what not in accepted]
    if left:
        raise RuleViolation(
            f"This limit is provisional: it reads “at most”. Accept each unknown by name first; still open: {'; '.join(left)}.",
            "unknowns",
            422,
        )
    if until is None or until <= valid_from:
        raise RuleViolation(
            "State the day until which these unknowns are accepted; it lies after the first day of the limit.",
            "accepted_until",
            422,
        )
    return until


def _last(proposal: LimitProposal) -> OperatingEnvelope | None:
    annulus_uid, well_state, quantity = proposal.place
    rows = OperatingEnvelope.objects.filter(
        well=proposal.well, annulus_uid=annulus_uid, well_state=well_state, quantity=quantity
    )
    return rows.filter(successor=None).first()


def _refuse_days(proposal: LimitProposal, before: OperatingEnvelope | None, valid_from: date) -> None:
    if before is not None and valid_from < before.valid_from:
        raise RuleViolation(
            f"The limit in force begins on {before.valid_from}: one that begins earlier would overlap it. "
            "Choose that day or a later one.",
            "overlap",
            422,
        )
    model = model_of(proposal.well, as_of=valid_from)
    strings = {string.id for string in (model.strings or ())} if model else set()
    if proposal.annulus_uid and proposal.annulus_uid not in strings:
        raise RuleViolation(
            f"On {valid_from} the well had no annulus {proposal.letter} with this outer string. Choose a later day.",
            "no_annulus_then",
            422,
        )


def _decide(proposal: LimitProposal, verdict: str, *, by, reason: str) -> LimitDecision:
    try:
        with transaction.atomic():
            return LimitDecision.objects.create(
                proposal=proposal, verdict=verdict, by=by, reason=reason, recorded_at=timezone.now()
            )
    except IntegrityError:
        _refuse_decided(proposal)
        raise


def _envelope(
    proposal, decision, before, unit: str, valid_from: date, until: date | None
) -> OperatingEnvelope:
    limit, upper, lower = (
        _floored(value, unit)
        for value in (proposal.limit_si, proposal.upper_trigger_si, proposal.lower_trigger_si)
    )
    return OperatingEnvelope.objects.create(
        well=proposal.well,
        annulus_uid=proposal.annulus_uid,
        letter=proposal.letter,
        well_state=proposal.well_state,
        quantity=proposal.quantity,
        regime=proposal.regime,
        unit=unit,
        limit_in_unit=limit,
        limit_si=to_si(limit, unit),
        upper_trigger_in_unit=upper,
        upper_trigger_si=None if upper is None else to_si(upper, unit),
        lower_trigger_in_unit=lower,
        lower_trigger_si=None if lower is None else to_si(lower, unit),
        valid_from=valid_from,
        valid_until=until,
        decision=decision,
        supersedes=before,
        recorded_at=decision.recorded_at,
    )


def _floored(value_si: float | None, unit: str) -> float | None:
    """A limit in a unit, rounded down to that unit's step: once, here.

    >>> _floored(12_950_000, "bar"), _floored(12_950_000, "psi")
    (129.0, 1878.0)
    """
    if value_si is None:
        return None
    if UNITS[unit].dimension != "pressure":
        return from_si(value_si, unit)
    return float(floor_to(from_si(value_si, unit), STEPS.get(unit, 1.0)))


def _facts(envelope: OperatingEnvelope) -> dict:
    return {
        "annulus": envelope.letter,
        "limit": envelope.limit_in_unit,
        "upper_trigger": envelope.upper_trigger_in_unit,
        "lower_trigger": envelope.lower_trigger_in_unit,
        "unit": envelope.unit,
        "valid_from": envelope.valid_from.isoformat(),
    }
