"""A person who signs in by e-mail. What a person may do stands in `Membership`."""

import uuid
from functools import cached_property
from zoneinfo import available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models

from deepguard.access import Access
from deepguard.models.operator import Operator


class UnitSystem(models.TextChoices):
    METRIC = "metric", "Metric: bar, m, sg, °C"
    FIELD = "field", "Field: psi, ft, ppg, °F"
    SI = "si", "SI: Pa, m, kg/m³, K"


class Theme(models.TextChoices):
    AUTO = "auto", "As the system"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(
            f"“{name}” is no time zone. Use a name such as Europe/Oslo or UTC.", code="time_zone"
        )


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Oneself, and the members of operators whose people one may see."""
        shared = models.Q(memberships__operator__in=user.access.operators_for("member.view"))
        return self.filter(shared | models.Q(pk=user.pk)).distinct()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **facts):
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=self.normalize_email(email).lower(), **facts)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **facts):
        return self.create_user(email, password, is_superuser=True, **facts)

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AbstractBaseUser):
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField("e-mail", unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    is_superuser = models.BooleanField(
        "installer", default=False, help_text="Sets up the installation. Sees and approves nothing by itself."
    )
    units = models.CharField(max_length=8, choices=UnitSystem, default=UnitSystem.METRIC)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[validate_time_zone])
    theme = models.CharField(max_length=8, choices=Theme, default=Theme.AUTO)
    shortcuts = models.BooleanField("single-key shortcuts", default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        ordering = ["name", "email"]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self).split(" ")[0]

    @property
    def initials(self):
        words = str(self).split("@")[0].replace(".", " ").split()
        return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()

    @cached_property
    def access(self) -> Access:
        """What this user's memberships open; read once a request."""
        return Access.of(self)

    @cached_property
    def operators(self):
        """The operators this user is a member of, by name."""
        return list(Operator.objects.visible_to(self))

    @property
    def is_staff(self):
        """May open the stewards' admin."""
        return self.is_active and (self.is_superuser or self.access.may_anywhere("admin.open"))

    # Django's own permission words, all answered by acts: no groups, no model permissions.
    def has_perm(self, permission, thing=None):
        return self.is_active and self.is_superuser

    def has_perms(self, permissions, thing=None):
        return all(self.has_perm(permission, thing) for permission in permissions)

    def has_module_perms(self, app_label):
        return self.is_staff
