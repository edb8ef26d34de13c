"""Limits proposed and in force all over the bench field: most approved, every tenth waiting, the rest without one."""

from itertools import islice

from django.utils import timezone

from deepguard.models import Operator, User
from deepguard.roles import Role
from deepguard.services import people
from integrity.models import LimitDecision, LimitProposal, OperatingEnvelope, StandingLimit, Verdict

AT_ONCE = 2_000
#: Of so many limits one waits for a decision.
WAITING = 10
REASON = "measured"


def approve_what_stands(engineer) -> int:
    """Put every determined limit to a decision and most of them in force; how many were put.

    The rows are those that a proposal and an approval leave, written at once: acting thousands of times over would
    take longer than all the rest.
    """
    rows = StandingLimit.objects.filter(limit_pa__gt=0, status="determined").select_related("well__standing")
    second = _second_person(engineer)
    standing, count = rows.order_by("pk").iterator(chunk_size=AT_ONCE), 0
    while some := list(islice(standing, AT_ONCE)):
        count += len(some)
        _approve(LimitProposal.objects.bulk_create(_proposal(row, engineer) for row in some), second)
    return count


def _second_person(engineer) -> User:
    person = User(email="second@example.org", name="Second person")
    operator = Operator.objects.get()
    return people.invite(person, operator=operator, role=Role.APPROVER, scope="whole", by=engineer)


def _approve(proposals: list[LimitProposal], by: User) -> None:
    chosen = [row for number, row in enumerate(proposals) if number % WAITING]
    decisions = LimitDecision.objects.bulk_create(
        LimitDecision(
            proposal=row, verdict=Verdict.APPROVED, by=by, reason=REASON, recorded_at=timezone.now()
        )
        for row in chosen
    )
    OperatingEnvelope.objects.bulk_create(_envelope(decision) for decision in decisions)


def _bounds(row: StandingLimit | LimitProposal) -> dict:
    return {"well_id": row.well_id, "annulus_uid": row.annulus_uid, "regime": row.regime}


def _proposal(row: StandingLimit, engineer) -> LimitProposal:
    return LimitProposal(
        **_bounds(row),
        letter=row.annulus,
        limit_si=row.limit_pa,
        upper_trigger_si=row.upper_trigger_pa,
        assessment_id=row.well.standing.assessment_id,
        status=row.status,
        by=engineer,
        reason=REASON,
        recorded_at=timezone.now(),
    )


def _envelope(decision: LimitDecision) -> OperatingEnvelope:
    row = decision.proposal
    upper = row.upper_trigger_si
    return OperatingEnvelope(
        **_bounds(row),
        decision=decision,
        letter=row.letter,
        limit_si=row.limit_si,
        upper_trigger_si=upper,
        unit="Pa",
        limit_in_unit=row.limit_si,
        upper_trigger_in_unit=upper,
        valid_from=timezone.localdate(),
        recorded_at=timezone.now(),
    )
