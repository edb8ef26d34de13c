"""What was found to be wrong with a well leaves by two people, whichever door somebody tries alone."""

import json

import pytest
from django.urls import reverse

from deepguard.errors import RuleViolation
from deepguard.models import AuditEvent
from tests.factories import make_member
from tests.wells.api.conftest import Caller
from tests.wells.editing.forms import address, publish
from tests.wells.factories import example, make_well
from tests.wells.imports.files import csv
from wells.drafts.changes import struck
from wells.drafts.places import found
from wells.gather import document_of, revisions
from wells.models import Door, Draft, Scenario, WellRevision
from wells.services import drafts, imports, scenarios
from wells.services.documents import save_document
from wells.services.editing import editing
from wells.services.restore import restore

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(well):
    """The place of the caliper log of the example."""
    document = example("platform-oil-gas-lift")
    return next(
        f"strings/{string['id']}/wall_logs/{log['id']}"
        for string in document["strings"]
        for log in string.get("wall_logs") or ()
    )


@pytest.fixture
def approver(operator):
    return make_member(operator, "approver", email="arne@brattholm.example", name="Arne Vik")


def now(well):
    return document_of(revisions([well])[well.pk])


def drop(log):
    return lambda document: struck(document, log)


def assert_kept(well, log, error):
    assert (error.code, error.status) == ("adverse_fact", 409)
    assert [fault.pointer for fault in error.faults] == [f"/{log}"]
    assert "wall log of 2023-08-14" in error.message and "second person" in error.message
    assert found(now(well), log) is not None


def test_a_draft_cannot_publish_it_away(well, steward, log):
    drafts.change(well, by=steward, make=drop(log))
    with pytest.raises(RuleViolation) as caught:
        drafts.publish(well, by=steward, reason="entered by mistake")
    assert_kept(well, log, caught.value)
    assert Draft.objects.filter(well=well).exists()


def test_the_page_of_a_draft_says_so_and_offers_a_second_person(desk, well, steward, log):
    drafts.change(well, by=steward, make=drop(log))
    page = desk.get(address("architecture", well)).content.decode()
    assert "The wall log of 2023-08-14" in page and "Put it to a second person" in page
    assert "Publish revision" not in page
    assert publish(desk, well, "entered by mistake").status_code == 422
    well.refresh_from_db()
    assert well.head == 1


def test_a_draft_becomes_a_what_if_that_another_person_merges(desk, well, steward, engineer, approver, log):
    drafts.change(well, by=steward, make=drop(log))
    answer = desk.post(
        address("draft_what_if", well), {"reason": "the caliper was of well A-08", "part": "strings"}
    )
    # a steward asks what if; it is theirs to submit
    scenario = Scenario.objects.get()
    assert answer["Location"] == reverse("integrity:what_if", args=[well.pk, scenario.uid])
    assert scenario.name == "the caliper was of well A-08" and not Draft.objects.exists()
    assert "1 adverse fact would leave" in desk.get(answer["Location"]).content.decode()
    scenarios.submit(scenario, by=steward, reason="the caliper was of well A-08")
    with pytest.raises(RuleViolation):
        scenarios.approve(scenario, by=steward)
    scenarios.approve(scenario, by=approver)
    scenarios.merge(scenario, by=approver)
    assert found(now(well), log) is None
    told = AuditEvent.objects.get(event="facts.left")
    assert told.actor == approver and json.loads(told.before) == {log: "the wall log of 2023-08-14"}


def test_a_draft_that_stands_on_an_old_revision_is_not_turned_into_a_what_if(well, steward, log):
    drafts.change(well, by=steward, make=drop(log))
    save_document(well, now(well) | {"remarks": "x"}, by=steward, based_on=1, door=Door.PAGE)
    with pytest.raises(RuleViolation) as caught:
        drafts.into_what_if(well, by=steward, reason="not ours")
    assert caught.value.code == "stale" and Draft.objects.exists() and not Scenario.objects.exists()


def test_an_api_client_cannot_put_a_document_without_it(well, engineer, log):
    caller = Caller(engineer)
    answer = caller.write("put", well, "document?reason=tidy", struck(now(well), log))
    assert (answer.status_code, answer.json()["code"]) == (409, "adverse_fact")
    assert answer.json()["errors"][0]["pointer"] == f"#/{log}"
    assert found(now(well), log) is not None


def test_a_restore_cannot_go_back_before_it(well, steward, log):
    """The log came with revision 2: what was recorded before does not have it."""
    worn = now(well)
    worn |= {"id": "other", "header": worn["header"] | {"name": "Other", "uwi": None}}
    other = make_well(struck(worn, log), of=well.operator, by=steward)
    save_document(other, worn, by=steward, based_on=1, door=Door.PAGE)
    with pytest.raises(RuleViolation) as caught:
        restore(other, 1, by=steward, reason="as it was")
    assert_kept(other, log, caught.value)
    assert WellRevision.objects.filter(well=other).count() == 2


def test_rows_cannot_be_left_out_at_the_stewards_desk(well, steward, log):
    with (
        pytest.raises(RuleViolation) as caught,
        editing(well, by=steward, reason="tidy", based_on=1, door=Door.ADMIN) as edit,
    ):
        edit.load(struck(now(well), log))
    assert_kept(well, log, caught.value)


def test_an_import_says_so_before_it_stores(operator, well, steward, log):
    file = csv("a.json", json.dumps(struck(now(well), log)))
    run = imports.check(imports.start(operator, "documents", [file], by=steward))
    told = imports.report_of(run)
    assert [finding["code"] for finding in told["findings"]] == ["adverse_fact"]
    assert (told["changed"], told["refused"]) == (0, 1)
    with pytest.raises(RuleViolation):
        imports.commit(run, by=steward)
    imports.commit(run, by=steward, leave_out=True)
    assert found(now(well), log) is not None


def test_a_lesser_finding_is_not_written_over_it(well, steward, log):
    document = now(well)
    found(document, log)["intervals"][0]["min_remaining_wall_m"] = 0.0095
    with pytest.raises(RuleViolation) as caught:
        save_document(well, document, by=steward, based_on=1, reason="read again", door=Door.API)
    assert_kept(well, log, caught.value)


def test_a_newer_finding_is_added_by_one_person(well, steward, log):
    document = now(well)
    logs = found(document, log.rpartition("/")[0])
    logs.append(dict(logs[0], id="caliper-2026", logged_on="2026-02-01"))
    save_document(well, document, by=steward, based_on=1, reason="new log", door=Door.API)
    assert len(found(now(well), log.rpartition("/")[0])) == 2
    assert not AuditEvent.objects.filter(event="facts.left").exists()
