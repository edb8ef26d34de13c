"""Files beside a well: kept, downloaded, withdrawn."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.http import content_disposition_header
from drf_spectacular.utils import OpenApiTypes, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from deepguard.api.media import FileRenderer, OneForm
from deepguard.api.openapi import IDEMPOTENCY_KEY
from deepguard.errors import RuleViolation
from wells.api.base import WellView
from wells.api.parts import KNOWN_AT
from wells.models import WellAttachment
from wells.serializers import AttachmentSerializer, ReasonSerializer, UploadSerializer
from wells.services import attachments

TAGS = ["attachments"]
FACTS = ("attachment__added_by",)


class OfAttachments(WellView):
    clockless = "a file is what was sent, whatever the day. The list answers to known_at."

    def found(self, uid) -> WellAttachment:
        rows = WellAttachment.objects.filter(well=self.well).select_related(*FACTS)
        kept = rows.filter(attachment__uid=uid).first()
        if kept is None:
            raise Http404("no such attachment")
        return kept


class AttachmentsView(OfAttachments):
    acts = {"GET": "attachment.view", "POST": "attachment.add"}
    clocks_taken = ("known_at",)
    clockless = "a file belongs to no day of the well. The list answers to known_at, by which it was added."
    parser_classes = (MultiPartParser,)

    @extend_schema(
        tags=TAGS,
        summary="Attachments",
        responses=AttachmentSerializer(many=True),
        parameters=[KNOWN_AT],
    )
    def get(self, request, key):
        """Newest first, withdrawn ones with their reason. Known at: those added by then; what was withdrawn
        since says so, because its bytes are gone."""
        rows = WellAttachment.objects.filter(well=self.well).select_related(*FACTS)
        if self.clocks.known_until is not None:
            rows = rows.filter(attachment__added_at__lte=self.clocks.known_until)
        rows = rows.defer("attachment__content")
        return Response(AttachmentSerializer(rows, many=True).data)

    @extend_schema(
        tags=TAGS,
        summary="Keep a file",
        request={"multipart/form-data": UploadSerializer},
        responses={201: AttachmentSerializer},
        parameters=[IDEMPOTENCY_KEY],
    )
    def post(self, request, key):
        """Keep a file beside the well, or beside one of its parts (`item`)."""
        form = UploadSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        facts = form.validated_data
        file = facts["file"]
        _refuse_large(file)
        kept = attachments.add(
            self.well,
            name=file.name[-200:],
            content=file.read(),
            content_type=(file.content_type or "application/octet-stream")[:100],
            by=request.user,
            item_uid=facts["item"],
            remarks=facts["remarks"],
        )
        body = AttachmentSerializer(kept).data
        return Response(body, status=201, headers={"Location": f"{request.path}/{body['uid']}"})


def _refuse_large(file) -> None:
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise RuleViolation(
            f"{file.name} has {file.size} bytes; the most is {settings.UPLOAD_MAX_BYTES}.", "too_large", 413
        )


class AttachmentView(OfAttachments):
    acts = {"GET": "attachment.view"}

    @extend_schema(tags=TAGS, summary="An attachment", responses=AttachmentSerializer)
    def get(self, request, key, uid):
        """What is known of the file; its bytes are at `/content`."""
        return Response(AttachmentSerializer(self.found(uid)).data)


class ContentView(OfAttachments):
    acts = {"GET": "attachment.view"}
    content_negotiation_class = OneForm
    renderer_classes = (FileRenderer,)

    @extend_schema(
        tags=TAGS,
        summary="Download",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, 410: None},
    )
    def get(self, request, key, uid):
        """The bytes as they were sent; 410 once they are withdrawn."""
        file = self.found(uid).attachment
        if file.content is None:
            raise RuleViolation(f"{file} was withdrawn: {file.withdrawn_reason}", "withdrawn", status=410)
        named = content_disposition_header(as_attachment=True, filename=file.name)
        return HttpResponse(
            bytes(file.content), content_type=file.content_type, headers={"Content-Disposition": named}
        )


class WithdrawView(OfAttachments):
    acts = {"POST": "attachment.withdraw"}

    @extend_schema(
        tags=TAGS,
        summary="Withdraw the bytes",
        request=ReasonSerializer,
        responses=AttachmentSerializer,
        parameters=[IDEMPOTENCY_KEY],
    )
    def post(self, request, key, uid):
        """Take the bytes out of the record; name, hash and reason stay."""
        form = ReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        kept = attachments.withdraw(self.found(uid), by=request.user, reason=form.validated_data["reason"])
        return Response(AttachmentSerializer(kept).data)


routes = [
    path("wells/<int:key>/attachments", AttachmentsView.as_view(), name="attachments"),
    path("wells/<int:key>/attachments/<uuid:uid>", AttachmentView.as_view(), name="attachment"),
    path("wells/<int:key>/attachments/<uuid:uid>/content", ContentView.as_view(), name="attachment-content"),
    path(
        "wells/<int:key>/attachments/<uuid:uid>/withdraw", WithdrawView.as_view(), name="attachment-withdraw"
    ),
]
