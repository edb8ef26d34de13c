"""Files beside a well over HTTP."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

pytestmark = pytest.mark.django_db


def send(caller, well, content=b"%PDF-1.7 casing tally", **facts):
    file = SimpleUploadedFile("tally.pdf", content, content_type="application/pdf")
    return caller.client.post(f"/api/v1/wells/{well.pk}/attachments", {"file": file} | facts)


def test_a_file_is_kept_and_comes_back(well, caller):
    answer = send(caller, well, remarks="as run")
    assert answer.status_code == 201, answer.json()
    assert answer.json()["name"] == "tally.pdf" and answer.json()["remarks"] == "as run"
    assert caller.client.get(answer["Location"]).json() == answer.json()
    content = caller.client.get(answer["Location"] + "/content")
    assert content.content == b"%PDF-1.7 casing tally"
    assert content["Content-Disposition"] == 'attachment; filename="tally.pdf"'
    assert [row["uid"] for row in caller.get(f"wells/{well.pk}/attachments").json()] == [answer.json()["uid"]]


def test_it_speaks_of_a_part_that_exists(well, caller):
    part = caller.get(f"wells/{well.pk}/strings").json()[0]["id"]
    assert send(caller, well, item=part).json()["item"] == part
    assert send(caller, well, item="nothing").status_code == 422


def test_the_same_file_is_kept_once(well, caller):
    send(caller, well)
    assert send(caller, well).status_code == 409


def test_a_file_beyond_measure_is_refused(well, caller, settings):
    settings.UPLOAD_MAX_BYTES = 10
    assert send(caller, well).status_code == 413


def test_no_file_is_a_fault(well, caller):
    answer = caller.client.post(f"/api/v1/wells/{well.pk}/attachments", {"remarks": "x"})
    assert answer.status_code == 400 and answer.json()["errors"][0]["pointer"] == "#/file"


def test_withdrawn_bytes_are_gone_and_the_reason_stays(well, caller, steward):
    place = send(caller, well)["Location"]
    assert caller.client.post(f"{place}/withdraw", {"reason": "x"}, format="json").status_code == 403
    assert steward.client.post(f"{place}/withdraw", {}, format="json").status_code == 400
    answer = steward.client.post(f"{place}/withdraw", {"reason": "another well"}, format="json")
    assert (answer.status_code, answer.json()["withdrawn_reason"]) == (200, "another well")
    gone = caller.client.get(f"{place}/content")
    assert gone.status_code == 410 and "another well" in gone.json()["detail"]


def test_a_reader_keeps_nothing(well, reader):
    assert send(reader, well).status_code == 403


def test_a_file_of_another_well_is_not_there(well, foreign, caller):
    uid = send(caller, well).json()["uid"]
    assert caller.get(f"wells/{foreign.pk}/attachments/{uid}/content").status_code == 404
    assert send(caller, foreign).status_code == 404
