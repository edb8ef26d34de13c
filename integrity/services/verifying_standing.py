"""Whether what lists show of limits is what the last assessment says: rows that follow, read beside what they follow."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Max
from django.utils import timezone

from deepguard.services.verifying import Finding
from integrity.engine.assess import turning_days
from integrity.models import Assessment, Standing, StandingLimit
from integrity.services.catching_up import limit_rows
from integrity.services.standing_evidence import evidence_sha256
from wells.gather import of_revisions
from wells.models import Well

AT_ONCE = 200
#: Columns of a limit in a list, which repeat the assessment.
COLUMNS = tuple(
    field.attname
    for field in StandingLimit._meta.concrete_fields
    if field.name not in ("id", "well", "ordinal")
)
Fault = tuple[type, str, str, str]


def strayed_standings() -> Iterator[Finding]:
    """Of each well the first place where what stands, or a limit in a list, is not what was assessed last."""
    shown = StandingLimit.objects.order_by().values_list("well", flat=True).distinct()
    keys = sorted({*Standing.objects.values_list("well", flat=True), *shown})
    for start in range(0, len(keys), AT_ONCE):
        yield from _part(keys[start : start + AT_ONCE])


def _part(keys: list[int]) -> Iterator[Finding]:
    rows = Standing.objects.filter(well__in=keys).select_related("assessment__revision")
    standings = {row.well_id: row for row in rows}
    lasts = dict(
        Assessment.objects.filter(well__in=keys).order_by().values_list("well").annotate(last=Max("number"))
    )
    documents = of_revisions({key: row.assessment.revision for key, row in standings.items()})
    limits: dict[int, list[StandingLimit]] = defaultdict(list)
    for limit in StandingLimit.objects.filter(well__in=keys).order_by("well", "ordinal"):
        limits[limit.well_id].append(limit)
    for well in Well.objects.filter(pk__in=keys).select_related("operator").order_by("pk"):
        faults = _faults(standings.get(well.pk), lasts.get(well.pk), documents.get(well.pk), limits[well.pk])
        if found := next(faults, None):
            model, place, field, detail = found
            key = f"{well.operator}/{well.uid}{place}"
            yield Finding(model._meta.db_table, key, field, detail, well.operator_id)


def _faults(standing: Standing | None, last: int | None, document, limits) -> Iterator[Fault]:
    if standing is None:
        yield StandingLimit, "", "well", "a list shows limits of a well that nothing stands for"
        return
    assessment = standing.assessment
    told = {
        "well": (standing.well_id, assessment.well_id),
        "assessment": (assessment.number, last),
        "head": (standing.head, assessment.revision.number),
        "engine": (standing.engine_id, assessment.engine_id),
        "rule_pack": (standing.rule_pack_id, assessment.rule_pack_id),
        "evidence_sha256": (standing.evidence_sha256, evidence_sha256(assessment.evidence)),
    }
    for name, (says, should) in told.items():
        if says != should:
            yield Standing, "", name, f"it says {says}, the last assessment says {should}"
    yield from _turn_faults(standing, document)
    yield from _limit_faults(limits, list(limit_rows(assessment)))


def _turn_faults(standing: Standing, document) -> Iterator[Fault]:
    """A day on which the document says otherwise, and on which nobody would look again."""
    checked, until = timezone.localdate(standing.checked_at), standing.good_until
    for day in map(date.fromisoformat, turning_days(document)):
        if checked < day and (until is None or day < until):
            yield Standing, "", "good_until", f"it says {until}, the document says otherwise from {day} on"
            return


def _limit_faults(shown: list[StandingLimit], assessed: list[StandingLimit]) -> Iterator[Fault]:
    rows = {row.ordinal: row for row in shown}
    for should in assessed:
        place, row = f" annulus {should.annulus}", rows.pop(should.ordinal, None)
        if row is None:
            yield StandingLimit, place, "ordinal", "the assessment has it, the list has not"
            continue
        for name in COLUMNS:
            if getattr(row, name) != getattr(should, name):
                detail = (
                    f"the list shows {getattr(row, name)!r}, the assessment says {getattr(should, name)!r}"
                )
                yield StandingLimit, place, name, detail
    for row in rows.values():
        yield StandingLimit, f" annulus {row.annulus}", "ordinal", "the list has it, the assessment has not"
