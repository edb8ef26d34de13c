"""The two clocks of a page, read from its address: `?as_of=2026-03-31&known_at=2026-04-02`.

`as_of` asks when it was so in the well, `known_at` when the record had learnt it. A day of `known_at` is
the whole day on the reader's clock.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from deepguard.errors import RuleViolation


@dataclass(frozen=True)
class Clocks:
    """`as_of` and `known_at` are days to show; `known_until` is the moment up to which the record counts."""

    as_of: date | None = None
    known_at: date | None = None
    known_until: datetime | None = None
    asked: tuple[tuple[str, str], ...] = ()

    @property
    def day(self) -> str | None:
        """The day as the document writes it; None is the present."""
        return self.as_of.isoformat() if self.as_of else None

    @property
    def is_past(self) -> bool:
        return self.as_of is not None or self.known_until is not None

    @property
    def query(self) -> str:
        """`?as_of=…` for links that stay at the same days; empty at the present."""
        return f"?{urlencode(self.asked)}" if self.asked else ""


def clocks(request) -> Clocks:
    """What the address asks for. Errors: RuleViolation (400) for what is no day."""
    asked = tuple(
        (name, request.GET[name].strip()) for name in ("as_of", "known_at") if request.GET.get(name)
    )
    given = {name: text for name, text in asked if text}
    as_of = _day(given["as_of"]) if "as_of" in given else None
    known_at, known_until = _known(given["known_at"], request.user) if "known_at" in given else (None, None)
    return Clocks(as_of, known_at, known_until, tuple(given.items()))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RuleViolation(
            f"as_of={text[:40]} is no day. Write it as 2026-03-31.", code="as_of", status=400
        ) from None


def _known(text: str, user) -> tuple[date, datetime]:
    """The day to show and the moment meant: a bare day reaches to its end on the reader's clock."""
    zone = ZoneInfo(user.time_zone)
    try:
        if len(text) <= len("2026-03-31"):
            day = date.fromisoformat(text)
            end = datetime.combine(day + timedelta(days=1), time(), zone) - timedelta(microseconds=1)
            return day, end.astimezone(UTC)
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        return moment.astimezone(zone).date(), moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise RuleViolation(
            f"known_at={text[:40]} is no day or moment. Write it as 2026-03-31 or 2026-03-31T14:00Z.",
            code="known_at",
            status=400,
        ) from None
