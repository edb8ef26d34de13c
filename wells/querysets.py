"""What we ask of wells and their items. `visible_to(user)` is the first link of every chain."""

from collections.abc import Mapping
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, NullIf

from deepguard.models.base import VisibleQuerySet


def recorded_by(known_at: datetime | Mapping[str, datetime] | None, well: str = "well") -> Q:
    """Rows recorded by a moment, or by the moment of the zone in which the days of their well end (zone to
    moment); every row where none is asked. `well` leads to the well of a row."""
    if not known_at:
        return Q()
    if isinstance(known_at, datetime):
        return Q(recorded_at__lte=known_at)
    return reduce(or_, (Q(recorded_at__lte=at) & _in_zone(zone, well) for zone, at in known_at.items()))


def _in_zone(zone: str, well: str) -> Q:
    """As `Well.time_zone`: of its facility, or where that has none of its operator."""
    own = f"{well}__facility__time_zone"
    unstated = Q(**{f"{own}__isnull": True}) | Q(**{own: ""})
    return Q(**{own: zone}) | unstated & Q(**{f"{well}__operator__time_zone": zone})


class AssetQuerySet(VisibleQuerySet):
    asset_path = "pk"


class AssetGrantQuerySet(VisibleQuerySet):
    """Like the memberships they belong to: seen by members of whole scope."""

    operator_path = "membership__operator"


class HubQuerySet(VisibleQuerySet):
    operator_path = "asset__operator"
    asset_path = "asset"


class FacilityQuerySet(VisibleQuerySet):
    operator_path = "hub__asset__operator"
    asset_path = "hub__asset"


class FacilityLinkQuerySet(VisibleQuerySet):
    operator_path = "source__hub__asset__operator"
    asset_path = "source__hub__asset"


class WellQuerySet(VisibleQuerySet):
    """A well without an asset is seen by members of whole scope only."""

    asset_path = "asset"

    def with_places(self):
        """Operator, asset, hub and facility in the same query, as every list of wells names them."""
        return self.select_related("operator", "asset", "hub", "facility")

    def with_zone(self):
        """`zone`: where its days begin and end, as `Well.time_zone`."""
        own = NullIf(F("facility__time_zone"), Value(""))
        return self.annotate(zone=Coalesce(own, F("operator__time_zone")))

    def zones(self) -> set[str]:
        """The time zones of these wells."""
        return set(self.with_zone().order_by().values_list("zone", flat=True).distinct())

    def known_by(self, moments):
        """Wells that had a revision by the moment of their time zone; all where none is asked."""
        if not moments:
            return self
        revisions = self.model._meta.get_field("revisions").related_model.objects.filter(well=OuterRef("pk"))
        known = [Q(zone=zone) & Exists(revisions.filter(recorded_at__lte=at)) for zone, at in moments.items()]
        return self.with_zone().filter(reduce(or_, known))

    def for_fleet(self):
        """The columns a list of wells shows, filters and sorts by; nothing that needs the document."""
        return self.with_places().defer(
            "source", "sources", "remarks", "header_source", "header_sources", "header_remarks", "private",
            "known_empty",
        )  # fmt: skip


class ItemQuerySet(VisibleQuerySet):
    operator_path = "well__operator"
    asset_path = "well__asset"

    def present(self):
        """Items of the current document."""
        return self.filter(present=True)


class OfWellQuerySet(VisibleQuerySet):
    """Rows beside the document that belong to one well."""

    operator_path = "well__operator"
    asset_path = "well__asset"


class ScenarioQuerySet(OfWellQuerySet):
    """A what-if is its author's until it is shared with those who see the well."""

    def visible_to(self, user):
        return super().visible_to(user).filter(Q(is_shared=True) | Q(by=user))


class OfScenarioQuerySet(VisibleQuerySet):
    operator_path = "scenario__well__operator"
    asset_path = "scenario__well__asset"

    def visible_to(self, user):
        return super().visible_to(user).filter(Q(scenario__is_shared=True) | Q(scenario__by=user))


class ImportRunQuerySet(VisibleQuerySet):
    """Imports are seen by members of whole scope: a file speaks of wells of any asset."""


class OfOperatorQuerySet(VisibleQuerySet):
    """What every member of the operator may see who sees anything of it: it speaks of no asset and no well."""

    def visible_to(self, user):
        reached = {grant.operator_id for grant in user.access.grants if grant.whole or grant.assets}
        return self.filter(**{f"{self.operator_path}__in": reached})


class CatalogueQuerySet(OfOperatorQuerySet):
    def current(self):
        """Revisions that nothing supersedes."""
        return self.filter(superseded_by=None)


class CatalogueItemQuerySet(OfOperatorQuerySet):
    operator_path = "catalogue__operator"

    def current(self):
        """Rows of current revisions."""
        return self.filter(catalogue__superseded_by=None)
