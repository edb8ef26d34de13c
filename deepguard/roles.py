"""The roles a person can have for an operator, and how far they reach."""

from django.db import models


class Role(models.TextChoices):
    ADMIN = "admin", "Admin"
    ENGINEER = "engineer", "Integrity engineer"
    APPROVER = "approver", "Approver"
    FIELD = "field", "Field operator"
    MAINTENANCE = "maintenance", "Maintenance"
    SURVEYOR = "surveyor", "Surveyor"
    STEWARD = "steward", "Data steward"
    VIEWER = "viewer", "Viewer"
    EXAMINER = "examiner", "Examiner"


class Scope(models.TextChoices):
    WHOLE = "whole", "The whole operator"
    ASSETS = "assets", "Granted assets only"
