"""Wells over HTTP: the list, a new one, the header."""

import pytest
from django.urls import reverse

from tests.factories import make_member
from tests.wells.api.conftest import Caller
from tests.wells.factories import example, make_well, small_document
from wells.models import Well, WellRevision

pytestmark = pytest.mark.django_db


def test_the_list_holds_what_one_may_see(well, foreign, caller):
    body = caller.get("wells").json()
    assert body["count"] == 1
    found = body["results"][0]
    assert (found["key"], found["id"], found["name"]) == (well.pk, well.uid, well.name)
    assert found["operator"]["name"] == "Brattholm Energy" and found["revision"] == 1


def test_the_list_is_filtered_and_sorted_as_the_fleet_page(operator, well, caller):
    make_well(small_document(1, environment="subsea"), of=operator)
    assert [w["name"] for w in caller.get("wells?sort=-name").json()["results"]] == ["Tern 1", well.name]
    assert [w["name"] for w in caller.get("wells?environment=subsea").json()["results"]] == ["Tern 1"]
    assert caller.get("wells?q=tern").json()["count"] == 1


@pytest.mark.parametrize("query", ["kind=spaceship", "asset=999999", "sort=colour"])
def test_a_filter_that_is_none_is_refused(well, caller, query):
    assert caller.get(f"wells?{query}").status_code == 400


def test_pages_follow_each_other(operator, caller):
    for number in range(3):
        make_well(small_document(number), of=operator)
    first = caller.get("wells?page_size=2").json()
    assert first["count"] == 3 and len(first["results"]) == 2
    assert len(caller.client.get(first["next"]).json()["results"]) == 1


def test_the_number_of_queries_does_not_grow(operator, caller, django_assert_num_queries):
    make_well(small_document(0), of=operator)
    with django_assert_num_queries(7):
        caller.get("wells")
    for number in range(1, 8):
        make_well(small_document(number, asset="North", hub="H", facility="F"), of=operator)
    with django_assert_num_queries(7):
        caller.get("wells")


def test_a_well_leads_to_its_parts(well, caller):
    body = caller.get(f"wells/{well.pk}").json()
    assert body["header"] == example("onshore-liner")["header"]
    assert body["sha256"] == WellRevision.objects.get().sha256
    for name, address in body["links"].items():
        if name != "limits":
            assert caller.client.get(address).status_code == 200, name


def test_what_was_read_is_not_sent_again(well, caller):
    tag = caller.tag(well)
    for address in ("", "/document", "/strings"):
        answer = caller.get(f"wells/{well.pk}{address}", **{"If-None-Match": tag})
        assert (answer.status_code, answer["ETag"], answer.content) == (304, tag, b"")


def test_a_well_from_its_document(operator, caller):
    answer = caller("post", "wells?reason=moved from the old register", small_document())
    assert answer.status_code == 201, answer.json()
    well = Well.objects.get()
    assert answer["Location"] == reverse("api:well", args=[well.pk])
    assert (well.operator, well.name) == (operator, "Tern 1")
    assert WellRevision.objects.get().reason == "moved from the old register"


def test_a_well_from_a_draft_in_yaml(operator, caller):
    text = "schema: deepguard.well/1\nid: tern-9\nheader: {name: Tern 9, status: operating}\n"
    answer = caller.client.post("/api/v1/wells", text, content_type="application/yaml")
    assert answer.status_code == 201, answer.json()
    assert answer.json()["status"] == "operating"


def test_a_well_from_the_facts_of_its_header(operator, caller):
    answer = caller("post", "wells", {"name": "15/9-F-99", "environment": "platform", "asset": "North"})
    assert answer.status_code == 201, answer.json()
    assert (answer.json()["id"], answer.json()["asset"]["name"]) == ("15-9-f-99", "North")


@pytest.mark.parametrize("body", [{}, {"name": ""}, {"name": "X", "colour": "red"}, {"schema": "other/9"}])
def test_a_well_that_does_not_fit_is_refused(operator, caller, body):
    answer = caller("post", "wells", body)
    assert answer.status_code == 422, answer.json()
    assert not Well.objects.exists()


def test_a_name_is_given_once(well, caller):
    answer = caller("post", "wells", {"name": well.name, "id": "another"})
    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_well")


def test_a_new_well_needs_a_role(viewer, reader):
    assert reader("post", "wells", small_document()).status_code == 403


def test_members_of_two_operators_say_which(operator, other_operator):
    both = make_member(operator, "engineer")
    both.memberships.create(operator=other_operator, role="steward")
    caller = Caller(both)
    assert caller("post", "wells", small_document()).json()["code"] == "operator"
    answer = caller("post", f"wells?operator={other_operator.pk}", small_document())
    assert answer.json()["operator"]["name"] == "Sula Petroleum"


def test_no_well_is_made_for_somebody_else(other_operator, caller):
    answer = caller("post", f"wells?operator={other_operator.pk}", small_document())
    assert answer.status_code == 403 and not Well.objects.exists()


def test_the_header_changes_fact_by_fact(well, caller):
    status = [{"value": "suspended", "valid_from": "2026-02-01"}]
    answer = caller.write("patch", well, "", {"status": status, "field": None})
    assert answer.status_code == 200, answer.json()
    body = answer.json()
    assert (body["status"], body["field"], body["revision"]) == ("suspended", None, 2)
    assert answer["ETag"] == caller.tag(well)


def test_a_header_that_does_not_fit_points_into_what_was_sent(well, caller):
    answer = caller.write("patch", well, "", {"environment": "moon"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/environment"


def test_a_header_is_not_changed_blindly_nor_by_a_reader(well, caller, reader):
    assert caller("patch", f"wells/{well.pk}", {"field": "X"}).status_code == 428
    assert reader.write("patch", well, "", {"field": "X"}).status_code == 403


def test_a_well_of_another_operator_is_not_there(foreign, caller, nobody):
    for part in ("", "/document", "/architecture", "/schematic", "/trajectory", "/revisions", "/attachments"):
        assert caller.get(f"wells/{foreign.pk}{part}").status_code == 404
        assert nobody.get(f"/api/v1/wells/{foreign.pk}{part}").status_code == 401
    assert caller("patch", f"wells/{foreign.pk}", {}).status_code == 404
    assert caller("put", f"wells/{foreign.pk}/document", {}).status_code == 404


def test_readings_are_announced_not_made_up(well, caller):
    answer = caller.get(f"wells/{well.pk}/measurements")
    assert (answer.status_code, answer.json()["code"]) == (501, "not_implemented")
