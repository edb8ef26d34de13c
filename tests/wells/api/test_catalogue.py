"""Catalogues over HTTP: the same rows, filters and rights as on the page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import make_member
from tests.wells.catalogues import HEAD, PIPES, item, make_catalogue

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(operator):
    return make_catalogue(operator, make_member(operator, "steward"))


def test_catalogues_in_force(reader, catalogue):
    (found,) = reader.get("catalogues").json()["results"]
    assert (found["name"], found["revision"]) == ("Yard list", 1)


def test_rows_by_the_filters_of_the_page(reader, catalogue):
    assert reader.get("catalogue-items").json()["count"] == 7
    (found,) = reader.get("catalogue-items?q=9.625+p110").json()["results"]
    assert (found["standing"], found["catalogue"], found["catalogue_revision"]) == (
        "verified",
        "Yard list",
        1,
    )
    assert found["formula_burst_pa"] == pytest.approx(found["burst_pa"], rel=0.006)
    assert reader.get("catalogue-items?size=9+5/8&standing=unverified").json()["count"] == 1


def test_one_row_of_any_revision(reader, catalogue):
    row = item(catalogue, "HC95")
    found = reader.get(f"catalogue-items/{row.uid}").json()
    assert (found["sheet"], found["standing"]) == ("HC-95-0310", "sheet")


def test_the_file(reader, catalogue):
    lines = b"".join(reader.get("catalogue-items/export?kind=tubular")).decode().splitlines()
    assert len(lines) == 6 and "Burst [" in lines[0]
    assert reader.get("catalogue-items/export?as=xlsx").content[:2] == b"PK"


def test_an_import_by_the_api_is_the_import_of_the_page(steward):
    file = SimpleUploadedFile("tubulars.csv", "\n".join([HEAD, *PIPES]).encode())
    sent = steward.client.post(
        "/api/v1/imports",
        {"kind": "catalogue", "files": [file], "catalogue": "Yard list"},
        format="multipart",
    )
    assert sent.status_code == 201
    run = sent.json()
    assert run["report"]["catalogue"]["standings"] == {"verified": 2, "unverified": 2, "sheet": 1}
    stored = steward("post", f"imports/{run['uid']}/commit", {}).json()
    assert (stored["state"], stored["report"]["stored"]["revisions"]) == ("stored", 1)
    assert steward.get("catalogue-items").json()["count"] == 5


def test_a_reader_may_not_send(reader):
    file = SimpleUploadedFile("tubulars.csv", "\n".join([HEAD, *PIPES]).encode())
    sent = reader.client.post("/api/v1/imports", {"kind": "catalogue", "files": [file]}, format="multipart")
    assert sent.status_code == 403


def test_rows_of_others_are_not_there(reader, other_operator):
    theirs = make_catalogue(other_operator, make_member(other_operator, "steward"))
    assert reader.get("catalogue-items").json()["count"] == 0
    assert reader.get(f"catalogue-items/{theirs.items.first().uid}").status_code == 404
