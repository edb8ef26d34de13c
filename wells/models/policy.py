"""What the numbers of a well stand on: elevations, densities used, operating rules, known gaps."""

from django.db import models

from wells.models import fields
from wells.models.base import DatedItem, Told


class Datum(Told, DatedItem):
    """Elevations above mean sea level, positive up."""

    well = fields.of_well("datum")
    name = fields.text()
    rkb_elevation_m = fields.number()
    ground_elevation_m = fields.number()
    annulus_gauge_elevation_m = fields.number()

    class Meta(DatedItem.Meta):
        verbose_name_plural = "datums"


class FluidsPolicy(Told, DatedItem):
    well = fields.of_well("fluids_policy")
    rated_annulus = fields.word("fluids_policy", "rated_annulus")
    formation_check = fields.word("fluids_policy", "formation_check")
    backup = fields.word("fluids_policy", "backup")
    outermost_backup = fields.word("fluids_policy", "outermost_backup")
    inner = fields.word("fluids_policy", "inner")
    seawater_density_kg_m3 = fields.number()
    reason = fields.text()

    class Meta(DatedItem.Meta):
        verbose_name_plural = "fluids policies"


class Rules(Told, DatedItem):
    well = fields.of_well("rules")
    pack = fields.text()
    version = fields.text()
    design_factors_casing_burst = fields.number()
    design_factors_casing_collapse = fields.number()
    design_factors_tubing_burst = fields.number()
    design_factors_tubing_collapse = fields.number()
    design_factors_equipment = fields.number()
    wall_factor = fields.number()
    unmeasured_wall = fields.word("rules", "unmeasured_wall")
    missing_connection = fields.word("rules", "missing_connection")
    temperature_derating = fields.word("rules", "temperature_derating")
    axial_collapse = fields.word("rules", "axial_collapse")
    backup_below_cement = fields.word("rules", "backup_below_cement")
    top_rating = fields.word("rules", "top_rating")
    test_fluid_correction = fields.flag()
    upper_trigger_fraction = fields.number()
    lower_trigger_pa = fields.number()
    rounding_pa = fields.number()
    mawop_explicit_fraction = fields.number()

    class Meta(DatedItem.Meta):
        verbose_name_plural = "rules"


class Gap(DatedItem):
    """Something that is known to be unknown."""

    well = fields.of_well("gaps")
    about = models.TextField(help_text="Id of the thing, or annulus letter.")
    what = models.TextField()

    def __str__(self):
        return f"{self.about}: {self.what}"
