"""Imports over HTTP: send files, read what the check says, answer it, store it."""

from django.http import Http404
from django.urls import path, reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.response import Response

from deepguard.acts import require
from deepguard.api.openapi import IDEMPOTENCY_KEY
from deepguard.api.paging import PagePagination
from deepguard.api.views import ApiView, VisibleTo
from deepguard.errors import RuleViolation
from deepguard.models import Operator
from wells.imports import File
from wells.models import Door, ImportRun
from wells.services import imports
from wells.services.imports.files import refuse_too_large
from wells.tasks import check_import, store_import

TAGS = ["imports"]
#: Files up to this are checked and stored while the caller waits; larger ones by the worker (202).
AT_ONCE_BYTES = 400_000


class ImportRunSerializer(serializers.ModelSerializer):
    """A file that was sent, and how far it came."""

    operator = serializers.CharField(source="operator.name")
    uploaded_by = serializers.CharField(source="uploaded_by.email")
    progress = serializers.DictField(help_text="Step; rows and counts once it is checked.")

    class Meta:
        model = ImportRun
        fields = [
            "uid", "operator", "kind", "state", "file_names", "sha256", "uploaded_by", "uploaded_at",
            "finished_at", "progress", "licence", "attribution", "batch",
        ]  # fmt: skip


class ImportRunDetailSerializer(ImportRunSerializer):
    answers = serializers.DictField(child=serializers.CharField(allow_blank=True))
    report = serializers.DictField(
        allow_null=True, help_text="What the check found, without its findings; null before the check."
    )

    class Meta(ImportRunSerializer.Meta):
        fields = [*ImportRunSerializer.Meta.fields, "answers", "report"]


class FindingSerializer(serializers.Serializer):
    """One thing to mend, to read or to answer, with its place in the file."""

    severity = serializers.ChoiceField(choices=["error", "warning", "question"])
    code = serializers.CharField()
    what = serializers.CharField()
    mend = serializers.CharField()
    sheet = serializers.CharField()
    row = serializers.IntegerField(allow_null=True)
    column = serializers.CharField()
    cell = serializers.CharField()
    well = serializers.CharField()
    ask = serializers.CharField(help_text="Key to answer under.")
    options = serializers.ListField(child=serializers.CharField())


class FindingPageSerializer(serializers.Serializer):
    count = serializers.IntegerField()
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = FindingSerializer(many=True)


class SendSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=list(imports.KINDS), help_text="What the files are.")
    files = serializers.ListField(child=serializers.FileField(), allow_empty=False)
    operator = serializers.IntegerField(required=False, help_text="Key; absent: the one you work for.")
    licence = serializers.CharField(required=False, max_length=300, help_text="The licence they come under.")
    attribution = serializers.CharField(required=False, max_length=500)
    well = serializers.CharField(required=False, max_length=120, help_text="Where the files name no well.")
    catalogue = serializers.CharField(required=False, max_length=120, help_text="Name of the catalogue.")


class AnswersSerializer(serializers.Serializer):
    answers = serializers.DictField(
        child=serializers.CharField(allow_blank=True), required=False, help_text="By `ask` of the finding."
    )
    mapping = serializers.DictField(
        child=serializers.CharField(allow_blank=True),
        required=False,
        help_text='Field of a column: {"Strings!F": "shoe_md_m"}; "" leaves it out.',
    )


class CommitSerializer(serializers.Serializer):
    leave_out = serializers.BooleanField(required=False, default=False, help_text="Without the refused rows.")


def told(run: ImportRun) -> dict:
    report = imports.report_of(run)
    short = {key: value for key, value in report.items() if key != "findings"} if report else None
    return ImportRunSerializer(run).data | {"answers": run.answers, "report": short}


def answered(run: ImportRun, *, done: int = 200) -> Response:
    """The run; 202 while the worker has it."""
    run.refresh_from_db()
    waits = run.progress.get("step") in ("waiting", "checking", "storing")
    address = reverse("api:import", args=[run.uid])
    return Response(told(run), status=202 if waits else done, headers={"Location": address})


class ImportsView(VisibleTo, ListAPIView):
    """Imports of the operators whose imports the person may read, newest first."""

    queryset = ImportRun.objects.select_related("operator", "uploaded_by").defer(
        "content", "report", "mapping"
    )
    serializer_class = ImportRunSerializer
    parser_classes = (MultiPartParser,)
    acts = {"GET": "import.view", "POST": "import.run"}

    def get_queryset(self):
        return (
            super().get_queryset().filter(operator__in=self.request.user.access.operators_for("import.view"))
        )

    @extend_schema(tags=TAGS, summary="Imports", operation_id="imports_list")
    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs)

    @extend_schema(
        tags=TAGS,
        summary="Send files",
        request={"multipart/form-data": SendSerializer},
        responses={201: ImportRunDetailSerializer, 202: ImportRunDetailSerializer},
        parameters=[IDEMPOTENCY_KEY],
    )
    def post(self, request):
        """Keep the files and check them: a dry run, nothing is stored in the register."""
        form = SendSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        facts = form.validated_data
        operator = self._operator(facts.get("operator"))
        require(request.user, imports.act_of(facts["kind"]), operator)
        refuse_too_large(sum(file.size for file in facts["files"]))
        files = [File(name=file.name, data=file.read()) for file in facts["files"]]
        asked = {
            name: facts[name] for name in ("licence", "attribution", "well", "catalogue") if facts.get(name)
        }
        run = imports.start(operator, facts["kind"], files, by=request.user, answers=asked)
        _check(run)
        return answered(run, done=201)

    def _operator(self, key: int | None) -> Operator:
        chosen = self.request._request.operator
        key = key if key is not None else chosen and chosen.pk
        found = Operator.objects.visible_to(self.request.user).filter(pk=key).first()
        if found is None:
            raise RuleViolation("Say for which operator.", "operator", status=422)
        return found


def _is_small(run: ImportRun) -> bool:
    return run.content is None or len(run.content) <= AT_ONCE_BYTES


def _check(run: ImportRun) -> None:
    if _is_small(run):
        imports.check(run)
    else:
        check_import.enqueue(str(run.uid))


class OneRun(ApiView):
    """A view of one import."""

    acts = {"GET": "import.view", "POST": "import.run"}
    parser_classes = (JSONParser,)

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        seen = ImportRun.objects.visible_to(request.user).select_related("operator", "uploaded_by")
        self.run = seen.filter(uid=kwargs["uid"]).first()
        if self.run is None:
            raise Http404("no such import")
        is_read = request.method in ("GET", "HEAD", "OPTIONS")
        require(request.user, "import.view" if is_read else imports.act_of(self.run.kind), self.run)


class ImportView(OneRun):
    @extend_schema(tags=TAGS, summary="An import", responses=ImportRunDetailSerializer)
    def get(self, request, uid):
        """How far it came, and the report of its check: counts, mapping, what would change."""
        return Response(told(self.run))


class FindingsView(OneRun):
    @extend_schema(
        tags=TAGS,
        summary="Findings of an import",
        responses=FindingPageSerializer,
        parameters=[
            OpenApiParameter("severity", str, enum=["error", "warning", "question"]),
            OpenApiParameter("page", int),
            OpenApiParameter("page_size", int),
        ],
    )
    def get(self, request, uid):
        """Every error, warning and question with its row and column."""
        report = imports.report_of(self.run) or {"findings": []}
        only = request.query_params.get("severity")
        found = [one for one in report["findings"] if only in (None, "", one["severity"])]
        pages = PagePagination()
        return pages.get_paginated_response(pages.paginate_queryset(found, request, view=self))


class CheckView(OneRun):
    @extend_schema(
        tags=TAGS,
        summary="Check again",
        request=AnswersSerializer,
        responses={200: ImportRunDetailSerializer, 202: ImportRunDetailSerializer},
        parameters=[IDEMPOTENCY_KEY],
    )
    def post(self, request, uid):
        """With answers to questions, or another mapping of columns."""
        form = AnswersSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        imports.answer(self.run, **form.validated_data)
        _check(self.run)
        return answered(self.run)


class CommitView(OneRun):
    @extend_schema(
        tags=TAGS,
        summary="Store an import",
        request=CommitSerializer,
        responses={200: ImportRunDetailSerializer, 202: ImportRunDetailSerializer},
        parameters=[IDEMPOTENCY_KEY],
    )
    def post(self, request, uid):
        """Store what the check showed; 409 while errors or questions are open."""
        form = CommitSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        leave_out = form.validated_data["leave_out"]
        if _is_small(self.run):
            imports.commit(self.run, by=request.user, leave_out=leave_out, door=Door.API)
        else:
            token = imports.claim(self.run, leave_out=leave_out)
            store_import.enqueue(str(self.run.uid), token, request.user.pk)
        return answered(self.run)


@extend_schema_view(
    post=extend_schema(tags=TAGS, summary="Drop an import", request=None, responses=ImportRunDetailSerializer)
)
class DropView(OneRun):
    def post(self, request, uid):
        """Forget what was sent; the report stays."""
        imports.drop(self.run, by=request.user)
        return answered(self.run)


routes = [
    path("imports", ImportsView.as_view(), name="imports"),
    path("imports/<uuid:uid>", ImportView.as_view(), name="import"),
    path("imports/<uuid:uid>/findings", FindingsView.as_view(), name="import-findings"),
    path("imports/<uuid:uid>/check", CheckView.as_view(), name="import-check"),
    path("imports/<uuid:uid>/commit", CommitView.as_view(), name="import-commit"),
    path("imports/<uuid:uid>/drop", DropView.as_view(), name="import-drop"),
]
