"""Who moved a computed limit, and how: the name and the reason a proposal of it carries."""

import json

from integrity.models import Assessment, SetAsideRequest


def moved_by(assessment: Assessment) -> dict:
    """`by` and `reason`: of the revision that was published; where only what is set aside differs from the
    assessment before, of who asked for it or ended it."""
    revision = assessment.revision
    before = Assessment.objects.filter(well=assessment.well_id, number=assessment.number - 1).first()
    if before is not None and before.revision_id == revision.pk:
        then, now = ({one["uid"] for one in json.loads(row.evidence)} for row in (before, assessment))
        if then != now:
            return _decided(then, now)
    told = revision.reason or "no reason given"
    return {"by": revision.by, "reason": f"Its inputs changed with revision {revision.number}: {told}"}


def _decided(then: set[str], now: set[str]) -> dict:
    """What was set aside since, else what counts again. Who asked for it moved the limit, not who agreed."""
    rows = SetAsideRequest.objects.filter(uid__in=(now - then) or (then - now)).with_people()
    one = rows.order_by("-pk")[0]
    point = f"{one.candidate}, {one.label},"
    if now - then:
        return {"by": one.by, "reason": f"{point} was set aside until {one.until}: {one.reason}"}
    if one.ended:
        return {"by": one.ended.by, "reason": f"{point} counts again: {one.ended.reason}"}
    return {"by": one.by, "reason": f"{point} counts again: it was set aside until {one.until}"}
