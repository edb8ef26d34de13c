"""Rule packs over HTTP: every rule there is, packs, what two state otherwise, which holds, put one in force."""

from datetime import date

from django.http import Http404
from django.urls import path, reverse
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.parsers import JSONParser
from rest_framework.response import Response

from deepguard.acts import require
from deepguard.api.openapi import IDEMPOTENCY_KEY, REASON
from deepguard.api.views import ApiView, VisibleTo
from deepguard.errors import RuleViolation
from deepguard.models import Operator
from integrity import gather
from integrity.engine.rules import PREDICATES, RULES, Rule, compare, to_mapping
from integrity.engine.rules.kinds import Choice, Named, Number, Table
from integrity.engine.rules.pack import rule_mapping
from integrity.models import RulePack, RulePackActivation
from integrity.rules import FIRST, starter
from integrity.serializers import Shape
from integrity.services import rule_packs
from wells.api.base import number_of
from wells.api.media import DOCUMENT_BODIES, DOCUMENT_FORMS
from wells.api.parts import KNOWN_AT
from wells.pages.clocks import clocks

TAGS = ["rules"]
DAY = OpenApiParameter("as_of", date, description="The day that is asked for; absent: today.")
OPERATOR = OpenApiParameter("operator", int, description="Key of the operator, for members of several.")


class RegisteredRuleSerializer(Shape):
    """One rule of the registry."""

    id = serializers.CharField()
    group = serializers.CharField()
    meaning = serializers.CharField()
    kind = serializers.ChoiceField(choices=["number", "choice", "table", "predicate"])
    unit = serializers.CharField(allow_null=True)
    at_least = serializers.JSONField(help_text="Null where there is none.")
    more_than = serializers.JSONField(help_text="Null where there is none.")
    at_most = serializers.JSONField(help_text="Null where there is none.")
    options = serializers.ListField(child=serializers.JSONField(), help_text="The careful one first.")
    keys = serializers.ListField(child=serializers.CharField(), help_text="Of a table.")
    predicates = serializers.ListField(child=serializers.CharField())
    path = serializers.CharField(allow_null=True, help_text="Place in the well document.")
    absent = serializers.ChoiceField(
        choices=["unknown", "conservative", "none"], help_text="What holds where nobody states it."
    )
    read_by = serializers.CharField(help_text="What reads it; empty: kept, nothing reads it yet.")


class PredicateSerializer(Shape):
    name = serializers.CharField()
    meaning = serializers.CharField()
    parameters = serializers.ListField(child=serializers.CharField())


class RuleRegistrySerializer(Shape):
    rules = RegisteredRuleSerializer(many=True)
    predicates = PredicateSerializer(many=True)


class RulePackSerializer(serializers.ModelSerializer):
    """A version of an operator's rules."""

    operator = serializers.IntegerField(source="operator_id", help_text="Key of the operator.")
    by = serializers.CharField(source="by.email")

    class Meta:
        model = RulePack
        fields = ["uid", "operator", "name", "version", "sha256", "recorded_at", "by", "reason"]


class RulePackDocumentSerializer(Shape):
    """A rule pack, `deepguard.rules/1`; docs/rule-packs.md tells its form."""

    schema = serializers.CharField(default="deepguard.rules/1")
    name = serializers.CharField()
    version = serializers.CharField()
    note = serializers.CharField(required=False)
    rules = serializers.ListField(child=serializers.DictField())


class RulePackActivationSerializer(serializers.ModelSerializer):
    """From which day a pack holds."""

    operator = serializers.IntegerField(source="operator_id", help_text="Key of the operator.")
    pack = serializers.UUIDField(source="pack.uid")
    name = serializers.CharField(source="pack.name")
    version = serializers.CharField(source="pack.version")
    sha256 = serializers.CharField(source="pack.sha256")
    by = serializers.CharField(source="by.email")
    supersedes = serializers.UUIDField(source="supersedes.uid", default=None, allow_null=True)

    class Meta:
        model = RulePackActivation
        fields = [
            "uid", "operator", "pack", "name", "version", "sha256", "valid_from", "recorded_at", "by", "reason",
            "supersedes",
        ]  # fmt: skip


class RulePackDetailSerializer(RulePackSerializer):
    pack = serializers.DictField(help_text="The rules as they were sent, in the order of the registry.")
    activations = RulePackActivationSerializer(many=True)

    class Meta(RulePackSerializer.Meta):
        fields = [*RulePackSerializer.Meta.fields, "pack", "activations"]


class RulePackActivateSerializer(serializers.Serializer):
    valid_from = serializers.DateField(help_text="The first day on which it holds.")
    reason = serializers.CharField(max_length=500)
    supersedes = serializers.UUIDField(
        allow_null=True, help_text="The last activation, as you read it; null where there is none yet."
    )


class RuleDifferenceSerializer(Shape):
    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=["added", "removed", "changed"])
    value_differs = serializers.BooleanField(help_text="False: source, clause, check or note alone.")
    before = serializers.DictField(allow_null=True)
    after = serializers.DictField(allow_null=True)


class RulePackComparisonSerializer(Shape):
    before = serializers.UUIDField()
    after = serializers.UUIDField()
    differences = RuleDifferenceSerializer(many=True)


def rule_facts(rule: Rule) -> dict:
    """An entry of the registry as answers give it."""
    kind = rule.kind
    cell = kind.cell if isinstance(kind, Table) else kind
    number = cell if isinstance(cell, Number) else None
    return {
        "id": rule.id,
        "group": rule.group,
        "meaning": rule.meaning,
        "kind": kind.word,
        "unit": kind.unit or None,
        "at_least": number and number.least,
        "more_than": number and number.above,
        "at_most": number and number.greatest,
        "options": list(cell.options) if isinstance(cell, Choice) else [],
        "keys": list(kind.keys) if isinstance(kind, Table) else [],
        "predicates": [name for name, _ in kind.signatures] if isinstance(kind, Named) else [],
        "path": rule.place,
        "absent": rule.absent,
        "read_by": rule.read_by,
    }


class RulesView(ApiView):
    @extend_schema(tags=TAGS, summary="Every rule there is", responses=RuleRegistrySerializer)
    def get(self, request):
        """Id, kind, unit and range or options of each rule a pack may state, and the predicates it may name."""
        require(request.user, "rules.view")
        predicates = [
            {"name": one.name, "meaning": one.meaning, "parameters": [name for name, _ in one.parameters]}
            for one in PREDICATES.values()
        ]
        return Response({"rules": [rule_facts(rule) for rule in RULES.values()], "predicates": predicates})


class RulePacksView(VisibleTo, ListAPIView):
    """Rule packs of the operators whose rules the person may read, newest first."""

    queryset = RulePack.objects.select_related("by").order_by("-pk")
    serializer_class = RulePackSerializer
    parser_classes = DOCUMENT_BODIES
    acts = {"GET": "rules.view", "POST": "rules.edit"}

    @extend_schema(tags=TAGS, summary="Rule packs", operation_id="rule_packs_list")
    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs)

    @extend_schema(
        tags=TAGS,
        summary="A new version",
        operation_id="rule_packs_create",
        request={body.media_type: RulePackDocumentSerializer for body in DOCUMENT_BODIES},
        responses={200: RulePackSerializer, 201: RulePackSerializer},
        parameters=[IDEMPOTENCY_KEY, REASON, OPERATOR],
        examples=[OpenApiExample("Rule pack", to_mapping(starter(FIRST)) | {"rules": []}, request_only=True)],
    )
    def post(self, request, *args, **kwargs):
        """Keep a pack, JSON or YAML. 200 where this version is kept already and says the same; 422 with every
        fault by its place. It holds once another person activates it."""
        operator = self._operator()
        require(request.user, "rules.edit", operator)
        pack = rule_packs.pack_from_mapping(request.data)
        reason = request.query_params.get("reason", "")
        row, is_new = rule_packs.keep(operator, pack, by=request.user, reason=reason)
        address = reverse("api:rule-pack", args=[row.uid])
        return Response(
            RulePackSerializer(row).data, status=201 if is_new else 200, headers={"Location": address}
        )

    def _operator(self) -> Operator:
        named = self.request.query_params.get("operator")
        chosen = self.request._request.operator
        key = number_of(named) if named else chosen and chosen.pk
        found = Operator.objects.visible_to(self.request.user).filter(pk=key).first()
        if found is None:
            raise RuleViolation("Say for which operator, by ?operator=<key>.", "operator", status=422)
        return found


class OnePack(ApiView):
    """A view of one pack: 404 for one that cannot be seen, then 403."""

    acts = {"GET": "rules.view", "POST": "rules.activate"}

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        self.row = self.seen(kwargs["uid"])
        require(request.user, self.acts.get(request.method, "rules.view"), self.row)

    def seen(self, uid) -> RulePack:
        found = RulePack.objects.visible_to(self.request.user).select_related("by").filter(uid=uid).first()
        if found is None:
            raise Http404("no such pack")
        return found


class RulePackView(OnePack):
    @extend_schema(tags=TAGS, summary="A rule pack", responses=RulePackDetailSerializer)
    def get(self, request, uid):
        """What it states, and from which days it was put in force."""
        activations = self.row.activations.select_related("pack", "by", "supersedes").order_by("-pk")
        body = RulePackSerializer(self.row).data | {
            "pack": to_mapping(gather.read_pack(self.row)),
            "activations": RulePackActivationSerializer(activations, many=True).data,
        }
        return Response(body)


class RulePackDocumentView(OnePack):
    renderer_classes = DOCUMENT_FORMS

    @extend_schema(
        tags=TAGS,
        summary="The pack as a file",
        responses=RulePackDocumentSerializer,
        parameters=[OpenApiParameter("format", str, enum=["json", "yaml"])],
    )
    def get(self, request, uid):
        """JSON, or YAML by the Accept header; sent back, it is the same pack."""
        return Response(to_mapping(gather.read_pack(self.row)))


class CompareView(OnePack):
    @extend_schema(
        tags=TAGS,
        summary="Compare two packs",
        responses=RulePackComparisonSerializer,
        parameters=[OpenApiParameter("with", str, required=True, description="uid of the pack before.")],
    )
    def get(self, request, uid):
        """What this pack states otherwise than another."""
        before = self.seen(_uuid(request.query_params.get("with", "")))
        found = compare(gather.read_pack(before), gather.read_pack(self.row))
        rows = [
            {
                "id": one.rule.id,
                "kind": one.kind,
                "value_differs": one.value_differs,
                "before": one.before and rule_mapping(one.before),
                "after": one.after and rule_mapping(one.after),
            }
            for one in found
        ]
        return Response({"before": str(before.uid), "after": str(self.row.uid), "differences": rows})


class ActivateView(OnePack):
    parser_classes = (JSONParser,)

    @extend_schema(
        tags=TAGS,
        summary="Put a pack in force",
        request=RulePackActivateSerializer,
        responses={201: RulePackActivationSerializer},
        parameters=[IDEMPOTENCY_KEY],
        examples=[
            OpenApiExample(
                "From a day",
                {"valid_from": "2027-01-01", "reason": "Yearly review of the figures.", "supersedes": None},
                request_only=True,
            )
        ],
    )
    def post(self, request, uid):
        """By an Approver who did not record it. 409 where somebody activated a pack meanwhile, where it is one's
        own, or where another pack held on that day and the day is past."""
        form = RulePackActivateSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        facts = form.validated_data
        done = rule_packs.activate(
            self.row,
            valid_from=facts["valid_from"],
            supersedes=self._superseded(facts["supersedes"]),
            by=request.user,
            reason=facts["reason"],
        )
        return Response(RulePackActivationSerializer(done).data, status=201)

    def _superseded(self, uid) -> RulePackActivation | None:
        if uid is None:
            return None
        own = RulePackActivation.objects.filter(operator=self.row.operator_id)
        found = own.select_related("pack").filter(uid=uid).first()
        if found is None:
            raise RuleViolation("There is no such activation.", "supersedes", status=422)
        return found


class InForceView(ApiView):
    @extend_schema(
        tags=TAGS,
        summary="Packs in force",
        responses=RulePackActivationSerializer(many=True),
        parameters=[DAY, KNOWN_AT],
    )
    def get(self, request):
        """The activation each operator stood under on a day, as known at a moment."""
        require(request.user, "rules.view")
        times = clocks(request, ahead=True)
        day = gather.day_of(as_of=times.as_of, known_at=times.known_until)
        held = RulePackActivation.objects.visible_to(request.user).in_force(
            request.user.access.operators_for("rules.view"), day=day, known_at=times.known_until
        )
        return Response(
            RulePackActivationSerializer(held.select_related("pack", "by", "supersedes"), many=True).data
        )


def _uuid(text: str):
    try:
        return serializers.UUIDField().to_internal_value(text)
    except serializers.ValidationError:
        raise Http404("no such pack") from None


routes = [
    path("rules", RulesView.as_view(), name="rules"),
    path("rule-packs", RulePacksView.as_view(), name="rule-packs"),
    path("rule-packs/in-force", InForceView.as_view(), name="rule-packs-in-force"),
    path("rule-packs/<uuid:uid>", RulePackView.as_view(), name="rule-pack"),
    path("rule-packs/<uuid:uid>/document", RulePackDocumentView.as_view(), name="rule-pack-document"),
    path("rule-packs/<uuid:uid>/compare", CompareView.as_view(), name="rule-pack-compare"),
    path("rule-packs/<uuid:uid>/activate", ActivateView.as_view(), name="rule-pack-activate"),
]
