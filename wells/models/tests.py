"""References to pressure tests of components and annuli; the full records live with the integrity tests."""

from django.db import models
from django.db.models import Q

from wells.models import fields
from wells.models.annulus import Annulus
from wells.models.base import Item, Told
from wells.models.component import Component


class ItemTest(Told, Item):
    """Its uid is unique in its component or annulus."""

    well = fields.of_well("tests")
    component = models.ForeignKey(Component, null=True, on_delete=models.PROTECT, related_name="tests")
    annulus = models.ForeignKey(Annulus, null=True, on_delete=models.PROTECT, related_name="tests")
    performed_on = models.DateField()
    kind = fields.word("test", "kind")
    pressure_pa = fields.number()
    direction = fields.word("test", "direction")
    result = fields.word("test", "result", known=True)
    fluid_density_kg_m3 = fields.number()
    duration_s = fields.number()
    reference = fields.text()

    class Meta(Item.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(component=None, annulus__isnull=False) | Q(component__isnull=False, annulus=None),
                name="a_test_has_one_owner",
            ),
            models.UniqueConstraint(fields=["component", "uid"], name="one_test_a_uid_of_a_component"),
            models.UniqueConstraint(fields=["annulus", "uid"], name="one_test_a_uid_of_an_annulus"),
        ]
