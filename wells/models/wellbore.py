"""The hole: wellbores (a sidetrack tree), their surveys, hole sections."""

from django.db import models

from wells.models import fields
from wells.models.base import DatedItem, Told


class Wellbore(Told, DatedItem):
    well = fields.of_well("wellbores")
    name = fields.text()
    parent_id = fields.reference()
    kick_off_md_m = fields.number()
    total_depth_md_m = fields.number()
    abandoned_on = fields.day()


class SurveyRun(Told, DatedItem):
    """One survey. Long station lists stand in `Blob` under `stations_sha256`, short ones in `stations`."""

    well = fields.of_well("survey_runs")
    wellbore = fields.of_item(Wellbore, "survey_runs")
    number = models.PositiveBigIntegerField(**fields.UNKNOWN)
    name = fields.text()
    type = fields.word("survey_run", "type")
    tool = fields.text()
    owner = fields.text()
    file = fields.text()
    status = fields.word("survey_run", "status")
    accepted_by = fields.text()
    surveyed_on = fields.day()
    azimuth_reference = fields.word("survey_run", "azimuth_reference")
    stations = fields.values()
    stations_sha256 = fields.short_text(64)


class HoleSection(Told, DatedItem):
    well = fields.of_well("holes")
    wellbore_id = fields.reference()
    top_md_m = fields.number()
    base_md_m = fields.number()
    diameter_m = fields.number()
