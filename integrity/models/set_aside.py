"""A candidate of a limit that somebody asks to set aside, what a second person decided, and its end before time.

Three facts, appended and never changed. What was agreed holds from its first day to the day stated at its birth, or
to the day it was ended. The annulus is its outer string (`annulus_uid`); the letter is its label then.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from deepguard.models.base import AppendOnly
from integrity.engine.result import SetAside
from integrity.querysets import SetAsideQuerySet
from wells.models import Well
from wells.models.base import OfWell


class SetAsideVerdict(models.TextChoices):
    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Taken back"


class SetAsideRequest(OfWell, AppendOnly):
    """An engineer asks that a candidate takes no part from a day until another."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    well = models.ForeignKey(Well, on_delete=models.PROTECT, related_name="set_asides")
    annulus_uid = models.CharField(max_length=80)
    letter = models.CharField(max_length=2)
    regime = models.CharField(max_length=40)
    candidate = models.CharField(max_length=40)
    element = models.CharField(max_length=80)
    label = models.CharField(max_length=120, help_text="What the candidate was called then.")
    reason = models.TextField()
    valid_from = models.DateField()
    until = models.DateField(help_text="First day it holds no longer, stated at birth.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_index=True)

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("valid_from")), name="set_aside_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["well", "until"])]

    def __str__(self):
        return f"{self.candidate} of annulus {self.letter} of {self.well}"

    @property
    def fact(self) -> SetAside:
        """The decision as engines take it; people by the uid the record knows them by."""
        return SetAside(
            annulus=self.letter,
            candidate=self.candidate,
            element=self.element,
            reason=self.reason,
            person=str(self.by.uid),
            second_person=str(self.decision.by.uid),
            until=self.until.isoformat(),
            annulus_uid=self.annulus_uid,
            regime=self.regime,
            valid_from=self.valid_from.isoformat(),
            uid=str(self.uid),
            label=self.label,
        )

    @property
    def answer(self) -> "SetAsideDecision | None":
        return getattr(self, "decision", None)

    @property
    def ended(self) -> "SetAsideEnd | None":
        return getattr(self, "end", None)

    @property
    def last_day(self):
        """The first day it holds no longer, as it is known now."""
        return min(self.until, self.ended.day) if self.ended else self.until


class _OfRequest(OfWell, AppendOnly):
    """A fact about a request."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def well(self):
        return self.request.well


class SetAsideDecision(_OfRequest):
    """What became of a request: one decision, by one person."""

    request = models.OneToOneField(SetAsideRequest, on_delete=models.PROTECT, related_name="decision")
    verdict = models.CharField(max_length=10, choices=SetAsideVerdict)

    def __str__(self):
        return f"{self.get_verdict_display()}: {self.request}"


class SetAsideEnd(_OfRequest):
    """The candidate counts again before the day that was stated: the careful way, so one person is enough."""

    request = models.OneToOneField(SetAsideRequest, on_delete=models.PROTECT, related_name="end")
    day = models.DateField(help_text="First day it holds no longer.")

    def __str__(self):
        return f"ended on {self.day}: {self.request}"
