"""Wellhead sections and trees; their valves are components mounted on them."""

from wells.models import fields
from wells.models.base import DatedItem, Told


class WellheadSection(Told, DatedItem):
    well = fields.of_well("wellhead_sections")
    kind = fields.word("wellhead_section", "kind")
    holds = fields.values(help_text="Ids of the strings it holds.")
    rated_working_pressure_pa = fields.number()
    elevation_m = fields.number()


class Tree(Told, DatedItem):
    well = fields.of_well("trees")
    kind = fields.word("tree", "kind")
    rated_working_pressure_pa = fields.number()
