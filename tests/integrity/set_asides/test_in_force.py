"""The two clocks of a set-aside: from when until when it holds, and from when on that was known."""

from datetime import UTC, date, datetime, timedelta

import pytest

from integrity import gather
from integrity.models import SetAsideRequest
from integrity.services.setting_aside import agree, ask, end_early
from tests.factories import make_operator
from tests.integrity.set_asides.conftest import TODAY, UNTIL, governing, limit_of
from tests.wells.factories import example, make_well

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def in_force(day, known_at=None):
    return SetAsideRequest.objects.in_force(day, known_at=known_at).exists()


def test_it_holds_from_its_first_day_and_not_on_its_last(held):
    assert [in_force(day) for day in (TODAY - DAY, TODAY, UNTIL - DAY, UNTIL)] == [False, True, True, False]


def test_it_is_known_from_the_agreement_on(held):
    decided = held.decision.recorded_at
    assert not in_force(TODAY, known_at=held.recorded_at)
    assert not in_force(TODAY, known_at=decided - timedelta(microseconds=1))
    assert in_force(TODAY, known_at=decided)


def test_an_early_end_counts_from_its_day_and_from_when_it_was_known(held, engineer, clock):
    ended = date(2026, 4, 10)
    clock.to(ended)
    end = end_early(held, by=engineer, reason="caliper came")
    assert [in_force(day) for day in (ended - DAY, ended, UNTIL - DAY)] == [True, False, False]
    before = end.recorded_at - timedelta(microseconds=1)
    assert in_force(ended, known_at=before) and not in_force(ended, known_at=end.recorded_at)


def test_one_that_begins_later_holds_from_then_on(assessed, engineer, approver):
    begins = TODAY + timedelta(days=30)
    asked = ask(
        assessed, **governing(assessed), by=engineer, reason="rig in April", valid_from=begins, until=UNTIL
    )
    agree(asked, by=approver)
    assert [in_force(day) for day in (TODAY, begins - DAY, begins)] == [False, False, True]


def test_limits_are_those_of_both_clocks(held, assessed):
    with_it = limit_of(assessed).limit_pa
    least = limit_of(assessed, as_of=TODAY - DAY).limit_pa
    assert with_it > least == limit_of(assessed, as_of=UNTIL).limit_pa
    assert limit_of(assessed, as_of=TODAY, known_at=held.recorded_at).aside == 0
    assert limit_of(assessed, as_of=TODAY, known_at=datetime(2026, 3, 3, tzinfo=UTC)).aside == 1


def test_a_kept_limit_is_not_the_answer_once_something_was_decided(assessed, asked, approver, engineer):
    """Limits are memoised by revision, day and pack: a decision has to be part of the name."""
    before = limit_of(assessed).limit_pa
    agree(asked, by=approver)
    assert limit_of(assessed).limit_pa > before
    end_early(asked, by=engineer, reason="caliper came")
    assert limit_of(assessed).limit_pa == before


def test_many_wells_cost_one_query(held, assessed, steward, django_assert_num_queries):
    others = [make_well(example("onshore-liner"), of=make_operator(), by=steward)]
    with django_assert_num_queries(1):
        found = gather.set_asides([assessed, *others])
    assert list(found) == [assessed.pk]
