"""Places: seen by scope, edited by those who may, renamed into the documents of their wells."""

import pytest
from django.urls import reverse

from deepguard.models import AuditEvent, Role
from tests.factories import make_member, make_operator
from tests.wells.factories import make_well, small_document
from wells import gather
from wells.models import Asset, Facility
from wells.services import hierarchy

pytestmark = pytest.mark.django_db


@pytest.fixture
def field():
    operator = make_operator()
    steward = make_member(operator, Role.STEWARD)
    asset = hierarchy.create_asset(operator, name="Northern", by=steward)
    hub = hierarchy.create_hub(asset, name="Heron", by=steward)
    facility = hierarchy.create_facility(hub, name="Heron Alpha", by=steward)
    return operator, steward, facility


def test_the_tree_shows_places_with_their_wells(client, field):
    operator, steward, facility = field
    hierarchy.place_well(make_well(small_document(), of=operator, by=steward), place=facility, by=steward)
    client.force_login(steward)
    page = client.get(reverse("wells:hierarchy")).content.decode()
    assert "Northern" in page and "Heron Alpha" in page and "1 well" in page


def test_the_tree_costs_the_same_for_many_places(client, field, django_assert_max_num_queries):
    _operator, steward, facility = field
    for number in range(12):
        hierarchy.create_facility(facility.hub, name=f"Pad {number}", by=steward)
    client.force_login(steward)
    with django_assert_max_num_queries(14):
        assert client.get(reverse("wells:hierarchy")).status_code == 200


def test_a_new_name_is_written_into_the_documents_of_its_wells(client, field):
    operator, steward, facility = field
    well = make_well(small_document(), of=operator, by=steward)
    hierarchy.place_well(well, place=facility, by=steward)
    client.force_login(steward)
    response = client.post(
        reverse("wells:facility", args=[facility.pk]), {"act": "change", "name": "Heron Beta"}
    )
    assert response.status_code == 302
    well.refresh_from_db()
    assert gather.documents([well])[well.pk]["header"]["facility"] == "Heron Beta"
    assert AuditEvent.objects.filter(event="facility.renamed", actor=steward).exists()


def test_a_viewer_reads_and_may_not_change(client, field):
    operator, _steward, facility = field
    client.force_login(make_member(operator, Role.VIEWER))
    url = reverse("wells:facility", args=[facility.pk])
    assert client.get(url).status_code == 200
    response = client.post(url, {"act": "change", "name": "Mine"})
    assert response.status_code == 403
    assert "Data steward" in response.content.decode()
    assert Facility.objects.get(pk=facility.pk).name == "Heron Alpha"


def test_another_operators_places_are_not_there(client, field):
    operator, _steward, facility = field
    stranger = make_member(make_operator(), Role.STEWARD)
    client.force_login(stranger)
    for name, pk in (("asset", facility.hub.asset_id), ("hub", facility.hub_id), ("facility", facility.pk)):
        assert client.get(reverse(f"wells:{name}", args=[pk])).status_code == 404
    client.post(reverse("wells:new_asset"), {"operator": operator.pk, "name": "Theirs"})
    assert not Asset.objects.filter(name="Theirs").exists()


def test_a_taken_name_is_refused_in_words(client, field):
    _operator, steward, facility = field
    client.force_login(steward)
    response = client.post(
        reverse("wells:hub", args=[facility.hub_id]), {"act": "add", "name": "Heron Alpha"}
    )
    assert response.status_code == 422
    assert Facility.objects.filter(name="Heron Alpha").count() == 1
