"""What we ask of wells and their items. `visible_to(user)` is the first link of every chain."""

from deepguard.models.base import VisibleQuerySet


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


class ImportRunQuerySet(VisibleQuerySet):
    """Imports are seen by members of whole scope: a file speaks of wells of any asset."""
