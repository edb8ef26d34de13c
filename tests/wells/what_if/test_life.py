"""From assumption to change: who does what, what is refused, and that the record is untouched until the merge."""

import pytest

from deepguard.errors import RuleViolation
from deepguard.models import AuditEvent
from tests.factories import make_member
from tests.wells.what_if.conftest import leak, recorded
from wells.gather import document_of
from wells.models import Scenario, ScenarioEvent, WellRevision
from wells.services import scenarios

pytestmark = pytest.mark.django_db


def refusal(act, *given, **named) -> RuleViolation:
    with pytest.raises(RuleViolation) as refused:
        act(*given, **named)
    return refused.value


def kinds(scenario):
    return list(scenario.events.order_by("number").values_list("kind", flat=True))


def test_nothing_recorded_changes_before_a_merge(well, engineer, approver):
    before = recorded()
    made = scenarios.create(well, by=engineer, name="it leaks?")
    made = scenarios.change(made, by=engineer, make=leak(well))
    assert recorded() == before
    made = scenarios.share(made, by=engineer)
    made = scenarios.submit(made, by=engineer, reason="seen")
    made = scenarios.approve(made, by=approver)
    assert recorded() == before
    scenarios.discard(made, by=engineer)
    assert recorded() == before
    scenarios.create(well, by=engineer, name="another?")
    assert recorded() == before


def test_a_merge_is_an_ordinary_revision_of_what_was_approved(submitted, well, approver):
    approved = scenarios.approve(submitted, by=approver)
    document, sha256 = scenarios.document(approved), approved.sha256
    revision = scenarios.merge(approved, by=approver)
    assert (revision.number, revision.door, revision.by) == (2, "what_if", approver)
    assert revision.sha256 == sha256 and revision.content == approved.content
    assert document_of(revision) == document
    assert "Seen in the pressures of May" in revision.reason and str(approved.uid) in revision.reason
    well.refresh_from_db()
    assert well.head == 2 and well.communications.get().through == "tubing-5-1-2"


def test_every_act_leaves_an_event_and_an_audit_record(submitted, approver):
    scenarios.merge(scenarios.approve(submitted, by=approver), by=approver)
    assert kinds(submitted) == ["created", "changed", "submitted", "approved", "merged"]
    told = AuditEvent.objects.filter(event__startswith="scenario.").order_by("pk")
    assert [one.event for one in told] == [
        "scenario.created", "scenario.submitted", "scenario.approved", "scenario.merged",
    ]  # fmt: skip
    assert submitted.events.last().revision.number == 2


def test_the_audit_does_not_tell_the_name_of_a_private_one(scenario):
    told = AuditEvent.objects.get(event="scenario.created")
    assert "leaks" not in told.target_name + told.after + told.reason


@pytest.mark.parametrize("acts", [[], ["share"], ["submit"], ["submit", "approve"], ["submit", "approve", "merge"],
                                  ["share", "discard"], ["submit", "discard"]])  # fmt: skip
def test_the_cached_state_is_what_the_events_say(leaking, engineer, approver, acts):
    how = {
        "submit": {"by": engineer, "reason": "seen"},
        "approve": {"by": approver},
        "merge": {"by": approver},
    }
    for act in acts:
        getattr(scenarios, act)(leaking, **how.get(act, {"by": engineer}))
    leaking.refresh_from_db()
    now = scenarios.life(leaking)
    assert (leaking.state, leaking.is_shared, leaking.sha256, leaking.based_on) == (
        now.state, now.is_shared, now.sha256, now.base,
    )  # fmt: skip


def test_the_state_at_an_earlier_moment_can_be_read(submitted, approver):
    from wells.drafts.life import life

    scenarios.merge(scenarios.approve(submitted, by=approver), by=approver)
    events = list(submitted.events.order_by("number"))
    assert [life(events[: n + 1]).state for n in range(len(events))] == [
        "private", "private", "submitted", "submitted", "merged",
    ]  # fmt: skip


def test_events_cannot_be_changed_or_deleted(scenario):
    from django.db import DatabaseError, transaction

    for act in (lambda rows: rows.update(kind="merged"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act(ScenarioEvent.objects.filter(scenario=scenario))


def test_a_change_that_changes_nothing_leaves_no_event(scenario, engineer):
    scenarios.change(scenario, by=engineer, make=lambda document: document)
    assert kinds(scenario) == ["created"]


def test_the_maker_cannot_approve_even_as_an_approver(well, operator):
    both = make_member(operator, "engineer", "approver")
    made = scenarios.create(well, by=both, name="mine?")
    made = scenarios.change(made, by=both, make=leak(well))
    made = scenarios.submit(made, by=both, reason="mine")
    assert refusal(scenarios.approve, made, by=both).code == "own_change"
    assert kinds(made)[-1] == "submitted" and WellRevision.objects.count() == 1


def test_one_who_carried_it_over_cannot_approve(submitted, well, steward, operator):
    other = make_member(operator, "steward", "approver")
    edit(well, steward)
    made = scenarios.rebase(submitted, by=other)
    assert refusal(scenarios.approve, made, by=other).code == "own_change"


def edit(well, by):
    """Another revision of the well, of a fact no what-if here touches."""
    from wells.models import Door
    from wells.services.documents import save_document

    document = document_of(WellRevision.objects.get(well=well, number=well.head))
    save_document(well, document | {"remarks": f"as of {well.head}"}, by=by, based_on=None, door=Door.PAGE)
    well.refresh_from_db()


def test_nothing_is_merged_without_an_approval(submitted, approver):
    assert refusal(scenarios.merge, submitted, by=approver).code == "unapproved"
    assert WellRevision.objects.count() == 1


def test_an_approval_is_of_the_document_that_was_read(submitted, approver):
    assert refusal(scenarios.approve, submitted, by=approver, sha256="0" * 64).code == "stale"
    assert kinds(submitted)[-1] == "submitted"


def test_a_change_after_submission_takes_it_back_and_clears_the_approval(submitted, well, engineer, approver):
    approved = scenarios.approve(submitted, by=approver)
    changed = scenarios.change(approved, by=engineer, make=leak(well, "casing-9-5-8"))
    assert changed.state == "shared" and not scenarios.life(changed).is_approved
    assert refusal(scenarios.merge, changed, by=approver).code == "not_submitted"
    again = scenarios.submit(changed, by=engineer, reason="both leak")
    assert refusal(scenarios.merge, again, by=approver).code == "unapproved"


@pytest.mark.parametrize("act", ["change", "share", "submit"])
def test_only_the_author_changes_shares_and_submits(leaking, steward, act):
    how = {"change": {"make": lambda document: {}}, "submit": {"reason": "x"}}.get(act, {})
    assert refusal(getattr(scenarios, act), leaking, by=steward, **how).status == 403


def test_what_says_the_same_as_the_record_is_not_submitted(scenario, engineer):
    assert refusal(scenarios.submit, scenario, by=engineer, reason="x").code == "unchanged"


def test_a_submission_needs_a_reason(leaking, engineer):
    assert refusal(scenarios.submit, leaking, by=engineer, reason="  ").status == 422


def test_a_document_with_errors_can_be_assumed_and_not_submitted(scenario, engineer):
    def deeper(document):
        document["strings"][0]["shoe_md_m"] = 90_000.0
        return document

    made = scenarios.change(scenario, by=engineer, make=deeper)
    refused = refusal(scenarios.submit, made, by=engineer, reason="x")
    assert refused.status == 422 and refused.faults
    assert made.state == "private"


def test_the_document_of_another_well_is_refused(scenario, engineer):
    refused = refusal(scenarios.change, scenario, by=engineer, make=lambda one: one | {"id": "other"})
    assert (refused.code, refused.status) == ("well_id", 422)


@pytest.mark.parametrize("end", ["merged", "discarded"])
def test_nothing_more_is_done_with_one_that_has_ended(submitted, engineer, approver, end):
    if end == "merged":
        scenarios.merge(scenarios.approve(submitted, by=approver), by=approver)
    else:
        scenarios.discard(submitted, by=engineer)
    before = recorded(), ScenarioEvent.objects.count()
    for act, how in (
        ("change", {"by": engineer, "make": lambda one: one}), ("share", {"by": engineer}),
        ("submit", {"by": engineer, "reason": "x"}), ("approve", {"by": approver}), ("merge", {"by": approver}),
        ("rebase", {"by": engineer}), ("discard", {"by": engineer}),
    ):  # fmt: skip
        assert refusal(getattr(scenarios, act), submitted, **how).code == end
    assert (recorded(), ScenarioEvent.objects.count()) == before


def test_an_approver_turns_down_with_a_reason(submitted, approver):
    assert refusal(scenarios.discard, submitted, by=approver).status == 422
    scenarios.discard(submitted, by=approver, reason="The caliper was of another well")
    assert Scenario.objects.get().state == "discarded"
    assert submitted.events.last().reason == "The caliper was of another well"


def test_a_private_one_is_its_authors(scenario, engineer, steward, stranger):
    def seen(who):
        return Scenario.objects.visible_to(who).exists(), ScenarioEvent.objects.visible_to(who).exists()

    assert seen(engineer) == (True, True)
    assert seen(steward) == seen(stranger) == (False, False)
    scenarios.share(scenario, by=engineer)
    assert seen(steward) == (True, True)
    assert seen(stranger) == (False, False)


def test_what_was_added_without_a_day_takes_the_one_of_the_submission(scenario, engineer, approver):
    def fitted(document):
        part = {"id": "gauge-new", "kind": "gauge", "string_id": "tubing-5-1-2", "md_m": 900.0}
        return document | {"components": [*document["components"], part]}

    made = scenarios.change(scenario, by=engineer, make=fitted)
    made = scenarios.submit(made, by=engineer, reason="fitted", true_since="2026-11-01")
    revision = scenarios.merge(scenarios.approve(made, by=approver), by=approver)
    part = next(one for one in document_of(revision)["components"] if one["id"] == "gauge-new")
    assert part["valid_from"] == "2026-11-01"
