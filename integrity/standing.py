"""Limits as the worker stored them, for lists: many wells at once, without computing."""

from collections import defaultdict

from django.utils import timezone

from integrity.models import StandingLimit
from integrity.services.catching_up import due, round_of
from integrity.services.engine_release import recorded


def stored_limits(wells) -> dict[int, tuple[StandingLimit, ...]]:
    """The limits of the wells that are caught up with revision, engine, rule pack and day, by well key."""
    engine = recorded()
    if engine is None:
        return {}
    keys = {well.pk for well in wells}
    turn = round_of(timezone.localdate(), engine, {well.operator_id for well in wells})
    behind = set(due(turn).filter(pk__in=keys).values_list("pk", flat=True))
    found: dict[int, list[StandingLimit]] = defaultdict(list)
    for row in StandingLimit.objects.filter(well__in=keys - behind).order_by("well", "ordinal"):
        found[row.well_id].append(row)
    return {key: tuple(found[key]) for key in keys - behind}
