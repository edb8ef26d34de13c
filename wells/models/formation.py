"""Formations, their pressures, and what they held at the shoes."""

from django.db import models

from wells.models import fields
from wells.models.base import DatedItem, Told


class Formation(Told, DatedItem):
    well = fields.of_well("formations")
    name = fields.text()
    wellbore_id = fields.reference()
    top_md_m = fields.number()
    base_md_m = fields.number()
    permeable = fields.flag()
    hydrocarbon = fields.word("formation", "hydrocarbon")


class FormationPressure(Told, DatedItem):
    well = fields.of_well("pressures")
    formation = fields.of_item(Formation, "pressures")
    md_m = models.FloatField()
    lowest_credible_pa = fields.number()
    highest_credible_pa = fields.number()
    fluid_density_kg_m3 = fields.number()


class FormationStrength(Told, DatedItem):
    """A leak-off test, a formation integrity test, or a prognosis."""

    well = fields.of_well("formation_strength")
    kind = fields.word("formation_strength", "kind", known=True)
    shoe_of = fields.reference()
    formation_id = fields.reference()
    md_m = fields.number()
    emw_kg_m3 = fields.number()
    emw_datum_elevation_m = fields.number()
    performed_on = fields.day()
