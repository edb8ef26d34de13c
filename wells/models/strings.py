"""Casing, liner, tie-back and tubing strings, their sections and the logs of their wall."""

from django.db import models

from wells.models import fields
from wells.models.base import DatedItem, Item, OnceAWell, Told


class TubularString(Told, DatedItem):
    well = fields.of_well("strings")
    name = fields.text()
    wellbore_id = fields.reference()
    kind = fields.word("string", "kind", known=True)
    top_md_m = fields.number()
    shoe_md_m = fields.number()


class StringSection(Told, Item):
    """A length of one size, weight and grade; its uid is unique in its string."""

    well = fields.of_well("sections")
    string = fields.of_item(TubularString, "sections")
    top_md_m = fields.number()
    base_md_m = fields.number()
    od_m = fields.number()
    wall_m = fields.number()
    id_m = fields.number()
    linear_mass_kg_m = fields.number()
    grade = fields.text()
    yield_pa = fields.number()
    axial_force_n = fields.number()
    connection_name = fields.text()
    connection_burst_pa = fields.number()
    connection_collapse_pa = fields.number()
    connection_source = fields.source()
    connection_sources = fields.source()
    connection_remarks = fields.text()
    rating_override_burst_pa = fields.number()
    rating_override_collapse_pa = fields.number()
    rating_override_includes_wear = fields.flag()
    rating_override_source = fields.source()
    rating_override_sources = fields.source()
    rating_override_remarks = fields.text()

    class Meta(Item.Meta):
        constraints = [models.UniqueConstraint(fields=["string", "uid"], name="one_section_a_uid")]


class WallLog(Told, OnceAWell):
    """Measured remaining wall; `intervals` with top, base, least remaining wall and pattern."""

    well = fields.of_well("wall_logs")
    string = fields.of_item(TubularString, "wall_logs")
    tool = fields.text()
    logged_on = models.DateField()
    intervals = fields.JSONText(default=list, blank=True)
