"""What two revisions mean for the limits."""

import pytest
from django.urls import reverse

from deepguard.models import Role
from tests.factories import make_member, make_operator
from tests.wells.factories import example, make_well
from wells.models import Door
from wells.services.documents import save_document

pytestmark = pytest.mark.django_db


def test_a_heavier_brine_shows_both_limits_and_what_governs(client):
    engineer = make_member(make_operator(), Role.ENGINEER, Role.STEWARD)
    client.force_login(engineer)
    document = example("platform-oil-gas-lift")
    well = make_well(document, of=engineer.memberships.first().operator, by=engineer)
    document["annuli"][0]["columns"][0]["layers"][0]["density_kg_m3"] = 1200
    save_document(well, document, by=engineer, based_on=1, reason="heavier brine", door=Door.PAGE)
    page = client.get(reverse("integrity:compare_limits", args=[well.pk]), {"a": 1, "b": 2}).content.decode()
    assert "<s" in page and "132" in page and "101" in page
    assert "5-1/2 in tubing" in page


def test_the_limits_of_a_strangers_well_are_not_there(client):
    client.force_login(make_member(make_operator(), Role.ENGINEER))
    well = make_well(example())
    assert client.get(reverse("integrity:compare_limits", args=[well.pk])).status_code == 404
