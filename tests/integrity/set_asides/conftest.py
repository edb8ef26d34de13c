"""An assessed well with a candidate that governs annulus A, and people who may set it aside."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from integrity import gather
from integrity.engine.maasp import ISO_16530_1
from integrity.services.setting_aside import agree, ask
from tests.integrity.limits.conftest import approver, assessed, heavier, steward, well

__all__ = ["approver", "assessed", "heavier", "steward", "well"]

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY, UNTIL = date(2026, 3, 2), date(2026, 6, 1)


class Clock:
    """What the time is in a test; each look at it is a second later, as the record needs its moments apart."""

    def __init__(self):
        self.moment = NOON

    def __call__(self):
        self.moment += timedelta(seconds=1)
        return self.moment

    def to(self, day: date):
        self.moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    found = Clock()
    monkeypatch.setattr(timezone, "now", found)
    return found


def limit_of(well, letter="A", **clocks):
    return gather.limits([well], **clocks)[well.pk].limit(letter)


def governing(well, letter="A") -> dict:
    """The candidate that governs, as it is asked for."""
    found = limit_of(well, letter).governing
    return {"letter": letter, "candidate": found.id, "element": found.element, "regime": ISO_16530_1}


@pytest.fixture
def asked(assessed, engineer):
    return ask(assessed, **governing(assessed), by=engineer, reason="caliper due in May", until=UNTIL)


@pytest.fixture
def held(asked, approver):
    agree(asked, by=approver, reason="read")
    return asked
