"""What was taken back of a well, and what became of it, as known at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from integrity.models import Retraction, RetractionDecision


@dataclass(frozen=True)
class Taken:
    """A retraction with the decision that was known; None while it waited."""

    asked: Retraction
    decision: RetractionDecision | None

    @property
    def state(self) -> str:
        if self.decision is None:
            return "waiting"
        return "retracted" if self.decision.agreed else "kept"


def retractions_of(well, until: datetime | None = None):
    """Newest first; with a moment those asked for by then."""
    rows = Retraction.objects.filter(well=well)
    rows = rows if until is None else rows.filter(recorded_at__lte=until)
    return rows.select_related("well", "revision", "by", "decision__by", "decision__revision")


def known(asked: Retraction, until: datetime | None = None) -> Taken:
    decision = getattr(asked, "decision", None)
    late = decision is not None and until is not None and decision.recorded_at > until
    return Taken(asked, None if late else decision)
