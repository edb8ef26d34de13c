"""A well begins from one form, a starter or a document; what is not typed stays unknown."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.wells.factories import example, make_well
from wells.documents import check
from wells.gather import documents
from wells.models import Asset, Facility, Hub, Well
from wells.starters import STARTERS, starter

URL = "/wells/new/"


def one_form(**typed):
    rows = {"strings-TOTAL_FORMS": "7", "strings-INITIAL_FORMS": "0"}
    return {"way": "one", "one-name": "Tern 9"} | rows | typed


def numbers(value):
    if isinstance(value, dict):
        return [n for part in value.values() for n in numbers(part)]
    if isinstance(value, list):
        return [n for part in value for n in numbers(part)]
    return [value] if isinstance(value, (int, float)) and not isinstance(value, bool) else []


def test_the_page_offers_the_three_ways(desk, operator):
    page = desk.get(URL).content.decode()
    assert all(word in page for word in ("One form", "From a template", "From a well document"))


def test_one_form_makes_a_well_with_its_casing_programme(desk, operator):
    typed = {
        "one-kind": "producer", "one-rkb_elevation_m": "80 ft",
        "strings-0-kind": "surface_casing", "strings-0-od_m": "13 3/8", "strings-0-shoe_md_m": "650",
        "strings-1-kind": "production_casing", "strings-1-od_m": "9 5/8", "strings-1-shoe_md_m": "2 400,5",
    }  # fmt: skip
    response = desk.post(URL, one_form(**typed))
    well = Well.objects.get()
    assert response.status_code == 302 and response.url == f"/wells/{well.pk}/architecture/"
    document = documents([well])[well.pk]
    assert [s["id"] for s in document["strings"]] == ["casing-13-3-8", "casing-9-5-8"]
    assert document["strings"][0]["sections"][0]["od_m"] == pytest.approx(0.339725)
    assert document["strings"][1]["shoe_md_m"] == 2400.5
    assert document["datum"][0]["rkb_elevation_m"] == pytest.approx(24.384)
    assert "status" not in document["header"] and well.head == 1


def test_the_well_hangs_at_the_facility_chosen(desk, operator):
    hub = Hub.objects.create(name="Tern", asset=Asset.objects.create(name="North", operator=operator))
    facility = Facility.objects.create(name="Tern Alpha", hub=hub)
    desk.post(URL, one_form(**{"one-facility": str(facility.pk)}))
    assert Well.objects.get().facility == facility


def test_what_cannot_be_read_is_told_beside_its_field_and_nothing_is_stored(desk, operator):
    typed = {"strings-0-kind": "liner", "strings-0-od_m": "7", "strings-0-shoe_md_m": "1,234"}
    response = desk.post(URL, one_form(**typed))
    assert response.status_code == 422
    assert "can mean 1234 or 1.234" in response.content.decode()
    assert not Well.objects.exists()


def test_a_shoe_below_total_depth_is_refused_with_the_rule(desk, operator):
    typed = {
        "one-total_depth_md_m": "2000", "strings-0-kind": "liner", "strings-0-od_m": "7",
        "strings-0-shoe_md_m": "2400",
    }  # fmt: skip
    response = desk.post(URL, one_form(**typed))
    assert response.status_code == 422
    assert "below the total depth" in response.content.decode()
    assert not Well.objects.exists()


def test_a_second_well_of_the_name_is_refused(desk, operator, steward):
    well = make_well(of=operator, by=steward)
    response = desk.post(URL, one_form(**{"one-name": well.name}))
    assert response.status_code == 422
    assert "already" in response.content.decode()
    assert Well.objects.count() == 1


@pytest.mark.parametrize("key", STARTERS)
def test_a_starter_is_sound_and_holds_no_number(key):
    document = starter(key, uid="tern-9", name="Tern 9")
    assert not [fault for fault in check(document) if fault.severity == "error"]
    assert numbers(document) == []


def test_a_starter_becomes_a_well(desk, operator):
    desk.post(URL, {"way": "starter", "starter-name": "Tern 9", "starter-starter": "subsea-producer"})
    well = Well.objects.get()
    assert (well.name, well.uid, well.environment, well.status) == ("Tern 9", "tern-9", "subsea", None)


def upload(document, name="well.json"):
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return {"way": "document", "document-file": SimpleUploadedFile(name, content)}


def test_a_document_becomes_a_well(desk, operator):
    desk.post(URL, upload(example("onshore-liner", folder="")))
    assert Well.objects.get().uid == "mesquite-4-17"


def test_all_faults_of_a_document_are_shown(desk, operator):
    document = example("onshore-liner")
    document["strings"][0]["shoe_md_m"] = 99_999
    document["header"]["environment"] = "moon"
    response = desk.post(URL, upload(document))
    page = response.content.decode()
    assert response.status_code == 422
    assert "/strings/0/shoe_md_m" in page and "/header/environment" in page
    assert not Well.objects.exists()


def test_a_file_that_is_no_document_says_why(desk, operator):
    response = desk.post(URL, upload(b"\xff\xfe\x00", "well.yaml"))
    assert response.status_code == 422
    assert "UTF-8" in response.content.decode()


def test_a_viewer_is_told_which_roles_create_wells(client, viewer):
    client.force_login(viewer)
    response = client.get(URL)
    assert response.status_code == 403
    assert "Data steward" in response.content.decode()
