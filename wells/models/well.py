"""The well: its header, where it hangs, and what lists need of its current document."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from deepguard.models import Operator
from wells.models import fields
from wells.models.base import Row, Told
from wells.models.hierarchy import Asset, Facility, Hub
from wells.querysets import WellQuerySet
from wells.record import schema

SLUG = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "Small letters, digits and single hyphens between them, e.g. heron-a-07."
)


def place(model):
    return models.ForeignKey(model, null=True, blank=True, on_delete=models.PROTECT, related_name="wells")


class Well(Told):
    """`asset`, `hub` and `facility` follow the header's names where they form a chain; the names are kept as
    written. The columns under “cached” repeat the current document, for lists."""

    uid = models.CharField("id", max_length=80, validators=[SLUG])
    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="wells")
    asset = place(Asset)
    hub = place(Hub)
    facility = place(Facility)
    # the header
    name = models.CharField(max_length=200)
    uwi = fields.short_text(100)
    operator_name = fields.text()
    asset_name = fields.text()
    hub_name = fields.text()
    facility_name = fields.text()
    field = fields.short_text(200)
    environment = fields.word("header", "environment")
    sour = fields.flag()
    position_latitude_deg = fields.number()
    position_longitude_deg = fields.number()
    position_crs = fields.text()
    header_source = fields.source()
    header_sources = fields.source()
    header_remarks = fields.text()
    private = Row._meta.get_field("private").clone()
    known_empty = Row._meta.get_field("known_empty").clone()
    # cached
    head = models.PositiveIntegerField("revision", default=0, help_text="Number of the current revision.")
    revised_at = models.DateTimeField(null=True, blank=True)
    kind = fields.word("kind_fact", "value")
    fluid = fields.word("fluid_fact", "value")
    lift = fields.word("lift_fact", "value")
    status = fields.word("status_fact", "value")
    flow_potential = fields.word("flow_potential_fact", "value")
    total_depth_md_m = fields.number()

    objects = WellQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["operator", "uid"], name="one_well_a_uid"),
            models.UniqueConstraint(fields=["operator", "name"], name="one_well_a_name"),
            models.CheckConstraint(
                condition=Q(hub=None) | Q(asset__isnull=False), name="a_well_in_a_hub_is_in_its_asset"
            ),
            models.CheckConstraint(
                condition=Q(facility=None) | Q(hub__isnull=False), name="a_well_at_a_facility_is_in_its_hub"
            ),
        ]
        indexes = [
            models.Index(fields=["operator", "uwi"]),
            models.Index(fields=["operator", "field"]),
            models.Index(fields=["operator", "status"]),
            models.Index(fields=["operator", "kind"]),
            models.Index(fields=["operator", "fluid"]),
            models.Index(fields=["operator", "revised_at"]),
            models.Index(fields=["asset", "name"]),
        ]

    def __str__(self):
        return self.name

    @property
    def access_operator_id(self):
        return self.operator_id

    @property
    def access_asset_id(self):
        return self.asset_id

    @property
    def time_zone(self):
        """Where its days begin and end: the facility's zone, or the operator's."""
        return (self.facility.time_zone if self.facility_id else "") or self.operator.time_zone


class FactName(models.TextChoices):
    STATUS = "status", "Status"
    KIND = "kind", "Kind"
    FLUID = "fluid", "Fluid"
    LIFT = "lift", "Lift"
    FLOW_POTENTIAL = "flow_potential", "Flow potential"


def fact_choices(name):
    """The words a fact of that name may have."""
    return schema.choices(f"{name}_fact", "value")


class WellFact(Row):
    """A fact of the header that changes, with its days."""

    well = fields.of_well("facts")
    name = models.CharField(max_length=20, choices=FactName)
    value = models.CharField(max_length=40)
    valid_from = fields.day()
    valid_to = fields.day()
    source = fields.source()

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(fields=["well", "name", "ordinal"], name="one_fact_a_place"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="wellfact_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.get_name_display()} {schema.label(self.value).lower()}"
