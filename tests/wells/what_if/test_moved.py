"""The base has moved: refused with what moved, carried over, approved again; two merges, one wins."""

import pytest

from deepguard.errors import RuleViolation
from tests.factories import make_member
from tests.together import together
from tests.wells.factories import example, make_well
from tests.wells.what_if.conftest import at, leak, recorded
from wells.gather import document_of
from wells.models import Door, Scenario, WellRevision
from wells.services import scenarios
from wells.services.documents import save_document
from wells.services.moved import Moved

__all__ = ["together"]
pytestmark = pytest.mark.django_db
SHOE = "casing-9-5-8"


def string_of(document, uid=SHOE):
    return next(one for one in document["strings"] if one["id"] == uid)


def record(well, by, **facts):
    """Another revision: facts of the 9-5/8 in casing."""
    well.refresh_from_db()
    document = document_of(WellRevision.objects.get(well=well, number=well.head))
    string_of(document).update(facts)
    save_document(well, document, by=by, based_on=None, reason="Tally read again", door=Door.PAGE)
    well.refresh_from_db()


@pytest.fixture
def both(submitted, well, engineer, steward):
    """Submitted with another shoe and a name; meanwhile the record got a shoe of its own."""

    def make(document):
        string_of(document).update(shoe_md_m=3350.0, name="9-5/8 casing")
        return document

    made = scenarios.change(submitted, by=engineer, make=make)
    made = scenarios.submit(made, by=engineer, reason="Tally")
    record(well, steward, shoe_md_m=3345.0)
    return made


def test_a_merge_on_a_moved_base_is_refused_with_what_moved(submitted, well, steward, approver):
    approved = scenarios.approve(submitted, by=approver)
    record(well, steward, shoe_md_m=3350.0)
    before = recorded()
    with pytest.raises(Moved) as refused:
        scenarios.merge(approved, by=approver)
    assert refused.value.status == 409 and "revision 2" in refused.value.message
    assert [one.detail for one in refused.value.faults] == ["shoe MD"]
    assert recorded() == before


def test_facts_both_changed_are_named(both, approver):
    with pytest.raises(Moved) as refused:
        scenarios.approve(both, by=approver)
    told = [one for one in refused.value.faults if one.code == "both_changed"]
    assert [one.pointer for one in told] == [f"/strings/{SHOE}/shoe_md_m"]
    assert "3345" in told[0].detail and "3350" in told[0].detail


def test_carried_over_it_is_approved_again_and_merged(submitted, well, steward, engineer, approver):
    approved = scenarios.approve(submitted, by=approver)
    record(well, steward, shoe_md_m=3350.0)
    carried = scenarios.rebase(approved, by=engineer)
    assert (carried.based_on, carried.state, carried.conflicts) == (2, "submitted", [])
    assert not scenarios.life(carried).is_approved
    with pytest.raises(RuleViolation, match="approve it first"):
        scenarios.merge(carried, by=approver)
    revision = scenarios.merge(scenarios.approve(carried, by=approver), by=approver)
    document = document_of(revision)
    assert revision.number == 3 and string_of(document)["shoe_md_m"] == 3350.0
    assert document["communications"][0]["through"] == "tubing-5-1-2"


def test_the_recorded_value_stands_where_both_changed_one_fact(both, engineer):
    carried = scenarios.rebase(both, by=engineer)
    string = string_of(scenarios.document(carried))
    assert (string["shoe_md_m"], string["name"]) == (3345.0, "9-5/8 casing")
    assert carried.conflicts == [{"address": f"strings/{SHOE}/shoe_md_m", "mine": 3350.0, "theirs": 3345.0}]


def test_the_page_answers_409_with_both_values_and_the_way_on(both, signed_in, approver, engineer):
    answer = signed_in(approver).post(at(both, "approve"), {"sha256": both.sha256, "merge": "yes"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Changed by both" in text and "3,345" in text and "3,350" in text and "Tally read again" in text
    assert "carries it over" in text and "Carry it over to" not in text
    shown = signed_in(engineer).get(at(both)).content.decode()
    assert "The well has moved on" in shown and "Carry it over to revision 2" in shown
    assert signed_in(engineer).post(at(both, "rebase")).status_code == 302
    assert "the recorded value stands" in signed_in(engineer).get(at(both)).content.decode()


def test_what_stands_on_the_current_revision_is_not_carried_over(submitted, engineer):
    with pytest.raises(RuleViolation, match="the current one"):
        scenarios.rebase(submitted, by=engineer)


def test_what_the_record_says_by_now_leaves_nothing_to_merge(submitted, well, steward, engineer, approver):
    save_document(well, scenarios.document(submitted), by=steward, based_on=1, reason="same", door=Door.PAGE)
    carried = scenarios.rebase(submitted, by=engineer)
    with pytest.raises(RuleViolation, match="nothing to merge"):
        scenarios.approve(carried, by=approver)


@pytest.mark.django_db(transaction=True)
def test_of_two_merges_at_once_one_wins(together):
    well = make_well(example("platform-oil-gas-lift"))
    engineer, *approvers = (make_member(well.operator, role) for role in ("engineer", "approver", "approver"))
    made = scenarios.create(well, by=engineer, name="it leaks?")
    made = scenarios.change(made, by=engineer, make=leak(well))
    made = scenarios.submit(made, by=engineer, reason="seen")
    scenarios.approve(made, by=approvers[0])

    def merge(by):
        return lambda: scenarios.merge(Scenario.objects.get(pk=made.pk), by=by)

    outcomes = together(*(merge(by) for by in approvers))
    refused = [one for one in outcomes if isinstance(one, RuleViolation)]
    assert [one.code for one in refused] == ["merged"]
    (numbers,) = together(lambda: sorted(WellRevision.objects.values_list("number", flat=True)))
    assert numbers == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_of_two_what_ifs_merged_at_once_one_wins_and_the_other_is_told_what_moved(together):
    well = make_well(example("platform-oil-gas-lift"))
    engineer, approver = (make_member(well.operator, role) for role in ("engineer", "approver"))
    made = []
    for through in ("tubing-5-1-2", SHOE):
        one = scenarios.create(well, by=engineer, name=f"{through} leaks?")
        one = scenarios.change(one, by=engineer, make=leak(well, through))
        one = scenarios.submit(one, by=engineer, reason="seen")
        made.append(scenarios.approve(one, by=approver))

    def merge(one):
        return lambda: scenarios.merge(Scenario.objects.get(pk=one.pk), by=approver)

    outcomes = together(*(merge(one) for one in made))
    assert [type(one) for one in outcomes].count(Moved) == 1
