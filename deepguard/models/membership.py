"""Who plays which role for which operator, over the whole of it or over named assets."""

from django.conf import settings
from django.db import models

from deepguard.models.base import VisibleQuerySet
from deepguard.models.operator import Operator
from deepguard.roles import Role, Scope


class Membership(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.WHOLE)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ["operator", "user", "role"]
        constraints = [
            models.UniqueConstraint(fields=["user", "operator", "role"], name="one_membership_a_role")
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display()} at {self.operator}"

    @property
    def access_operator_id(self):
        return self.operator_id

    access_asset_id = None
