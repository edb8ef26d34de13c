"""What the audit can be filtered by."""

import django_filters as filters
from django import forms
from django.db.models import Q

from deepguard.models import AuditEvent, User

DAY = forms.DateInput(attrs={"type": "date"})


class AuditFilter(filters.FilterSet):
    event = filters.CharFilter(lookup_expr="istartswith", label="Event")
    target = filters.CharFilter(method="by_target", label="Target")
    person = filters.ModelChoiceFilter(
        field_name="actor", queryset=lambda request: actors(request), label="Person", empty_label="Everyone"
    )
    since = filters.DateFilter(field_name="at", lookup_expr="date__gte", widget=DAY, label="From day")
    until = filters.DateFilter(field_name="at", lookup_expr="date__lte", widget=DAY, label="To day")

    class Meta:
        model = AuditEvent
        fields: list[str] = []

    def by_target(self, events, name, text):
        kind = Q(target_type__icontains=text)
        return events.filter(kind | Q(target_uid__iexact=text) | Q(target_name__icontains=text))


def actors(request):
    """People who appear in the audit the reader may see."""
    whole = request.user.access.operators_for("audit.view")
    seen = AuditEvent.objects.filter(operator__in=whole).order_by().values("actor").distinct()
    return User.objects.filter(pk__in=seen)
