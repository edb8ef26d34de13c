"""Cement behind strings, and what showed it."""

from wells.models import fields
from wells.models.base import DatedItem, Told


class CementInterval(Told, DatedItem):
    well = fields.of_well("cement")
    behind = fields.reference(known=True)
    top_md_m = fields.number()
    base_md_m = fields.number()
    kind = fields.word("cement", "kind")


class CementEvaluation(Told, DatedItem):
    well = fields.of_well("evaluations")
    cement = fields.of_item(CementInterval, "evaluations")
    verified_by = fields.word("evaluation", "verified_by")
    quality = fields.word("evaluation", "quality")
