"""Limits as the worker stored them, for lists: many wells at once, without computing."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from integrity import gather
from integrity.engine.aside import text_of
from integrity.models import Assessment, StandingLimit
from integrity.services.catching_up import due, limit_rows, round_of
from integrity.services.engine_release import recorded
from wells.models import WellRevision

Limits = dict[int, tuple[StandingLimit, ...]]


def stored_limits(wells) -> Limits:
    """The limits of the wells that are caught up with revision, engine, rule pack and day, by well key."""
    engine = recorded()
    if engine is None:
        return {}
    keys = {well.pk for well in wells}
    turn = round_of(timezone.localdate(), engine, {well.operator_id for well in wells})
    behind = set(due(turn, keys).values_list("pk", flat=True))
    found: dict[int, list[StandingLimit]] = defaultdict(list)
    for row in StandingLimit.objects.filter(well__in=keys - behind).order_by("well", "ordinal"):
        found[row.well_id].append(row)
    return {key: tuple(found[key]) for key in keys - behind}


def limits_stored_then(wells, moment: datetime) -> Limits:
    """The limits that stood at a moment, of the wells whose revision and set-asides of then had been assessed by it."""
    keys = [well.pk for well in wells]
    known = WellRevision.objects.filter(well__in=keys, recorded_at__lte=moment).order_by()
    heads = dict(known.values("well").annotate(last=Max("number")).values_list("well", "last"))
    aside = gather.set_asides(wells, known_at=moment)
    rows = Assessment.objects.filter(well__in=keys).known_at(moment).select_related("revision__well")
    return {
        row.well_id: tuple(limit_rows(row))
        for row in rows.defer("revision__content")
        if row.revision.number == heads.get(row.well_id)
        and row.evidence == text_of(aside.get(row.well_id, ()))
    }
