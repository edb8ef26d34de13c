"""What the items of a well share.

An item is one thing of the well document: a string, a valve, a leak-off test. Its row has the field names of
the document, `uid` for its id, and is never deleted: tests, barriers and signals point at it.
"""

from django.db import models
from django.db.models import F, Q

from wells.models import fields
from wells.querysets import ItemQuerySet


class OfWell(models.Model):
    """A row of a well: whoever may with the well may with it."""

    class Meta:
        abstract = True

    @property
    def access_operator_id(self):
        return self.well.operator_id

    @property
    def access_asset_id(self):
        return self.well.asset_id


class Row(OfWell):
    """A row of the working copy: its place in its list, and what has no column of its own."""

    ordinal = models.PositiveIntegerField("order", default=0)
    private = fields.JSONText(
        "private facts",
        null=True,
        blank=True,
        help_text="x_ keys of the document, by the object they stand in.",
    )
    known_empty = fields.JSONText(
        null=True, blank=True, help_text="Names of lists and objects that are stated to be empty."
    )

    objects = ItemQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["ordinal", "pk"]


class Told(models.Model):
    """Where the facts of a row come from."""

    source = fields.source()
    sources = fields.source(help_text="Field name to source, where it differs.")
    remarks = fields.text()

    class Meta:
        abstract = True


class Item(Row):
    """A row with an identity."""

    uid = models.CharField("id", max_length=80)
    present = models.BooleanField(
        default=True, help_text="False: no longer in the document; older revisions still have it."
    )

    class Meta(Row.Meta):
        abstract = True

    def __str__(self):
        return getattr(self, "name", None) or self.uid


class OnceAWell(Item):
    """An item whose uid is unique in its well."""

    class Meta(Item.Meta):
        abstract = True
        constraints = [models.UniqueConstraint(fields=["well", "uid"], name="%(class)s_uid_once_a_well")]


class DatedItem(OnceAWell):
    """An item with the days it was there: null is from the beginning, and still there."""

    valid_from = fields.day()
    valid_to = fields.day()

    class Meta(OnceAWell.Meta):
        abstract = True
        constraints = [
            *OnceAWell.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_ends_after_it_begins",
            ),
        ]
