"""Limits that rest on candidates set aside: they end with the first of those, and who asked does not approve."""

from datetime import date

from django.utils import timezone

from deepguard.errors import Refused, RuleViolation, Stale
from integrity.models import LimitProposal, SetAsideRequest


def end_of(proposal: LimitProposal, *, by, valid_from: date) -> date | None:
    """The latest day such a limit may hold until.

    Errors: RuleViolation where the approver asked for one of them, or the limit would begin when one has ended;
    Stale where one does not hold any more.
    """
    until = proposal.set_aside_until
    if until is None:
        return None
    asked = [one["uid"] for one in proposal.rests_on]
    rows = SetAsideRequest.objects.filter(uid__in=asked)
    if rows.filter(by=by).exists():
        raise RuleViolation(
            "You asked for a candidate of this limit to be set aside: another person has to approve it.",
            "own_set_aside",
        )
    if rows.in_force(timezone.localdate()).count() < len(asked):
        raise Stale(
            "A candidate that was set aside for this limit counts again. Nothing was approved: wait until the well is "
            "assessed, and propose it anew."
        )
    if valid_from >= until:
        raise Refused(
            f"This limit rests on a candidate that is set aside until {until}: it begins before that day, or not at all.",
            "valid_from",
            "valid_from",
        )
    return until


def sooner(*days: date | None) -> date | None:
    """The first of the days that are stated."""
    return min((day for day in days if day is not None), default=None)
