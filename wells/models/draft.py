"""An edit a person has not published yet. Current only: no history is kept of it."""

import json

from django.conf import settings
from django.db import models

from wells.models import fields
from wells.models.base import OfWell
from wells.models.well import Well
from wells.querysets import OfWellQuerySet


class Draft(OfWell):
    """The edited document, long station lists by hash; `based_on` is the revision it began from."""

    well = models.ForeignKey(Well, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    based_on = models.PositiveIntegerField()
    content = models.TextField()
    conflicts = fields.JSONText(default=list, help_text="Facts that this draft and a revision both changed.")
    updated_at = models.DateTimeField(auto_now=True)

    objects = OfWellQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at"]
        constraints = [models.UniqueConstraint(fields=["well", "user"], name="one_draft_a_person")]

    def __str__(self):
        return f"draft of {self.well} by {self.user}"

    @property
    def document(self) -> dict:
        """Station lists by hash, as kept."""
        return json.loads(self.content)

    @property
    def is_behind(self) -> bool:
        """Whether the well has moved on since the draft began."""
        return self.based_on != self.well.head
