"""The tenant: a company that operates wells and keeps its own register."""

import uuid

from django.db import models

from deepguard.models.base import VisibleQuerySet


class OperatorQuerySet(VisibleQuerySet):
    operator_path = "pk"

    def visible_to(self, user):
        """Every operator the user is a member of, whatever the scope."""
        return self.filter(pk__in=user.access.operators)


class Operator(models.Model):
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=20, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    approve_own_limits = models.BooleanField(
        "approve own limits",
        default=False,
        help_text="Allow a person to approve a limit that the same person proposed. For operators with one "
        "engineer; every such limit says so on the record.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OperatorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def access_operator_id(self):
        return self.pk

    access_asset_id = None
