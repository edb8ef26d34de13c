"""Candidates set aside over HTTP: what holds on a day, what waits, and the acts of two people."""

from django.http import Http404
from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response

from deepguard.acts import require
from deepguard.api.openapi import IDEMPOTENCY_KEY
from deepguard.api.views import ApiView, VisibleTo
from integrity import gather
from integrity.engine.maasp import ISO_16530_1
from integrity.models import SetAsideRequest
from integrity.pages.set_asides import KINDS, register_rows
from integrity.services import setting_aside
from wells.api.base import BOTH, WellView
from wells.api.parts import AS_OF, KNOWN_AT
from wells.serializers import ReasonSerializer

TAGS = ["candidates set aside"]


class SetAsideSerializer(serializers.ModelSerializer):
    """A candidate that is asked to be set aside, what a second person decided, and its end before time."""

    well = serializers.CharField(source="well.uid")
    by = serializers.CharField(source="by.email")
    verdict = serializers.CharField(source="answer.verdict", default=None, allow_null=True)
    decided_by = serializers.CharField(source="answer.by.email", default=None, allow_null=True)
    decided_at = serializers.DateTimeField(source="answer.recorded_at", default=None, allow_null=True)
    ended_on = serializers.DateField(
        source="ended.day",
        default=None,
        allow_null=True,
        help_text="First day it counted again, before time.",
    )
    ended_by = serializers.CharField(source="ended.by.email", default=None, allow_null=True)

    class Meta:
        model = SetAsideRequest
        fields = [
            "uid", "well", "annulus_uid", "letter", "regime", "candidate", "element", "label", "reason", "valid_from",
            "until", "by", "recorded_at", "verdict", "decided_by", "decided_at", "ended_on", "ended_by",
        ]  # fmt: skip


class AskSerializer(serializers.Serializer):
    annulus = serializers.CharField(max_length=2, help_text="Letter.")
    candidate = serializers.CharField(max_length=40, help_text="Id of the candidate, as A6 or B2A.")
    element = serializers.CharField(max_length=80, help_text="Id of the part of the well.")
    label = serializers.CharField(
        max_length=120,
        required=False,
        default="",
        allow_blank=True,
        help_text="Which, where an element has several candidates of one id.",
    )
    regime = serializers.CharField(max_length=40, required=False, default=ISO_16530_1)
    valid_from = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="Absent: today."
    )
    until = serializers.DateField(help_text="First day it counts again; at most a year from today.")
    reason = serializers.CharField(max_length=2000, help_text="Stays with the record.")


class AgreeSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=2000, required=False, default="", allow_blank=True)


class SetAsidesView(VisibleTo, ListAPIView):
    """Requests of the wells one may see."""

    queryset = SetAsideRequest.objects.all()
    serializer_class = SetAsideSerializer
    acts = {"GET": "limit.view"}

    @extend_schema(
        tags=TAGS,
        summary="Candidates set aside",
        operation_id="set_asides_list",
        parameters=[
            OpenApiParameter(
                "show", str, enum=list(KINDS), description="Absent: what was agreed and is not over."
            )
        ],
    )
    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        rows = register_rows(self.request.user)
        return rows.get(self.request.query_params.get("show", ""), rows["in_force"])


class OfWellView(WellView):
    acts = {"GET": "limit.view", "POST": "candidate.set_aside"}
    clocks_taken = BOTH

    @extend_schema(
        tags=TAGS,
        summary="Candidates set aside in a well",
        operation_id="wells_set_asides_list",
        responses=SetAsideSerializer(many=True),
        parameters=[AS_OF, KNOWN_AT],
    )
    def get(self, request, key):
        """What takes no part in the limits of a well on a day, as known at a moment."""
        times = self.clocks
        day = gather.day_of(as_of=times.as_of, known_at=times.known_until)
        rows = SetAsideRequest.objects.filter(well=self.well).in_force(day, known_at=times.known_until)
        rows = rows.with_people().select_related("well").order_by("letter", "candidate")
        return Response(SetAsideSerializer(rows, many=True).data)

    @extend_schema(
        tags=TAGS,
        summary="Ask for a candidate to be set aside",
        request=AskSerializer,
        responses={201: SetAsideSerializer},
        parameters=[IDEMPOTENCY_KEY],
    )
    def post(self, request, key):
        """It counts until a second person agrees. Only what counts now, with every input known, can be set aside."""
        form = AskSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        facts = dict(form.validated_data)
        made = setting_aside.ask(self.well, letter=facts.pop("annulus"), by=request.user, **facts)
        return Response(SetAsideSerializer(made).data, status=201)


class _OfRequest(ApiView):
    act = "candidate.agree"
    body = ReasonSerializer

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        rows = SetAsideRequest.objects.visible_to(request.user).with_people()
        found = rows.select_related("well__operator").filter(uid=kwargs["uid"]).first()
        if found is None:
            raise Http404("no such request")
        self.asked = found
        require(request.user, self.act, found)

    def done(self, request, act) -> Response:
        form = self.body(data=request.data)
        form.is_valid(raise_exception=True)
        act(self.asked, by=request.user, reason=form.validated_data["reason"])
        fresh = SetAsideRequest.objects.with_people().select_related("well").get(pk=self.asked.pk)
        return Response(SetAsideSerializer(fresh).data)


class AgreeView(_OfRequest):
    body = AgreeSerializer

    @extend_schema(tags=TAGS, summary="Agree", request=AgreeSerializer, responses=SetAsideSerializer)
    def post(self, request, uid):
        """The candidate takes no part from its day on. Not by who asked, nor where it does not count now."""
        return self.done(request, setting_aside.agree)


class RefuseView(_OfRequest):
    @extend_schema(tags=TAGS, summary="Refuse", request=ReasonSerializer, responses=SetAsideSerializer)
    def post(self, request, uid):
        """The candidate counts on; the reason stays with the decision."""
        return self.done(request, setting_aside.refuse)


class WithdrawView(_OfRequest):
    act = "candidate.set_aside"

    @extend_schema(
        tags=TAGS, summary="Take a request back", request=ReasonSerializer, responses=SetAsideSerializer
    )
    def post(self, request, uid):
        """By who asked."""
        return self.done(request, setting_aside.withdraw)


class EndView(_OfRequest):
    act = "candidate.end"

    @extend_schema(
        tags=TAGS, summary="Let it count again", request=ReasonSerializer, responses=SetAsideSerializer
    )
    def post(self, request, uid):
        """From today on, before the day that was stated: the careful way, so one person is enough."""
        return self.done(request, setting_aside.end_early)


routes = [
    path("set-asides", SetAsidesView.as_view(), name="set-asides"),
    path("set-asides/<uuid:uid>/agree", AgreeView.as_view(), name="set-aside-agree"),
    path("set-asides/<uuid:uid>/refuse", RefuseView.as_view(), name="set-aside-refuse"),
    path("set-asides/<uuid:uid>/withdraw", WithdrawView.as_view(), name="set-aside-withdraw"),
    path("set-asides/<uuid:uid>/end", EndView.as_view(), name="set-aside-end"),
    path("wells/<int:key>/set-asides", OfWellView.as_view(), name="well-set-asides"),
]
