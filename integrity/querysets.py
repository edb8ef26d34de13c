"""What we ask of rule packs, assessments and limits. `visible_to(user)` is the first link of every chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.apps import apps
from django.db.models import Exists, Max, OuterRef, Prefetch, Q, Subquery

from deepguard.models.base import VisibleQuerySet
from wells.querysets import OfWellQuerySet, recorded_by

#: The moment until which the record counts: one, or one for each time zone of wells; none is now.
Moment = datetime | Mapping[str, datetime] | None


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


class AssessmentQuerySet(OfWellQuerySet):
    def known_at(self, moment: datetime):
        """Of each well the last assessment that was recorded by a moment."""
        rows = self.model.objects.filter(well=OuterRef("well"), recorded_at__lte=moment)
        return self.filter(number=Subquery(rows.order_by("-number").values("number")[:1]))


class StandingLimitQuerySet(OfWellQuerySet):
    def without_approval(self, day: date):
        """Annuli that no limit is in force for."""
        envelope = apps.get_model("integrity", "OperatingEnvelope")
        held = envelope.objects.in_force(day).filter(
            well=OuterRef("well"), annulus_uid=OuterRef("annulus_uid"), quantity="annulus_pressure"
        )
        return self.filter(~Exists(held))


class ProposalQuerySet(OfWellQuerySet):
    def waiting(self, *, known_at: Moment = None):
        """Proposals nobody has decided; at a moment those that stood then, whatever became of them."""
        if not known_at:
            return self.filter(decision=None)
        decision = apps.get_model("integrity", "LimitDecision").objects
        decided = decision.filter(recorded_by(known_at, "proposal__well"), proposal=OuterRef("pk"))
        return self.known_at(known_at).filter(~Exists(decided))

    def known_at(self, moment: Moment):
        return self.filter(recorded_by(moment))

    def with_record(self):
        """Each with who proposed it, and the documents it rests on."""
        return self.select_related("by").prefetch_related(documents_at())


class EnvelopeQuerySet(OfWellQuerySet):
    def in_force(self, day: date, *, known_at: Moment = None):
        """What bounds on a day, as known at a moment: the last that begins by that day, unless it has ended.

        A successor that was not known then, or begins later, changes nothing.
        """
        known = recorded_by(known_at)
        begun = self.filter(known, valid_from__lte=day)
        successor = self.model.objects.filter(known, supersedes=OuterRef("pk"), valid_from__lte=day)
        running = Q(valid_until=None) | Q(valid_until__gt=day)
        return begun.filter(running, ~Exists(successor))

    def with_record(self):
        """Each with who proposed and approved it, and the documents it rests on."""
        return self.select_related("decision__by", "decision__proposal__by").prefetch_related(
            documents_at("decision__proposal__")
        )


class ProposalDocumentQuerySet(OfWellQuerySet):
    operator_path = "proposal__well__operator"
    asset_path = "proposal__well__asset"


def documents_at(path: str = "") -> Prefetch:
    """The documents of proposals, without their bytes; `path` leads to the proposal."""
    rows = apps.get_model("integrity", "ProposalDocument").objects.select_related("attachment__withdrawn_by")
    return Prefetch(f"{path}documents", queryset=rows.defer("attachment__content"))


class SetAsideQuerySet(OfWellQuerySet):
    def waiting(self):
        """Requests nobody has decided."""
        return self.filter(decision=None)

    def in_force(self, day: date, known_at: datetime | None = None):
        """What takes no part on a day, as known at a moment: agreed by then, begun, and not ended by that day."""
        known = Q() if known_at is None else Q(decision__recorded_at__lte=known_at)
        rows = self.filter(known, decision__verdict="agreed", valid_from__lte=day, until__gt=day)
        ended = Q(end__day__lte=day)
        return rows.exclude(ended if known_at is None else ended & Q(end__recorded_at__lte=known_at))

    def still(self, day: date):
        """What was agreed and not ended, and is not over on a day: also what has not begun."""
        return self.filter(decision__verdict="agreed", end=None, until__gt=day)

    def with_people(self):
        return self.select_related("by", "decision__by", "end__by")


class RetractionQuerySet(OfWellQuerySet):
    def waiting(self):
        return self.filter(decision=None)
