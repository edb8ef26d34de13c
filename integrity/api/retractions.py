"""Facts taken back, over HTTP: what rests on one, the request, the second person."""

import json

from django.http import Http404
from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from deepguard.acts import require
from deepguard.api.openapi import IDEMPOTENCY_KEY
from deepguard.api.paging import PagePagination
from deepguard.api.views import ApiView
from deepguard.errors import RuleViolation
from integrity.api.envelopes import EnvelopeSerializer
from integrity.engine.result import LIMIT_STATES
from integrity.models import Retraction
from integrity.pages.retractions import Taken, known, retractions_of
from integrity.serializers import Shape
from integrity.services import retracting
from integrity.services.consequences import Consequences, Touched, consequences
from wells.api.base import WellView
from wells.api.parts import KNOWN_AT
from wells.api.scenarios import RemarkSerializer
from wells.drafts.places import item_at
from wells.gather import document_of
from wells.models import Door
from wells.pages.clocks import no_clock, present_only
from wells.pages.reading import READING, revision_at
from wells.serializers import PlaceSerializer, ReasonSerializer

TAGS = ["retractions"]
ADDRESS = OpenApiParameter(
    "address",
    str,
    required=True,
    description="Place of the fact in the document: strings/tubing/wall_logs/2026.",
)
CLOCKLESS = "a retraction belongs to no day in the well. Ask known_at."


class DecisionSerializer(Shape):
    agreed = serializers.BooleanField()
    by = serializers.CharField(
        help_text="E-mail of the second person; of who asked, where nobody else was needed."
    )
    reason = serializers.CharField()
    recorded_at = serializers.DateTimeField()
    revision = serializers.IntegerField(allow_null=True, help_text="The one without the fact.")


class RetractionSerializer(Shape):
    """A fact somebody says was never true. `adverse`: found wrong with the well, or without it a limit would look
    better, so that a second person has to agree."""

    uid = serializers.UUIDField()
    well = PlaceSerializer()
    address = serializers.CharField(help_text="Place in the document.")
    item = serializers.DictField(help_text="The fact as it was.")
    revision = serializers.IntegerField(help_text="The revision it was read in.")
    adverse = serializers.BooleanField()
    state = serializers.ChoiceField(choices=["waiting", "retracted", "kept"])
    reason = serializers.CharField()
    by = serializers.CharField(help_text="E-mail of who asked.")
    recorded_at = serializers.DateTimeField()
    decision = DecisionSerializer(allow_null=True)


class RetractionPageSerializer(serializers.Serializer):
    count = serializers.IntegerField()
    next = serializers.CharField(allow_null=True, help_text="Address of the page after.")
    previous = serializers.CharField(allow_null=True, help_text="Address of the page before.")
    results = RetractionSerializer(many=True)


class RetractSerializer(serializers.Serializer):
    address = serializers.CharField(max_length=400, help_text="Place of the fact in the document.")
    reason = serializers.CharField(max_length=2000, help_text="Stays with the record.")


class StoodSerializer(Shape):
    status = serializers.ChoiceField(choices=LIMIT_STATES)
    limit_pa = serializers.FloatField(allow_null=True, help_text="At most, where the limit is provisional.")
    upper_trigger_pa = serializers.FloatField(allow_null=True)


class TouchedSerializer(Shape):
    """A limit of an assessment with the fact, and without it; null: no such annulus without it."""

    assessment = serializers.IntegerField()
    day = serializers.DateField()
    revision = serializers.IntegerField()
    annulus = serializers.CharField(help_text="Letter.")
    improves = serializers.BooleanField(help_text="Without it the limit rises, or its state says more.")
    before = StoodSerializer()
    after = StoodSerializer(allow_null=True)


class PersonSerializer(Shape):
    email = serializers.CharField()
    name = serializers.CharField()


class ConsequencesSerializer(Shape):
    """Every assessment and every limit that rests on a fact, newest first, and whom to tell."""

    address = serializers.CharField()
    adverse = serializers.BooleanField(
        help_text="It is adverse by its kind, or a limit of today would look better without it."
    )
    touched = TouchedSerializer(many=True)
    envelopes = EnvelopeSerializer(many=True)
    people = PersonSerializer(many=True)


class RetractionsView(WellView):
    acts = {"GET": "well.view", "POST": "fact.retract"}
    clocks_taken = ("known_at",)
    clockless = CLOCKLESS

    @extend_schema(
        tags=TAGS,
        summary="Facts taken back",
        operation_id="wells_retractions_list",
        responses=RetractionPageSerializer,
        parameters=[KNOWN_AT, OpenApiParameter("page", int), OpenApiParameter("page_size", int)],
    )
    def get(self, request, key):
        """What was taken back, what waits and what was kept, newest first; with `known_at` as it stood then."""
        until = self.clocks.known_until
        pages = PagePagination()
        rows = pages.paginate_queryset(retractions_of(self.well, until), request, view=self)
        return pages.get_paginated_response([_retraction(known(row, until)) for row in rows])

    @extend_schema(
        tags=TAGS,
        summary="Take a fact back",
        operation_id="wells_retractions_create",
        request=RetractSerializer,
        responses={201: RetractionSerializer},
        parameters=[IDEMPOTENCY_KEY],
    )
    def post(self, request, key):
        """Say that the fact at an address was never true. An adverse fact, and one without which a limit
        looks better, wait for a second person; any other leaves at once."""
        form = RetractSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        made = retracting.retract(self.well, by=request.user, door=Door.API, **form.validated_data)
        return Response(_retraction(known(_row(made.uid))), status=201)


class ConsequencesView(WellView):
    acts = {"GET": "fact.retract"}

    @extend_schema(
        tags=TAGS, summary="What rests on a fact", responses=ConsequencesSerializer, parameters=[ADDRESS]
    )
    def get(self, request, key):
        """Every assessment that used it, computed anew without it; nothing is stored. Ask before taking it back."""
        address = request.query_params.get("address", "").strip()
        if not address:
            raise RuleViolation("Name the fact: ?address=strings/tubing/wall_logs/2026.", "address", 422)
        if item_at(document_of(revision_at(self.well)), address) is None:
            raise Http404("the well has nothing there")
        return Response(_consequences(address, consequences(self.well, address)))


class OfRetraction(ApiView):
    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        self.asked = _row(kwargs["uid"], Retraction.objects.visible_to(request.user))
        if self.asked is None:
            raise Http404("no such retraction")
        reads = request.method in READING
        require(request.user, "well.view" if reads else "fact.retract", self.asked.well)
        if reads:
            no_clock(request, "ask the list of the well, with known_at.")
        else:
            present_only(request, "Deciding on a retraction")


class RetractionView(OfRetraction):
    @extend_schema(tags=TAGS, summary="One retraction", responses=RetractionSerializer)
    def get(self, request, uid):
        """With the fact as it was, and what became of it."""
        return Response(_retraction(known(self.asked)))


class AgreeView(OfRetraction):
    @extend_schema(
        tags=TAGS,
        summary="Agree to a retraction",
        request=RemarkSerializer,
        responses=RetractionSerializer,
        parameters=[IDEMPOTENCY_KEY],
    )
    def post(self, request, uid):
        """By a second person: the fact leaves the document in a new revision; older ones still have it."""
        form = RemarkSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        retracting.agree(self.asked, by=request.user, reason=form.validated_data["reason"], door=Door.API)
        return Response(_retraction(known(_row(uid))))


class RefuseView(OfRetraction):
    @extend_schema(
        tags=TAGS,
        summary="Keep the fact",
        request=ReasonSerializer,
        responses=RetractionSerializer,
        parameters=[IDEMPOTENCY_KEY],
    )
    def post(self, request, uid):
        """The fact stays; the reason stays with the decision."""
        form = ReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        retracting.refuse(self.asked, by=request.user, reason=form.validated_data["reason"])
        return Response(_retraction(known(_row(uid))))


def _row(uid, rows=None) -> Retraction | None:
    rows = Retraction.objects.all() if rows is None else rows
    return rows.select_related(
        "well__operator", "revision", "by", "decision__by", "decision__revision"
    ).filter(uid=uid).first()  # fmt: skip


def _retraction(taken: Taken) -> dict:
    row, decision = taken.asked, taken.decision
    return {
        "uid": row.uid,
        "well": {"key": row.well_id, "name": row.well.name},
        "address": row.address,
        "item": json.loads(row.item),
        "revision": row.revision.number,
        "adverse": row.adverse,
        "state": taken.state,
        "reason": row.reason,
        "by": row.by.email,
        "recorded_at": row.recorded_at,
        "decision": decision
        and {
            "agreed": decision.agreed,
            "by": decision.by.email,
            "reason": decision.reason,
            "recorded_at": decision.recorded_at,
            "revision": decision.revision and decision.revision.number,
        },
    }


def _consequences(address: str, told: Consequences) -> dict:
    return {
        "address": address,
        "adverse": told.adverse,
        "touched": [_touched(one) for one in told.touched],
        "envelopes": EnvelopeSerializer(told.envelopes, many=True).data,
        "people": [{"email": person.email, "name": person.name} for person in told.people],
    }


def _touched(one: Touched) -> dict:
    return {
        "assessment": one.assessment.number,
        "day": one.assessment.day,
        "revision": one.assessment.revision.number,
        "annulus": one.annulus,
        "improves": one.improves,
        "before": _stood(one.before),
        "after": _stood(one.after),
    }


def _stood(limit: dict | None) -> dict | None:
    names = StoodSerializer().fields
    return None if limit is None else {name: limit.get(name) for name in names}


routes = [
    path("wells/<int:key>/retractions", RetractionsView.as_view(), name="retractions"),
    path(
        "wells/<int:key>/retractions/consequences", ConsequencesView.as_view(), name="retraction-consequences"
    ),
    path("retractions/<uuid:uid>", RetractionView.as_view(), name="retraction"),
    path("retractions/<uuid:uid>/agree", AgreeView.as_view(), name="retraction-agree"),
    path("retractions/<uuid:uid>/refuse", RefuseView.as_view(), name="retraction-refuse"),
]
