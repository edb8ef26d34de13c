"""What-ifs over HTTP: the same acts and refusals as on the pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_member
from tests.wells.api.conftest import Caller
from tests.wells.factories import example
from tests.wells.what_if.conftest import recorded
from wells.models import Door, Scenario
from wells.services.documents import save_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def approver(operator):
    return Caller(make_member(operator, "approver", email="arne@brattholm.example"))


@pytest.fixture
def leak(well):
    string = next(
        one for one in example("onshore-liner")["strings"] if one["kind"] in ("tubing", "production_casing")
    )
    return {"lever": "leak", "string_id": string["id"], "md_m": 900.0}


@pytest.fixture
def made(well, caller):
    answer = caller("post", f"wells/{well.pk}/scenarios", {"name": "it leaks?", "why": "seen"})
    assert answer.status_code == 201, answer.json()
    assert answer["Location"].endswith(answer.json()["uid"])
    return f"wells/{well.pk}/scenarios/{answer.json()['uid']}"


@pytest.fixture
def leaking(made, caller, leak):
    answer = act(caller, made, "levers", leak)
    assert answer.status_code == 200, answer.json()
    return made


def tag(caller, address):
    return caller.get(address)["ETag"]


def act(caller, address, name, body=None, **headers):
    if name in ("levers", "approve", "merge"):
        headers = {"If-Match": tag(caller, address)} | headers
    return caller("post", f"{address}/{name}", body if body is not None else {}, **headers)


def test_begun_from_what_is_recorded_and_listed(made, well, caller):
    before = recorded()
    one = caller.get(made).json()
    assert (one["state"], one["base"], one["by"], one["is_shared"]) == (
        "private", 1, "ingrid@brattholm.example", False,
    )  # fmt: skip
    assert one["document"] == example("onshore-liner")
    assert [event["kind"] for event in one["events"]] == ["created"]
    rows = caller.get(f"wells/{well.pk}/scenarios").json()
    assert (
        rows["count"] == 1
        and rows["results"][0]["name"] == "it leaks?"
        and "document" not in rows["results"][0]
    )
    assert recorded() == before


def test_begun_from_a_document_of_ones_own(well, caller):
    document = example("onshore-liner") | {"remarks": "assumed"}
    answer = caller("post", f"wells/{well.pk}/scenarios", {"name": "other?", "document": document})
    assert answer.status_code == 201 and answer.json()["document"]["remarks"] == "assumed"
    assert caller.get(f"wells/{well.pk}/document").json() == example("onshore-liner")


def test_the_document_is_changed_with_if_match(made, caller):
    document = example("onshore-liner") | {"remarks": "assumed"}
    assert caller("put", made, document).status_code == 428
    assert caller("put", made, document, **{"If-Match": '"other"'}).status_code == 412
    answer = caller("put", made, document, **{"If-Match": tag(caller, made)})
    assert answer.status_code == 200 and answer.json()["document"]["remarks"] == "assumed"
    assert answer["ETag"] == tag(caller, made)


def test_a_faulty_document_is_refused_with_its_faults(made, caller):
    document = example("onshore-liner")
    document["strings"][0]["shoe_md_m"] = 90_000
    answer = caller("put", made, document, **{"If-Match": tag(caller, made)})
    assert answer.status_code == 422 and answer.json()["errors"]
    other = example("onshore-liner") | {"id": "another"}
    assert caller("put", made, other, **{"If-Match": tag(caller, made)}).json()["code"] == "well_id"
    for nothing in ([], "well", {}):
        assert caller("put", made, nothing, **{"If-Match": tag(caller, made)}).status_code in (400, 422)
    assert caller.get(made).json()["document"] == example("onshore-liner")


@pytest.mark.parametrize(
    "body", [{}, {"name": ""}, {"name": "x" * 121}, {"name": "x", "document": {"id": "y"}}]
)
def test_what_cannot_be_begun(well, caller, body):
    assert caller("post", f"wells/{well.pk}/scenarios", body).status_code in (400, 422)
    assert not Scenario.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"lever": "luck"}, 400),
        ({"lever": "leak", "string_id": "no-such"}, 400),
        ({"lever": "leak"}, 400),
        ({"lever": "factor", "name": "all", "factor": 0}, 400),
        ({"lever": "wall", "string_id": "no-such", "loss_fraction": "much"}, 400),
    ],
)
def test_a_lever_that_cannot_be_is_refused(made, caller, body, status):
    assert act(caller, made, "levers", body).status_code == status
    assert len(caller.get(made).json()["events"]) == 1


def test_limits_before_and_after_are_answered_and_nothing_is_stored(leaking, well, caller):
    before = recorded()
    answer = caller.get(f"{leaking}/limits").json()
    limits = caller.get(f"wells/{well.pk}/limits").json()["limits"]
    assert answer["before"] == limits and len(answer["after"]) == len(limits)
    assert answer["base"] == 1 and answer["result_sha256"]
    assert recorded() == before


def test_two_people_merge_it(leaking, well, caller, approver):
    assert act(caller, leaking, "submit", {"reason": "Pressures follow"}).json()["state"] == "submitted"
    assert act(caller, leaking, "approve").status_code == 403
    assert act(approver, leaking, "merge").json()["code"] == "unapproved"
    sha256 = approver.get(leaking).json()["sha256"]
    assert approver("post", f"{leaking}/approve", {}).status_code == 428
    assert approver("post", f"{leaking}/approve", {}, **{"If-Match": '"old"'}).status_code == 412
    assert act(approver, leaking, "approve", {"reason": "read"}).status_code == 200
    merged = act(approver, leaking, "merge")
    assert merged.status_code == 200, merged.json()
    assert (merged.json()["number"], merged.json()["door"], merged.json()["sha256"]) == (2, "what_if", sha256)
    assert "Pressures follow" in merged.json()["reason"]
    one = caller.get(leaking).json()
    assert one["state"] == "merged" and one["events"][-1]["revision"] == 2
    assert act(approver, leaking, "merge").status_code == 409


def test_a_moved_base_is_409_with_what_moved_then_carried_over_and_approved_again(
    leaking, well, caller, approver, operator
):
    act(caller, leaking, "submit", {"reason": "seen"})
    act(approver, leaking, "approve")
    steward = make_member(operator, "steward")
    document = example("onshore-liner") | {"remarks": "as built"}
    save_document(well, document, by=steward, based_on=1, reason="review", door=Door.PAGE)
    refused = act(approver, leaking, "merge")
    assert refused.status_code == 409 and refused.json()["code"] == "moved"
    assert [error["pointer"] for error in refused.json()["errors"]] == ["#/remarks"]
    assert caller.get(leaking).json()["is_behind"] is True
    carried = act(caller, leaking, "rebase").json()
    assert (carried["base"], carried["state"], carried["conflicts"]) == (2, "submitted", [])
    assert act(approver, leaking, "merge").json()["code"] == "unapproved"
    assert act(approver, leaking, "approve").status_code == 200
    assert act(approver, leaking, "merge").json()["number"] == 3


def test_a_private_one_is_not_there_for_others_until_it_is_shared(
    leaking, caller, reader, approver, stranger
):
    for other in (reader, approver, Caller(stranger)):
        assert other.get(leaking).status_code == 404
        assert other.get(f"{leaking}/limits").status_code == 404
    assert act(caller, leaking, "share").json()["is_shared"] is True
    assert reader.get(leaking).status_code == 200 and reader.get(f"{leaking}/limits").status_code == 200
    assert Caller(stranger).get(leaking).status_code == 404
    assert act(caller, leaking, "share").status_code == 409


@pytest.mark.parametrize("name", ["levers", "share", "submit", "approve", "merge", "rebase", "discard"])
def test_a_viewer_does_nothing(leaking, caller, reader, name, leak):
    act(caller, leaking, "share")
    body = {"levers": leak, "submit": {"reason": "x"}}.get(name, {})
    assert act(reader, leaking, name, body).status_code == 403
    assert caller.get(leaking).json()["state"] == "shared"


def test_it_is_discarded_and_turned_down(leaking, caller, approver):
    act(caller, leaking, "submit", {"reason": "seen"})
    assert act(approver, leaking, "discard").status_code == 422
    assert act(approver, leaking, "discard", {"reason": "Wrong well"}).json()["state"] == "discarded"
    assert act(caller, leaking, "discard").status_code == 409


def test_the_same_request_sent_twice_begins_one(well, caller):
    for _ in range(2):
        caller("post", f"wells/{well.pk}/scenarios", {"name": "once?"}, **{"Idempotency-Key": "k-1"})
    assert Scenario.objects.count() == 1


def test_whoever_is_not_signed_in_reads_nothing(made, nobody):
    assert nobody.get(f"/api/v1/{made}").status_code == 401


def asked(caller, address):
    with CaptureQueriesContext(connection) as queries:
        assert caller.get(address).status_code == 200
    return len(queries)


def test_the_database_is_asked_as_often_for_many_as_for_one(well, caller, made, leak):
    listing = f"wells/{well.pk}/scenarios"
    asked(caller, listing)
    few, one, limits = asked(caller, listing), asked(caller, made), asked(caller, f"{made}/limits")
    assert max(few, one, limits) <= 9
    for number in range(5):
        caller("post", listing, {"name": f"another {number}?"})
    for _ in range(3):
        act(caller, made, "levers", leak)
    assert (asked(caller, listing), asked(caller, made)) == (few, one)
    assert asked(caller, f"{made}/limits") == limits
