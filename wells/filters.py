"""What lists of wells can be filtered and sorted by; the same on pages and over the API."""

import django_filters as filters
from django.db.models import Q

from deepguard import numbers
from deepguard.models import Operator
from wells.models import Asset, Catalogue, CatalogueItem, Facility, Hub, ItemKind, Standing, Well
from wells.record import schema

SORTS = {
    "name": "name",
    "asset": "asset__name",
    "facility": "facility__name",
    "kind": "kind",
    "fluid": "fluid",
    "status": "status",
    "td": "total_depth_md_m",
    "revised": "revised_at",
}


def _words(definition: str, name: str = "value") -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in schema.choices(definition, name)]


def _among(queryset):
    """A choice among what the reader may see."""
    return lambda request: queryset.visible_to(request.user)


CATALOGUE_SORTS = {
    "name": "name",
    "size": "od_m",
    "weight": "linear_mass_kg_m",
    "wall": "wall_m",
    "grade": "grade",
    "burst": "burst_pa",
    "collapse": "collapse_pa",
    "standing": "standing",
    "count": "count",
}
INCH_M, SAME_SIZE_M = 0.0254, 5e-5


class WellFilter(filters.FilterSet):
    q = filters.CharFilter(method="by_text", label="Name, identifier, field or facility")
    operator = filters.ModelChoiceFilter(queryset=_among(Operator.objects), label="Operator")
    asset = filters.ModelChoiceFilter(queryset=_among(Asset.objects), label="Asset")
    hub = filters.ModelChoiceFilter(queryset=_among(Hub.objects), label="Hub")
    facility = filters.ModelChoiceFilter(queryset=_among(Facility.objects), label="Facility")
    kind = filters.ChoiceFilter(choices=_words("kind_fact"), label="Kind")
    fluid = filters.ChoiceFilter(choices=_words("fluid_fact"), label="Fluid")
    status = filters.ChoiceFilter(choices=_words("status_fact"), label="Status")
    environment = filters.ChoiceFilter(choices=_words("header", "environment"), label="Environment")
    sort = filters.OrderingFilter(fields=[(column, word) for word, column in SORTS.items()], label="Order")

    class Meta:
        model = Well
        fields: list[str] = []

    def by_text(self, wells, name, text):
        """Every word must occur somewhere."""
        for word in text.split():
            found = Q(name__icontains=word) | Q(uwi__icontains=word) | Q(uid__icontains=word)
            wells = wells.filter(found | Q(field__icontains=word) | Q(facility__name__icontains=word))
        return wells


class CatalogueFilter(filters.FilterSet):
    """Rows of catalogues. Sizes are asked in inches, as people call them: 9 5/8 or 9.625."""

    q = filters.CharFilter(method="by_text", label="Words of the name, maker, model or data sheet")
    catalogue = filters.ModelChoiceFilter(
        queryset=lambda request: Catalogue.objects.visible_to(request.user).current(),
        to_field_name="uid",
        label="Catalogue",
    )
    kind = filters.ChoiceFilter(choices=ItemKind.choices, label="Kind")
    part = filters.ChoiceFilter(
        field_name="component_kind", choices=schema.choices("component", "kind"), label="Part"
    )
    size = filters.CharFilter(method="by_size", label="Size in inches")
    grade = filters.CharFilter(lookup_expr="istartswith", label="Grade")
    standing = filters.ChoiceFilter(choices=Standing.choices, label="Standing")
    sort = filters.OrderingFilter(
        fields=[(column, word) for word, column in CATALOGUE_SORTS.items()], label="Order"
    )

    class Meta:
        model = CatalogueItem
        fields: list[str] = []

    def by_text(self, items, name, text):
        """Every word must occur somewhere."""
        for word in text.split():
            found = Q(name__icontains=word) | Q(manufacturer__icontains=word) | Q(model__icontains=word)
            items = items.filter(found | Q(sheet__icontains=word))
        return items

    def by_size(self, items, name, text):
        """What cannot be read as a size finds nothing."""
        try:
            size = numbers.read(text.strip().rstrip('"″').removesuffix("in").strip())
        except numbers.Unclear:
            return items.none()
        near = size * INCH_M
        return items.filter(od_m__range=(near - SAME_SIZE_M, near + SAME_SIZE_M))
