"""The well page and the derivation of a limit: numbers lead to their origin, unknown stays unknown."""

import json

import pytest
from django.urls import reverse

from deepguard.models import Role
from tests.factories import make_member, make_operator
from tests.wells.factories import example, make_well, small_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def engineer(client):
    person = make_member(make_operator(), Role.ENGINEER, Role.STEWARD)
    client.force_login(person)
    return person


def well_of(engineer, document):
    return make_well(document, of=engineer.memberships.first().operator, by=engineer)


def test_the_overview_shows_limits_and_what_governs(client, engineer):
    well = well_of(engineer, example("platform-oil-gas-lift"))
    page = client.get(reverse("well", args=[well.pk])).content.decode()
    assert "132" in page and "5-1/2 in tubing" in page and "No approved limit" in page
    assert reverse("integrity:maasp", args=[well.pk, "A"]) in page
    assert 'data-uid="tubing-5-1-2"' in page


def test_another_day_shows_another_completion(client, engineer):
    well = well_of(engineer, example("platform-oil-gas-lift"))
    past = client.get(reverse("well", args=[well.pk]), {"as_of": "2012-01-01"}).content.decode()
    assert "first completion" in past


def test_a_well_of_another_operator_is_not_there(client, engineer):
    well = make_well(small_document())
    assert client.get(reverse("well", args=[well.pk])).status_code == 404
    assert client.get(reverse("integrity:maasp", args=[well.pk, "A"])).status_code == 404
    assert client.get(reverse("integrity:maasp_json", args=[well.pk, "A"])).status_code == 404


def test_the_derivation_opens_at_the_governing_candidate(client, engineer):
    well = well_of(engineer, example("platform-oil-gas-lift"))
    page = client.get(reverse("integrity:maasp", args=[well.pk, "A"])).content.decode()
    assert "Governs." in page and "A5 governs" in page
    assert "strings/tubing-5-1-2" in page
    assert "below the packer" in page.lower()


def test_what_is_not_known_is_listed_and_no_number_is_shown(client, engineer):
    well = well_of(engineer, example("old-unknowns"))
    page = client.get(reverse("integrity:maasp", args=[well.pk, "A"])).content.decode()
    assert "Not determinable" in page
    assert "strings/tubing-2-7-8/sections/s1/yield_pa" in page


def test_the_derivation_can_be_taken_along(client, engineer):
    well = well_of(engineer, example("platform-oil-gas-lift"))
    body = json.loads(client.get(reverse("integrity:maasp_json", args=[well.pk, "A"])).content)
    assert body["results"][0]["maasp_pa"] == 13_260_000
    assert len(body["result_sha256"]) == 64


def test_an_annulus_that_is_not_there_is_not_found(client, engineer):
    well = well_of(engineer, example("platform-oil-gas-lift"))
    assert client.get(reverse("integrity:maasp", args=[well.pk, "Q"])).status_code == 404


def test_a_well_without_annuli_says_what_it_takes(client, engineer):
    well = well_of(engineer, small_document())
    page = client.get(reverse("integrity:annuli", args=[well.pk])).content.decode()
    assert "No annulus is described" in page


def test_the_drawing_is_there_as_a_file(client, engineer):
    well = well_of(engineer, example("platform-oil-gas-lift"))
    svg = client.get(reverse("wells:schematic_svg", args=[well.pk]))
    assert svg["Content-Type"] == "image/svg+xml" and b"13\xe2\x85\x9c" in svg.content
    png = client.get(reverse("wells:schematic_png", args=[well.pk]))
    assert png.content.startswith(b"\x89PNG")
