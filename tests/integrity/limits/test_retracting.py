"""A fact taken back takes with it, visibly, what rested on it."""

import pytest

from deepguard.errors import RuleViolation
from deepguard.models import AuditEvent, Role
from integrity.models import Assessment, LimitProposal
from integrity.services.catching_up import catch_up
from integrity.services.consequences import consequences
from integrity.services.limits import approve, propose
from integrity.services.limits.standing import standing_limits
from integrity.services.retracting import agree, refuse, retract
from tests.factories import make_member
from tests.integrity.limits.conftest import TODAY
from tests.integrity.limits.test_approving import annulus
from tests.wells.factories import example, make_well
from wells.drafts.places import found
from wells.gather import document_of, revisions

pytestmark = pytest.mark.django_db
LOG = "strings/tubing/wall_logs/caliper-2026"


@pytest.fixture
def worn(operator, steward):
    """A well whose tubing was found worn: the log lowers the limit of A."""
    document = example("platform-oil-gas-lift")
    tubing = next(
        one for one in document["strings"] if one["kind"] == "tubing" and one.get("valid_to") is None
    )
    wall = tubing["sections"][0]["wall_m"]
    tubing["wall_logs"] = [
        {
            "id": "caliper-2026",
            "logged_on": "2026-01-10",
            "intervals": [
                {
                    "top_md_m": tubing["top_md_m"],
                    "base_md_m": tubing["shoe_md_m"],
                    "min_remaining_wall_m": wall * 0.8,
                }
            ],
        }
    ]
    well = make_well(document, of=operator, by=steward)
    catch_up()
    well.log = f"strings/{tubing['id']}/wall_logs/caliper-2026"
    return well


def now(well):
    return document_of(revisions([well])[well.pk])


def test_what_rests_on_a_fact_is_found_and_computed_without_it(worn, engineer, approver):
    proposal = propose(worn, annulus_uid=annulus(worn), by=engineer, reason="after the caliper")
    envelope = approve(proposal, by=approver, unit="bar", valid_from=TODAY)
    found_ = consequences(worn, worn.log)
    assert [(one.assessment.number, one.annulus, one.improves) for one in found_.touched] == [(1, "A", True)]
    assert found_.touched[0].after["limit_pa"] > found_.touched[0].before["limit_pa"]
    assert list(found_.envelopes) == [envelope]
    assert {"Kari Strand", "Ingrid Haugen", "Henrik Brekke"} == {person.name for person in found_.people}


def test_the_set_of_what_is_touched_equals_brute_force(worn):
    """Every annulus of every assessment, with and without the log, compared one by one."""
    whole = {uid: one.limit_pa for uid, one in standing_limits(worn).items()}
    bare = make_well(without_log(worn), of=worn.operator)
    catch_up([bare])
    other = {uid: one.limit_pa for uid, one in standing_limits(bare).items()}
    letters = {one.annulus_uid: one.letter for one in standing_limits(worn).values()}
    differing = {letters[uid] for uid in whole if whole[uid] != other[uid]}
    assert {one.annulus for one in consequences(worn, worn.log).touched} == differing == {"A"}


def without_log(well):
    document = now(well)
    for string in document["strings"]:
        string.pop("wall_logs", None)
    document["id"] = "heron-a-07-bare"
    document["header"]["name"] = "Heron A-07 bare"
    document["header"].pop("uwi", None)
    return document


def test_an_adverse_fact_leaves_only_by_a_second_person(worn, engineer, operator):
    asked = retract(worn, address=worn.log, by=engineer, reason="The caliper was of well A-08.")
    assert asked.adverse and found(now(worn), worn.log) is not None
    with pytest.raises(RuleViolation) as caught:
        agree(asked, by=engineer)
    assert caught.value.code == "own_retraction" and found(now(worn), worn.log) is not None
    second = make_member(operator, Role.STEWARD)
    decision = agree(asked, by=second, reason="Header of the log checked.")
    assert decision.revision.number == 2 and found(now(worn), worn.log) is None
    assert catch_up() == 1 and Assessment.objects.count() == 2


def test_a_fact_without_which_no_limit_looks_better_leaves_at_once(assessed, engineer):
    hole = f"holes/{now(assessed)['holes'][0]['id']}"
    asked = retract(assessed, address=hole, by=engineer, reason="typed from another well")
    assert not asked.adverse and asked.decision.agreed
    assert found(now(assessed), hole) is None


def test_a_strength_whose_loss_leaves_a_higher_at_most_is_adverse(assessed, engineer):
    """Without the leak-off test the shoe is unknown and the limit reads “at most” a higher number."""
    strength = f"formation_strength/{now(assessed)['formation_strength'][0]['id']}"
    assert retract(assessed, address=strength, by=engineer, reason="typed from another well").adverse


def test_what_was_refused_stays(worn, engineer, steward):
    asked = retract(worn, address=worn.log, by=engineer, reason="I doubt it")
    with pytest.raises(RuleViolation):
        refuse(asked, by=steward, reason=" ")
    refuse(asked, by=steward, reason="The log is this well's.")
    assert found(now(worn), worn.log) is not None
    with pytest.raises(RuleViolation) as caught:
        agree(asked, by=steward)
    assert caught.value.code == "decided"


def test_what_moved_meanwhile_is_not_taken_out(worn, engineer, steward, heavier):
    asked = retract(worn, address=worn.log, by=engineer, reason="The caliper was of well A-08.")
    with pytest.raises(RuleViolation) as caught:
        retract(worn, address=worn.log, by=steward, reason="again")
    assert caught.value.code == "waits"
    heavier(worn, by=steward)  # something else moved: the log itself is as it was
    agree(asked, by=steward)
    assert found(now(worn), worn.log) is None


def test_a_retraction_that_moves_a_limit_in_force_proposes_the_other_number(
    worn, engineer, approver, steward
):
    proposal = propose(worn, annulus_uid=annulus(worn), by=engineer, reason="after the caliper")
    approve(proposal, by=approver, unit="bar", valid_from=TODAY.replace(month=1))
    agree(retract(worn, address=worn.log, by=engineer, reason="wrong well"), by=steward)
    catch_up()
    waiting = LimitProposal.objects.waiting().get()
    assert waiting.limit_si > proposal.limit_si and "Retracted: wrong well" in waiting.reason


def test_nothing_is_retracted_without_a_reason_or_a_fact(worn, engineer):
    for address, reason, code in ((worn.log, "  ", "reason"), ("strings/nobody", "x", "no_item")):
        with pytest.raises(RuleViolation) as caught:
            retract(worn, address=address, by=engineer, reason=reason)
        assert caught.value.code == code


def test_each_step_is_in_the_audit(worn, engineer, steward):
    agree(retract(worn, address=worn.log, by=engineer, reason="wrong well"), by=steward)
    names = (
        AuditEvent.objects.filter(event__startswith="fact.").order_by("pk").values_list("event", flat=True)
    )
    assert list(names) == ["fact.asked_back", "fact.retracted"]


def test_a_well_nobody_has_assessed_yet_is_no_way_round_the_second_person(operator, steward, engineer):
    """The least strength of a well that waits for the worker: without it a limit of today would say more."""
    well = make_well(example("platform-oil-gas-lift"), of=operator, by=steward)
    log = next(
        f"strings/{string['id']}/wall_logs/{log['id']}"
        for string in now(well)["strings"]
        for log in string.get("wall_logs") or ()
    )
    assert not Assessment.objects.filter(well=well).exists()
    assert retract(well, address=log, by=engineer, reason="never ran").adverse
    assert found(now(well), log) is not None


def test_what_holds_an_adverse_fact_is_adverse_itself(worn, engineer):
    string = worn.log.split("/wall_logs")[0]
    assert consequences(worn, string).facts == ("the wall log of 2026-01-10",)


def test_an_adverse_fact_that_governs_nothing_today_still_needs_a_second_person(operator, steward, engineer):
    """A failed test bounds nothing: it is adverse by its kind."""
    document = example("platform-oil-gas-lift")
    document["components"][0]["tests"] = [{"id": "f1", "performed_on": "2026-01-02", "result": "fail"}]
    well = make_well(document, of=operator, by=steward)
    address = f"components/{document['components'][0]['id']}/tests/f1"
    told = consequences(well, address)
    assert told.facts and not told.improves
    assert retract(well, address=address, by=engineer, reason="of another well").adverse
