"""What we ask of rule packs. `visible_to(user)` is the first link of every chain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Max

from deepguard.models.base import VisibleQuerySet


class RulePackQuerySet(VisibleQuerySet):
    """Packs belong to the operator as a whole."""


class RulePackActivationQuerySet(VisibleQuerySet):
    def known_at(self, moment: datetime | None):
        """What had been recorded by a moment; everything without one."""
        return self if moment is None else self.filter(recorded_at__lte=moment)

    def in_force(self, operators: Iterable[int], *, day: date, known_at: datetime | None = None):
        """The activation each operator stood under on a day, as known then: one query, however many operators.

        An operator's activations are one chain, and each takes over from its day on whatever was planned for
        later: on a day, the one recorded last of those that had begun.
        """
        begun = self.known_at(known_at).filter(operator__in=set(operators), valid_from__lte=day)
        last = begun.order_by().values("operator").annotate(last=Max("pk")).values("last")
        return self.filter(pk__in=last).select_related("pack")

    def head_of(self, operator):
        """The end of an operator's chain: what the next activation supersedes; None before the first."""
        return self.filter(operator=operator).select_related("pack", "by").order_by("-pk").first()
