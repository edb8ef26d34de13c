"""Keeping and activating packs: what is refused, what stands in the audit, what the database keeps."""

import pytest
from django.db import DatabaseError, connection, transaction

from deepguard.errors import RuleViolation, Stale
from deepguard.models import AuditEvent
from integrity import gather
from integrity.models import RulePack, RulePackActivation
from integrity.rules import STARTERS, starter
from integrity.services import rule_packs
from tests.factories import make_member
from tests.integrity.engine.rules.packs import mapping, stated, whole_pack
from tests.together import together
from tests.wells.factories import make_well

__all__ = ["together"]
pytestmark = pytest.mark.django_db


def refusal(act, *arguments, **facts):
    with pytest.raises(RuleViolation) as refused:
        act(*arguments, **facts)
    return refused.value


def test_a_version_is_kept_once_and_never_says_something_else(operator, engineer):
    row, is_new = rule_packs.keep(operator, whole_pack(), by=engineer)
    again, is_new_again = rule_packs.keep(operator, whole_pack(), by=engineer)
    assert (is_new, is_new_again, again.pk) == (True, False, row.pk)
    assert gather.read_pack(row) == whole_pack() and row.sha256 == whole_pack().sha256
    other = refusal(rule_packs.keep, operator, whole_pack(wall_factor=0.9), by=engineer)
    assert (other.code, other.status) == ("rule_pack_version", 409)
    assert RulePack.objects.count() == 1


def test_both_acts_stand_in_the_audit(keep, activate, engineer, approver):
    activate(keep("1"), reason="first figures")
    events = {one.event: one for one in AuditEvent.objects.filter(event__startswith="rule_pack")}
    assert events["rule_pack.recorded"].actor == engineer
    assert events["rule_pack.activated"].actor == approver
    assert events["rule_pack.activated"].reason == "first figures"
    assert whole_pack().name in events["rule_pack.activated"].after


@pytest.mark.parametrize("table", ["integrity_rulepack", "integrity_rulepackactivation"])
@pytest.mark.parametrize("act", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}"])
def test_the_database_keeps_the_rows_as_they_are(keep, activate, table, act):
    activate(keep("1"))
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act.format(table))


def test_nobody_activates_what_he_recorded(operator, keep, activate):
    both = make_member(operator, "engineer", "approver")
    assert refusal(activate, keep("1", by=both), by=both).code == "self_approval"
    assert not RulePackActivation.objects.exists()


def test_an_activation_has_a_reason(keep, activate):
    assert refusal(activate, keep("1"), reason="  ").code == "reason"


def test_the_first_pack_may_hold_from_a_past_day_and_no_later_one(keep, activate):
    activate(keep("1"), "1990-01-01")
    second = keep("2")
    assert refusal(activate, second, "2020-01-01").code == "past_day"
    assert activate(second).valid_from == gather.day_of()


def test_a_planned_pack_does_not_close_the_past(keep, activate, clock):
    clock("2026-01-01T12:00+00:00")
    activate(keep("1"), "2027-01-01")
    done = activate(keep("2"), "2025-01-01")
    assert done.supersedes.pack.version == "1"


def test_the_same_activation_twice_is_told(keep, activate):
    pack = keep("1")
    activate(pack)
    assert refusal(activate, pack).code == "active_already"


def test_who_saw_an_older_activation_is_told_and_nothing_is_stored(keep, activate, approver):
    first = activate(keep("1"))
    activate(keep("2"))
    stale = refusal(activate, keep("3"), supersedes=first)
    assert isinstance(stale, Stale) and "Test pack 2" in stale.message
    assert isinstance(refusal(activate, keep("3"), supersedes=None), Stale)
    assert RulePackActivation.objects.count() == 2


def test_an_activation_supersedes_one_of_its_own_operator(other_operator, keep, activate):
    theirs = make_member(other_operator, "engineer"), make_member(other_operator, "approver")
    foreign = activate(keep("1", of=other_operator, by=theirs[0]), by=theirs[1])
    assert refusal(activate, keep("1"), supersedes=foreign).code == "operator"


@pytest.mark.django_db(transaction=True)
def test_of_two_activations_at_once_one_wins_and_the_other_is_told(together, keep, activate, approver):
    one, two = keep("1"), keep("2")
    outcomes = together(
        lambda: activate(RulePack.objects.get(pk=one.pk), supersedes=None),
        lambda: activate(RulePack.objects.get(pk=two.pk), supersedes=None),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["RulePackActivation", "Stale"]
    (count,) = together(lambda: RulePackActivation.objects.count())
    assert count == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a: &x [1, 1]\nb: [*x, *x]\n", "aliases"),
        (b"a: !!python/object:os.system {}\n", "tag"),
        (b"name: x\nname: y\n", "twice"),
        (b"[1, 2]", "mapping"),
        (b"rules: [", ""),
        (b"\xff\xfe", "UTF-8"),
        (("a: " + "[" * 200 + "]" * 200).encode(), "deep"),
        (b"--- {a: 1}\n--- {b: 2}\n", "second document"),
    ],
)
def test_bytes_that_are_no_pack_are_refused(data, words):
    refused = refusal(rule_packs.pack_from, data, "pack.yaml")
    assert (refused.status, refused.code) == (422, "rule_pack")
    assert words in refused.faults[0].detail


def test_too_much_and_of_another_kind():
    assert refusal(rule_packs.pack_from, b"x" * (4 * 1024 * 1024 + 1), "a.yaml").status == 413
    assert refusal(rule_packs.pack_from, b"x", "pack.xlsx").status == 415


def test_the_faults_of_a_long_list_are_told_in_part():
    wrong = mapping(*[stated("no_such_rule", 1)] * 500)
    refused = refusal(rule_packs.pack_from_mapping, wrong)
    assert len(refused.faults) == 100 and "the first 100 of 500" in refused.message


@pytest.mark.parametrize("key", STARTERS)
def test_a_shipped_pack_is_sound_and_nobody_is_said_to_have_checked_it(key):
    pack = starter(key)
    assert pack.rules and all(one.checked is None and one.source for one in pack.rules)


def test_the_first_shipped_pack_states_all_that_limits_need(operator, engineer, activate, unruled):
    row, _ = rule_packs.keep_starter(operator, "conservative-start", by=engineer)
    activate(row)
    well = make_well(unruled, of=operator)
    missing = {one.path for result in gather.limits([well])[well.pk].results for one in result.missing}
    assert not [path for path in missing if path.startswith(("rules/", "fluids_policy/"))]


def test_a_pack_that_is_not_shipped(operator, engineer):
    with pytest.raises(KeyError):
        rule_packs.keep_starter(operator, "generous-start", by=engineer)
