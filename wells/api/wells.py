"""Wells: the list, a new one, the header, the document, the architecture of a day."""

from django.urls import path, reverse
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.response import Response

from deepguard.acts import require
from deepguard.api.etag import tag, unchanged
from deepguard.api.openapi import IDEMPOTENCY_KEY, IF_MATCH, REASON
from deepguard.api.views import VisibleTo
from deepguard.errors import RuleViolation
from deepguard.models import Operator
from wells.api import examples
from wells.api.base import BOTH, DATED_WHOLE, WellView, number_of
from wells.api.media import DOCUMENT_BODIES, DOCUMENT_FORMS, PATCH_BODIES
from wells.api.parts import AS_OF, KNOWN_AT, kinds
from wells.engine.dating import HEADER_FACTS
from wells.engine.document import SCHEMA, at, snapshot, there
from wells.filters import WellFilter
from wells.gather import document_of
from wells.imports.names import slug
from wells.models import Door, Well, WellRevision
from wells.pages.clocks import Clocks, fleet_clocks, present_only
from wells.pages.listed import listed_at, wells_at
from wells.pages.reading import revision_at
from wells.serializers import DocumentSerializer, RevisionSerializer, WellDetailSerializer, WellSerializer
from wells.services.documents import create_well, save_document
from wells.services.parts import change_header

TAGS = ["wells"]
FORMAT = OpenApiParameter("format", str, enum=["json", "yaml"], description="Or by the Accept header.")
HEADER = DocumentSerializer().fields["header"].__class__
BESIDE = (
    "architecture",
    "document",
    "revisions",
    "schematic",
    "trajectory",
    "attachments",
    "limits",
    "compare",
)


class WellsView(VisibleTo, ListAPIView):
    """Wells the person may see; filtered and sorted as the fleet page."""

    queryset = Well.objects.for_fleet()
    serializer_class = WellSerializer
    filterset_class = WellFilter
    parser_classes = DOCUMENT_BODIES
    acts = {"GET": "well.view", "POST": "well.create"}

    @extend_schema(tags=TAGS, summary="Wells", operation_id="wells_list", parameters=[AS_OF, KNOWN_AT])
    def get(self, request, *args, **kwargs):
        """With a clock turned back: the wells known then, as they were; places and access are those of today."""
        times = fleet_clocks(request, self.get_queryset())
        times.refuse_changing(request.query_params)
        known = self.get_queryset().known_by(times.moments)
        rows = wells_at(self.paginate_queryset(self.filter_queryset(known)), times)
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    @extend_schema(
        tags=TAGS,
        summary="A new well",
        operation_id="wells_create",
        request={body.media_type: DocumentSerializer for body in DOCUMENT_BODIES},
        responses={201: WellDetailSerializer},
        parameters=[
            IDEMPOTENCY_KEY,
            REASON,
            OpenApiParameter("operator", int, description="Key of the operator, for members of several."),
        ],
        examples=[
            OpenApiExample(
                "Header facts", {"name": "Heron A-19", "environment": "platform", "asset": "Northern"}
            ),
            OpenApiExample("Well document", examples.document(), request_only=True),
        ],
    )
    def post(self, request, *args, **kwargs):
        """From a well document, or from the facts of a header alone."""
        present_only(request, "Entering a well")
        well = create_well(
            self._operator(),
            _whole(request.data),
            by=request.user,
            reason=request.query_params.get("reason", ""),
            door=Door.API,
        )
        well = Well.objects.with_places().get(pk=well.pk)
        body, sha256 = described(well, revision_at(well))
        address = reverse("api:well", args=[well.pk])
        return Response(body, status=201, headers={"ETag": tag(sha256), "Location": address})

    def _operator(self) -> Operator:
        """The one named, or the only one for which the person may create wells."""
        mine = Operator.objects.visible_to(self.request.user)
        mine = mine.filter(pk__in=self.request.user.access.operators_for("well.create"))
        if named := self.request.query_params.get("operator"):
            mine = mine.filter(pk=number_of(named))
        found = list(mine[:2])
        if len(found) == 1:
            return found[0]
        if not found:
            require(self.request.user, "well.create", _Nowhere())
        raise RuleViolation(
            "You keep wells for several operators: say which by ?operator=<key>.", "operator", 422
        )


class _Nowhere:
    """An operator one has no role for: nothing is allowed there."""

    access_operator_id = access_asset_id = None


def _whole(sent: dict) -> dict:
    """A document as it is; bare header facts become the least document, its id made of the name."""
    if "schema" in sent or "header" in sent:
        return sent
    header = dict(sent)
    uid = header.pop("id", None) or slug(str(header.get("name") or ""))
    return {"schema": SCHEMA, "id": uid, "header": header}


def described(well: Well, revision: WellRevision, times: Clocks | None = None) -> tuple[dict, str]:
    """A well with its header and links, and the hash of its revision; on a past day as it was then."""
    document = document_of(revision)
    header, body = document["header"], WellSerializer(well).data
    if times is not None and times.is_past:
        header = facts_of_day(header, times.day)
        body |= listed_at(at(document, times.day)) | {
            "revision": revision.number,
            "revised_at": revision.recorded_at,
        }
    return body | {"sha256": revision.sha256, "header": header, "links": _links(well)}, revision.sha256


def facts_of_day(header: dict, day: str | None) -> dict:
    """The header with those of its dated facts that hold on a day."""
    dated = {
        name: [fact for fact in header[name] if there(fact, day)] for name in HEADER_FACTS if name in header
    }
    return header | dated


def _links(well: Well) -> dict[str, str]:
    own = reverse("api:well", args=[well.pk])
    return {name: f"{own}/{name}" for name in (*BESIDE, *(k.name for k in kinds() if len(k.lists) == 1))}


class OneWellView(WellView):
    """A well: its header, where its record stands, and the addresses of its parts."""

    acts = {"GET": "well.view", "PATCH": "well.edit"}
    clocks_taken = BOTH
    parser_classes = PATCH_BODIES

    @extend_schema(tags=TAGS, summary="A well", responses=WellDetailSerializer, parameters=[AS_OF, KNOWN_AT])
    def get(self, request, key):
        """With a clock turned back: the header as it was and was known then; places and access are of today."""
        body, sha256 = described(self.well, self.revision(), self.clocks)
        return unchanged(request, sha256) or Response(body, headers={"ETag": tag(sha256)})

    @extend_schema(
        tags=TAGS,
        summary="Change the header",
        request={body.media_type: HEADER for body in PATCH_BODIES},
        responses=WellDetailSerializer,
        parameters=[IF_MATCH, IDEMPOTENCY_KEY, REASON],
        examples=[
            OpenApiExample(
                "Shut in", {"status": [{"value": "shut_in", "valid_from": "2026-03-31"}]}, request_only=True
            )
        ],
    )
    def patch(self, request, key):
        """Facts of the header: null takes one away, dated lists are given whole (RFC 7396)."""
        how = {"by": request.user, "based_on": self.matched(), "reason": self.reason}
        change_header(self.well, self.document(), request.data, **how)
        well = Well.objects.with_places().get(pk=key)
        body, sha256 = described(well, revision_at(well))
        return Response(body, headers={"ETag": tag(sha256)})


class DocumentView(WellView):
    """The whole well as one dated document, `deepguard.well/1`."""

    acts = {"GET": "well.export", "PUT": "well.edit"}
    clocks_taken = ("known_at",)
    clockless = DATED_WHOLE
    parser_classes = DOCUMENT_BODIES
    renderer_classes = DOCUMENT_FORMS

    @extend_schema(
        tags=TAGS,
        summary="The document",
        responses=DocumentSerializer,
        parameters=[KNOWN_AT, FORMAT],
        examples=[OpenApiExample("Well document", examples.document(), response_only=True)],
    )
    def get(self, request, key):
        revision = self.revision()
        return unchanged(request, revision.sha256) or self.answer(document_of(revision), revision)

    @extend_schema(
        tags=TAGS,
        summary="Replace the document",
        request={body.media_type: DocumentSerializer for body in DOCUMENT_BODIES},
        responses=RevisionSerializer,
        parameters=[IF_MATCH, IDEMPOTENCY_KEY, REASON],
        examples=[OpenApiExample("Well document", examples.document(), request_only=True)],
    )
    def put(self, request, key):
        """The revision it made; the current one where nothing changed. Undated documents are read too."""
        based_on = self.matched()
        saved = save_document(
            self.well,
            request.data,
            by=request.user,
            based_on=based_on.number,
            reason=self.reason,
            door=Door.API,
        )
        revision = saved.revisions[0] if saved.revisions else based_on
        return self.answer(RevisionSerializer(revision).data, revision)


class ArchitectureView(WellView):
    """What the well is on one day: the document without dates, ids kept. Without a day: the present."""

    clocks_taken = BOTH
    renderer_classes = DOCUMENT_FORMS

    @extend_schema(
        tags=TAGS,
        summary="Architecture of a day",
        responses=OpenApiTypes.OBJECT,
        parameters=[AS_OF, KNOWN_AT, FORMAT],
        examples=[OpenApiExample("Today", snapshot(examples.document()), response_only=True)],
    )
    def get(self, request, key):
        revision = self.revision()
        return self.answer(snapshot(document_of(revision), self.clocks.day), revision)


routes = [
    path("wells", WellsView.as_view(), name="wells"),
    path("wells/<int:key>", OneWellView.as_view(), name="well"),
    path("wells/<int:key>/document", DocumentView.as_view(), name="document"),
    path("wells/<int:key>/architecture", ArchitectureView.as_view(), name="architecture"),
]
