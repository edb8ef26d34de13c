"""A fact taken back: what it was, who asked, who agreed, and the revision without it."""

import uuid

from django.conf import settings
from django.db import models

from deepguard.models.base import AppendOnly
from integrity.querysets import RetractionQuerySet
from wells.models import Well, WellRevision
from wells.models.base import OfWell


class Retraction(OfWell, AppendOnly):
    """Somebody says an item of the record was never true. `adverse`: found wrong with the well, or without it the well would look better."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    well = models.ForeignKey(Well, on_delete=models.PROTECT, related_name="retractions")
    revision = models.ForeignKey(
        WellRevision, on_delete=models.PROTECT, related_name="+", help_text="The revision it was read in."
    )
    address = models.CharField(max_length=400, help_text="Place of the item in the document.")
    item = models.TextField(help_text="Canonical JSON of the item, as it was.")
    adverse = models.BooleanField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = RetractionQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]

    def __str__(self):
        return f"retraction of {self.address} of {self.well}"


class RetractionDecision(OfWell, AppendOnly):
    """What became of it. `revision`: the one without the item; null where it was refused."""

    retraction = models.OneToOneField(Retraction, on_delete=models.PROTECT, related_name="decision")
    agreed = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    revision = models.ForeignKey(WellRevision, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return f"{'agreed' if self.agreed else 'refused'}: {self.retraction}"

    @property
    def well(self):
        return self.retraction.well
