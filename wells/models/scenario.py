"""A what-if: a well's document changed beside the record, and everything that happened to it."""

import uuid

from django.conf import settings
from django.db import models

from deepguard.models.base import AppendOnly
from wells.drafts import life
from wells.models import fields
from wells.models.base import OfWell
from wells.models.revision import WellRevision
from wells.models.well import Well
from wells.querysets import OfScenarioQuerySet, ScenarioQuerySet
from wells.record.text import parsed


class ScenarioState(models.TextChoices):
    PRIVATE = life.PRIVATE, "Private"
    SHARED = life.SHARED, "Shared"
    SUBMITTED = life.SUBMITTED, "Submitted"
    MERGED = life.MERGED, "Merged"
    DISCARDED = life.DISCARDED, "Discarded"


class ScenarioAct(models.TextChoices):
    CREATED = life.CREATED, "Begun"
    CHANGED = life.CHANGED, "Changed"
    SHARED = life.SHARING, "Shared"
    SUBMITTED = life.SUBMISSION, "Submitted as a change"
    APPROVED = life.APPROVAL, "Approved"
    MERGED = life.MERGE, "Merged"
    DISCARDED = life.DISCARD, "Discarded"
    REBASED = life.REBASED, "Carried over to another revision"


class Scenario(OfWell):
    """`content`: the document in canonical text, long station lists by hash, and `sha256` its hash, as a
    revision of it would have. State, base and hash are what its events say, kept for lists."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    well = models.ForeignKey(Well, on_delete=models.PROTECT, related_name="scenarios")
    name = models.CharField(max_length=120)
    why = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    base = models.ForeignKey(WellRevision, on_delete=models.PROTECT, related_name="+")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=ScenarioState, default=ScenarioState.PRIVATE)
    is_shared = models.BooleanField(
        default=False, help_text="Seen by everyone who may see the well; else by its author alone."
    )
    conflicts = fields.JSONText(default=list, help_text="Facts that this and a revision both changed.")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at"]
        indexes = [models.Index(fields=["well", "-updated_at"])]

    def __str__(self):
        """Without its name: the audit names it also to those who cannot see a private one."""
        return f"what-if of {self.well}"

    @property
    def document(self) -> dict:
        """Station lists by hash, as kept."""
        return parsed(self.content)

    @property
    def based_on(self) -> int:
        return self.base.number

    @property
    def is_open(self) -> bool:
        return self.state in life.OPEN

    @property
    def is_behind(self) -> bool:
        """Whether the well has moved on since."""
        return self.is_open and self.based_on != self.well.head


class ScenarioEvent(OfWell, AppendOnly):
    """What happened to a what-if: `sha256` of its document and `base`, the revision it stood on, after it;
    `revision` that a merge made."""

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ScenarioAct)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    base = models.PositiveIntegerField()
    revision = models.ForeignKey(WellRevision, null=True, on_delete=models.PROTECT, related_name="+")

    objects = OfScenarioQuerySet.as_manager()

    class Meta:
        ordering = ["scenario", "number"]
        constraints = [
            models.UniqueConstraint(fields=["scenario", "number"], name="one_scenario_event_a_number")
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.scenario}"

    @property
    def well(self):
        return self.scenario.well
