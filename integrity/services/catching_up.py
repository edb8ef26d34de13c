"""Assess what is newer than its last assessment: the worker each minute, and whoever needs it at once."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from integrity.engine.assess import Assessed, assess, turning_days
from integrity.engine.maasp import ISO_16530_1
from integrity.models import Assessment, EngineRelease, Standing, StandingLimit
from integrity.services.engine_release import running
from integrity.services.limits import propose_what_moved
from wells.engine.document import canonical
from wells.gather import of_revisions, revisions
from wells.models import Well

#: Wells computed between two short transactions.
AT_ONCE = 200


def due(day: date, engine: EngineRelease):
    """Wells whose revision, engine or day is newer than what stands for them."""
    stands = Q(standing__head=F("head"), standing__engine=engine) & (
        Q(standing__good_until=None) | Q(standing__good_until__gt=day)
    )
    return Well.objects.filter(head__gt=0).exclude(pk__in=Well.objects.filter(stands).values("pk"))


def catch_up(wells: Iterable[Well] | None = None, *, day: date | None = None) -> int:
    """Assess the wells that are due, or those of the given ones that are; how many were stored.

    Computes outside the transaction; what another process stored meanwhile is left as it is.
    """
    day = day or timezone.localdate()
    engine = running()
    found = due(day, engine)
    if wells is not None:
        found = found.filter(pk__in=[well.pk for well in wells])
    keys = list(found.order_by("pk").values_list("pk", flat=True))
    stored = 0
    for start in range(0, len(keys), AT_ONCE):
        part = list(Well.objects.filter(pk__in=keys[start : start + AT_ONCE]))
        stored += _assess(part, day, engine)
    return stored


def _assess(wells: list[Well], day: date, engine: EngineRelease) -> int:
    heads = revisions(wells)
    documents = of_revisions(heads)
    results = {key: assess(document, day=day.isoformat()) for key, document in documents.items()}
    turns = {key: _next_turn(document, day) for key, document in documents.items()}
    return _store(heads, results, turns, day, engine)


def _next_turn(document, day: date) -> date | None:
    later = [turn for turn in turning_days(document) if turn > day.isoformat()]
    return date.fromisoformat(later[0]) if later else None


@transaction.atomic
def _store(heads, results: dict[int, Assessed], turns, day: date, engine: EngineRelease) -> int:
    wells = {
        well.pk: well
        for well in Well.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(results))
    }
    last = _last(list(wells))
    now = timezone.now()
    fresh = []
    for key, found in results.items():
        revision = heads[key]
        if wells[key].head != revision.number:
            continue  # revised while we computed: due again, by the next run
        before = last.get(key)
        if before is None or _differs(before, revision.pk, engine.pk, found):
            fresh.append(_row(revision, engine, day, now, found, before.number + 1 if before else 1))
    Assessment.objects.bulk_create(fresh)
    propose_what_moved(fresh)
    standing = last | {row.well_id: row for row in fresh}
    _stand_limits({row.well_id: row for row in fresh})
    _stand(
        heads, standing, turns, engine, now, [key for key in results if wells[key].head == heads[key].number]
    )
    return len(fresh)


def _last(keys: list[int]) -> dict[int, Assessment]:
    rows = Standing.objects.filter(well__in=keys).select_related("assessment")
    return {row.well_id: row.assessment for row in rows}


def _differs(before: Assessment, revision: int, engine: int, found: Assessed) -> bool:
    stood = (before.revision_id, before.engine_id, before.result_sha256)
    return stood != (revision, engine, found.result_sha256)


def _row(
    revision, engine: EngineRelease, day: date, now: datetime, found: Assessed, number: int
) -> Assessment:
    return Assessment(
        well_id=revision.well_id,
        number=number,
        revision=revision,
        engine=engine,
        day=day,
        recorded_at=now,
        input_sha256=found.input_sha256,
        result=canonical(found.summary).decode(),
        result_sha256=found.result_sha256,
    )


def _stand(heads, standing, turns, engine: EngineRelease, now: datetime, keys: list[int]) -> None:
    Standing.objects.bulk_create(
        (
            Standing(
                well_id=key,
                assessment=standing[key],
                head=heads[key].number,
                engine=engine,
                good_until=turns[key],
                checked_at=now,
            )
            for key in keys
        ),
        update_conflicts=True,
        unique_fields=["well"],
        update_fields=["assessment", "head", "engine", "good_until", "checked_at"],
    )


def _stand_limits(assessments: dict[int, Assessment]) -> None:
    """The rows that lists read, replaced for the wells whose assessment is another now."""
    StandingLimit.objects.filter(well__in=assessments).delete()
    StandingLimit.objects.bulk_create(
        row for assessment in assessments.values() for row in _limit_rows(assessment)
    )


def _limit_rows(assessment: Assessment) -> Iterator[StandingLimit]:
    found = json.loads(assessment.result)["regimes"].get(ISO_16530_1, ())
    for ordinal, one in enumerate(found):
        governing = one.get("governing") or {}
        yield StandingLimit(
            well_id=assessment.well_id,
            ordinal=ordinal,
            regime=ISO_16530_1,
            annulus=one["annulus"],
            annulus_uid=next(iter(one.get("outer") or ()), ""),
            status=one["status"],
            reason=one.get("reason") or "",
            limit_pa=one.get("limit_pa"),
            upper_trigger_pa=one.get("upper_trigger_pa"),
            governing_id=governing.get("id", ""),
            governing_element=governing.get("element", ""),
            governing_label=governing.get("label", ""),
            missing=len(one.get("missing") or ()),
        )
