"""Which limits of a well somebody approved: the limit in force of each annulus, and whether another waits."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from integrity.engine.result import LimitResult
from integrity.models import LimitProposal, OperatingEnvelope, Quantity
from wells.pages.clocks import Clocks


@dataclass(frozen=True)
class Approval:
    """Of one annulus. A computed limit is arithmetic until its number is the one in force."""

    envelope: OperatingEnvelope | None
    waits: bool

    def state(self, limit: LimitResult) -> str:
        """approved, to_approve, moved, no_limit; what cannot be computed keeps its own word."""
        if limit.limit_pa is None:
            return limit.status
        if self.envelope is None:
            return "to_approve" if self.waits else "no_limit"
        met = self.envelope.decision.proposal.limit_si == limit.limit_pa
        return "approved" if met else "to_approve" if self.waits else "moved"


NONE = Approval(None, False)
WORDS = {
    "approved": "In force",
    "to_approve": "To approve",
    "moved": "Not what is in force",
    "no_limit": "No approved limit",
}


def approvals_of(well, times: Clocks) -> dict[str, Approval]:
    """By the uid of the annulus, on the day and as known at the moment a page shows."""
    rows = OperatingEnvelope.objects.in_force(
        times.as_of or timezone.localdate(), known_at=times.known_until
    ).filter(well=well, quantity=Quantity.ANNULUS_PRESSURE, well_state="")
    held = {row.annulus_uid: row for row in rows.select_related("decision__proposal")}
    waiting = set()
    if not times.is_past:
        open_ones = LimitProposal.objects.waiting().filter(well=well)
        waiting = set(open_ones.values_list("annulus_uid", flat=True))
    return {uid: Approval(held.get(uid), uid in waiting) for uid in held.keys() | waiting}
