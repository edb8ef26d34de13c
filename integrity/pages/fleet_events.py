"""The events of a fleet on one axis: what happened in its wells by day, and what was recorded of them by day.

Each day is a link that moves one clock, in the list also one that moves both. Strings and limits are those the
record knows now, whatever the clocks say: the axis shows where there is something to look at.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Max, QuerySet, Value
from django.db.models.functions import TruncDate

from deepguard.formatting import day as day_words
from integrity.models import OperatingEnvelope, RulePackActivation
from wells.gather import Kept
from wells.models import TubularString, WellRevision
from wells.pages.clocks import FleetClocks, first_zone, today_in
from wells.pages.timeline import Steps, Timeline, marks_on, steps_of
from wells.plots.timeline import Axis

#: Stops of a clock: beyond it the days of a month, then of a year, make one.
MOST_STOPS = 200
#: Words of a span, and how much of a day names it: the day itself, its month, its year.
SPANS = (("", 10), ("%B %Y", 7), ("%Y", 4))
#: What is counted of a day, one and many.
NOUNS = {
    "run": ("string run", "strings run"),
    "pulled": ("string pulled", "strings pulled"),
    "limit": ("limit begins", "limits begin"),
    "rules": ("rule pack begins", "rule packs begin"),
    "revision": ("revision", "revisions"),
    "approval": ("limit approved", "limits approved"),
    "activation": ("rule pack activated", "rule packs activated"),
}
Counts = dict[date, dict[str, int]]
#: What was counted last: a fleet of 10,000 wells takes a tenth of a second to count.
_kept = Kept(50)


@dataclass(frozen=True)
class Told:
    """Words of an event; of no one item."""

    words: str
    uid: None = None


@dataclass(frozen=True)
class Stop:
    """A day, or the last of a span of days, with what is counted; the addresses that move one clock, and both."""

    day: date
    events: tuple[Told, ...]
    query: str
    both: str
    shown: bool

    @property
    def title(self) -> str:
        return f"{day_words(self.day)}: {', '.join(event.words for event in self.events)}"


@dataclass(frozen=True)
class FleetTimeline(Timeline):
    """With the days of the record, which a well has in its history."""

    known_days: tuple[Stop, ...] = ()


def fleet_timeline(wells, times: FleetClocks, user) -> FleetTimeline | None:
    """None where nothing has a day yet. At most four queries, however many wells."""
    shown = times.shown
    zone = shown.zone if shown.asked else first_zone(wells.zones())
    today = today_in(zone)
    happened, kept = _events(user, zone, today)
    days, recorded = _stops(happened, shown, "as_of"), _stops(kept, shown, "known_at")
    if not days and not recorded:
        return None
    axis = Axis(min(one.day for one in (*days, *recorded)), today)
    return FleetTimeline(
        days=days,
        marks=marks_on(axis, days),
        recorded=marks_on(axis, recorded),
        ticks=axis.ticks(),
        as_of_x=axis.x(shown.as_of or today),
        known_x=axis.x(shown.known_at or today),
        as_of=_steps(days, shown, "as_of"),
        known_at=_steps(recorded, shown, "known_at"),
        recorded_noun="day of the record",
        known_days=tuple(recorded),
    )


def _events(user, zone: str, today: date) -> tuple[Counts, Counts]:
    """What happened and what was recorded, by day; counted anew when anything was recorded since."""
    whole, assets = frozenset(user.access.whole_operators), user.access.assets
    name = None if assets else (whole, zone, today, _stand(user))
    found = _kept.get(name) if name else None
    if found is None:
        found = _counted(_happened(user, today)), _counted(_recorded(user, zone))
        if name:
            _kept.put(name, found)
    return found


def _stand(user) -> tuple:
    """How much was recorded of what the user sees, and when last: it changes with every revision and approval."""
    first, *others = (
        model.objects.visible_to(user)
        .order_by()
        .values(noun=Value(model.__name__))
        .annotate(rows=Count("pk"), last=Max("recorded_at"))
        .values_list("noun", "rows", "last")
        for model in (WellRevision, OperatingEnvelope, RulePackActivation)
    )
    return tuple(sorted(first.union(*others, all=True)))


def _happened(user, today: date) -> QuerySet:
    """What was so in the wells from a day on."""
    strings = TubularString.objects.visible_to(user).present()
    limits, rules = OperatingEnvelope.objects, RulePackActivation.objects
    return _by_day(strings.filter(valid_from__lte=today), "run", F("valid_from")).union(
        _by_day(strings.filter(valid_to__lte=today), "pulled", F("valid_to")),
        _by_day(limits.visible_to(user).filter(valid_from__lte=today), "limit", F("valid_from")),
        _by_day(rules.visible_to(user).filter(valid_from__lte=today), "rules", F("valid_from")),
        all=True,
    )


def _recorded(user, zone: str) -> QuerySet:
    """What was recorded on a day of the zone whose days end first: on no well does that day end later."""
    recorded = TruncDate("recorded_at", tzinfo=ZoneInfo(zone))
    return _by_day(WellRevision.objects.visible_to(user), "revision", recorded).union(
        _by_day(OperatingEnvelope.objects.visible_to(user), "approval", recorded),
        _by_day(RulePackActivation.objects.visible_to(user), "activation", recorded),
        all=True,
    )


def _by_day(rows: QuerySet, noun: str, day) -> QuerySet:
    return rows.order_by().values(on=day, noun=Value(noun)).annotate(count=Count("pk"))


def _counted(rows: QuerySet) -> Counts:
    found: Counts = defaultdict(dict)
    for row in rows:
        found[row["on"]][row["noun"]] = row["count"]
    return {day: found[day] for day in sorted(found)}


def _stops(found: Counts, shown, clock: str) -> list[Stop]:
    stops, span = _thinned(found)
    asked = getattr(shown, clock)
    return [
        Stop(
            day,
            tuple(Told(words) for words in _words(day, counts, span)),
            shown.moved(**{clock: day.isoformat()}),
            shown.moved(as_of=day.isoformat(), known_at=day.isoformat()),
            day == asked,
        )
        for day, counts in stops.items()
    ]


def _thinned(found: Counts) -> tuple[Counts, str]:
    """At most MOST_STOPS days, the last of each month or year where there are more; and the span one stands for."""
    for span, length in SPANS:
        stops = _merged(found, length)
        if len(stops) <= MOST_STOPS:
            return stops, span
    return stops, span


def _merged(found: Counts, length: int) -> Counts:
    """Days that begin with the same `length` signs, summed on the last of them."""
    merged: dict[str, tuple[date, dict[str, int]]] = {}
    for day, counts in found.items():
        _, before = merged.get(day.isoformat()[:length], (day, {}))
        sums = {noun: before.get(noun, 0) + counts.get(noun, 0) for noun in before | counts}
        merged[day.isoformat()[:length]] = (day, sums)
    return dict(merged.values())


def _words(day: date, counts: dict[str, int], span: str) -> list[str]:
    told = [f"{count} {NOUNS[noun][count != 1]}" for noun, count in counts.items()]
    return [f"in {day.strftime(span)} {told[0]}", *told[1:]] if span else told


def _steps(stops: list[Stop], shown, clock: str) -> Steps:
    return steps_of(
        [(one.day, one.query) for one in stops], getattr(shown, clock), shown.moved(**{clock: None})
    )
