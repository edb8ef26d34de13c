"""What-ifs over HTTP: begin, change, share, submit, approve, merge, carry over, discard."""

from django.urls import path, reverse
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from deepguard.acts import require
from deepguard.api.etag import require_match, tag
from deepguard.api.openapi import IDEMPOTENCY_KEY, IF_MATCH
from deepguard.api.paging import PagePagination
from deepguard.errors import RuleViolation
from wells.api import examples
from wells.api.base import WellView
from wells.api.media import DOCUMENT_BODIES
from wells.engine.whatif import Impossible
from wells.forms.levers import LEVERS
from wells.models import Scenario, ScenarioAct, ScenarioEvent, ScenarioState
from wells.pages.what_if import scenario_or_404, scenarios_of
from wells.serializers import DocumentSerializer, RevisionSerializer
from wells.services import drafts, scenarios
from wells.services.publishing import refuse_faults

TAGS = ["what-ifs"]
MATCHED = [IF_MATCH, IDEMPOTENCY_KEY]


class ScenarioSerializer(serializers.ModelSerializer):
    """A what-if and where it stands. `sha256` is of its document, and its ETag."""

    by = serializers.CharField(source="by.email", help_text="E-mail of its author.")
    base = serializers.IntegerField(source="base.number", help_text="Revision it stands on.")
    state = serializers.ChoiceField(choices=ScenarioState.values)
    is_behind = serializers.BooleanField(help_text="The well has another revision by now.")

    class Meta:
        model = Scenario
        fields = [
            "uid", "name", "why", "by", "base", "sha256", "state", "is_shared", "is_behind", "created_at",
            "updated_at",
        ]  # fmt: skip


class ScenarioPageSerializer(serializers.Serializer):
    count = serializers.IntegerField()
    next = serializers.CharField(allow_null=True, help_text="Address of the page after.")
    previous = serializers.CharField(allow_null=True, help_text="Address of the page before.")
    results = ScenarioSerializer(many=True)


class ScenarioEventSerializer(serializers.ModelSerializer):
    """What happened: `sha256` of the document and `base` after it; `revision` that a merge made."""

    kind = serializers.ChoiceField(choices=ScenarioAct.values)
    by = serializers.CharField(source="by.email")
    revision = serializers.IntegerField(source="revision.number", default=None, allow_null=True)

    class Meta:
        model = ScenarioEvent
        fields = ["number", "kind", "at", "by", "reason", "sha256", "base", "revision"]


class ConflictSerializer(serializers.Serializer):
    """A fact that this and a revision both changed; the recorded value (`theirs`) stands."""

    address = serializers.CharField()
    mine = serializers.JSONField(allow_null=True)
    theirs = serializers.JSONField(allow_null=True)


class ScenarioDetailSerializer(ScenarioSerializer):
    document = DocumentSerializer()
    events = ScenarioEventSerializer(many=True)
    conflicts = ConflictSerializer(many=True)

    class Meta(ScenarioSerializer.Meta):
        fields = [*ScenarioSerializer.Meta.fields, "document", "events", "conflicts"]


class NewScenarioSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=120, help_text="What if …?")
    why = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    document = DocumentSerializer(required=False, help_text="What it says; without it, what is recorded.")


class SubmissionSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=2000, help_text="Why; goes into the revision.")
    true_since = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="Day of what was added without one."
    )


class RemarkSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class LeverSerializer(serializers.Serializer):
    """One assumption: `lever`, and the facts it takes, in SI."""

    lever = serializers.ChoiceField(choices=list(LEVERS))
    string_id = serializers.CharField(required=False, help_text="Of leak and wall.")
    md_m = serializers.FloatField(required=False, help_text="Of leak: its depth, where it is known.")
    loss_fraction = serializers.FloatField(required=False, help_text="Of wall: the share that is gone.")
    annulus_id = serializers.CharField(required=False, help_text="Of fluid.")
    density_kg_m3 = serializers.FloatField(required=False, help_text="Of fluid.")
    component_id = serializers.CharField(required=False, help_text="Of packer.")
    formation_id = serializers.CharField(required=False, help_text="Of reservoir.")
    pressure_pa = serializers.FloatField(required=False, help_text="Of reservoir.")
    name = serializers.CharField(required=False, help_text="Of factor: which, or `all`.")
    factor = serializers.FloatField(required=False, help_text="Of factor.")


class ScenariosView(WellView):
    acts = {"GET": "well.view", "POST": "scenario.create"}
    parser_classes = DOCUMENT_BODIES

    @extend_schema(
        tags=TAGS,
        summary="What-ifs of a well",
        operation_id="wells_scenarios_list",
        responses=ScenarioPageSerializer,
        parameters=[OpenApiParameter("page", int), OpenApiParameter("page_size", int)],
    )
    def get(self, request, key):
        """Those the person sees, last touched first; a private one is its author's."""
        pages = PagePagination()
        rows = pages.paginate_queryset(scenarios_of(self.well, request.user), request, view=self)
        return pages.get_paginated_response(ScenarioSerializer(rows, many=True).data)

    @extend_schema(
        tags=TAGS,
        summary="Begin a what-if",
        operation_id="wells_scenarios_create",
        request={body.media_type: NewScenarioSerializer for body in DOCUMENT_BODIES},
        responses={201: ScenarioDetailSerializer},
        parameters=[IDEMPOTENCY_KEY],
        examples=[
            OpenApiExample(
                "From what is recorded", {"name": "the side pocket at 1,604 m leaks?", "why": "B follows A."},
                request_only=True,
            )
        ],
    )  # fmt: skip
    def post(self, request, key):
        """On the current revision. Nothing of it is in the record before a second person merges it."""
        form = NewScenarioSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        facts = form.validated_data
        document = request.data.get("document")
        if document is not None:
            refuse_faults([document])
        made = scenarios.create(
            self.well, by=request.user, name=facts["name"], why=facts["why"], document=document
        )
        address = reverse("api:scenario", args=[self.well.pk, made.uid])
        return told(made, status=201, Location=address)


class OfScenario(WellView):
    """Views of one what-if: 404 where the person does not see it."""

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        self.scenario: Scenario = scenario_or_404(request, self.well, kwargs["uid"])

    def matched_sha256(self) -> str:
        """The hash of the document the caller read."""
        require_match(self.request, self.scenario.sha256)
        return self.scenario.sha256

    def sent(self, kind: type[serializers.Serializer]) -> dict:
        form = kind(data=self.request.data)
        form.is_valid(raise_exception=True)
        return form.validated_data


class ScenarioView(OfScenario):
    acts = {"GET": "well.view", "PUT": "scenario.create"}
    parser_classes = DOCUMENT_BODIES

    @extend_schema(tags=TAGS, summary="A what-if", responses=ScenarioDetailSerializer)
    def get(self, request, key, uid):
        """With its document, its events and the facts that a revision changed too."""
        return told(self.scenario)

    @extend_schema(
        tags=TAGS,
        summary="Change the document of a what-if",
        request={body.media_type: DocumentSerializer for body in DOCUMENT_BODIES},
        responses=ScenarioDetailSerializer,
        parameters=MATCHED,
        examples=[OpenApiExample("Well document", examples.document(), request_only=True)],
    )
    def put(self, request, key, uid):
        """The whole document, anything in it changed. A submitted one is to be submitted again after it."""
        sha256 = self.matched_sha256()
        refuse_faults([request.data])
        made = scenarios.change(self.scenario, by=request.user, make=lambda _: request.data, sha256=sha256)
        return told(made)


class LeverView(OfScenario):
    acts = {"POST": "scenario.create"}

    @extend_schema(
        tags=TAGS,
        summary="Assume one thing",
        request=LeverSerializer,
        responses=ScenarioDetailSerializer,
        parameters=MATCHED,
        examples=[
            OpenApiExample(
                "The tubing leaks",
                {"lever": "leak", "string_id": "tubing-5-1-2", "md_m": 1604.0},
                request_only=True,
            ),
            OpenApiExample(
                "A wall is 15 % less",
                {"lever": "wall", "string_id": "tubing-5-1-2", "loss_fraction": 0.15},
                request_only=True,
            ),
        ],
    )
    def post(self, request, key, uid):
        """A quick lever: leak, wall, fluid, packer, reservoir, factor or bore, assumed from today on."""
        sha256, facts = self.matched_sha256(), self.sent(LeverSerializer)
        kind = LEVERS[facts.pop("lever")]
        typed = {f"{kind.key}-{name}": repr(v) if isinstance(v, float) else v for name, v in facts.items()}
        form = kind(scenarios.document(self.scenario), units="si", data=typed)
        if not form.is_valid():
            raise serializers.ValidationError(form.errors)
        day = timezone.localdate().isoformat()

        def make(document):
            return form.changed(document, day=day, mint=drafts.mint(self.well, document))

        try:
            made = scenarios.change(self.scenario, by=request.user, make=make, sha256=sha256)
        except Impossible as impossible:
            raise RuleViolation(f"{impossible}.".capitalize(), code="lever", status=422) from None
        return told(made)


class ShareView(OfScenario):
    acts = {"POST": "scenario.create"}

    @extend_schema(
        tags=TAGS, summary="Share a what-if", request=None, responses=ScenarioDetailSerializer,
        parameters=[IDEMPOTENCY_KEY],
    )  # fmt: skip
    def post(self, request, key, uid):
        """Everyone who may see the well sees it from now on."""
        return told(scenarios.share(self.scenario, by=request.user))


class SubmitView(OfScenario):
    acts = {"POST": "scenario.submit"}

    @extend_schema(
        tags=TAGS,
        summary="Submit a what-if as a change",
        request=SubmissionSerializer,
        responses=ScenarioDetailSerializer,
        parameters=[IDEMPOTENCY_KEY],
        examples=[
            OpenApiExample("With its reason", {"reason": "Caliper of 11 November 2026."}, request_only=True)
        ],
    )
    def post(self, request, key, uid):
        """A second person is asked to merge it. 409 with what moved where its base is not current."""
        facts = self.sent(SubmissionSerializer)
        since = facts["true_since"].isoformat() if facts["true_since"] else None
        return told(
            scenarios.submit(self.scenario, by=request.user, reason=facts["reason"], true_since=since)
        )


class ApproveView(OfScenario):
    acts = {"POST": "scenario.merge"}

    @extend_schema(
        tags=TAGS,
        summary="Approve a submitted what-if",
        request=RemarkSerializer,
        responses=ScenarioDetailSerializer,
        parameters=MATCHED,
        examples=[OpenApiExample("With a remark", {"reason": "Caliper read."}, request_only=True)],
    )
    def post(self, request, key, uid):
        """Of the document named by If-Match, on the current revision, by someone who did not make it."""
        sha256, facts = self.matched_sha256(), self.sent(RemarkSerializer)
        return told(scenarios.approve(self.scenario, by=request.user, reason=facts["reason"], sha256=sha256))


class MergeView(OfScenario):
    acts = {"POST": "scenario.merge"}

    @extend_schema(
        tags=TAGS, summary="Merge an approved what-if", request=None, responses=RevisionSerializer,
        parameters=MATCHED,
    )  # fmt: skip
    def post(self, request, key, uid):
        """The document that was approved becomes the next revision. 409 with what moved: carry it over, and
        have it approved again."""
        revision = scenarios.merge(self.scenario, by=request.user, sha256=self.matched_sha256())
        return self.answer(RevisionSerializer(revision).data, revision)


class RebaseView(OfScenario):
    acts = {"POST": "well.view"}

    @extend_schema(
        tags=TAGS, summary="Carry a what-if over to the current revision", request=None,
        responses=ScenarioDetailSerializer, parameters=[IDEMPOTENCY_KEY],
    )  # fmt: skip
    def post(self, request, key, uid):
        """Where both changed a fact the recorded value stands and the fact is listed. Clears an approval."""
        own = self.scenario.by == request.user
        require(request.user, "scenario.create" if own else "scenario.submit", self.well)
        return told(scenarios.rebase(self.scenario, by=request.user))


class DiscardView(OfScenario):
    acts = {"POST": "well.view"}

    @extend_schema(
        tags=TAGS,
        summary="Discard a what-if, or turn it down",
        request=RemarkSerializer,
        responses=ScenarioDetailSerializer,
        parameters=[IDEMPOTENCY_KEY],
        examples=[
            OpenApiExample("Turned down", {"reason": "The caliper was of another well."}, request_only=True)
        ],
    )
    def post(self, request, key, uid):
        """By its author, or with a reason by an approver once it is submitted. The record stays as it is."""
        own = self.scenario.by == request.user
        require(request.user, "scenario.create" if own else "scenario.merge", self.well)
        reason = self.sent(RemarkSerializer)["reason"]
        return told(scenarios.discard(self.scenario, by=request.user, reason=reason))


def told(scenario: Scenario, *, status: int = 200, **headers) -> Response:
    """A what-if with its document; the ETag is the document's hash."""
    body = ScenarioSerializer(scenario).data
    events = scenario.events.select_related("by", "revision").order_by("number")
    body |= {
        "document": scenarios.document(scenario),
        "events": ScenarioEventSerializer(events, many=True).data,
        "conflicts": scenario.conflicts,
    }
    return Response(body, status=status, headers={"ETag": tag(scenario.sha256), **headers})


ACTS = {
    "levers": LeverView, "share": ShareView, "submit": SubmitView, "approve": ApproveView, "merge": MergeView,
    "rebase": RebaseView, "discard": DiscardView,
}  # fmt: skip
ONE = "wells/<int:key>/scenarios/<uuid:uid>"
routes = [
    path("wells/<int:key>/scenarios", ScenariosView.as_view(), name="scenarios"),
    path(ONE, ScenarioView.as_view(), name="scenario"),
    *(path(f"{ONE}/{act}", view.as_view(), name=f"scenario-{act}") for act, view in ACTS.items()),
]
