"""verify_record and what merely follows: limits in lists beside the last assessment, what-ifs beside their events."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from deepguard import triggers
from deepguard.models import Attachment
from integrity.models import Assessment, EngineRelease, RulePack, Standing, StandingLimit
from integrity.services.catching_up import catch_up
from integrity.services.verifying import findings
from tests.factories import make_member
from wells.engine import whatif
from wells.gather import document_of, revisions
from wells.models import Door, Scenario, ScenarioEvent, Well, WellRevision
from wells.services import attachments, scenarios
from wells.services.documents import save_document

pytestmark = pytest.mark.django_db


def named():
    return [(one.table, one.key.partition("/")[2], one.field) for one in findings(with_replay=False)]


def test_what_follows_agrees_after_a_year_of_acts(assessed, heavier, engineer, steward, approver, what_if):
    heavier(assessed, by=steward)
    catch_up()
    scenarios.rebase(what_if, by=engineer)
    scenarios.submit(what_if, by=engineer, reason="It was found worn.")
    assert named() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit_pa", 99e6), ("limit_pa", None), ("upper_trigger_pa", None), ("status", "determined"),
        ("reason", "none"), ("missing", 7), ("governing_id", "A1"), ("governing_element", "x"),
        ("governing_label", "x"), ("annulus", "Z"), ("annulus_uid", "x"), ("regime", "x"),
    ],
)  # fmt: skip
def test_a_limit_that_a_list_shows_otherwise_is_named(assessed, name, value):
    limit = StandingLimit.objects.filter(ordinal=0).get()
    if name == "status":
        value = "provisional" if limit.status == "determined" else "determined"
    StandingLimit.objects.filter(pk=limit.pk).update(**{name: value})
    assert named() == [("integrity_standinglimit", f"{assessed.uid} annulus A", name)]
    with pytest.raises(CommandError, match="1 places"):
        call_command("verify_record", "--no-replay")


def test_a_limit_taken_out_of_the_list_or_slipped_in_is_named(assessed):
    row = StandingLimit.objects.get(annulus="B")
    StandingLimit.objects.filter(pk=row.pk).delete()
    assert named() == [("integrity_standinglimit", f"{assessed.uid} annulus B", "ordinal")]
    row.save(force_insert=True)
    assert named() == []
    row.pk, row.ordinal, row.annulus = None, 9, "F"
    row.save()
    assert named() == [("integrity_standinglimit", f"{assessed.uid} annulus F", "ordinal")]


def test_limits_of_a_well_that_nothing_stands_for_are_named(assessed):
    Standing.objects.all().delete()
    assert named() == [("integrity_standinglimit", assessed.uid, "well")]


def other_engine():
    return EngineRelease.objects.create(version="0", sha256="0" * 64, zip=b"", recorded_at=timezone.now())


def a_pack(well, by):
    return RulePack.objects.create(
        operator=well.operator, name="x", version="1", content="{}", sha256="0" * 64, recorded_at=timezone.now(), by=by
    )  # fmt: skip


@pytest.mark.parametrize("name", ["head", "engine", "rule_pack", "assessment", "good_until"])
def test_a_standing_that_does_not_follow_is_named(assessed, heavier, steward, name):
    first = Assessment.objects.get()
    heavier(assessed, by=steward)
    catch_up()
    value = {
        "head": lambda: 1,
        "engine": other_engine,
        "rule_pack": lambda: a_pack(assessed, steward),
        "assessment": lambda: first,
        "good_until": lambda: None,
    }[name]
    if name == "good_until":
        planned(assessed, steward)
        assert Standing.objects.get().good_until is not None
    assert named() == []
    Standing.objects.update(**{name: value()})
    assert named() == [("integrity_standing", assessed.uid, name)]


def planned(well, by):
    """A string that is to be pulled in a month: the answer is another from that day on."""
    well = Well.objects.get(pk=well.pk)
    document = document_of(revisions([well])[well.pk])
    string = next(one for one in document["strings"] if not one.get("valid_to"))
    string["valid_to"] = (timezone.localdate() + timedelta(days=30)).isoformat()
    save_document(well, document, by=by, based_on=None, reason="planned", door=Door.PAGE)
    catch_up()


def test_the_day_a_well_was_revised_is_that_of_its_revision(assessed):
    Well.objects.update(revised_at=timezone.now())
    assert named() == [("wells_well", assessed.uid, "revised_at")]


@pytest.fixture
def what_if(assessed, engineer):
    def thinner(document):
        string = next(
            one["id"] for one in document["strings"] if one["kind"] == "tubing" and not one.get("valid_to")
        )
        return whatif.thinner(document, string_id=string, loss=0.15, day="2026-01-01", mint=str)

    made = scenarios.create(assessed, by=engineer, name="15 % worn?")
    return scenarios.change(made, by=engineer, make=thinner)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("state", "merged"), ("state", "shared"), ("is_shared", True), ("sha256", "0" * 64), ("content", "{}"),
    ],
)  # fmt: skip
def test_a_what_if_that_is_not_what_its_events_say_is_named(what_if, name, value):
    assert named() == []
    Scenario.objects.update(**{name: value})
    assert named() == [("wells_scenario", f"{what_if.well.uid} what-if {what_if.uid}", name)]


def test_another_base_or_author_is_named(what_if, heavier, assessed, steward, engineer):
    heavier(assessed, by=steward)
    catch_up()
    Scenario.objects.update(base=WellRevision.objects.get(number=2))
    assert [one[2] for one in named()] == ["base"]
    Scenario.objects.update(base=WellRevision.objects.get(number=1), by=steward)
    assert [one[2] for one in named()] == ["by"]


def test_an_event_that_is_missing_is_named(what_if):
    triggers.lift()
    ScenarioEvent.objects.filter(number=1).delete()
    triggers.install()
    assert [one[2] for one in named()] == ["events"]


def test_a_state_of_an_earlier_moment_is_named(what_if, engineer, operator):
    """Discarded, and brought back behind its events."""
    scenarios.discard(what_if, by=engineer)
    assert named() == []
    Scenario.objects.update(state="private")
    assert [one[2] for one in named()] == ["state"]


def test_an_approval_by_who_made_it_is_named(what_if, engineer, operator):
    scenarios.submit(what_if, by=engineer, reason="It was found worn.")
    approver = make_member(operator, "approver")
    scenarios.approve(what_if, by=approver)
    assert named() == []
    triggers.lift()
    ScenarioEvent.objects.filter(kind="approved").update(by=engineer)
    triggers.install()
    told = [one for one in named() if one[0] == "wells_scenario"]
    assert [one[2] for one in told] == ["events"]


def test_a_file_with_other_bytes_is_named_and_a_withdrawn_one_is_not(assessed, engineer):
    kept = attachments.add(
        assessed, name="a.txt", content=b"caliper", content_type="text/plain", by=engineer, remarks=""
    )
    assert named() == []
    Attachment.objects.update(content=b"calipers")
    assert [(one.table, one.field) for one in findings(with_replay=False)] == [
        ("deepguard_attachment", "content")
    ]
    Attachment.objects.filter(uid=kept.attachment.uid).update(content=None)
    assert named() == []
