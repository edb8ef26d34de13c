"""Where wells hang: asset, hub, facility; what flows between facilities; who is let in to an asset."""

import uuid
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from deepguard.models import Membership, Operator
from wells.models import fields
from wells.querysets import (
    AssetGrantQuerySet,
    AssetQuerySet,
    FacilityLinkQuerySet,
    FacilityQuerySet,
    HubQuerySet,
)


class FacilityKind(models.TextChoices):
    FLOWSTATION = "flowstation", "Flowstation"
    COMPRESSOR_STATION = "compressor_station", "Compressor station"
    GAS_PLANT = "gas_plant", "Gas plant"
    TERMINAL = "terminal", "Terminal"
    PLATFORM = "platform", "Platform"
    SUBSEA_TEMPLATE = "subsea_template", "Subsea template"
    WELL_PAD = "well_pad", "Well pad"


class Network(models.TextChoices):
    OIL = "oil", "Oil"
    DOMESTIC_GAS = "domestic_gas", "Domestic gas"
    EXPORT_GAS = "export_gas", "Export gas"
    FLARED_GAS = "flared_gas", "Flared gas"


def validate_time_zone(name):
    if name and name not in available_timezones():
        raise ValidationError(f"“{name}” is no time zone. Use a name such as Africa/Lagos or UTC.")


def validate_networks(names):
    unknown = sorted(set(names or ()) - set(Network.values))
    if unknown:
        raise ValidationError(f"{', '.join(unknown)}: no such network. Known: {', '.join(Network.values)}.")


class Place(models.Model):
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self):
        return self.name


class Asset(Place):
    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="assets")

    objects = AssetQuerySet.as_manager()

    class Meta(Place.Meta):
        constraints = [models.UniqueConstraint(fields=["operator", "name"], name="one_asset_a_name")]

    @property
    def access_operator_id(self):
        return self.operator_id

    @property
    def access_asset_id(self):
        return self.pk


class Hub(Place):
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="hubs")

    objects = HubQuerySet.as_manager()

    class Meta(Place.Meta):
        constraints = [models.UniqueConstraint(fields=["asset", "name"], name="one_hub_a_name")]

    @property
    def access_operator_id(self):
        return self.asset.operator_id

    @property
    def access_asset_id(self):
        return self.asset_id


class Facility(Place):
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="facilities")
    kind = models.CharField(max_length=20, choices=FacilityKind, blank=True)
    time_zone = models.CharField(
        max_length=64, blank=True, validators=[validate_time_zone], help_text="Empty: the operator's."
    )
    networks = fields.JSONText(
        default=list, blank=True, validators=[validate_networks], help_text="What it handles."
    )

    objects = FacilityQuerySet.as_manager()

    class Meta(Place.Meta):
        verbose_name_plural = "facilities"
        constraints = [models.UniqueConstraint(fields=["hub", "name"], name="one_facility_a_name")]

    @property
    def access_operator_id(self):
        return self.hub.asset.operator_id

    @property
    def access_asset_id(self):
        return self.hub.asset_id


class FacilityLink(models.Model):
    """What flows from one facility to another, and by which network."""

    source = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="links_out")
    target = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="links_in")
    network = models.CharField(max_length=20, choices=Network)

    objects = FacilityLinkQuerySet.as_manager()

    class Meta:
        ordering = ["source", "network"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "network"], name="one_link_a_network"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="a_link_leads_elsewhere"),
        ]

    def __str__(self):
        return f"{self.source} to {self.target}, {self.get_network_display().lower()}"

    @property
    def access_operator_id(self):
        return self.source.access_operator_id

    @property
    def access_asset_id(self):
        return self.source.access_asset_id


class AssetGrant(models.Model):
    """An asset opened to a membership of scope “assets”."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="asset_grants")
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="grants")

    objects = AssetGrantQuerySet.as_manager()

    class Meta:
        ordering = ["membership", "asset"]
        constraints = [models.UniqueConstraint(fields=["membership", "asset"], name="one_grant_an_asset")]

    def __str__(self):
        return f"{self.asset} for {self.membership}"

    @property
    def access_operator_id(self):
        return self.membership.operator_id

    access_asset_id = None

    def clean(self):
        if self.asset.operator_id != self.membership.operator_id:
            raise ValidationError("The asset and the membership belong to different operators.")
