"""Limits in force: what was proposed, what somebody decided, and the envelope that follows from it.

An annulus is its outer string (`annulus_uid`); the letter is its label then. All three are facts: appended,
never changed. What holds on a day ends where its successor begins, or on the day stated at its birth.
"""

import json
import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from deepguard.models.base import AppendOnly
from integrity.models.assessment import Assessment
from integrity.querysets import EnvelopeQuerySet, ProposalQuerySet
from wells.models import Well
from wells.models.base import OfWell


class Quantity(models.TextChoices):
    """What an envelope bounds. Annulus pressure is computed; the others are entered."""

    ANNULUS_PRESSURE = "annulus_pressure", "Annulus pressure"
    TUBING_PRESSURE = "tubing_pressure", "Tubing-head pressure"
    RATE = "rate", "Flow rate"
    BLEED_VOLUME = "bleed_volume", "Bled volume"
    H2S = "h2s", "H2S content"
    SAND = "sand", "Sand rate"
    TEMPERATURE = "temperature", "Temperature"


class Verdict(models.TextChoices):
    APPROVED = "approved", "Approved"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "Withdrawn"
    OVERTAKEN = "overtaken", "Overtaken by a newer proposal"


class Bounds(models.Model):
    """Where a limit holds and its numbers, SI. `well_state` empty: in every state."""

    annulus_uid = models.CharField(max_length=80, blank=True)
    letter = models.CharField(max_length=2, blank=True)
    well_state = models.CharField(max_length=40, blank=True)
    quantity = models.CharField(max_length=30, choices=Quantity, default=Quantity.ANNULUS_PRESSURE)
    regime = models.CharField(max_length=40, blank=True)
    limit_si = models.FloatField()
    upper_trigger_si = models.FloatField(null=True)
    lower_trigger_si = models.FloatField(null=True)

    class Meta:
        abstract = True

    @property
    def place(self) -> tuple[str, str, str]:
        """What it bounds: annulus, well state, quantity."""
        return self.annulus_uid, self.well_state, self.quantity


class LimitProposal(Bounds, OfWell, AppendOnly):
    """A limit somebody, or a changed input, puts to a second person."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    well = models.ForeignKey(Well, on_delete=models.PROTECT, related_name="limit_proposals")
    assessment = models.ForeignKey(
        Assessment, null=True, on_delete=models.PROTECT, related_name="proposals", help_text="Null: entered."
    )
    status = models.CharField(max_length=20, help_text="State of the limit when it was proposed.")
    unknowns = models.TextField(default="[]", help_text="Canonical JSON of what was not known.")
    set_aside = models.TextField(
        default="[]", help_text="Canonical JSON of the decisions its number rests on."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    recorded_at = models.DateTimeField(db_index=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        indexes = [models.Index(fields=["well", "annulus_uid"])]

    def __str__(self):
        return f"proposal for annulus {self.letter} of {self.well}"

    @cached_property
    def rests_on(self) -> list[dict]:
        """The candidates that are set aside for its number."""
        return json.loads(self.set_aside)

    @property
    def aside(self) -> int:
        return len(self.rests_on)

    @property
    def set_aside_until(self) -> date | None:
        """The day on which the first of them ends: an envelope of this proposal ends by then."""
        ends = [one["until"] for one in self.rests_on]
        return date.fromisoformat(min(ends)) if ends else None


class LimitDecision(OfWell, AppendOnly):
    """What became of a proposal: one decision, by one person."""

    proposal = models.OneToOneField(LimitProposal, on_delete=models.PROTECT, related_name="decision")
    verdict = models.CharField(max_length=10, choices=Verdict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    def __str__(self):
        return f"{self.get_verdict_display()}: {self.proposal}"

    @property
    def well(self):
        return self.proposal.well


class OperatingEnvelope(Bounds, OfWell, AppendOnly):
    """A limit in force from a day: floored in the approver's unit, kept with it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    well = models.ForeignKey(Well, on_delete=models.PROTECT, related_name="envelopes")
    decision = models.OneToOneField(LimitDecision, on_delete=models.PROTECT, related_name="envelope")
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="successor")
    unit = models.CharField(max_length=20)
    limit_in_unit = models.FloatField()
    upper_trigger_in_unit = models.FloatField(null=True)
    lower_trigger_in_unit = models.FloatField(null=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, help_text="First day it holds no longer, stated at birth.")
    recorded_at = models.DateTimeField(db_index=True)

    objects = EnvelopeQuerySet.as_manager()

    class Meta:
        ordering = ["well", "letter", "-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(upper_trigger_si=None) | Q(upper_trigger_si__lte=F("limit_si")),
                name="trigger_not_above_its_limit",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="envelope_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["well", "annulus_uid", "well_state", "quantity"],
                condition=Q(supersedes=None),
                name="one_first_envelope_a_place",
            ),
        ]
        indexes = [models.Index(fields=["well", "valid_from"])]

    def __str__(self):
        return f"envelope of annulus {self.letter} of {self.well} from {self.valid_from}"

    @property
    def is_met(self) -> bool:
        """Whether what stands computed (`with_computed`) is the number that was approved."""
        return self.computed_pa == self.decision.proposal.limit_si
