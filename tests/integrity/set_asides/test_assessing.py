"""Set-asides are evidence of an assessment: stored, hashed, replayed, and met again on their days."""

import json

import pytest

from integrity.engine.aside import decisions_of
from integrity.engine.assess import answers, assess
from integrity.models import Assessment, Standing, StandingLimit
from integrity.services.catching_up import catch_up
from integrity.services.replaying import replay
from integrity.services.setting_aside import agree, ask, end_early
from integrity.services.verifying import findings
from integrity.standing import limits_stored_then, stored_limits
from tests.integrity.set_asides.conftest import TODAY, UNTIL, governing, limit_of
from wells.gather import document_of, revisions

pytestmark = pytest.mark.django_db


def standing(well):
    return StandingLimit.objects.get(well=well, annulus="A")


def test_an_agreement_is_met_at_the_next_round_and_stored_with_it(assessed, asked, approver):
    assert catch_up() == 0
    before = standing(assessed).limit_pa
    agree(asked, by=approver)
    assert stored_limits([assessed]) == {}  # what stands is not what holds: computed until the worker comes
    assert catch_up() == 1 and catch_up() == 0
    now = standing(assessed)
    assert now.limit_pa == limit_of(assessed).limit_pa > before
    assert (now.aside, now.set_aside_until) == (1, UNTIL)
    [fact] = json.loads(Assessment.objects.get(number=2).evidence)
    assert (fact["candidate"], fact["until"], fact["person"]) == (
        asked.candidate,
        "2026-06-01",
        str(asked.by.uid),
    )


def test_an_early_end_and_a_last_day_bring_the_limit_back_by_themselves(assessed, held, engineer, clock):
    first = standing(assessed).limit_pa
    catch_up()
    assert standing(assessed).limit_pa > first
    clock.to(UNTIL)
    assert catch_up() == 1
    assert standing(assessed).limit_pa == first and standing(assessed).aside == 0
    assert Standing.objects.get().evidence_sha256 == ""
    assert [row.evidence == "[]" for row in Assessment.objects.order_by("number")] == [True, False, True]


def test_ending_it_early_lowers_what_stands(assessed, held, engineer):
    catch_up()
    raised = standing(assessed).limit_pa
    end_early(held, by=engineer, reason="caliper came")
    assert catch_up() == 1 and standing(assessed).limit_pa < raised


def test_a_first_day_that_comes_is_met(assessed, engineer, approver, clock):
    begins = TODAY.replace(day=20)
    asked = ask(
        assessed, **governing(assessed), by=engineer, reason="rig comes", valid_from=begins, until=UNTIL
    )
    agree(asked, by=approver)
    assert catch_up() == 0
    clock.to(begins)
    assert catch_up() == 1 and standing(assessed).aside == 1


def test_what_is_decided_while_we_compute_is_computed_again(
    assessed, asked, approver, monkeypatch, heavier, steward
):
    from integrity.services import catching_up

    real = catching_up._assessed

    def slow(*given):
        if not asked.answer:
            agree(asked, by=approver)
        return real(*given)

    monkeypatch.setattr(catching_up, "_assessed", slow)
    heavier(assessed, by=steward)
    assert catch_up() == 0 and catch_up() == 1
    assert standing(assessed).aside == 1


def test_replay_takes_the_evidence_along_and_old_rows_as_they_were(assessed, held):
    catch_up()
    found = list(replay(Assessment.objects.select_related("revision", "rule_pack")))
    assert [one.first_difference for one in found] == ["", ""]
    assert found[0].result_sha256 != found[1].result_sha256


def test_without_evidence_the_inputs_hash_as_before(assessed):
    document = document_of(revisions([assessed])[assessed.pk])
    request = {"document": document, "day": "2026-03-02", "rule_pack": None}
    plain = assess(document, day="2026-03-02")
    [old, new] = map(json.loads, answers([json.dumps(request), json.dumps(request | {"evidence": []})]))
    assert old == new and old["input_sha256"] == plain.input_sha256


def test_evidence_hashes_whatever_its_order_and_has_no_effect_off_its_days(assessed, held):
    catch_up()
    facts = json.loads(Assessment.objects.get(number=2).evidence)
    other = facts[0] | {"candidate": "A99", "uid": "z"}
    document = document_of(revisions([assessed])[assessed.pk])

    def made(day, *items):
        return assess(document, day=day, evidence=decisions_of(items))

    assert made("2026-03-02", *facts, other).input_sha256 == made("2026-03-02", other, *facts).input_sha256
    assert made("2026-06-01", *facts).summary == made("2026-06-01").summary
    assert made("2026-03-02", *facts).summary != made("2026-03-02").summary


def test_what_stood_then_is_read_only_where_the_same_was_set_aside(assessed, held, clock):
    """The fleet of a past day: the assessment of before the agreement is not what that evening's record said."""
    evening = clock()
    assert limits_stored_then([assessed], evening) == {}
    catch_up()
    assert limits_stored_then([assessed], clock())[assessed.pk][0].aside == 1


def test_a_whole_record_with_set_asides_agrees(assessed, held, engineer, clock):
    catch_up()
    clock.to(TODAY.replace(month=4))
    end_early(held, by=engineer, reason="caliper came")
    catch_up()
    assert list(findings()) == []


def test_evidence_that_the_record_of_then_does_not_hold_is_named(assessed, held):
    from deepguard import triggers

    catch_up()
    triggers.lift()
    Assessment.objects.filter(number=2).update(evidence="[]")
    triggers.install()
    told = {
        (one.field, one.detail) for one in findings(with_replay=False) if one.table == "integrity_assessment"
    }
    assert ("evidence", "other candidates were set aside then") in told


def test_a_fact_that_lowers_what_is_set_aside_still_improves_the_well_when_it_is_gone(assessed, held):
    """Left out today, the tubing bounds the limit again when the set-aside ends: without its caliper, later."""
    from integrity.services.consequences import consequences

    catch_up()
    assert standing(assessed).aside == 1
    assert consequences(assessed, "strings/tubing-5-1-2/wall_logs/caliper-2023").improves
