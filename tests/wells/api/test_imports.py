"""Imports over HTTP: sent, checked, answered, stored; again nothing changes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.wells.api.conftest import Caller
from tests.wells.factories import small_document
from wells.documents import to_yaml
from wells.models import ImportRun, Well, WellRevision

pytestmark = pytest.mark.django_db


def send(caller, document=None, kind="documents", **facts):
    file = SimpleUploadedFile("tern.yaml", to_yaml(document or small_document()).encode())
    return caller.client.post("/api/v1/imports", {"kind": kind, "files": [file]} | facts)


def test_files_are_checked_and_stored_when_told(caller):
    sent = send(caller, licence="NLOD")
    assert sent.status_code == 201, sent.json()
    body = sent.json()
    assert (body["state"], body["report"]["created"], Well.objects.count()) == ("checked", 1, 0)
    stored = caller.client.post(f"{sent['Location']}/commit", {}, format="json")
    assert (stored.status_code, stored.json()["state"]) == (200, "stored")
    assert WellRevision.objects.get().door == "api"


def test_the_same_file_again_changes_nothing(caller):
    for _ in range(2):
        place = send(caller)["Location"]
        caller.client.post(f"{place}/commit", {}, format="json")
    assert WellRevision.objects.count() == 1
    assert [run["state"] for run in caller.get("imports").json()["results"]] == ["stored", "stored"]


def test_findings_name_their_place(caller):
    document = small_document()
    document["strings"][0]["sections"][0]["od_m"] = 0
    sent = send(caller, document)
    found = caller.client.get(f"{sent['Location']}/findings?severity=error").json()
    assert found["count"] == 1 and found["results"][0]["severity"] == "error"
    refused = caller.client.post(f"{sent['Location']}/commit", {}, format="json")
    assert refused.status_code == 409 and not Well.objects.exists()


def test_a_check_is_answered_and_an_import_dropped(caller):
    place = send(caller)["Location"]
    answer = caller.client.post(f"{place}/check", {"answers": {"licence": "NLOD"}}, format="json")
    assert answer.status_code == 200 and answer.json()["answers"]["licence"] == "NLOD"
    assert caller.client.post(f"{place}/drop").json()["state"] == "dropped"
    assert caller.client.post(f"{place}/commit", {}, format="json").status_code == 409


@pytest.mark.parametrize("facts", [{"kind": "moon"}, {"files": []}])
def test_what_is_no_import_is_refused(caller, facts):
    assert send(caller, **facts).status_code == 400
    assert not ImportRun.objects.exists()


def test_too_much_is_refused(caller, settings):
    settings.UPLOAD_MAX_BYTES = 10
    assert send(caller).status_code == 413


def test_who_may_not(viewer, reader, nobody, caller):
    assert send(reader).status_code == 403
    assert reader.get("imports").status_code == 403
    assert nobody.get("/api/v1/imports").status_code == 401


def test_imports_of_another_operator_are_not_there(caller, stranger, other_operator):
    place = send(Caller(stranger))["Location"]
    assert caller.get("imports").json()["count"] == 0
    for part in ("", "/findings"):
        assert caller.client.get(place + part).status_code == 404
    for part in ("/check", "/commit", "/drop"):
        assert caller.client.post(place + part, {}, format="json").status_code == 404
    assert send(caller, operator=other_operator.pk).status_code == 422
