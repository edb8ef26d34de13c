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

from deepguard.models import Attachment
from deepguard.models.base import AppendOnly
from integrity.models.assessment import Assessment
from integrity.quantities import KINDS, Kind, Quantity
from integrity.querysets import EnvelopeQuerySet, ProposalDocumentQuerySet, ProposalQuerySet
from wells.models import Well
from wells.models.base import OfWell


class Verdict(models.TextChoices):
    APPROVED = "approved", "Approved"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "Withdrawn"
    OVERTAKEN = "overtaken", "Overtaken by a newer proposal"


class Bounds(models.Model):
    """Where a limit holds and its numbers, SI. `well_state` empty: in every state.

    `limit_si` is the hard limit above, `low_limit_si` the one below; the triggers warn between them. A quantity
    that is bounded on one side only has no number on the other.
    """

    annulus_uid = models.CharField(max_length=80, blank=True)
    letter = models.CharField(max_length=2, blank=True)
    well_state = models.CharField(max_length=40, blank=True)
    quantity = models.CharField(max_length=30, choices=Quantity, default=Quantity.ANNULUS_PRESSURE)
    regime = models.CharField(max_length=40, blank=True, help_text="Empty: entered, by no regime.")
    limit_si = models.FloatField(null=True)
    upper_trigger_si = models.FloatField(null=True)
    lower_trigger_si = models.FloatField(null=True)
    low_limit_si = models.FloatField(null=True)

    class Meta:
        abstract = True

    @property
    def place(self) -> tuple[str, str, str]:
        """What it bounds: annulus, well state, quantity."""
        return self.annulus_uid, self.well_state, self.quantity

    @property
    def kind(self) -> Kind:
        return KINDS[self.quantity]

    @property
    def is_computed(self) -> bool:
        return self.kind.is_computed

    @property
    def where(self) -> str:
        """The place in words: `annulus A, shut in`, or `the well`."""
        place = f"annulus {self.letter}" if self.letter else "the well"
        return f"{place}, {self.well_state.replace('_', ' ')}" if self.well_state else place


class LimitProposal(Bounds, OfWell, AppendOnly):
    """A limit somebody, or a changed input, puts to a second person."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    well = models.ForeignKey(Well, on_delete=models.PROTECT, related_name="limit_proposals")
    assessment = models.ForeignKey(
        Assessment, null=True, on_delete=models.PROTECT, related_name="proposals", help_text="Null: entered."
    )
    status = models.CharField(max_length=20, help_text="State of the limit when it was proposed; `entered`.")
    unknowns = models.TextField(default="[]", help_text="Canonical JSON of what was not known.")
    set_aside = models.TextField(
        default="[]", help_text="Canonical JSON of the decisions its number rests on."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    unit = models.CharField(max_length=20, blank=True, help_text="In which it was entered; empty: computed.")
    recorded_at = models.DateTimeField(db_index=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        indexes = [models.Index(fields=["well", "annulus_uid"])]

    def __str__(self):
        return f"proposal for {self.where} of {self.well}"

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


class ProposalDocument(OfWell, AppendOnly):
    """A file that a proposal rests on. The hash is the one it had then: it outlives the bytes."""

    proposal = models.ForeignKey(LimitProposal, on_delete=models.PROTECT, related_name="documents")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)

    objects = ProposalDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "attachment"], name="one_document_a_proposal"),
        ]

    def __str__(self):
        return str(self.attachment)

    @property
    def well(self):
        return self.proposal.well


class LimitDecision(OfWell, AppendOnly):
    """What became of a proposal: one decision, by one person."""

    proposal = models.OneToOneField(LimitProposal, on_delete=models.PROTECT, related_name="decision")
    verdict = models.CharField(max_length=10, choices=Verdict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    own = models.BooleanField(default=False, help_text="Approved by its proposer, allowed by policy.")
    recorded_at = models.DateTimeField()

    def __str__(self):
        return f"{self.get_verdict_display()}: {self.proposal}"

    @property
    def well(self):
        return self.proposal.well


class OperatingEnvelope(Bounds, OfWell, AppendOnly):
    """A limit in force from a day. The number that holds is the one in its unit: a pressure rounded to the safe
    side in the approver's unit, anything else as it was entered."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    well = models.ForeignKey(Well, on_delete=models.PROTECT, related_name="envelopes")
    decision = models.OneToOneField(LimitDecision, on_delete=models.PROTECT, related_name="envelope")
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="successor")
    unit = models.CharField(max_length=20)
    limit_in_unit = models.FloatField(null=True)
    upper_trigger_in_unit = models.FloatField(null=True)
    lower_trigger_in_unit = models.FloatField(null=True)
    low_limit_in_unit = models.FloatField(null=True)
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
                condition=Q(limit_si__isnull=False) | Q(low_limit_si__isnull=False),
                name="envelope_bounds_something",
            ),
            models.CheckConstraint(
                condition=Q(low_limit_si=None) | Q(limit_si=None) | Q(low_limit_si__lte=F("limit_si")),
                name="low_limit_not_above_limit",
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
        return f"envelope of {self.where} of {self.well} from {self.valid_from}"
