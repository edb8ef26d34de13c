"""The states of wells that can be compared, each named by a word in the address:

    now                      as the page's own clocks say
    day:2019-05-01           the well on a day, by what is known (at the page's known_at)
    rev:3                    a revision; rev:3@day:2019-05-01 what it says of a day
    what-if:<uid>            a what-if of the well that the reader may see
    well:17@rev:2            a state of another well; well:17 is its present

A bare number is a revision, a bare day a day. A new kind of state is a function and a line in `STATES`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from deepguard.errors import RuleViolation
from deepguard.formatting import day as day_words
from deepguard.formatting import moment
from wells.gather import document_of, first_day_of
from wells.models import Scenario, Well, WellRevision
from wells.pages.clocks import Clocks, today_in
from wells.pages.reading import revision_at
from wells.pages.requests import number_of
from wells.services import scenarios

WELL, ON_DAY = "well:", "@day:"


@dataclass(frozen=True)
class Side:
    """One of two states that are compared. `document` is dated; `day` None is the present of it; `known_until`
    the moment up to which what stands beside the document counts, as rule packs do; None is now."""

    token: str
    title: str
    note: str
    well: Well
    document: dict
    day: str | None = None
    revision: WellRevision | None = None
    known_until: datetime | None = None

    @property
    def last_day(self) -> str:
        """The day up to which things happened in this state."""
        return self.day or today_in(self.well.time_zone).isoformat()


@dataclass(frozen=True)
class Where:
    """Whose state is asked for, by whom, and what the clocks of the page say."""

    well: Well
    times: Clocks
    user: object


def side_of(token: str, where: Where) -> Side:
    """The state a word names. Errors: RuleViolation, 400 for what is none, 404 for what is not there."""
    token = token.strip()
    if token.startswith(WELL):
        return _of_other(token, where)
    state, _, day = _spelt(token).partition(ON_DAY)
    name, _, argument = state.partition(":")
    if name not in STATES:
        raise RuleViolation(
            f"“{token[:60]}” names no state. Write now, day:2019-05-01, rev:3, what-if:…, or well:17@rev:2.",
            code="side",
            status=400,
        )
    found = STATES[name](argument, where)
    return _on_day(found, day) if day else found


def _spelt(token: str) -> str:
    """A bare number or day in full."""
    if token.isdecimal():
        return f"rev:{token}"
    return f"day:{token}" if len(token) == len("2019-05-01") and token[:4].isdecimal() else token


def _now(argument: str, where: Where) -> Side:
    revision, times = _known(where), where.times
    when = day_words(times.as_of) if times.as_of else "Now"
    known = f", as known {day_words(times.known_at)}" if times.known_at else ""
    found = _side("now", f"{when}{known}", revision, where, times.day)
    return replace(found, known_until=times.known_until)


def _day(argument: str, where: Where) -> Side:
    day = _read(argument)
    found = _side(f"day:{day}", day_words(day), _known(where), where)
    return replace(found, day=_possible(day, found), known_until=where.times.known_until)


def _revision(argument: str, where: Where) -> Side:
    number = number_of(argument or "-", "rev")
    revision = WellRevision.objects.filter(well=where.well, number=number).select_related("by").first()
    if revision is None:
        raise RuleViolation(f"{where.well} has no revision {number}.", code="revision", status=404)
    return _side(f"rev:{number}", f"Revision {number}", revision, where)


def _what_if(argument: str, where: Where) -> Side:
    found = Scenario.objects.visible_to(where.user).filter(well=where.well, uid=_uid(argument))
    scenario = found.select_related("by", "base").first()
    if scenario is None:
        raise RuleViolation(f"{where.well} has no such what-if that you can see.", code="what_if", status=404)
    note = f"Assumed by {scenario.by} on revision {scenario.based_on}; not recorded"
    title = f"What if {scenario.name}"
    return Side(f"what-if:{scenario.uid}", title, note, where.well, scenarios.document(scenario))


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


#: Kinds of state by their prefix: (argument, where) -> Side.
STATES: dict[str, Callable[[str, Where], Side]] = {
    "now": _now,
    "day": _day,
    "rev": _revision,
    "what-if": _what_if,
}


def _of_other(token: str, where: Where) -> Side:
    key, _, state = token.removeprefix(WELL).partition("@")
    visible = Well.objects.visible_to(where.user).with_places()
    other = visible.filter(pk=number_of(key or "-", "well")).first()
    if other is None:
        raise RuleViolation(f"There is no well {key[:20]} that you can see.", code="well", status=404)
    found = side_of(state or "now", replace(where, well=other))
    return replace(
        found, token=f"{WELL}{other.pk}@{found.token}", title=f"{other.name}, {_lower(found.title)}"
    )


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def _on_day(found: Side, text: str) -> Side:
    day = _read(text)
    title = f"{found.title} on {day_words(day)}"
    return replace(found, token=f"{found.token}{ON_DAY}{day}", title=title, day=_possible(day, found))


def _read(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RuleViolation(
            f"{text[:40]} is no day. Write it as 2026-03-31.", code="day", status=400
        ) from None


def _possible(day: date, found: Side) -> str:
    """The day as the document writes it; refused before the well and after today."""
    first = first_day_of(found.revision) if found.revision else None
    if first is not None and day.isoformat() < first:
        raise RuleViolation(
            f"{day} is before {found.well}: the record tells of it from {first}.", code="day", status=400
        )
    if day > today_in(found.well.time_zone):
        raise RuleViolation(f"{day} has not come yet.", code="day", status=400)
    return day.isoformat()


def _known(where: Where) -> WellRevision:
    revision = revision_at(where.well, where.times.known_until)
    if revision is None:
        raise RuleViolation(f"Nothing was known of {where.well} then.", code="known_at", status=404)
    return revision


def _side(token: str, title: str, revision: WellRevision, where: Where, day: str | None = None) -> Side:
    said = revision.reason or "no reason given"
    recorded = moment(revision.recorded_at, where.user.time_zone)
    note = f"Revision {revision.number}, recorded {recorded} by {revision.by}: {said}"
    return Side(token, title, note, where.well, document_of(revision), day, revision)


def asked_sides(query, well, times) -> tuple[str, str]:
    """The two states an address names by `a` and `b`. Without: the last revision and the one before it; on a
    past day, that day and the present record."""
    earlier = "now" if times.is_past or well.head < 2 else f"rev:{well.head - 1}"
    return query.get("a") or earlier, query.get("b") or f"rev:{well.head}"


def composed(query, name: str, well, user) -> str:
    """The word for a state that a form says in pieces: `a`, `a_day`, `a_well` (number or name)."""
    state, day = query.get(name) or "now", query.get(f"{name}_day", "").strip()
    of, state = state.split("@", 1) if state.startswith(WELL) and "@" in state else ("", state)
    state = state.partition(ON_DAY)[0]
    if day:
        state = f"{state}{ON_DAY}{day}" if state.startswith("rev:") else f"day:{day}"
    if wanted := query.get(f"{name}_well", "").strip():
        of = f"{WELL}{_named(wanted, user).pk}"
    return f"{of}@{state}" if of and of != f"{WELL}{well.pk}" else state


def _named(text: str, user) -> Well:
    number = int(text) if text.isdecimal() and len(text) < 10 else None
    found = Well.objects.visible_to(user).filter(Q(name__iexact=text) | Q(uid=text) | Q(pk=number))[:2]
    if len(found) != 1:
        raise RuleViolation(f"No one well that you can see is called “{text[:60]}”.", code="well", status=404)
    return found[0]
