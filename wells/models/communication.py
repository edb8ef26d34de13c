"""Known leak paths between the spaces of a well."""

from wells.models import fields
from wells.models.base import DatedItem, Told


class Communication(Told, DatedItem):
    """A leak through the wall of a string: from the day it was found until it is repaired."""

    well = fields.of_well("communications")
    through = fields.reference(known=True)
    md_m = fields.number()
    evidence = fields.text()
