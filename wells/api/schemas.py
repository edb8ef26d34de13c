"""The schemas of the well document, as they are checked."""

from django.urls import path
from drf_spectacular.utils import OpenApiTypes, extend_schema
from rest_framework.response import Response

from deepguard.api.views import ApiView
from wells.documents.checking import DATED, DRAFT, validator


class SchemaView(ApiView):
    """JSON Schema (2020-12) of the document `deepguard.well/1`; `/draft`: of its undated shorthand."""

    file = DATED

    @extend_schema(tags=["wells"], summary="Schema of the well document", responses=OpenApiTypes.OBJECT)
    def get(self, request):
        return Response(validator(self.file).schema)


routes = [
    path("schemas/well", SchemaView.as_view(), name="well-schema"),
    path("schemas/well/draft", SchemaView.as_view(file=DRAFT), name="well-draft-schema"),
]
