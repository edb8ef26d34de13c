"""The record of a well: every document it ever had, and restoring one."""

from django.http import Http404
from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema

from deepguard.api.openapi import IDEMPOTENCY_KEY, IF_MATCH
from deepguard.api.paging import PagePagination
from wells.api.base import WellView
from wells.api.media import DOCUMENT_FORMS
from wells.api.parts import KNOWN_AT
from wells.gather import document_of
from wells.models import WellRevision
from wells.pages.reading import known_revisions
from wells.serializers import (
    ReasonSerializer,
    RevisionDetailSerializer,
    RevisionPageSerializer,
    RevisionSerializer,
)
from wells.services.restore import restore

TAGS = ["revisions"]


class OfRevisions(WellView):
    """Views that pick revisions of a well by number."""

    clockless = "a revision has no day of its own, and one that is named by its number is what it is."

    def numbered(self, number: int) -> WellRevision:
        found = WellRevision.objects.filter(well=self.well, number=number).select_related("by").first()
        if found is None:
            raise Http404("no such revision")
        return found


class RevisionsView(OfRevisions):
    clocks_taken = ("known_at",)

    @extend_schema(
        tags=TAGS,
        summary="Revisions",
        operation_id="wells_revisions_list",
        responses=RevisionPageSerializer,
        parameters=[KNOWN_AT, OpenApiParameter("page", int), OpenApiParameter("page_size", int)],
    )
    def get(self, request, key):
        """Newest first: who changed the well when, why, and by which door. Known at: those recorded by then."""
        pages = PagePagination()
        found = known_revisions(self.well, self.clocks.known_until)
        rows = pages.paginate_queryset(found.defer("content"), request, view=self)
        return pages.get_paginated_response(RevisionSerializer(rows, many=True).data)


class RevisionView(OfRevisions):
    renderer_classes = DOCUMENT_FORMS

    @extend_schema(tags=TAGS, summary="A revision", responses=RevisionDetailSerializer)
    def get(self, request, key, number):
        """A revision with its document, station lists written out."""
        revision = self.numbered(number)
        body = RevisionSerializer(revision).data | {"document": document_of(revision)}
        return self.answer(body, revision)


class RestoreView(OfRevisions):
    acts = {"POST": "well.restore"}

    @extend_schema(
        tags=TAGS,
        summary="Restore a revision",
        request=ReasonSerializer,
        responses=RevisionSerializer,
        parameters=[IF_MATCH, IDEMPOTENCY_KEY],
    )
    def post(self, request, key, number):
        """Make an older document current again, as a new revision; nothing is taken away."""
        form = ReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        based_on, reason = self.matched(), form.validated_data["reason"]
        made = restore(self.well, number, by=request.user, reason=reason, based_on=based_on.number)
        revision = made or based_on
        return self.answer(RevisionSerializer(revision).data, revision)


routes = [
    path("wells/<int:key>/revisions", RevisionsView.as_view(), name="revisions"),
    path("wells/<int:key>/revisions/<int:number>", RevisionView.as_view(), name="revision"),
    path("wells/<int:key>/revisions/<int:number>/restore", RestoreView.as_view(), name="restore"),
]
