"""Annuli, their gauges and standing fluid columns; what the bore holds; the layers of both."""

from django.db import models
from django.db.models import Q

from wells.models import fields
from wells.models.base import DatedItem, Row, Told


class Annulus(Told, DatedItem):
    """An annulus is its outer string at the wellhead; the letter is a label. Its walls are derived."""

    well = fields.of_well("annuli")
    letter = models.CharField(max_length=1)
    outer_string_id = fields.reference()
    monitoring = fields.word("annulus", "monitoring")
    vented = fields.flag()
    bottom = fields.word("annulus", "bottom")

    class Meta(DatedItem.Meta):
        verbose_name_plural = "annuli"

    def __str__(self):
        return f"annulus {self.letter}"


class Gauge(Told, DatedItem):
    well = fields.of_well("gauges")
    annulus = fields.of_item(Annulus, "gauges")
    tag = fields.text()
    elevation_m = fields.number()
    reference = fields.word("gauge", "reference")


class FluidColumn(Told, DatedItem):
    well = fields.of_well("columns")
    annulus = fields.of_item(Annulus, "columns")
    as_left_on = fields.day()


class BoreContent(Told, DatedItem):
    """What the innermost bore holds in one well state."""

    well = fields.of_well("bore_contents")
    state = fields.word("bore_content", "state", known=True)
    guaranteed_wellhead_pressure_pa = fields.number()
    temperatures = fields.values()


class FluidLayer(Told, Row):
    """One layer of a column or of the bore, reaching down to the next."""

    well = fields.of_well("layers")
    column = models.ForeignKey(FluidColumn, null=True, on_delete=models.PROTECT, related_name="layers")
    bore_content = models.ForeignKey(BoreContent, null=True, on_delete=models.PROTECT, related_name="layers")
    top_md_m = fields.number()
    fluid = fields.text()
    phase = fields.word("layer", "phase")
    density_kg_m3 = fields.number()
    lightest_density_kg_m3 = fields.number()

    class Meta(Row.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(column=None, bore_content__isnull=False)
                | Q(column__isnull=False, bore_content=None),
                name="a_layer_has_one_owner",
            ),
            models.UniqueConstraint(fields=["column", "ordinal"], name="one_layer_a_place_in_a_column"),
            models.UniqueConstraint(fields=["bore_content", "ordinal"], name="one_layer_a_place_in_a_bore"),
        ]

    def __str__(self):
        return self.fluid or "layer"
