"""The two clocks of a page, read from its address: `?as_of=2026-03-31&known_at=2026-04-02`.

`as_of` asks when it was so in the well, `known_at` when the record had learnt it. Days begin and end where the
well is: a day of `known_at` is that whole day in the time zone of its facility. A day or moment that has not
come is refused, because the record says nothing of it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.utils import timezone

from deepguard.errors import RuleViolation

CLOCKS = ("as_of", "known_at")
#: Parts of an address that name a place on a page, not what it shows: they do not stay when a clock moves.
PLACES = ("page", "edit", "add", "remove")
DAY_LENGTH = len("2026-03-31")
#: What changes in a well and stands in lists from the present alone.
CHANGING = ("kind", "fluid", "status", "td", "revised")
#: The zone of days that belong to no one well.
UTC_NAME = "UTC"


class BadClock(RuleViolation):
    """A day or moment that cannot be shown. The page says it beside the control, the API as a problem."""

    page = "wells/clock_refused_page.html"

    def __init__(self, clock: str, message: str):
        super().__init__(message, code=clock, status=400)


@dataclass(frozen=True)
class Clocks:
    """`as_of` and `known_at` are days to show; `known_until` is the moment up to which the record counts.

    `asked` is what the address says of the clocks, `kept` what it says beside them, `zone` where days begin.
    """

    as_of: date | None = None
    known_at: date | None = None
    known_until: datetime | None = None
    asked: tuple[tuple[str, str], ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    zone: str = UTC_NAME

    @property
    def day(self) -> str | None:
        """The day as the document writes it; None is the present."""
        return self.as_of.isoformat() if self.as_of else None

    @property
    def is_past(self) -> bool:
        return self.as_of is not None or self.known_until is not None

    @property
    def is_whole_day(self) -> bool:
        """Whether `known_at` was asked as a day, not as a moment."""
        return len(dict(self.asked).get("known_at", "")) <= DAY_LENGTH

    @property
    def query(self) -> str:
        """`?as_of=…` for links that stay at the same days; empty at the present."""
        return f"?{urlencode(self.asked)}" if self.asked else ""

    @property
    def more(self) -> str:
        """The same for addresses that carry a question already: `&as_of=…`."""
        return f"&{urlencode(self.asked)}" if self.asked else ""

    def only(self, name: str) -> str:
        """The query of one clock alone, for what the other says nothing of."""
        asked = [pair for pair in self.asked if pair[0] == name]
        return f"?{urlencode(asked)}" if asked else ""

    def moved(self, **to: str | None) -> str:
        """The query of this page with one clock moved: the other one, and what else was asked, stay.

        >>> Clocks(asked=(("as_of", "2020-01-01"), ("known_at", "2021-01-01"))).moved(as_of=None)
        '?known_at=2021-01-01'
        """
        asked = dict(self.asked) | to
        named = [*self.kept, *((name, asked[name]) for name in CLOCKS if asked.get(name))]
        return f"?{urlencode(named)}" if named else "?"

    @property
    def now(self) -> str:
        """The query of this page at the present."""
        return self.moved(as_of=None, known_at=None)

    @property
    def forms(self) -> dict[str, list[tuple[str, str]]]:
        """What the form of each clock sends along, so that the other clock and the rest stay."""
        other = {"as_of": "known_at", "known_at": "as_of"}
        asked = dict(self.asked)
        return {
            name: [*self.kept, *((one, asked[one]) for one in (other[name],) if one in asked)]
            for name in CLOCKS
        }

    @cached_property
    def today(self) -> date:
        """Today where the well is."""
        return today_in(self.zone)


def today_in(zone: str) -> date:
    return timezone.now().astimezone(ZoneInfo(zone)).date()


def clocks(request, zone: str = UTC_NAME, *, ahead: bool = False) -> Clocks:
    """What the address asks for. Errors: BadClock (400) for what is no day, or has not come yet.

    `ahead`: a day still to come may be asked, where what is planned for it stands on record.
    """
    given = asked_of(request)
    as_of = _day(given["as_of"], zone, ahead=ahead) if "as_of" in given else None
    known_at, known_until = _known(given["known_at"], zone) if "known_at" in given else (None, None)
    return Clocks(as_of, known_at, known_until, tuple(given.items()), _kept(request), zone)


def clocks_at_present(request, zone: str = UTC_NAME) -> Clocks:
    """Both clocks at the present, whatever the address asks of them."""
    return Clocks(kept=_kept(request), zone=zone)


def _kept(request) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if value and name not in (*CLOCKS, *PLACES)
    )


@dataclass(frozen=True)
class FleetClocks:
    """The clocks of a list of wells: what they show, and until when the record counts in each time zone."""

    shown: Clocks
    moments: dict[str, datetime]

    def known_until(self, well) -> datetime | None:
        return self.moments.get(well.time_zone)

    def refuse_changing(self, query) -> None:
        """Refuse (400) to filter or sort a past list by facts that are kept for the present only."""
        asked = [name for name in CHANGING if query.get(name)]
        sorts = [one.strip().lstrip("-") for one in query.get("sort", "").split(",")]
        asked += [f"sort={query['sort']}"] if set(sorts) & set(CHANGING) else []
        if self.shown.is_past and asked:
            raise BadClock(
                asked[0],
                f"A list of the past cannot be chosen or sorted by {', '.join(asked)}: each well is read for the "
                "rows shown only. Choose by name and place, or go back to now.",
            )


def fleet_clocks(request, wells) -> FleetClocks:
    """The clocks of a list of wells, each by the days of its own facility. A query more while they are turned back."""
    asked = asked_of(request)
    zones = sorted(wells.zones()) if asked else []
    shown = clocks(request, first_zone(zones))
    known = asked.get("known_at")
    return FleetClocks(shown, {zone: _read(known, ZoneInfo(zone))[1] for zone in zones} if known else {})


def first_zone(zones) -> str:
    """The zone whose day began first: it decides what has not come yet, and its day ends before any other's."""
    return max(
        sorted(zones),
        key=lambda zone: timezone.now().astimezone(ZoneInfo(zone)).utcoffset(),
        default=UTC_NAME,
    )


def asked_of(request) -> dict[str, str]:
    """The clocks an address names, as text; an empty one is not asked."""
    return {name: text for name in CLOCKS if (text := request.GET.get(name, "").strip().replace("\x00", ""))}


def present_only(request, what: str) -> None:
    """Refuse (409) an act or a form while the address looks at the past: only the present is edited."""
    if asked := asked_of(request):
        days = " and ".join(f"{name}={_said(text)}" for name, text in asked.items())
        refusal = RuleViolation(
            f"{what} is closed while you look at the past ({days}). Go back to now, and do it there. "
            "Nothing was changed.",
            code="past",
        )
        refusal.context = {"way": request.path, "way_word": "Back to now"} if request.method == "GET" else {}
        raise refusal


def no_clock(request, why: str, taken: tuple[str, ...] = ()) -> None:
    """Refuse (400) a clock that would change nothing here, instead of passing over it in silence."""
    for name in asked_of(request):
        if name not in taken:
            raise BadClock(name, f"{name} cannot be asked here: {why}")


def _day(text: str, zone: str, *, ahead: bool) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise BadClock("as_of", f"as_of={_said(text)} is no day. Write it as 2026-03-31.") from None
    if found > today_in(zone) and not ahead:
        raise BadClock("as_of", f"as_of={_said(text)} has not come yet: the latest day is {_latest(zone)}.")
    return found


def _known(text: str, zone: str) -> tuple[date, datetime]:
    """The day to show and the moment meant: a bare day reaches to its end in the zone."""
    try:
        day, moment, begins = _read(text, ZoneInfo(zone))
    except (ValueError, OverflowError):
        raise BadClock(
            "known_at",
            f"known_at={_said(text)} is no day or moment. Write it as 2026-03-31 or 2026-03-31T14:00Z.",
        ) from None
    if begins > timezone.now():
        raise BadClock("known_at", f"known_at={_said(text)} has not come yet: today is {_latest(zone)}.")
    return day, moment


def _read(text: str, zone: ZoneInfo) -> tuple[date, datetime, datetime]:
    """Day, moment until which the record counts, and the moment from which on it can be asked."""
    if len(text) <= DAY_LENGTH:
        day = date.fromisoformat(text)
        begins = datetime.combine(day, time(), zone).astimezone(UTC)
        end = datetime.combine(day + timedelta(days=1), time(), zone) - timedelta(microseconds=1)
        return day, end.astimezone(UTC), begins
    moment = datetime.fromisoformat(text)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return moment.astimezone(zone).date(), moment.astimezone(UTC), moment.astimezone(UTC)


def _said(text: str) -> str:
    """What was asked, short enough to repeat, without signs that no page can show."""
    return "".join(sign if sign.isprintable() else "?" for sign in text[:40])


def _latest(zone: str) -> str:
    return f"{today_in(zone).isoformat()} ({zone})"
