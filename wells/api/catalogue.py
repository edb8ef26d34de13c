"""Catalogues over HTTP: what stands in force, its rows, and the rows as a file. They are sent as imports."""

from django.urls import path
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    OpenApiTypes,
    extend_schema,
)
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView

from deepguard.acts import require
from deepguard.api.views import ApiView, VisibleTo
from deepguard.exports import table_response
from wells.filters import CatalogueFilter
from wells.models import Catalogue, CatalogueItem
from wells.models.catalogue import FACTS
from wells.pages.catalogue import export_heads, export_rows, items_of

TAGS = ["catalogue"]
EXAMPLE = {
    "uid": "8d4e0bb2-61f1-4d9c-9e0e-3a51a1c6f7a4",
    "catalogue": "Yard list",
    "catalogue_revision": 2,
    "key": "9.625 in 47 lb/ft p110",
    "name": "9.625 in 47 lb/ft P110",
    "kind": "tubular",
    "standing": "verified",
    "od_m": 0.244475,
    "wall_m": 0.0119888,
    "wall_basis": "size table",
    "grade": "P110",
    "burst_pa": 65086509.0,
    "collapse_pa": 36542213.0,
}


class CatalogueSerializer(serializers.ModelSerializer):
    """One revision of a catalogue; the list holds those in force."""

    operator = serializers.CharField(source="operator.name")
    by = serializers.CharField(source="by.email")

    class Meta:
        model = Catalogue
        fields = [
            "uid", "operator", "name", "revision", "source", "licence", "attribution", "sha256", "recorded_at", "by",
        ]  # fmt: skip


class CatalogueItemSerializer(serializers.ModelSerializer):
    """A row. Deviations are fractions of the formula; what is not known is null."""

    catalogue = serializers.CharField(source="catalogue.name")
    catalogue_revision = serializers.IntegerField(source="catalogue.revision")
    ratings = serializers.DictField(
        allow_null=True, help_text="Ratings of a part, as the document names them."
    )

    class Meta:
        model = CatalogueItem
        fields = ["uid", "catalogue", "catalogue_revision", *FACTS]


class CataloguesView(VisibleTo, ListAPIView):
    queryset = Catalogue.objects.current().select_related("operator", "by")
    serializer_class = CatalogueSerializer
    acts = {"GET": "catalogue.view"}

    @extend_schema(tags=TAGS, summary="Catalogues in force", operation_id="catalogues_list")
    def get(self, request, *args, **kwargs):
        """Send a new revision as an import of kind `catalogue` or `bsee_casing`."""
        return super().get(request, *args, **kwargs)


class CatalogueItemsView(VisibleTo, ListAPIView):
    queryset = CatalogueItem.objects.current().select_related("catalogue")
    serializer_class = CatalogueItemSerializer
    filterset_class = CatalogueFilter
    acts = {"GET": "catalogue.view"}

    @extend_schema(
        tags=TAGS,
        summary="Rows of catalogues",
        operation_id="catalogue_items_list",
        examples=[OpenApiExample("A pipe that agrees with the formulas", value=EXAMPLE, response_only=True)],
    )
    def get(self, request, *args, **kwargs):
        """Rows of the revisions in force, outliers included; sizes are asked in inches, answers are SI."""
        return super().get(request, *args, **kwargs)


class CatalogueItemView(VisibleTo, RetrieveAPIView):
    queryset = CatalogueItem.objects.select_related("catalogue")
    serializer_class = CatalogueItemSerializer
    lookup_field = "uid"
    acts = {"GET": "catalogue.view"}

    def check_object_permissions(self, request, thing):
        """Rows speak of no asset: who sees one may read it."""

    @extend_schema(tags=TAGS, summary="One row of a catalogue", operation_id="catalogue_item")
    def get(self, request, *args, **kwargs):
        """Of any revision, so that a source in a well can be followed for ever."""
        return super().get(request, *args, **kwargs)


class CatalogueExportView(ApiView):
    @extend_schema(
        tags=TAGS,
        summary="Rows of catalogues as a file",
        operation_id="catalogue_export",
        parameters=[
            OpenApiParameter("as", str, enum=["csv", "xlsx"], description="Kind of the file; else CSV.")
        ],
        responses={
            (200, "text/csv"): OpenApiResponse(OpenApiTypes.BINARY, description="Units in the headings."),
        },
    )
    def get(self, request):
        """The filters of the list; units are the reader's and stand in the headings."""
        require(request.user, "catalogue.view")
        found = CatalogueFilter(request.query_params, queryset=items_of(request.user), request=request)
        system, kind = request.user.units, request.query_params.get("as", "csv")
        return table_response("catalogue", export_heads(system), export_rows(found.qs, system), kind)


routes = [
    path("catalogues", CataloguesView.as_view(), name="catalogues"),
    path("catalogue-items", CatalogueItemsView.as_view(), name="catalogue-items"),
    path("catalogue-items/export", CatalogueExportView.as_view(), name="catalogue-export"),
    path("catalogue-items/<uuid:uid>", CatalogueItemView.as_view(), name="catalogue-item"),
]
