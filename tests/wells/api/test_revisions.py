"""The record of a well over HTTP."""

import pytest

from tests.wells.factories import example

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(well, caller):
    document = example("onshore-liner") | {"remarks": "as built"}
    assert caller.write("put", well, "document?reason=review", document).status_code == 200
    return well


def test_revisions_are_listed_newest_first(changed, caller):
    body = caller.get(f"wells/{changed.pk}/revisions").json()
    assert [row["number"] for row in body["results"]] == [2, 1]
    assert body["results"][0]["by"] == "ingrid@brattholm.example"
    assert body["results"][0]["previous"] == body["results"][1]["sha256"]


def test_a_revision_keeps_its_document(changed, caller):
    body = caller.get(f"wells/{changed.pk}/revisions/1").json()
    assert body["document"] == example("onshore-liner")
    assert caller.get(f"wells/{changed.pk}/revisions/9").status_code == 404


def test_two_revisions_are_compared(changed, caller):
    body = caller.get(f"wells/{changed.pk}/compare?a=rev:1&b=rev:2").json()
    assert body["count"] == 1
    assert (body["facts"][0]["path"], body["facts"][0]["after"]) == (["remarks"], "as built")


@pytest.mark.parametrize(("query", "status"), [("a=rev:x", 400), ("b=x", 400), ("b=rev:7", 404)])
def test_a_state_that_is_none_is_refused(changed, caller, query, status):
    assert caller.get(f"wells/{changed.pk}/compare?{query}").status_code == status


def test_an_older_document_is_restored(changed, caller):
    answer = caller.write("post", changed, "revisions/1/restore", {"reason": "review withdrawn"})
    assert answer.status_code == 200, answer.json()
    assert (answer.json()["number"], answer.json()["door"]) == (3, "restore")
    assert caller.get(f"wells/{changed.pk}/document").json() == example("onshore-liner")


def test_a_restore_needs_reason_state_and_role(changed, caller, reader):
    address = f"wells/{changed.pk}/revisions/1/restore"
    assert caller.write("post", changed, "revisions/1/restore", {}).status_code == 400
    assert caller("post", address, {"reason": "x"}).status_code == 428
    assert reader("post", address, {"reason": "x"}).status_code == 403
    assert caller.write("post", changed, "revisions/8/restore", {"reason": "x"}).status_code == 404
