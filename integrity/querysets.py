"""What we ask of assessments and what follows from them."""

from datetime import date, datetime

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, Subquery

from wells.querysets import OfWellQuerySet


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
    def waiting(self):
        """Proposals nobody has decided."""
        return self.filter(decision=None)


class EnvelopeQuerySet(OfWellQuerySet):
    def in_force(self, day: date, *, known_at: datetime | None = None):
        """What bounds on a day, as known at a moment: the last that begins by that day, unless it has ended.

        A successor that was not known then, or begins later, changes nothing.
        """
        known = Q() if known_at is None else Q(recorded_at__lte=known_at)
        begun = self.filter(known, valid_from__lte=day)
        successor = self.model.objects.filter(known, supersedes=OuterRef("pk"), valid_from__lte=day)
        running = Q(valid_until=None) | Q(valid_until__gt=day)
        return begun.filter(running, ~Exists(successor))


class RetractionQuerySet(OfWellQuerySet):
    def waiting(self):
        return self.filter(decision=None)
