"""What the worker does again and again, and when it last did it. The first row of all is its heartbeat."""

from django.db import models


class Job(models.Model):
    name = models.CharField(max_length=100, unique=True)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True, help_text="When it last ended well.")
    failure = models.TextField(blank=True, help_text="Why the last run failed; empty after a good one.")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
