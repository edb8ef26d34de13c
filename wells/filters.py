"""What lists of wells can be filtered and sorted by; the same on pages and over the API."""

import django_filters as filters
from django.db.models import Q

from deepguard.models import Operator
from wells.models import Asset, Facility, Hub, Well
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
