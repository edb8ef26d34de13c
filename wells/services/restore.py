"""An older document made current again: a new revision with the old bytes, nothing is taken away."""

from deepguard.errors import RuleViolation, refuse_no_reason
from wells.gather import document_of
from wells.models import Door, Well, WellRevision
from wells.services.editing import editing


def restore(well: Well, number: int, *, by, reason: str, based_on: int | None = None) -> WellRevision | None:
    """Make the document of revision `number` the current one; None where it is already."""
    refuse_no_reason(reason, "Say why the older document is restored.")
    older = WellRevision.objects.filter(well=well, number=number).first()
    if older is None:
        raise RuleViolation(f"{well} has no revision {number}.", code="revision", status=404)
    with editing(well, by=by, reason=reason, based_on=based_on, door=Door.RESTORE) as edit:
        edit.load(document_of(older))
    return edit.revision
