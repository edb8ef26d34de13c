"""The record: every document a well ever had, as the bytes that were hashed, and the long lists they name."""

from django.conf import settings
from django.db import models

from deepguard.models.base import AppendOnly
from wells.models.base import OfWell
from wells.models.well import Well
from wells.querysets import OfWellQuerySet


class Door(models.TextChoices):
    PAGE = "page", "Page"
    API = "api", "API"
    ADMIN = "admin", "Admin"
    IMPORT = "import", "Import"
    COMMAND = "command", "Command"
    RESTORE = "restore", "Restore"
    WHAT_IF = "what_if", "What-if"


class WellRevision(OfWell, AppendOnly):
    """`content` is canonical text, never jsonb, which changes it; `sha256` its hash; `previous` the hash of
    the revision before, empty for the first."""

    well = models.ForeignKey(Well, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    content = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)
    schema = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    door = models.CharField(max_length=10, choices=Door)
    batch = models.UUIDField(null=True, db_index=True, help_text="What was published together.")

    objects = OfWellQuerySet.as_manager()

    class Meta:
        ordering = ["well", "-number"]
        constraints = [models.UniqueConstraint(fields=["well", "number"], name="one_revision_a_number")]
        indexes = [models.Index(fields=["well", "recorded_at"])]

    def __str__(self):
        return f"revision {self.number} of {self.well}"


class Blob(AppendOnly):
    """Canonical bytes by their hash."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    bytes = models.BinaryField()

    def __str__(self):
        return self.sha256
