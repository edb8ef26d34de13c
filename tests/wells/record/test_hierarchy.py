"""Assets, hubs and facilities, and the wells that hang there."""

import pytest

from deepguard.errors import RuleViolation
from deepguard.models import AuditEvent, Membership
from tests.factories import make_member, make_operator
from tests.wells.factories import example, make_well, small_document
from wells import gather
from wells.models import Asset, AssetGrant, Component, Door, Facility, Well, WellRevision
from wells.services import hierarchy
from wells.services.documents import save_document
from wells.services.restore import restore

pytestmark = pytest.mark.django_db


@pytest.fixture
def well():
    return make_well(example("onshore-liner"))


@pytest.fixture
def steward(well):
    return make_member(well.operator, "steward")


def header(well):
    return gather.documents([well])[well.pk]["header"]


def test_a_document_makes_the_places_it_names_once(well, steward):
    assert (well.asset.name, well.hub.name, well.facility.name) == ("Basin South", "Mesquite", "Pad 4")
    names = {"asset": "Basin South", "hub": "Mesquite", "facility": "Pad 4"}
    other = make_well(small_document(**names), of=well.operator, by=steward)
    assert other.facility == well.facility and Facility.objects.count() == 1
    assert AuditEvent.objects.filter(event="facility.created").count() == 1


def test_a_facility_without_a_hub_is_a_name_only():
    well = make_well(small_document(asset="North", facility="Maersk Inspirer"))
    assert (well.asset.name, well.hub, well.facility) == ("North", None, None)
    assert header(well)["facility"] == "Maersk Inspirer"


def test_a_renamed_asset_stands_in_the_documents_of_its_wells(well, steward):
    hierarchy.rename_place(well.asset, name="Basin North", by=steward)
    well.refresh_from_db()
    assert header(well)["asset"] == "Basin North" and well.head == 2
    assert WellRevision.objects.get(well=well, number=2).reason == "Basin South is now Basin North"


def test_a_moved_hub_takes_its_wells_along(well, steward):
    west = hierarchy.create_asset(well.operator, name="Basin West", by=steward)
    hierarchy.move_hub(well.hub, asset=west, by=steward)
    well.refresh_from_db()
    assert well.asset == west and header(well)["asset"] == "Basin West"


def test_an_older_document_hangs_the_well_where_it_hung(well, steward):
    west = hierarchy.create_asset(well.operator, name="Basin West", by=steward)
    hierarchy.place_well(well, place=west, by=steward, reason="sold")
    assert (well.asset, well.hub, header(well).get("hub")) == (west, None, None)
    restore(well, 1, by=steward, reason="not sold")
    assert (well.asset.name, well.facility.name) == ("Basin South", "Pad 4")


def test_a_well_does_not_hang_at_another_operators_place(well, steward):
    foreign = Asset.objects.create(operator=make_operator(), name="Elsewhere")
    with pytest.raises(RuleViolation, match="different operators"):
        hierarchy.place_well(well, place=foreign, by=steward)


def test_a_second_asset_of_one_name_and_an_unknown_time_zone_are_refused(well, steward):
    with pytest.raises(RuleViolation):
        hierarchy.create_asset(well.operator, name="Basin South", by=steward)
    with pytest.raises(RuleViolation, match="no time zone"):
        hierarchy.create_facility(well.hub, name="Pad 5", time_zone="Mars/Olympus", by=steward)


def test_a_grant_opens_one_asset_and_nothing_else(well, steward):
    elsewhere = make_well(small_document(asset="Basin West"), of=well.operator, by=steward)
    unplaced = make_well(small_document(2), of=well.operator, by=steward)
    guest = make_member(well.operator, "engineer", scope="assets")
    assert not Well.objects.visible_to(guest)
    guest = type(guest).objects.get(pk=guest.pk)
    AssetGrant.objects.create(membership=Membership.objects.get(user=guest), asset=well.asset)
    assert list(Well.objects.visible_to(guest)) == [well]
    assert set(Component.objects.visible_to(guest).values_list("well", flat=True)) == {well.pk}
    assert list(Asset.objects.visible_to(guest)) == [well.asset]
    assert {elsewhere, unplaced, well} == set(Well.objects.visible_to(steward))


def test_a_person_does_not_move_a_well_to_where_they_may_not_edit(well):
    guest = make_member(well.operator, "engineer", scope="assets")
    AssetGrant.objects.create(membership=Membership.objects.get(user=guest), asset=well.asset)
    document = example("onshore-liner")
    document["header"]["asset"] = "Basin West"
    with pytest.raises(RuleViolation) as refusal:
        save_document(well, document, by=guest, based_on=1, door=Door.API)
    assert refusal.value.status == 403 and not Asset.objects.filter(name="Basin West").exists()


def test_a_document_is_read_in_the_order_of_the_schema(well):
    document = gather.document_of(WellRevision.objects.get(well=well))
    assert list(document)[:4] == ["schema", "id", "header", "datum"]
    assert next(iter(document["strings"][0])) == "id" and document == gather.documents([well])[well.pk]
