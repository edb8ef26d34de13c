"""Catalogues of tubulars and equipment: what was published of a pipe or a part, and how far it can be trusted.

A catalogue is a name with revisions. A new one supersedes the older whole; no row is ever changed, so that a
source in a well that names catalogue and revision can be read for ever.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from deepguard.models import Operator
from deepguard.models.base import AppendOnly
from wells.models import fields
from wells.querysets import CatalogueItemQuerySet, CatalogueQuerySet


class ItemKind(models.TextChoices):
    TUBULAR = "tubular", "Tubular"
    EQUIPMENT = "equipment", "Equipment"


class Standing(models.TextChoices):
    VERIFIED = "verified", "Verified"
    SHEET = "sheet", "Data sheet"
    UNVERIFIED = "unverified", "Unverified"
    OUTLIER = "outlier", "Outlier"


STANDING_WORDS = {
    Standing.VERIFIED: "agrees with the formulas",
    Standing.SHEET: "differs from the formulas or has none; a data sheet is named",
    Standing.UNVERIFIED: "differs from the formulas, or cannot be compared, and no data sheet is named",
    Standing.OUTLIER: "a statement that stands apart from the others of its pipe",
}
#: May be picked without a stated reason.
TRUSTED = (Standing.VERIFIED, Standing.SHEET)


class Catalogue(AppendOnly):
    """One revision of a catalogue. `supersedes` is the revision before; one that nothing supersedes is current."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="catalogues")
    name = models.CharField(max_length=120)
    revision = models.PositiveIntegerField()
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    source = models.CharField(max_length=300, blank=True, help_text="File or publication it was read from.")
    licence = models.TextField(blank=True)
    attribution = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, help_text="Hash of its rows in canonical form.")
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["operator", "name", "revision"], name="one_catalogue_a_name_and_revision"
            ),
            models.CheckConstraint(
                condition=Q(revision=1, supersedes=None) | Q(revision__gt=1, supersedes__isnull=False),
                name="catalogue_revision_supersedes_the_one_before",
            ),
        ]

    def __str__(self):
        return f"{self.name}, revision {self.revision}"

    @property
    def access_operator_id(self):
        return self.operator_id

    access_asset_id = None


class CatalogueItem(AppendOnly):
    """A row. What is not known is null. Deviations are fractions of the formula; figures of a row that comes
    from many statements are their medians, with least and greatest beside."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="items")
    key = models.CharField(max_length=200, help_text="What it is called in every revision of its catalogue.")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=ItemKind)
    standing = models.CharField(max_length=10, choices=Standing)
    reason = fields.text(help_text="Why it does not stand verified.")
    reason_kind = fields.short_text(40)
    sheet = fields.short_text(300, help_text="Data sheet that states its ratings.")
    remarks = fields.text()
    # tubulars
    od_m = fields.number()
    wall_m = fields.number()
    wall_basis = fields.short_text(60, help_text="Where the wall comes from, unless it was stated.")
    id_m = fields.number()
    linear_mass_kg_m = fields.number()
    grade = fields.short_text(80)
    yield_pa = fields.number()
    connection = fields.short_text(120)
    burst_pa = fields.number()
    collapse_pa = fields.number()
    formula_burst_pa = fields.number()
    formula_collapse_pa = fields.number()
    burst_deviation_fraction = fields.number()
    collapse_deviation_fraction = fields.number()
    # where it comes from many statements
    count = models.PositiveIntegerField(null=True, blank=True)
    burst_min_pa = fields.number()
    burst_max_pa = fields.number()
    collapse_min_pa = fields.number()
    collapse_max_pa = fields.number()
    outliers = models.PositiveIntegerField(null=True, blank=True, help_text="Statements that are outliers.")
    group = fields.short_text(200, help_text="Outliers: key of the row they stand apart from.")
    # equipment
    component_kind = fields.word("component", "kind")
    manufacturer = fields.short_text(120)
    model = fields.short_text(120)
    ratings = fields.values()

    objects = CatalogueItemQuerySet.as_manager()

    class Meta:
        ordering = ["catalogue", "kind", "od_m", "linear_mass_kg_m", "key"]
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "key"], name="one_catalogue_item_a_key"),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.TUBULAR, od_m__isnull=False, od_m__gt=0)
                | Q(kind=ItemKind.EQUIPMENT, component_kind__isnull=False),
                name="catalogue_item_is_a_pipe_or_a_part",
            ),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="catalogue_item_standing"),
            models.CheckConstraint(
                condition=~Q(standing=Standing.SHEET) | Q(sheet__isnull=False),
                name="catalogue_sheet_is_named",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.OUTLIER) | Q(group__isnull=False),
                name="catalogue_outlier_names_its_row",
            ),
        ]
        indexes = [
            models.Index(fields=["catalogue", "kind", "od_m", "linear_mass_kg_m"], name="catalogue_by_size"),
            models.Index(fields=["catalogue", "standing"], name="catalogue_by_standing"),
            models.Index(fields=["catalogue", "group"], name="catalogue_by_group"),
        ]

    def __str__(self):
        return self.name

    @property
    def access_operator_id(self):
        return self.catalogue.operator_id

    access_asset_id = None

    @property
    def is_trusted(self) -> bool:
        return self.standing in TRUSTED

    @property
    def standing_words(self) -> str:
        return STANDING_WORDS[Standing(self.standing)]

    @property
    def facts(self) -> dict:
        """What the row says, without what belongs to the revision: known facts only."""
        told = {name: getattr(self, name) for name in FACTS}
        return {name: value for name, value in told.items() if value is not None}


#: The facts of a row, in the order of the table.
FACTS = tuple(
    field.name
    for field in CatalogueItem._meta.concrete_fields
    if field.name not in ("id", "uid", "catalogue")
)
