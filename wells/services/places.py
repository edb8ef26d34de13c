"""Where a well's header says it hangs: places found by name, and made where the document names a new one."""

from django.core.exceptions import ValidationError

from deepguard import audit
from deepguard.errors import RuleViolation
from wells.models import Asset, Facility, Hub, Well


class Places:
    """The places of one operator, read once, for putting many wells where their headers say."""

    def __init__(self, operator, *, by, reason=""):
        self.operator, self.by, self.reason = operator, by, reason
        self.assets = {asset.name: asset for asset in Asset.objects.filter(operator=operator)}
        hubs = Hub.objects.filter(asset__operator=operator)
        self.hubs = {(hub.asset_id, hub.name): hub for hub in hubs}
        facilities = Facility.objects.filter(hub__asset__operator=operator)
        self.facilities = {(facility.hub_id, facility.name): facility for facility in facilities}

    def put(self, well: Well) -> None:
        """Set asset, hub and facility from the header's names, as far as they make a chain from the asset.

        A place that is named and not known is created: the document says it exists.
        """
        asset = hub = facility = None
        if well.asset_name:
            asset = self._found(self.assets, well.asset_name, Asset, operator=self.operator)
        if asset and well.hub_name:
            hub = self._found(self.hubs, (asset.pk, well.hub_name), Hub, asset=asset)
        if hub and well.facility_name:
            facility = self._found(self.facilities, (hub.pk, well.facility_name), Facility, hub=hub)
        well.asset, well.hub, well.facility = asset, hub, facility

    def _found(self, known, key, model, **owner):
        if key not in known:
            name = key[-1] if isinstance(key, tuple) else key
            known[key] = create_place(model, name, owner, by=self.by, reason=self.reason)
        return known[key]


def create_place(model, name, facts, *, by, reason):
    place = model(name=name, **facts)
    clean_place(place)
    place.save()
    event = f"{model._meta.model_name}.created"
    audit.record(event, place, by=by, after=facts_of(place), reason=reason)
    return place


def save_place(place, event, before, *, by, reason):
    clean_place(place)
    place.save()
    audit.record(event, place, by=by, before=before, after=facts_of(place), reason=reason)
    return place


def clean_place(place) -> None:
    try:
        place.full_clean()
    except ValidationError as error:
        raise RuleViolation(" ".join(error.messages), code="place", status=422) from error


def facts_of(place) -> dict:
    """What the audit keeps of a place."""
    facts = {"name": place.name}
    if isinstance(place, Hub):
        facts["asset"] = place.asset.name
    if isinstance(place, Facility):
        facts |= {"hub": place.hub.name, "kind": place.kind, "time_zone": place.time_zone}
        facts["networks"] = place.networks
    return facts
