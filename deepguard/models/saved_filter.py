"""A view of a list that a person keeps: its filter and order under a name. Current only, no history."""

from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters")
    page = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "page", "name"], name="one_saved_filter_a_name")
        ]

    def __str__(self):
        return self.name
