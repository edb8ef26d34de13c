"""Which pack holds on a day, as known at a moment; and that limits stand on it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from integrity import gather
from integrity.models import RulePackActivation
from integrity.pages.rule_packs import timeline
from tests.factories import make_member, make_operator
from tests.wells.factories import make_well

pytestmark = pytest.mark.django_db


def held(operator, day, known_at=None):
    found = RulePackActivation.objects.in_force([operator.pk], day=date.fromisoformat(day), known_at=known_at)
    return [str(one.pack.version) for one in found]


@pytest.fixture
def chain(operator, keep, activate, clock):
    """1 from 2020; in 2022, 2 planned for 2023; before that day came, 3 from the middle of 2022."""
    clock("2021-06-01T12:00+00:00")
    one, two, three = keep("1"), keep("2"), keep("3")
    activate(one, "2020-01-01")
    clock("2022-02-01T12:00+00:00")
    activate(two, "2023-01-01")
    clock("2022-04-01T12:00+00:00")
    activate(three, "2022-07-01")
    return one, two, three


@pytest.mark.parametrize(
    ("day", "known_at", "expected"),
    [
        ("2019-12-31", None, []),
        ("2020-01-01", None, ["1"]),
        ("2022-06-30", None, ["1"]),
        ("2022-07-01", None, ["3"]),
        ("2023-01-01", None, ["3"]),
        ("2030-01-01", None, ["3"]),
        ("2023-01-01", "2022-03-01", ["2"]),
        ("2022-12-31", "2022-03-01", ["1"]),
        ("2023-01-01", "2021-12-31", ["1"]),
        ("2020-06-01", "2021-01-01", []),
    ],
)
def test_the_pack_of_a_day_as_known_then(chain, operator, day, known_at, expected):
    moment = known_at and datetime.fromisoformat(known_at).replace(tzinfo=UTC)
    assert held(operator, day, moment) == expected


def test_the_timeline_says_the_same_as_the_question_day_by_day(chain, operator):
    spans = timeline(
        RulePackActivation.objects.filter(operator=operator).select_related("pack").order_by("pk")
    )
    day = date(2019, 6, 1)
    while day < date(2024, 1, 1):
        holding = [span.activation.pack.version for span in spans if span.holds(day)]
        assert holding == held(operator, day.isoformat()), day
        day += timedelta(days=17)


def test_one_query_serves_many_operators(keep, activate, django_assert_num_queries):
    operators = [make_operator() for _ in range(4)]
    for number, operator in enumerate(operators):
        engineer, approver = make_member(operator, "engineer"), make_member(operator, "approver")
        activate(keep(str(number), of=operator, by=engineer), by=approver)
    nobody = make_operator()
    with django_assert_num_queries(1):
        packs = gather.packs_in_force([*(one.pk for one in operators), nobody.pk])
    assert {operator.pk: packs[operator.pk].version for operator in operators} == {
        operator.pk: str(number) for number, operator in enumerate(operators)
    }
    assert nobody.pk not in packs


def statuses(limits):
    return {result.annulus: result.status for result in limits.results}


def test_limits_stand_on_the_pack_in_force(well, keep, activate):
    before = gather.limits([well])[well.pk]
    assert before.pack is None and "determined" not in statuses(before).values()
    activate(keep("1"))
    after = gather.limits([well])[well.pk]
    assert after.pack == "Test pack 1"
    assert any(one.unrounded_pa is not None and one.upper_trigger_pa is not None for one in after.results)


def test_another_pack_gives_other_limits_at_once(well, keep, activate):
    activate(keep("1", rounding_pa=1))
    first = gather.limits([well])[well.pk].limit("B").unrounded_pa
    activate(keep("2", rounding_pa=1, design_factor__casing_burst=3, design_factor__casing_collapse=3))
    assert gather.limits([well])[well.pk].limit("B").unrounded_pa < first


def test_a_past_day_and_a_past_moment_have_the_rules_of_then(well, keep, activate, clock):
    clock("2027-01-01T12:00+00:00")
    activate(keep("1"), "2020-01-01")
    known = clock("2027-06-01T12:00+00:00")
    clock("2027-07-01T12:00+00:00")
    activate(keep("2"), "2027-07-01")

    def pack(**clocks):
        return gather.limits([well], **clocks)[well.pk].pack

    assert pack() == "Test pack 2"
    assert pack(as_of="2026-12-31") == "Test pack 1"
    assert pack(known_at=known) == "Test pack 1"
    assert pack(known_at=known, as_of="2028-01-01") == "Test pack 1"
    assert pack(as_of="2028-01-01") == "Test pack 2"
    assert pack(as_of="2019-12-31") is None


def test_what_a_well_states_itself_stays(operator, keep, activate):
    own = make_well(of=operator)
    before = gather.limits([own])[own.pk].derivation()
    activate(keep("1", design_factor__casing_burst=4, rounding_pa=1_000_000))
    assert gather.limits([own])[own.pk].derivation() == before


def test_the_pack_of_one_operator_rules_no_well_of_another(well, keep, activate):
    elsewhere = make_operator()
    theirs = make_member(elsewhere, "engineer"), make_member(elsewhere, "approver")
    activate(keep("1", of=elsewhere, by=theirs[0]), by=theirs[1])
    assert gather.limits([well])[well.pk].pack is None
