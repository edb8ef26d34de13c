"""The derivation of a limit to take along, and what moves it: as text, as PDF, as values."""

import hashlib

from django.http import Http404
from django.urls import path
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework.response import Response

from deepguard.api.etag import tag
from deepguard.api.media import FileRenderer, OneForm
from integrity import gather
from integrity.api.limits import letter_of
from integrity.engine.regimes import KINDS
from integrity.engine.rules import rows_of
from integrity.engine.sensitivity import sensitivity_dict
from integrity.engine.version import ENGINE_VERSION
from integrity.pages.sensitivity import sensitivity_of
from integrity.reports import Stand, as_pdf, as_text, sheet_of, stand_of
from integrity.serializers import SensitivitySerializer
from wells.api.base import BOTH, WellView
from wells.api.parts import AS_OF, KNOWN_AT
from wells.gather import models_of
from wells.models import WellRevision

TAGS = ["limits"]
REGIME = OpenApiParameter("regime", str, description="Standard and edition; absent: the first of its kind.")
ASKED = [AS_OF, KNOWN_AT, REGIME]


class Derived(WellView):
    """One limit of one well; `kind` is maasp or mawop, `annulus` a letter or an id."""

    acts = {"GET": "limit.view"}
    clocks_taken = BOTH
    kind = "maasp"

    def stand(self, annulus: str) -> tuple[WellRevision, Stand]:
        revision, times = self.revision(), self.clocks
        model = models_of({0: revision}, as_of=times.day)[0]
        found = stand_of(
            model,
            kind=self.kind,
            letter=letter_of(model, annulus),
            regime=self.request.query_params.get("regime", ""),
            pack=gather.pack_in_force(self.well.operator_id, as_of=times.as_of, known_at=times.known_until),
            set_aside=gather.set_asides_of(self.well, as_of=times.as_of, known_at=times.known_until),
            document_sha256=revision.sha256,
            as_of=times.day or "",
            known_at=dict(times.asked).get("known_at", ""),
        )
        if found is None:
            raise Http404("no such annulus, or no such regime")
        return revision, found

    def file(self, annulus: str, ending: str, made) -> Response:
        """A report in the caller's units, named after well, annulus and kind."""
        _, stand = self.stand(annulus)
        content = made(sheet_of(stand, self.request.user.units))
        state = hashlib.sha256(content if isinstance(content, bytes) else content.encode()).hexdigest()
        headers = {"ETag": tag(state), "Content-Disposition": f'inline; filename="{stand.name}.{ending}"'}
        return Response(content, headers=headers)


class TextRenderer(FileRenderer):
    media_type = "text/plain"
    format = "txt"
    charset = "utf-8"


class PdfRenderer(FileRenderer):
    media_type = "application/pdf"
    format = "pdf"


class TextView(Derived):
    content_negotiation_class = OneForm
    renderer_classes = (TextRenderer,)

    @extend_schema(
        tags=TAGS,
        summary="Derivation as text",
        responses={(200, "text/plain"): OpenApiTypes.STR},
        parameters=ASKED,
        examples=[
            OpenApiExample(
                "Text", "BRA A-12, annulus A: MAASP 129 bar\n…", response_only=True, status_codes=["200"]
            )
        ],
    )
    def get(self, request, key, annulus):
        """The whole derivation in 100 columns, with the hashes of document and result."""
        return self.file(annulus, "txt", as_text)


class PdfView(Derived):
    content_negotiation_class = OneForm
    renderer_classes = (PdfRenderer,)

    @extend_schema(
        tags=TAGS,
        summary="Derivation as PDF",
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
        parameters=ASKED,
    )
    def get(self, request, key, annulus):
        """The same on A4; the same document gives the same bytes."""
        return self.file(annulus, "pdf", as_pdf)


class SensitivityView(Derived):
    @extend_schema(
        tags=TAGS,
        summary="What moves a limit",
        responses=SensitivitySerializer,
        parameters=ASKED,
        examples=[
            OpenApiExample(
                "One input of many",
                {
                    "annulus": "A",
                    "status": "determined",
                    "unrounded_pa": 13268099,
                    "tried": 76,
                    "inputs": [
                        {
                            "path": "annuli/A/layers/0/density_kg_m3",
                            "value": 1080.0,
                            "step": 10.8,
                            "by_share": True,
                            "lowered": {"change_pa": 278241, "status": "determined"},
                            "raised": {"change_pa": -278241, "status": "determined"},
                        }
                    ],
                },
                response_only=True,
            )
        ],
    )
    def get(self, request, key, annulus):
        """Each input changed alone by 1 % (a temperature by 5 K, an elevation by 1 m) and the limit computed again."""
        revision, stand = self.stand(annulus)
        body = {
            "well_id": stand.model.id,
            "revision": revision.number,
            "sha256": revision.sha256,
            "as_of": stand.as_of or None,
            "regime": stand.regime.name,
            "engine_version": ENGINE_VERSION,
            "rules": rows_of(stand.rules),
        }
        return self.computed(body | sensitivity_dict(sensitivity_of(stand)))


def _routes(kind: str) -> list:
    own = f"wells/<int:key>/annuli/<str:annulus>/{kind}"
    return [
        path(f"{own}.txt", TextView.as_view(kind=kind), name=f"{kind}-text"),
        path(f"{own}.pdf", PdfView.as_view(kind=kind), name=f"{kind}-pdf"),
        path(f"{own}/sensitivity", SensitivityView.as_view(kind=kind), name=f"{kind}-sensitivity"),
    ]


routes = [route for kind in KINDS for route in _routes(kind)]
