"""The address that is kept for readings of a well."""

from django.urls import path
from drf_spectacular.utils import extend_schema

from deepguard.errors import RuleViolation
from wells.api.base import WellView


class MeasurementsView(WellView):
    @extend_schema(
        tags=["wells"],
        summary="Readings (reserved)",
        operation_id="wells_measurements",
        responses={501: None},
    )
    def get(self, request, key):
        """Reserved: answers 501 until readings are kept. An empty list would say that nothing was measured."""
        raise RuleViolation(
            "Readings are not kept yet: they arrive with surveillance. This address is reserved for them.",
            code="not_implemented",
            status=501,
        )


routes = [path("wells/<int:key>/measurements", MeasurementsView.as_view(), name="measurements")]
