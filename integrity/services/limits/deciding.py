"""A second person decides: the limit comes into force, or the proposal ends with a reason."""

import json
from datetime import date

from django.db import transaction
from django.utils import timezone

from deepguard import audit
from deepguard.errors import Refused, RuleViolation, Stale, refuse_no_reason
from deepguard.units import to_si
from integrity.engine.result import PROVISIONAL
from integrity.models import LimitDecision, LimitProposal, OperatingEnvelope, Verdict
from integrity.services import once, telling
from integrity.services.limits.numbers import kept_in, unit_of
from integrity.services.limits.resting import end_of, sooner
from integrity.services.limits.standing import standing_limits, stands_still
from wells.gather import first_day_of, model_of, revisions
from wells.services.publishing import lock


def approve(
    proposal: LimitProposal,
    *,
    by,
    valid_from: date,
    unit: str = "",
    reason: str = "",
    accepted: tuple[str, ...] = (),
    accepted_until: date | None = None,
) -> OperatingEnvelope:
    """Put the proposed limit in force from a day: a pressure rounded in `unit`, anything else as it was entered.

    A provisional limit needs every unknown named in `accepted`, and the day until which they are accepted.
    Errors: RuleViolation where the approver proposed it and the operator's policy does not allow that, it was
    decided already, it is stale, its days overlap what is in force, or an unknown is not accepted.
    """
    with transaction.atomic():
        [well] = lock([proposal.well])
        own = proposal.by_id == by.pk
        _refuse_own(own, well.operator)
        _refuse_decided(proposal)
        _refuse_stale(proposal)
        until = sooner(
            _accepted(proposal, accepted, accepted_until, valid_from),
            end_of(proposal, by=by, valid_from=valid_from),
        )
        before = _last(proposal)
        _refuse_days(proposal, before, valid_from)
        unit = unit_of(proposal, unit)
        numbers = kept_in(proposal, unit)
        decision = _decide(proposal, Verdict.APPROVED, by=by, reason=reason, own=own)
        envelope = _envelope(proposal, decision, before, numbers, unit, valid_from, until)
        audit.record(
            "limit.approved",
            envelope,
            by=by,
            before=None if before is None else _facts(before),
            after=_facts(envelope) | {"accepted": list(accepted), "own": own},
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
    refuse_no_reason(reason, "Say why: the reason stays with the decision.")
    with transaction.atomic():
        lock([proposal.well])
        _refuse_decided(proposal)
        decision = _decide(proposal, verdict, by=by, reason=reason)
        audit.record(event, proposal, by=by, reason=reason)
        telling.limit_decided(decision)
    return decision


def _refuse_own(own: bool, operator) -> None:
    if own and not operator.approve_own_limits:
        raise RuleViolation(
            "You proposed this limit, or published what moved it: another person has to approve it.",
            "own_proposal",
        )


def _refuse_decided(proposal: LimitProposal) -> None:
    once.refuse("This proposal", LimitDecision.objects.filter(proposal=proposal).select_related("by").first())


def _refuse_stale(proposal: LimitProposal) -> None:
    """The limit that stands computed now, in its state, must be the one that was proposed."""
    if proposal.assessment_id is None:
        return
    found = standing_limits(proposal.well, proposal.well_state).get(proposal.annulus_uid)
    if not stands_still(proposal, found):
        now = found.limit_pa if found is not None and found.has_number else None
        told = "no number any more" if now is None else f"{now:.0f} Pa, {found.status.replace('_', ' ')}"
        raise Stale(
            f"The well changed since this was proposed: the limit of {proposal.where} is {told} now. "
            "Nothing was approved. Propose it anew."
        )


def _accepted(proposal: LimitProposal, accepted, until: date | None, valid_from: date) -> date | None:
    """The day on which the acceptance of unknowns ends; None for a determined limit."""
    if proposal.status != PROVISIONAL:
        return None
    left = [what for what in json.loads(proposal.unknowns) if what not in accepted]
    if left:
        raise Refused(
            f"This limit is provisional: it reads “at most”. Accept each unknown by name first; still open: {'; '.join(left)}.",
            "unknowns",
            "accepted",
        )
    if until is None or until <= valid_from:
        raise Refused(
            "State the day until which these unknowns are accepted; it lies after the first day of the limit.",
            "accepted_until",
            "accepted_until",
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
        raise Refused(
            f"The limit in force begins on {before.valid_from}: one that begins earlier would overlap it. "
            "Choose that day or a later one.",
            "overlap",
            "valid_from",
        )
    if proposal.annulus_uid:
        _refuse_no_annulus(proposal, valid_from)
    else:
        _refuse_no_well(proposal, valid_from)


def _refuse_no_annulus(proposal: LimitProposal, day: date) -> None:
    model = model_of(proposal.well, as_of=day)
    strings = {string.id for string in (model.strings or ())} if model else set()
    if proposal.annulus_uid not in strings:
        raise Refused(
            f"On {day} the well had no annulus {proposal.letter} with this outer string. Choose a later day.",
            "no_annulus_then",
            "valid_from",
        )


def _refuse_no_well(proposal: LimitProposal, day: date) -> None:
    revision = revisions([proposal.well]).get(proposal.well_id)
    first = first_day_of(revision) if revision else None
    if first is not None and day.isoformat() < first:
        told = f"On {day} the well was not there yet: the record tells of it from {first} on. Choose a later day."
        raise Refused(told, "no_well_then", "valid_from")


def _decide(proposal: LimitProposal, verdict: str, *, by, reason: str, own: bool = False) -> LimitDecision:
    return once.decided(
        lambda: LimitDecision.objects.create(
            proposal=proposal, verdict=verdict, by=by, reason=reason, own=own, recorded_at=timezone.now()
        ),
        lambda: _refuse_decided(proposal),
    )


def _envelope(
    proposal, decision, before, numbers, unit: str, valid_from: date, until: date | None
) -> OperatingEnvelope:
    kept = {f"{name}_in_unit": value for name, value in numbers.items()}
    inside = {f"{name}_si": None if value is None else to_si(value, unit) for name, value in numbers.items()}
    return OperatingEnvelope.objects.create(
        well=proposal.well,
        annulus_uid=proposal.annulus_uid,
        letter=proposal.letter,
        well_state=proposal.well_state,
        quantity=proposal.quantity,
        regime=proposal.regime,
        unit=unit,
        **kept,
        **inside,
        valid_from=valid_from,
        valid_until=until,
        decision=decision,
        supersedes=before,
        recorded_at=decision.recorded_at,
    )


def _facts(envelope: OperatingEnvelope) -> dict:
    return {
        "annulus": envelope.letter,
        "well_state": envelope.well_state,
        "quantity": envelope.quantity,
        "limit": envelope.limit_in_unit,
        "upper_trigger": envelope.upper_trigger_in_unit,
        "lower_trigger": envelope.lower_trigger_in_unit,
        "low_limit": envelope.low_limit_in_unit,
        "unit": envelope.unit,
        "valid_from": envelope.valid_from.isoformat(),
        "valid_until": envelope.valid_until and envelope.valid_until.isoformat(),
    }
