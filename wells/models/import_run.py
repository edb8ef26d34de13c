"""A file that was sent, how it was understood, and what became of it."""

import uuid

from django.conf import settings
from django.db import models

from deepguard.models import Operator
from wells.models import fields
from wells.querysets import ImportRunQuerySet


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", "Uploaded"
    CHECKED = "checked", "Checked, nothing stored yet"
    STORING = "storing", "Being stored"
    STORED = "stored", "Stored"
    REFUSED = "refused", "Refused"
    DROPPED = "dropped", "Dropped"


class ImportRun(models.Model):
    """The content is kept until the run is stored or dropped; hash, mapping and report stay."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="import_runs")
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    file_names = fields.JSONText(default=list)
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField(null=True, help_text="What was sent; null once done.")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    mapping = fields.JSONText(default=dict, help_text="How columns were understood.")
    answers = fields.JSONText(default=dict, help_text="What the person answered to questions.")
    progress = fields.JSONText(default=dict, help_text="Step, done and total while it runs.")
    report = models.BinaryField(null=True, help_text="Report as JSON, compressed with zlib.")
    licence = models.TextField(blank=True)
    attribution = models.TextField(blank=True)
    batch = models.UUIDField(null=True, blank=True, db_index=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]
        indexes = [models.Index(fields=["operator", "-uploaded_at"])]

    def __str__(self):
        return ", ".join(self.file_names) or self.kind

    @property
    def access_operator_id(self):
        return self.operator_id

    access_asset_id = None
