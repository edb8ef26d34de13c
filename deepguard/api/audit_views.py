"""`GET audit`: what was done, newest first, by cursor."""

import json

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView

from deepguard.acts import require
from deepguard.api.idempotency import Idempotent
from deepguard.api.paging import CursorPagination
from deepguard.filters import AuditFilter
from deepguard.models import AuditEvent
from deepguard.views.audit import visible


class FactsField(serializers.JSONField):
    def to_representation(self, text):
        return json.loads(text) if text else None


class AuditEventSerializer(serializers.ModelSerializer):
    operator = serializers.CharField(source="operator.name", default=None)
    actor = serializers.CharField(source="actor.email", help_text="E-mail of who did it.")
    before = FactsField(help_text="Facts before.")
    after = FactsField(help_text="Facts after.")
    seal = serializers.SerializerMethodField(help_text="Its number in the chain; null until it is sealed.")

    class Meta:
        model = AuditEvent
        fields = [
            "uid", "at", "event", "target_type", "target_uid", "target_name", "operator", "actor", "reason",
            "before", "after", "request_id", "sha256", "seal",
        ]  # fmt: skip

    def get_seal(self, event) -> int | None:
        return event.seal.number if hasattr(event, "seal") else None


@extend_schema(tags=["audit"], summary="Audit")
class AuditView(Idempotent, ListAPIView):
    """Every act on the operators whose audit the person may read; filtered as on the page."""

    queryset = AuditEvent.objects.none()
    serializer_class = AuditEventSerializer
    filterset_class = AuditFilter
    pagination_class = CursorPagination

    def check_permissions(self, request):
        super().check_permissions(request)
        require(request.user, "audit.view")

    def get_queryset(self):
        return visible(self.request.user)
