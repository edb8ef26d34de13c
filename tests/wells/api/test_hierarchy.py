"""Assets, hubs, facilities and links over HTTP."""

import pytest

from tests.wells.factories import make_well, small_document
from wells.models import Asset, Facility, FacilityLink, WellRevision
from wells.services.hierarchy import create_asset, create_facility, create_hub

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(steward):
    asset = steward("post", "assets", {"name": "North"}).json()
    hub = steward("post", "hubs", {"name": "Tern hub", "asset": asset["key"]}).json()
    facts = {"name": "Tern A", "hub": hub["key"], "kind": "platform", "networks": ["oil"]}
    return steward("post", "facilities", facts).json()


def test_a_place_is_made_in_its_owner(place, steward):
    assert place["kind"] == "platform" and place["networks"] == ["oil"]
    assert steward.get(f"facilities/{place['key']}").json() == place
    assert steward.get(f"hubs/{place['hub']}").json()["name"] == "Tern hub"
    assert [row["name"] for row in steward.get("assets").json()["results"]] == ["North"]


def test_a_new_name_stands_in_the_documents_of_its_wells(place, operator, steward):
    make_well(small_document(1, asset="North", hub="Tern hub", facility="Tern A"), of=operator)
    answer = steward("patch", f"facilities/{place['key']}?reason=renamed", {"name": "Tern Alpha"})
    assert answer.status_code == 200, answer.json()
    assert '"facility":"Tern Alpha"' in WellRevision.objects.first().content


def test_a_place_moves_to_another_owner(place, steward):
    asset = steward("post", "assets", {"name": "South"}).json()
    answer = steward("patch", f"hubs/{place['hub']}", {"asset": asset["key"]})
    assert answer.json()["asset"] == asset["key"]
    answer = steward("patch", f"facilities/{place['key']}", {"time_zone": "Europe/Oslo"})
    assert answer.json()["time_zone"] == "Europe/Oslo"


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        ("assets", {}, 400),
        ("assets", {"name": "x" * 200}, 400),
        ("hubs", {"name": "H", "asset": 999999}, 404),
        ("facilities", {"name": "F", "hub": 999999}, 404),
        ("facilities", {"name": "F", "hub": 1, "kind": "moon"}, 400),
    ],
)
def test_a_place_that_does_not_fit_is_refused(steward, address, body, status):
    assert steward("post", address, body).status_code == status


def test_a_name_is_given_once(place, steward):
    assert steward("post", "assets", {"name": "North"}).status_code in (409, 422)


def test_a_zone_that_is_none(place, steward):
    assert steward("patch", f"facilities/{place['key']}", {"time_zone": "Mars"}).status_code == 422


def test_links_are_read(place, operator, steward):
    facility = Facility.objects.get()
    other = create_facility(facility.hub, name="Tern B", by=operator.memberships.first().user)
    FacilityLink.objects.create(source=facility, target=other, network="oil")
    found = steward.get("facility-links?network=oil").json()["results"]
    assert [(row["source"], row["target"]) for row in found] == [(facility.pk, other.pk)]


def test_an_engineer_reads_and_does_not_write(place, caller):
    assert caller.get("assets").json()["count"] == 1
    assert caller("post", "assets", {"name": "X"}).status_code == 403
    assert caller("patch", f"facilities/{place['key']}", {"name": "X"}).status_code == 403


def test_places_of_another_operator_are_not_there(other_operator, stranger, steward, nobody):
    asset = create_asset(other_operator, name="Sula", by=stranger)
    hub = create_hub(asset, name="Sula hub", by=stranger)
    facility = create_facility(hub, name="Sula A", by=stranger)
    for address in ("assets", "hubs", "facilities", "facility-links"):
        assert steward.get(address).json()["count"] == 0
        assert nobody.get(f"/api/v1/{address}").status_code == 401
    for address in (f"assets/{asset.pk}", f"hubs/{hub.pk}", f"facilities/{facility.pk}"):
        assert steward.get(address).status_code == 404
        assert steward("patch", address, {"name": "Ours"}).status_code == 404
    assert steward("post", "hubs", {"name": "H", "asset": asset.pk}).status_code == 404
    assert steward("post", "assets", {"name": "A", "operator": other_operator.pk}).status_code == 404
    assert not Asset.objects.filter(name="A").exists()


def test_a_place_does_not_move_to_another_operator(place, other_operator, stranger, steward):
    foreign = create_asset(other_operator, name="Sula", by=stranger)
    assert steward("patch", f"hubs/{place['hub']}", {"asset": foreign.pk}).status_code == 404


def test_lists_take_the_same_number_of_queries(place, steward, django_assert_num_queries):
    with django_assert_num_queries(7):
        steward.get("facilities")
    for number in range(5):
        steward("post", "facilities", {"name": f"T{number}", "hub": place["hub"]})
    with django_assert_num_queries(7):
        steward.get("facilities")
