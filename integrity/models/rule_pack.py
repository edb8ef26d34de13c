"""Rule packs of an operator, and which of them holds from which day."""

import json
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from deepguard.models import Operator
from deepguard.models.base import AppendOnly
from integrity.querysets import RulePackActivationQuerySet, RulePackQuerySet


class OfOperator(models.Model):
    """A row of the operator as a whole."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def access_operator_id(self):
        return self.operator_id

    access_asset_id = None


class RulePack(OfOperator, AppendOnly):
    """One version of an operator's figures. `content` is canonical text, `sha256` its hash."""

    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="rule_packs")
    name = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    content = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)

    objects = RulePackQuerySet.as_manager()

    class Meta:
        ordering = ["operator", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["operator", "name", "version"], name="one_rule_pack_a_version")
        ]

    def __str__(self):
        return f"{self.name} {self.version}"

    @property
    def mapping(self) -> dict:
        """The pack as it is written, which engines read."""
        return json.loads(self.content)


class RulePackActivation(OfOperator, AppendOnly):
    """From `valid_from` on the pack holds, until a successor begins. Each supersedes the one before it, and
    can be superseded once: of two at the same moment one wins."""

    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="rule_pack_activations")
    pack = models.ForeignKey(RulePack, on_delete=models.PROTECT, related_name="activations")
    valid_from = models.DateField()
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successor"
    )

    objects = RulePackActivationQuerySet.as_manager()

    class Meta:
        ordering = ["operator", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["operator"], condition=Q(supersedes__isnull=True), name="one_first_activation"
            )
        ]
        indexes = [models.Index(fields=["operator", "valid_from"])]

    def __str__(self):
        return f"{self.pack} from {self.valid_from}"
