"""The drawing of a well: as values, as SVG, as PNG."""

from django.urls import path
from drf_spectacular.utils import OpenApiTypes, extend_schema
from rest_framework.response import Response

from deepguard.api.etag import tag
from deepguard.api.media import FileRenderer, OneForm
from wells.api.base import BOTH, WellView
from wells.api.parts import AS_OF, KNOWN_AT
from wells.gather import models_of
from wells.pages.schematic import schematic_of
from wells.schematic import Drawing
from wells.schematic.png import png

TAGS = ["schematic"]
CLOCKS = [AS_OF, KNOWN_AT]


class Drawn(WellView):
    clocks_taken = BOTH

    def drawing(self) -> tuple[Drawing, str]:
        """The drawing in the reader's depth unit, and the hash of the revision it shows."""
        revision = self.revision()
        model = models_of({0: revision}, as_of=self.clocks.day)[0]
        return schematic_of(model, self.request.user.units), revision.sha256


class SceneView(Drawn):
    @extend_schema(tags=TAGS, summary="Drawing as values", responses=OpenApiTypes.OBJECT, parameters=CLOCKS)
    def get(self, request, key):
        """Elements with their depths and places on the drawing, labels, annulus letters, and what is not drawn."""
        drawing, sha256 = self.drawing()
        legend = [{"mark": item.mark, "text": item.text} for item in drawing.legend]
        return Response(drawing.scene | {"legend": legend}, headers={"ETag": tag(sha256)})


class SvgRenderer(FileRenderer):
    media_type = "image/svg+xml"
    format = "svg"


class PngRenderer(FileRenderer):
    media_type = "image/png"
    format = "png"


class SvgView(Drawn):
    content_negotiation_class = OneForm
    renderer_classes = (SvgRenderer,)

    @extend_schema(
        tags=TAGS,
        summary="Drawing as SVG",
        responses={(200, "image/svg+xml"): OpenApiTypes.STR},
        parameters=CLOCKS,
    )
    def get(self, request, key):
        """A file of its own: white ground, its own style."""
        return Response(self.drawing()[0].standalone())


class PngView(Drawn):
    content_negotiation_class = OneForm
    renderer_classes = (PngRenderer,)

    @extend_schema(
        tags=TAGS,
        summary="Drawing as PNG",
        responses={(200, "image/png"): OpenApiTypes.BINARY},
        parameters=CLOCKS,
    )
    def get(self, request, key):
        """The same drawing in pixels."""
        return Response(png(self.drawing()[0].standalone()))


routes = [
    path("wells/<int:key>/schematic", SceneView.as_view(), name="schematic"),
    path("wells/<int:key>/schematic.svg", SvgView.as_view(), name="schematic-svg"),
    path("wells/<int:key>/schematic.png", PngView.as_view(), name="schematic-png"),
]
