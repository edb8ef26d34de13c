"""What a person was told of: once an event, read or not. Current only: the record of the event is elsewhere."""

import re
import uuid

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from deepguard.acts import acts_of
from deepguard.formatting import quantity
from deepguard.models.operator import Operator


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, of what one may still see: by a role that opens it, and by the sight of the thing itself."""
        return self.filter(_by_role(user), _by_thing(user), user=user)

    def unread(self):
        return self.filter(read_at=None)


def _by_role(user) -> Q:
    """What the roles of today open; a role of granted assets opens nothing of the operator as a whole."""
    opened = Q(pk=None)
    for grant in user.access.grants:
        reach = Q() if grant.whole else ~Q(thing_type="")
        opened |= reach & Q(operator=grant.operator_id, act__in=acts_of(grant.role))
    return opened


def _by_thing(user) -> Q:
    seen = Q(thing_type="")
    for model in things():
        keys = model.objects.visible_to(user).values("pk")
        seen |= Q(thing_type=model._meta.label_lower, thing_key__in=keys)
    return seen


def things() -> list[type[models.Model]]:
    """What people can be told of. Each app names its own in `AppConfig.told_of`."""
    return [
        config.get_model(name) for config in apps.get_app_configs() for name in getattr(config, "told_of", ())
    ]


class Notification(models.Model):
    """One line to one person. `text` is what was so when it was written. `{limit_pa}` in it stands for a number
    of `facts`, which each reader gets in units of their own, and `{by}` for the name of who did it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who did it; null: nobody did, a day came or a job found it.",
    )
    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, help_text="Names the event: a person is told of it once.")
    act = models.CharField(max_length=40, help_text="What one must be allowed to do to see it.")
    thing_type = models.CharField(max_length=60, blank=True, help_text="Empty: the operator as a whole.")
    thing_key = models.BigIntegerField(null=True)
    text = models.CharField(max_length=500)
    facts = models.JSONField(
        default=dict, help_text="Numbers of the text in SI, by a name that ends in its unit."
    )
    url = models.CharField(max_length=400, help_text="Path of the page it leads to.")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(
        null=True, help_text="Read, or settled: nothing waits for the person any more."
    )
    mailed_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="told_once")]
        indexes = [
            models.Index(fields=["user", "-id"], name="notification_of_user"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notification_unread"),
            models.Index(fields=["key"], condition=Q(read_at=None), name="notification_open_key"),
        ]

    def __str__(self):
        return self.kind

    @property
    def noun(self) -> str:
        """What it is about: the first word of its kind."""
        return self.kind.partition(".")[0]

    def told(self, system: str) -> str:
        """The text in a system of units. Numbers are limits: cut to whole units downwards."""

        def shown(found: re.Match) -> str:
            name = found[1]
            if name == "by" and self.by is not None:
                return str(self.by)
            return quantity(self.facts[name], name, system, limit=True) if name in self.facts else found[0]

        return re.sub(r"\{(\w+)\}", shown, self.text)
