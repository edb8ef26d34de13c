"""Assets, hubs and facilities: create, rename, move; hang a well.

The names stand in every well's document, so that a renamed or moved place publishes its wells anew.
"""

from django.db import transaction

from deepguard.errors import RuleViolation
from wells.models import Asset, Door, Facility, Hub, Well
from wells.services.editing import editing, publish_many
from wells.services.places import create_place, facts_of, save_place


@transaction.atomic
def create_asset(operator, *, name, by, reason="") -> Asset:
    return create_place(Asset, name, {"operator": operator}, by=by, reason=reason)


@transaction.atomic
def create_hub(asset, *, name, by, reason="") -> Hub:
    return create_place(Hub, name, {"asset": asset}, by=by, reason=reason)


@transaction.atomic
def create_facility(hub, *, name, by, kind="", time_zone="", networks=(), reason="") -> Facility:
    facts = {"hub": hub, "kind": kind, "time_zone": time_zone, "networks": list(networks)}
    return create_place(Facility, name, facts, by=by, reason=reason)


@transaction.atomic
def edit_facility(facility, *, kind, time_zone, networks, by, reason="") -> Facility:
    """What a facility is; its name and place have acts of their own."""
    before = facts_of(facility)
    facility.kind, facility.time_zone, facility.networks = kind, time_zone, list(networks)
    return save_place(facility, "facility.changed", before, by=by, reason=reason)


@transaction.atomic
def rename_place(place, *, name, by, reason="", door=Door.PAGE):
    """Another name for an asset, hub or facility, also in the documents of its wells."""
    before = facts_of(place)
    place.name = name
    save_place(place, f"{place._meta.model_name}.renamed", before, by=by, reason=reason)
    _republish(place, by=by, reason=reason or f"{before['name']} is now {name}", door=door)
    return place


@transaction.atomic
def move_hub(hub, *, asset, by, reason="", door=Door.PAGE):
    """A hub to another asset of the operator, with its facilities and wells."""
    _refuse_other_operator(hub, asset)
    before = facts_of(hub)
    hub.asset = asset
    save_place(hub, "hub.moved", before, by=by, reason=reason)
    _republish(hub, by=by, reason=reason or f"{hub} moved to {asset}", door=door)
    return hub


@transaction.atomic
def move_facility(facility, *, hub, by, reason="", door=Door.PAGE):
    """A facility to another hub of the operator, with its wells."""
    _refuse_other_operator(facility, hub)
    before = facts_of(facility)
    facility.hub = hub
    save_place(facility, "facility.moved", before, by=by, reason=reason)
    _republish(facility, by=by, reason=reason or f"{facility} moved to {hub}", door=door)
    return facility


def place_well(well, *, place, by, reason="", based_on=None, door=Door.PAGE):
    """Hang a well at an asset, hub or facility; None takes it off."""
    if place is not None:
        _refuse_other_operator(well, place)
    with editing(well, by=by, reason=reason, based_on=based_on, door=door) as edit:
        _put(edit.well, place)
    return edit.well


def _put(well: Well, place) -> None:
    """Set and save the well's keys and the names its header shows."""
    facility = place if isinstance(place, Facility) else None
    hub = facility.hub if facility else place if isinstance(place, Hub) else None
    asset = hub.asset if hub else place
    well.asset, well.hub, well.facility = asset, hub, facility
    well.asset_name = asset.name if asset else None
    well.hub_name = hub.name if hub else None
    well.facility_name = facility.name if facility else None
    well.save()


def _republish(place, *, by, reason, door) -> None:
    """The wells under a place, with the names that hold now. Only names changed: nothing is checked anew."""
    wells = list(place.wells.select_related("asset", "hub__asset", "facility__hub__asset"))
    for well in wells:
        _put(well, well.facility or well.hub or well.asset)
    publish_many(wells, by=by, reason=reason, door=door, checked=True)


def _refuse_other_operator(thing, place) -> None:
    if thing.access_operator_id != place.access_operator_id:
        raise RuleViolation(f"{thing} and {place} belong to different operators.", code="operator")
