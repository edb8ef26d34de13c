"""The events of a well under its tabs: dated facts and revisions on one axis, each a link that moves one clock."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from deepguard.formatting import day as day_words
from deepguard.formatting import moment
from wells.engine.document import first_day
from wells.engine.events import Event, events
from wells.models import WellRevision
from wells.plots.timeline import Axis, clusters

#: Words a mark says of its days before it counts the rest.
SAID = 6


@dataclass(frozen=True)
class Day:
    """A day on which something happened in the well, and the address that shows the well on it."""

    day: date
    events: tuple[Event, ...]
    query: str
    shown: bool

    @property
    def title(self) -> str:
        return f"{day_words(self.day)}: {', '.join(event.words for event in self.events)}"


@dataclass(frozen=True)
class Recorded:
    """A revision on the axis, and the address that shows what was known once it stood."""

    number: int
    at: datetime
    day: date
    title: str
    query: str
    shown: bool


@dataclass(frozen=True)
class Mark:
    """One sign on the axis for what is too near to stand apart; it leads to the last of it."""

    x: float
    title: str
    query: str
    count: int


@dataclass(frozen=True)
class Steps:
    """The addresses one step earlier, one later and at the present, of one clock; None where there is none."""

    earlier: str | None
    later: str | None
    now: str | None


@dataclass(frozen=True)
class Timeline:
    days: list[Day]
    marks: list[Mark]
    recorded: list[Mark]
    ticks: list[tuple[float, int]]
    as_of_x: float
    known_x: float
    as_of: Steps
    known_at: Steps
    #: What one step of the record is called.
    recorded_noun: str = "revision"


def timeline(well, document, times, user) -> Timeline | None:
    """None while nothing is known of the well. One query: its revisions, whenever they were recorded."""
    if document is None:
        return None
    days = days_of(document, times)
    recorded = _recorded(well, times, user)
    first = min([*(one.day for one in days), *(one.day for one in recorded)])
    axis = Axis(first, times.today)
    return Timeline(
        days=days,
        marks=marks_on(axis, days),
        recorded=marks_on(axis, recorded),
        ticks=axis.ticks(),
        as_of_x=axis.x(times.as_of or times.today),
        known_x=axis.x(times.known_at or times.today),
        as_of=steps_of([(one.day, one.query) for one in days], times.as_of, times.moved(as_of=None)),
        known_at=steps_of(
            [(one.at, one.query) for one in recorded],
            times.known_until,
            times.moved(known_at=None),
            current=next(one.at for one in recorded if one.shown),
        ),
    )


def days_of(document, times) -> list[Day]:
    """The days on which something happened, from the first that can be asked to today."""
    first, today = first_day(document) or "", times.today.isoformat()
    found = [event for event in events(document) if first <= event.day <= today]
    return [
        Day(date.fromisoformat(day), tuple(group), times.moved(as_of=day), day == times.day)
        for day, group in groupby(found, key=lambda event: event.day)
    ]


def _recorded(well, times, user) -> list[Recorded]:
    zone = ZoneInfo(times.zone)
    rows = WellRevision.objects.filter(well=well).order_by("number")
    found = list(rows.values_list("number", "recorded_at", "reason"))
    counts = [at for _, at, _ in found if times.known_until is None or at <= times.known_until]
    current = counts[-1] if counts else None
    return [
        Recorded(
            number,
            at,
            at.astimezone(zone).date(),
            f"Revision {number}, {moment(at, user.time_zone)}: {reason or 'no reason given'}",
            times.moved(known_at=at.isoformat().replace("+00:00", "Z")),
            at == current,
        )
        for number, at, reason in found
    ]


def marks_on(axis: Axis, found) -> list[Mark]:
    """One mark for what stands too near on the axis, of anything with a day, a title and a query."""
    marks = clusters((axis.x(one.day), index) for index, one in enumerate(found))
    return [_mark(x, [found[index] for index in members]) for x, members in marks]


def _mark(x: float, members) -> Mark:
    said = [one.title for one in members[-SAID:]]
    more = [f"and {len(members) - SAID} before"] if len(members) > SAID else []
    return Mark(x, "; ".join([*said, *more]), members[-1].query, len(members))


def steps_of(stops: list, shown, now: str, *, current=None) -> Steps:
    """From what is shown, or the present: one back, one on; the present follows the last. `current` is the stop
    that stands already, so that one back is another one."""
    until = shown if current is None else current
    before = [query for stop, query in stops if until is None or stop < until]
    after = [query for stop, query in stops if shown is not None and stop > shown]
    return Steps(
        earlier=before[-1] if before else None,
        later=after[0] if after else None if shown is None else now,
        now=None if shown is None else now,
    )
