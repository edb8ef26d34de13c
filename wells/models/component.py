"""Everything fitted that seals, opens, closes, measures or plugs."""

from wells.models import fields
from wells.models.base import DatedItem, Told


class Component(Told, DatedItem):
    well = fields.of_well("components")
    name = fields.text()
    kind = fields.word("component", "kind", known=True)
    string_id = fields.reference()
    mounted_on = fields.reference()
    annulus = fields.short_text(1)
    position = fields.word("component", "position")
    md_m = fields.number()
    top_md_m = fields.number()
    base_md_m = fields.number()
    formation_id = fields.reference()
    ratings_rated_working_pressure_pa = fields.number()
    ratings_collapse_pa = fields.number()
    ratings_burst_pa = fields.number()
    ratings_differential_from_above_pa = fields.number()
    ratings_differential_from_below_pa = fields.number()
    ratings_differential_outward_pa = fields.number()
    ratings_differential_inward_pa = fields.number()
    ratings_opens = fields.word("component", "ratings", "opens")
    ratings_tolerance_fraction = fields.number()
    ratings_source = fields.source()
    ratings_sources = fields.source()
    ratings_remarks = fields.text()
    control_line_rated_working_pressure_pa = fields.number()
    control_line_collapse_pa = fields.number()
    control_line_fluid_density_kg_m3 = fields.number()
    control_line_source = fields.source()
    control_line_sources = fields.source()
    control_line_remarks = fields.text()
    manufacturer = fields.text()
    model = fields.text()
    serial = fields.text()
