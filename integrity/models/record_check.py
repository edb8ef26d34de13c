"""When the whole record was read again, and what did not agree."""

from django.db import models

from wells.models.fields import JSONText


class RecordCheck(models.Model):
    """One run. Current only: it says something of the record and is no part of it."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    with_replay = models.BooleanField()
    read = JSONText(help_text="How many of each noun were read.")
    count = models.PositiveIntegerField(help_text="Disagreements found.")
    findings = JSONText(help_text="The first of them: operator, table, key, field, detail.")

    class Meta:
        ordering = ["-began_at"]

    def __str__(self):
        return f"check of {self.began_at:%Y-%m-%d %H:%M} UTC"
