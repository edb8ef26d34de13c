"""The audit: what was done, by whom, and the chain of seals that shows nothing was taken out."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from deepguard.models.base import AppendOnly, VisibleQuerySet
from deepguard.models.operator import Operator


class AuditQuerySet(VisibleQuerySet):
    def unsealed(self):
        return self.filter(seal__isnull=True)


class AuditEvent(AppendOnly):
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(db_index=True)
    event = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_uid = models.CharField(max_length=120)
    target_name = models.CharField(max_length=200, blank=True)
    operator = models.ForeignKey(Operator, null=True, on_delete=models.PROTECT, related_name="audit_events")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="audit_events")
    reason = models.TextField(blank=True)
    before = models.TextField(blank=True, help_text="Canonical JSON of the facts before.")
    after = models.TextField(blank=True, help_text="Canonical JSON of the facts after.")
    request_id = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["operator", "-id"]),
            models.Index(fields=["target_type", "target_uid", "-id"]),
        ]

    def __str__(self):
        return f"{self.event} {self.target_name or self.target_uid}"

    @property
    def access_operator_id(self):
        return self.operator_id

    access_asset_id = None


class AuditSeal(AppendOnly):
    operator = models.ForeignKey(Operator, null=True, on_delete=models.PROTECT, related_name="audit_seals")
    number = models.PositiveBigIntegerField()
    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, related_name="seal")
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ["operator", "number"]
        constraints = [
            models.UniqueConstraint(fields=["operator", "number"], name="one_seal_a_number"),
            models.UniqueConstraint(
                fields=["number"], condition=Q(operator__isnull=True), name="one_seal_a_number_installation"
            ),
        ]

    def __str__(self):
        return f"seal {self.number} of {self.operator or 'the installation'}"

    @property
    def access_operator_id(self):
        return self.operator_id

    access_asset_id = None
