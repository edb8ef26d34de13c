"""Which limits of a well somebody approved: the limit in force of each annulus, and whether another waits."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from integrity.engine.result import LimitResult
from integrity.models import LimitProposal, OperatingEnvelope, Quantity
from integrity.services.limits.standing import is_met
from wells.pages.clocks import Clocks


@dataclass(frozen=True)
class Approval:
    """Of one annulus, in every state. A computed limit is arithmetic until its number is the one in force.

    `by_state`: a limit is in force in some state of the well.
    """

    envelope: OperatingEnvelope | None
    waits: bool
    by_state: bool = False

    def state(self, limit: LimitResult) -> str:
        """approved, to_approve, moved, by_state, no_limit; what cannot be computed keeps its own word."""
        if limit.limit_pa is None:
            return limit.status
        if self.envelope is None:
            return "to_approve" if self.waits else "by_state" if self.by_state else "no_limit"
        if is_met(self.envelope, limit):
            return "approved"
        return "to_approve" if self.waits else "moved"


NONE = Approval(None, False)
WORDS = {
    "approved": "In force",
    "to_approve": "To approve",
    "moved": "Not what is in force",
    "by_state": "By state only",
    "no_limit": "No approved limit",
}


def approvals_of(well, times: Clocks) -> dict[str, Approval]:
    """By the uid of the annulus, on the day and as known at the moment a page shows."""
    rows = OperatingEnvelope.objects.in_force(
        times.as_of or timezone.localdate(), known_at=times.known_until
    ).filter(well=well, quantity=Quantity.ANNULUS_PRESSURE)
    found = list(rows.select_related("decision__proposal"))
    held = {row.annulus_uid: row for row in found if not row.well_state}
    in_states = {row.annulus_uid for row in found if row.well_state}
    waiting = set()
    if not times.is_past:
        open_ones = LimitProposal.objects.waiting().filter(
            well=well, quantity=Quantity.ANNULUS_PRESSURE, well_state=""
        )
        waiting = set(open_ones.values_list("annulus_uid", flat=True))
    return {
        uid: Approval(held.get(uid), uid in waiting, uid in in_states)
        for uid in held.keys() | waiting | in_states
    }
