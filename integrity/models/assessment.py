"""What was computed of a well, on which inputs and by which engine; and which of it stands now."""

from typing import NamedTuple

from django.db import models
from django.db.models import Q

from deepguard.models.base import AppendOnly
from integrity.models.rule_pack import RulePack
from integrity.querysets import AssessmentQuerySet, StandingLimitQuerySet
from wells.models import Well, WellRevision
from wells.models.base import OfWell


class Governing(NamedTuple):
    """The candidate that bounds a stored limit."""

    id: str
    element: str


class EngineRelease(AppendOnly):
    """The pure packages that computed an assessment, as a zip that Python runs: the same code years later."""

    version = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64, unique=True)
    zip = models.BinaryField()
    recorded_at = models.DateTimeField()

    def __str__(self):
        return f"engine {self.version} {self.sha256[:12]}"


class Assessment(OfWell, AppendOnly):
    """A result with all it stands on. Stored when any of it differs from the assessment before.

    The model comes from the revision by its hash; `result` is what lists show, `result_sha256` the hash of
    every candidate and substituted value.
    """

    well = models.ForeignKey(Well, on_delete=models.PROTECT, related_name="assessments")
    number = models.PositiveIntegerField()
    revision = models.ForeignKey(WellRevision, on_delete=models.PROTECT, related_name="assessments")
    engine = models.ForeignKey(EngineRelease, on_delete=models.PROTECT, related_name="assessments")
    rule_pack = models.ForeignKey(
        RulePack,
        null=True,
        on_delete=models.PROTECT,
        related_name="assessments",
        help_text="In force that day.",
    )
    day = models.DateField(help_text="The day of the well that was assessed.")
    evidence = models.TextField(
        default="[]", help_text="Canonical JSON of the candidates set aside that day."
    )
    recorded_at = models.DateTimeField()
    input_sha256 = models.CharField(max_length=64)
    result = models.TextField(help_text="Canonical JSON of the limits, without their derivation.")
    result_sha256 = models.CharField(max_length=64, db_index=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["well", "-number"]
        constraints = [models.UniqueConstraint(fields=["well", "number"], name="one_assessment_a_number")]
        indexes = [models.Index(fields=["well", "recorded_at"])]

    def __str__(self):
        return f"assessment {self.number} of {self.well}"


class Standing(OfWell):
    """Which assessment stands for a well, and until when nothing can change it. Current only: it follows."""

    well = models.OneToOneField(Well, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    head = models.PositiveIntegerField(help_text="The well's revision that was assessed.")
    engine = models.ForeignKey(EngineRelease, on_delete=models.PROTECT, related_name="+")
    rule_pack = models.ForeignKey(RulePack, null=True, on_delete=models.PROTECT, related_name="+")
    evidence_sha256 = models.CharField(
        max_length=64, blank=True, help_text="Of the evidence it was assessed with; empty: there was none."
    )
    good_until = models.DateField(null=True, help_text="The first day on which the document says otherwise.")
    checked_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["good_until"]),
            models.Index(
                fields=["evidence_sha256"], condition=~Q(evidence_sha256=""), name="standing_on_evidence"
            ),
        ]

    def __str__(self):
        return f"{self.well} by {self.assessment}"


class StandingLimit(OfWell):
    """The computed limit of one annulus as it stands: what lists show, sort and filter by. Current only."""

    well = models.ForeignKey(Well, on_delete=models.CASCADE, related_name="standing_limits")
    ordinal = models.PositiveSmallIntegerField()
    regime = models.CharField(max_length=40)
    annulus = models.CharField(max_length=2)
    annulus_uid = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    limit_pa = models.FloatField(null=True)
    upper_trigger_pa = models.FloatField(null=True)
    governing_id = models.CharField(max_length=40, blank=True)
    governing_element = models.CharField(max_length=80, blank=True)
    governing_label = models.CharField(max_length=120, blank=True)
    missing = models.PositiveSmallIntegerField(help_text="How many inputs are not known.")
    aside = models.PositiveSmallIntegerField(
        default=0, help_text="How many candidates it rests on are set aside."
    )
    set_aside_until = models.DateField(null=True, help_text="The day on which the first of them ends.")

    objects = StandingLimitQuerySet.as_manager()

    class Meta:
        ordering = ["well", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["well", "ordinal"], name="one_standing_limit_a_place")]
        indexes = [models.Index(fields=["status"])]

    def __str__(self):
        return f"annulus {self.annulus} of {self.well}: {self.status}"

    @property
    def governing(self) -> Governing | None:
        return Governing(self.governing_id, self.governing_element) if self.governing_id else None
