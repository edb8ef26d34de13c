"""Limits in force over HTTP: what is proposed, what was decided, what bounds an annulus on a day."""

from django.http import Http404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response

from deepguard.acts import require
from deepguard.api.openapi import IDEMPOTENCY_KEY
from deepguard.api.views import ApiView, VisibleTo
from deepguard.units import UNITS
from integrity.models import LimitProposal, OperatingEnvelope, StandingLimit
from integrity.serializers import AsideSerializer
from integrity.services import limits
from wells.api.base import BOTH, WellView
from wells.api.parts import AS_OF, KNOWN_AT
from wells.serializers import ReasonSerializer

TAGS = ["limits in force"]
PRESSURES = sorted(unit.symbol for unit in UNITS.values() if unit.dimension == "pressure")


class ProposalSerializer(serializers.ModelSerializer):
    """A limit that waits for a second person, or what became of it. Pressures in Pa at the annulus gauge."""

    well = serializers.CharField(source="well.uid")
    limit_pa = serializers.FloatField(source="limit_si")
    upper_trigger_pa = serializers.FloatField(source="upper_trigger_si", allow_null=True)
    lower_trigger_pa = serializers.FloatField(source="lower_trigger_si", allow_null=True)
    assessment = serializers.IntegerField(source="assessment.number", allow_null=True)
    by = serializers.CharField(source="by.email")
    verdict = serializers.SerializerMethodField()
    unknowns = serializers.JSONField()
    set_aside = AsideSerializer(source="rests_on", many=True)

    class Meta:
        model = LimitProposal
        fields = [
            "uid", "well", "annulus_uid", "letter", "well_state", "quantity", "regime", "status", "limit_pa",
            "upper_trigger_pa", "lower_trigger_pa", "unknowns", "set_aside", "assessment", "by", "reason", "recorded_at", "verdict",
        ]  # fmt: skip

    def get_verdict(self, row) -> str | None:
        decision = getattr(row, "decision", None)
        return decision.verdict if decision else None


class EnvelopeSerializer(serializers.ModelSerializer):
    """A limit in force: the number approved in its unit, and the pascals that follow from it."""

    limit_pa = serializers.FloatField(source="limit_si")
    upper_trigger_pa = serializers.FloatField(source="upper_trigger_si", allow_null=True)
    lower_trigger_pa = serializers.FloatField(source="lower_trigger_si", allow_null=True)
    approved_by = serializers.CharField(source="decision.by.email")
    proposal = serializers.UUIDField(source="decision.proposal.uid")
    set_aside = AsideSerializer(source="decision.proposal.rests_on", many=True)

    class Meta:
        model = OperatingEnvelope
        fields = [
            "uid", "annulus_uid", "letter", "well_state", "quantity", "regime", "unit", "limit_in_unit",
            "upper_trigger_in_unit", "lower_trigger_in_unit", "limit_pa", "upper_trigger_pa", "lower_trigger_pa",
            "valid_from", "valid_until", "proposal", "set_aside", "approved_by", "recorded_at",
        ]  # fmt: skip


class ProposeSerializer(serializers.Serializer):
    upper_trigger_pa = serializers.FloatField(required=False, allow_null=True, min_value=0)
    lower_trigger_pa = serializers.FloatField(required=False, allow_null=True, min_value=0)
    reason = serializers.CharField(max_length=2000, help_text="Stays with the limit.")


class ApproveSerializer(serializers.Serializer):
    unit = serializers.ChoiceField(choices=PRESSURES, help_text="The limit is floored in this unit, once.")
    valid_from = serializers.DateField()
    reason = serializers.CharField(max_length=2000, required=False, default="", allow_blank=True)
    accepted = serializers.ListField(
        child=serializers.CharField(), required=False, default=list,
        help_text="Of a provisional limit: every unknown, by its sentence.",
    )  # fmt: skip
    accepted_until = serializers.DateField(required=False, allow_null=True, default=None)


class ProposalsView(VisibleTo, ListAPIView):
    """Proposals of the wells one may see, newest first."""

    queryset = LimitProposal.objects.select_related("well", "by", "assessment", "decision")
    serializer_class = ProposalSerializer
    acts = {"GET": "limit.view"}

    @extend_schema(
        tags=TAGS,
        summary="Proposals",
        operation_id="limit_proposals_list",
        parameters=[OpenApiParameter("waiting", bool, description="Only what nobody has decided.")],
    )
    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        rows = super().get_queryset()
        return rows.waiting() if self.request.query_params.get("waiting") == "true" else rows


class ProposeView(WellView):
    acts = {"POST": "limit.propose"}

    @extend_schema(
        tags=TAGS,
        summary="Propose the computed limit",
        request=ProposeSerializer,
        responses={201: ProposalSerializer},
        parameters=[IDEMPOTENCY_KEY],
    )
    def post(self, request, key, annulus):
        """Put the limit that stands computed for an annulus to a second person; `annulus` is its letter."""
        form = ProposeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        standing = StandingLimit.objects.filter(well=self.well, annulus=annulus).first()
        if standing is None:
            raise Http404("no limit stands computed for such an annulus")
        made = limits.propose(
            self.well, annulus_uid=standing.annulus_uid, by=request.user, **form.validated_data
        )
        return Response(ProposalSerializer(made).data, status=201)


class OfProposal(ApiView):
    act = "limit.approve"

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        rows = LimitProposal.objects.visible_to(request.user).select_related(
            "well__operator", "by", "assessment"
        )
        found = rows.filter(uid=kwargs["uid"]).first()
        if found is None:
            raise Http404("no such proposal")
        self.proposal = found
        require(request.user, self.act, found)


class ApproveView(OfProposal):
    @extend_schema(
        tags=TAGS,
        summary="Approve a proposal",
        request=ApproveSerializer,
        responses={201: EnvelopeSerializer},
        parameters=[IDEMPOTENCY_KEY],
    )
    def post(self, request, uid):
        """Put the proposed limit in force from a day. Not by its proposer, nor where the well moved on."""
        form = ApproveSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        facts = form.validated_data | {"accepted": tuple(form.validated_data["accepted"])}
        made = limits.approve(self.proposal, by=request.user, **facts)
        return Response(EnvelopeSerializer(made).data, status=201)


class _EndView(OfProposal):
    def post(self, request, uid):
        form = ReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        type(self).end(self.proposal, by=request.user, reason=form.validated_data["reason"])
        self.proposal.refresh_from_db()
        return Response(ProposalSerializer(self.proposal).data)


class RejectView(_EndView):
    end = staticmethod(limits.reject)

    @extend_schema(
        tags=TAGS, summary="Reject a proposal", request=ReasonSerializer, responses=ProposalSerializer
    )
    def post(self, request, uid):
        """End the proposal; the reason stays with the decision."""
        return super().post(request, uid)


class WithdrawView(_EndView):
    act = "limit.propose"
    end = staticmethod(limits.withdraw)

    @extend_schema(
        tags=TAGS, summary="Take a proposal back", request=ReasonSerializer, responses=ProposalSerializer
    )
    def post(self, request, uid):
        """By who proposed it."""
        return super().post(request, uid)


class EnvelopesView(WellView):
    acts = {"GET": "limit.view"}
    clocks_taken = BOTH

    @extend_schema(
        tags=TAGS,
        summary="Limits in force",
        operation_id="wells_envelopes_list",
        responses=EnvelopeSerializer(many=True),
        parameters=[AS_OF, KNOWN_AT],
    )
    def get(self, request, key):
        """What bounds the annuli of a well on a day, as known at a moment."""
        times = self.clocks
        rows = OperatingEnvelope.objects.filter(well=self.well).in_force(
            times.as_of or timezone.localdate(), known_at=times.known_until
        )
        rows = rows.select_related("decision__by", "decision__proposal").order_by("letter")
        return Response(EnvelopeSerializer(rows, many=True).data)


routes = [
    path("limits/proposals", ProposalsView.as_view(), name="limit-proposals"),
    path("limits/proposals/<uuid:uid>/approve", ApproveView.as_view(), name="limit-approve"),
    path("limits/proposals/<uuid:uid>/reject", RejectView.as_view(), name="limit-reject"),
    path("limits/proposals/<uuid:uid>/withdraw", WithdrawView.as_view(), name="limit-withdraw"),
    path("wells/<int:key>/annuli/<str:annulus>/proposals", ProposeView.as_view(), name="limit-propose"),
    path("wells/<int:key>/envelopes", EnvelopesView.as_view(), name="envelopes"),
]
