"""Limits in force over HTTP: what is proposed, what was decided, what bounds an annulus on a day."""

from collections import defaultdict

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
from deepguard.errors import Refused, RuleViolation
from integrity.engine.envelope import bound_of, low_bound_of
from integrity.engine.limits import UNKNOWN_STATE
from integrity.models import LimitProposal, OperatingEnvelope, ProposalDocument, StandingLimit
from integrity.pages.register_at import day_of
from integrity.quantities import ENTERED, KINDS, WELL_STATES, Quantity, as_typed
from integrity.serializers import AsideSerializer
from integrity.services import limits
from wells.api.base import BOTH, WellView
from wells.api.parts import AS_OF, KNOWN_AT
from wells.models import Well, WellAttachment
from wells.pages.clocks import fleet_clocks, no_clock
from wells.serializers import PlaceSerializer, ReasonSerializer

TAGS = ["limits in force"]
ENTERABLE = sorted({unit.symbol for quantity in ENTERED for unit in KINDS[quantity].units})
NUMBERS = ("limit", "upper_trigger", "lower_trigger", "low_limit")
IN_PA = [f"{name}_pa" for name in NUMBERS]
IN_UNIT = [f"{name}_in_unit" for name in NUMBERS]


class Pascals(serializers.FloatField):
    """A number of a limit in Pa; null for a quantity that is no pressure, and for a side that is not bounded."""

    def __init__(self, **options):
        super().__init__(read_only=True, allow_null=True, source="*", **options)

    def to_representation(self, row) -> float | None:
        if row.kind.dimension != "pressure":
            return None
        return getattr(row, self.field_name.replace("_pa", "_si"))


class ProposedNumber(serializers.FloatField):
    """A number of an entered limit in the unit it was entered in; null for a computed one."""

    def __init__(self, **options):
        super().__init__(read_only=True, allow_null=True, source="*", **options)

    def to_representation(self, row) -> float | None:
        value_si = getattr(row, self.field_name.replace("_in_unit", "_si"))
        return as_typed(value_si, row.unit) if row.unit and value_si is not None else None


class DocumentSerializer(serializers.ModelSerializer):
    """A file a proposal rests on. Withdrawn: the bytes are gone, hash and reason stay."""

    uid = serializers.UUIDField(source="attachment.uid")
    name = serializers.CharField(source="attachment.name")
    withdrawn_at = serializers.DateTimeField(source="attachment.withdrawn_at", allow_null=True)
    withdrawn_reason = serializers.CharField(source="attachment.withdrawn_reason")

    class Meta:
        model = ProposalDocument
        fields = ["uid", "name", "sha256", "withdrawn_at", "withdrawn_reason"]


class ProposalSerializer(serializers.ModelSerializer):
    """A limit that waits for a second person, or what became of it. Pressures in Pa; what was entered also in the
    unit it was entered in."""

    well = serializers.CharField(source="well.uid")
    limit_pa, upper_trigger_pa, lower_trigger_pa, low_limit_pa = Pascals(), Pascals(), Pascals(), Pascals()
    limit_in_unit, upper_trigger_in_unit = ProposedNumber(), ProposedNumber()
    lower_trigger_in_unit, low_limit_in_unit = ProposedNumber(), ProposedNumber()
    documents = DocumentSerializer(many=True)
    assessment = serializers.IntegerField(source="assessment.number", allow_null=True)
    by = serializers.CharField(source="by.email")
    verdict = serializers.SerializerMethodField()
    unknowns = serializers.JSONField()
    set_aside = AsideSerializer(source="rests_on", many=True)

    class Meta:
        model = LimitProposal
        fields = [
            "uid", "well", "annulus_uid", "letter", "well_state", "quantity", "regime", "status", "unit",
            *IN_UNIT, *IN_PA, "unknowns", "set_aside", "assessment", "documents", "by", "reason", "recorded_at", "verdict",
        ]  # fmt: skip

    def get_verdict(self, row) -> str | None:
        """As known at the moment of the list, where one is asked."""
        decision = getattr(row, "decision", None)
        times = self.context.get("times")
        until = times.known_until(row.well) if times else None
        if decision is None or (until is not None and decision.recorded_at > until):
            return None
        return decision.verdict


class EnvelopeSerializer(serializers.ModelSerializer):
    """A limit in force: the number approved in its unit, and of a pressure the pascals that follow from it."""

    limit_pa, upper_trigger_pa, lower_trigger_pa, low_limit_pa = Pascals(), Pascals(), Pascals(), Pascals()
    documents = DocumentSerializer(source="decision.proposal.documents", many=True)
    own = serializers.BooleanField(
        source="decision.own", help_text="Approved by its proposer, allowed by the operator's policy."
    )
    approved_by = serializers.CharField(source="decision.by.email")
    proposal = serializers.UUIDField(source="decision.proposal.uid")
    set_aside = AsideSerializer(source="decision.proposal.rests_on", many=True)

    class Meta:
        model = OperatingEnvelope
        fields = [
            "uid", "annulus_uid", "letter", "well_state", "quantity", "regime", "unit", *IN_UNIT, *IN_PA,
            "valid_from", "valid_until", "proposal", "documents", "set_aside", "approved_by", "own", "recorded_at",
        ]  # fmt: skip


class FleetEnvelopeSerializer(EnvelopeSerializer):
    """With the well it belongs to."""

    well = PlaceSerializer()

    class Meta(EnvelopeSerializer.Meta):
        fields = ["well", *EnvelopeSerializer.Meta.fields]


class WithDocuments(serializers.Serializer):
    """What every proposal says: in which state of the well, on which files, and why."""

    well_state = serializers.CharField(
        required=False, default="", allow_blank=True, help_text="Empty: in every state."
    )
    documents = serializers.ListField(
        child=serializers.UUIDField(), required=False, default=list,
        help_text="Uids of attachments of the well that the limit rests on.",
    )  # fmt: skip
    reason = serializers.CharField(max_length=2000, help_text="Stays with the limit.")


class ProposeSerializer(WithDocuments):
    upper_trigger_pa = serializers.FloatField(required=False, allow_null=True, min_value=0)
    lower_trigger_pa = serializers.FloatField(required=False, allow_null=True, min_value=0)


class EnterSerializer(WithDocuments):
    """An entered limit, its numbers in `unit`."""

    quantity = serializers.ChoiceField(choices=[(one.value, one.label) for one in ENTERED])
    annulus = serializers.CharField(
        required=False, default="", allow_blank=True, help_text="Letter, for a quantity of an annulus."
    )
    unit = serializers.ChoiceField(choices=ENTERABLE, help_text="Of the dimension of the quantity.")
    limit_in_unit = serializers.FloatField(required=False, allow_null=True, default=None)
    upper_trigger_in_unit = serializers.FloatField(required=False, allow_null=True, default=None)
    lower_trigger_in_unit = serializers.FloatField(required=False, allow_null=True, default=None)
    low_limit_in_unit = serializers.FloatField(required=False, allow_null=True, default=None)


class ApproveSerializer(serializers.Serializer):
    unit = serializers.ChoiceField(
        choices=ENTERABLE, required=False, default="", allow_blank=True,
        help_text="A pressure is rounded in this unit, once; without it in the one it was entered in. "
        "Anything else keeps its own.",
    )  # fmt: skip
    valid_from = serializers.DateField()
    reason = serializers.CharField(max_length=2000, required=False, default="", allow_blank=True)
    accepted = serializers.ListField(
        child=serializers.CharField(), required=False, default=list,
        help_text="Of a provisional limit: every unknown, by its sentence.",
    )  # fmt: skip
    accepted_until = serializers.DateField(required=False, allow_null=True, default=None)


class ProposalsView(VisibleTo, ListAPIView):
    """Proposals of the wells one may see, newest first."""

    queryset = LimitProposal.objects.with_record().select_related(
        "well__operator", "well__facility", "assessment", "decision"
    )
    serializer_class = ProposalSerializer
    acts = {"GET": "limit.view"}

    @extend_schema(
        tags=TAGS,
        summary="Proposals",
        operation_id="limit_proposals_list",
        parameters=[
            OpenApiParameter("waiting", bool, description="Only what nobody has decided."),
            KNOWN_AT,
        ],
    )
    def get(self, request, *args, **kwargs):
        """With `known_at` those that had been made by then, with the decisions known then."""
        no_clock(request, "a proposal belongs to no day in the well. Ask known_at.", ("known_at",))
        self.times = fleet_clocks(request, Well.objects.visible_to(request.user))
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        moments = self.times.moments
        rows = super().get_queryset().known_at(moments)
        return rows.waiting(known_at=moments) if self.request.query_params.get("waiting") == "true" else rows

    def get_serializer_context(self):
        return super().get_serializer_context() | {"times": self.times}


class InForceView(VisibleTo, ListAPIView):
    """Limits in force of the wells one may see, by well and annulus."""

    queryset = OperatingEnvelope.objects.with_record().select_related("well")
    serializer_class = FleetEnvelopeSerializer
    acts = {"GET": "limit.view"}

    @extend_schema(
        tags=TAGS,
        summary="Limits in force of the fleet",
        operation_id="limits_in_force_list",
        parameters=[AS_OF, KNOWN_AT],
    )
    def get(self, request, *args, **kwargs):
        """What bounds on a day, as known at a moment; places and access are those of today."""
        self.times = fleet_clocks(request, Well.objects.visible_to(request.user))
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        rows = super().get_queryset().in_force(day_of(self.times), known_at=self.times.moments)
        return rows.order_by("well__name", "letter", "quantity", "well_state", "pk")


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
        facts = form.validated_data
        documents = documents_of(self.well, facts.pop("documents"))
        made = limits.propose(
            self.well, annulus_uid=standing.annulus_uid, documents=documents, by=request.user, **facts
        )
        return Response(ProposalSerializer(made).data, status=201)


class EnterView(WellView):
    acts = {"POST": "limit.propose"}

    @extend_schema(
        tags=TAGS,
        summary="Propose an entered limit",
        request=EnterSerializer,
        responses={201: ProposalSerializer},
        parameters=[IDEMPOTENCY_KEY],
    )
    def post(self, request, key):
        """Put a limit of another quantity than annulus pressure to a second person, in the unit it is kept in."""
        form = EnterSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        facts = form.validated_data
        documents = documents_of(self.well, facts.pop("documents"))
        numbers = {name: facts.pop(f"{name}_in_unit") for name in NUMBERS}
        uid = annulus_uid_of(self.well, facts.pop("annulus"))
        made = limits.propose_entered(
            self.well, annulus_uid=uid, documents=documents, by=request.user, **numbers, **facts
        )
        return Response(ProposalSerializer(made).data, status=201)


def documents_of(well, uids) -> list[WellAttachment]:
    """The attachments of the well with these uids, withdrawn ones too: the service refuses those by name."""
    rows = WellAttachment.objects.filter(well=well, attachment__uid__in=uids).select_related("attachment")
    found = {row.attachment.uid: row for row in rows.defer("attachment__content")}
    missing = [str(uid) for uid in uids if uid not in found]
    if missing:
        told = f"The well keeps no document {missing[0]}. Send it to its attachments first."
        raise Refused(told, "document", "documents")
    return [found[uid] for uid in uids]


def annulus_uid_of(well, letter: str) -> str:
    """The uid of an annulus by its letter now; empty for none."""
    if not letter:
        return ""
    standing = StandingLimit.objects.filter(well=well, annulus=letter).first()
    if standing is None:
        raise Refused(f"The well has no annulus {letter}, or was not assessed yet.", "annulus", "annulus")
    return standing.annulus_uid


class OfProposal(ApiView):
    act = "limit.approve"

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        rows = LimitProposal.objects.visible_to(request.user).with_record()
        rows = rows.select_related("well__operator", "assessment")
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


EVERY = "every"
WORDS = {
    "quantity": tuple(Quantity.values),
    "state": (EVERY, *WELL_STATES),
    "bounding": (UNKNOWN_STATE, *WELL_STATES),
}
QUANTITY = OpenApiParameter("quantity", enum=WORDS["quantity"], description="Only limits of this quantity.")
STATE = OpenApiParameter(
    "state", enum=WORDS["state"], description="Only limits that hold in this state, by its own word."
)
BOUNDING = OpenApiParameter(
    "bounding", enum=WORDS["bounding"],
    description="Of each annulus and quantity what bounds in this state; while it is unknown the lowest does.",
)  # fmt: skip


class EnvelopesView(WellView):
    acts = {"GET": "limit.view"}
    clocks_taken = BOTH

    @extend_schema(
        tags=TAGS,
        summary="Limits in force",
        operation_id="wells_envelopes_list",
        responses=EnvelopeSerializer(many=True),
        parameters=[AS_OF, KNOWN_AT, QUANTITY, STATE, BOUNDING],
    )
    def get(self, request, key):
        """What bounds a well and its annuli on a day, as known at a moment, of every quantity and state."""
        times = self.clocks
        rows = OperatingEnvelope.objects.filter(well=self.well).in_force(
            times.as_of or timezone.localdate(), known_at=times.known_until
        )
        asked = {name: word_asked(request, name, words) for name, words in WORDS.items()}
        if asked["quantity"]:
            rows = rows.filter(quantity=asked["quantity"])
        if asked["state"]:
            rows = rows.filter(well_state="" if asked["state"] == EVERY else asked["state"])
        found = list(rows.with_record().order_by("letter", "quantity", "well_state"))
        if asked["bounding"]:
            found = bounding(found, asked["bounding"])
        return Response(EnvelopeSerializer(found, many=True).data)


def word_asked(request, name: str, words: tuple[str, ...]) -> str:
    """A word of the query; one that is not among `words` is refused, not passed over."""
    asked = request.query_params.get(name, "")
    if asked and asked not in words:
        raise RuleViolation(f"{name}={asked} is none of: {', '.join(words)}.", name, 400)
    return asked


def bounding(rows: list[OperatingEnvelope], state: str) -> list[OperatingEnvelope]:
    """Of each annulus and quantity what bounds in a state, from above and from below."""
    places = defaultdict(list)
    for row in rows:
        places[row.annulus_uid, row.quantity].append(row)
    found = []
    for held in places.values():
        bounds = (bound_of(held, state), low_bound_of(held, state))
        found += {row.pk: row for row in bounds if row is not None}.values()
    return found


routes = [
    path("limits/in-force", InForceView.as_view(), name="limits-in-force"),
    path("limits/proposals", ProposalsView.as_view(), name="limit-proposals"),
    path("limits/proposals/<uuid:uid>/approve", ApproveView.as_view(), name="limit-approve"),
    path("limits/proposals/<uuid:uid>/reject", RejectView.as_view(), name="limit-reject"),
    path("limits/proposals/<uuid:uid>/withdraw", WithdrawView.as_view(), name="limit-withdraw"),
    path("wells/<int:key>/annuli/<str:annulus>/proposals", ProposeView.as_view(), name="limit-propose"),
    path("wells/<int:key>/envelopes/proposals", EnterView.as_view(), name="envelope-propose"),
    path("wells/<int:key>/envelopes", EnvelopesView.as_view(), name="envelopes"),
]
