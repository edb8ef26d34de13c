"""Documents beside a well, or beside one of its items."""

from django.db import models

from deepguard.models import Attachment
from wells.models.base import OfWell
from wells.models.well import Well
from wells.querysets import OfWellQuerySet


class WellAttachment(OfWell):
    well = models.ForeignKey(Well, on_delete=models.PROTECT, related_name="attachments")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="of_well")
    item_uid = models.CharField(max_length=80, blank=True, help_text="Id of the item it speaks of.")
    remarks = models.TextField(blank=True)

    objects = OfWellQuerySet.as_manager()

    class Meta:
        ordering = ["-attachment__added_at"]
        indexes = [models.Index(fields=["well", "item_uid"])]

    def __str__(self):
        return str(self.attachment)
