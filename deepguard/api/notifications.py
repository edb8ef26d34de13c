"""`notifications`: what the person was told of, newest first, and that it was read."""

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response

from deepguard.api.idempotency import Idempotent
from deepguard.api.openapi import IDEMPOTENCY_KEY
from deepguard.api.paging import CursorPagination
from deepguard.api.views import ApiView
from deepguard.models import Notification
from deepguard.services import notifying

TAGS = ["notifications"]


class NotificationSerializer(serializers.ModelSerializer):
    """One line. `text` is in the units of the person; `facts` holds its numbers in SI, the unit in the name."""

    text = serializers.SerializerMethodField()
    facts = serializers.JSONField()
    operator = serializers.CharField(source="operator.name")
    by = serializers.CharField(
        source="by.email", default=None, allow_null=True, help_text="Who did it; null: nobody."
    )

    class Meta:
        model = Notification
        fields = ["uid", "kind", "operator", "text", "facts", "by", "url", "created_at", "read_at"]

    def get_text(self, row) -> str:
        return row.told(self.context["request"].user.units)


class ReadAllSerializer(serializers.Serializer):
    up_to = serializers.DateTimeField(
        required=False, allow_null=True, default=None, help_text="Leave unread what came later."
    )


class ReadCountSerializer(serializers.Serializer):
    read = serializers.IntegerField(help_text="How many were unread.")


class NotificationsView(Idempotent, ListAPIView):
    """One's own notifications, of what one may still see."""

    queryset = Notification.objects.none()
    serializer_class = NotificationSerializer
    pagination_class = CursorPagination

    @extend_schema(
        tags=TAGS,
        summary="Notifications",
        parameters=[OpenApiParameter("unread", bool, description="Only what was not read.")],
    )
    def get(self, request, *args, **kwargs):
        """Newest first, by cursor. Reading the list marks nothing as read."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        rows = Notification.objects.visible_to(self.request.user).select_related("operator", "by")
        return rows.unread() if self.request.query_params.get("unread") == "true" else rows


class ReadView(ApiView):
    @extend_schema(
        tags=TAGS,
        summary="Mark a notification as read",
        request=None,
        responses=NotificationSerializer,
        parameters=[IDEMPOTENCY_KEY],
    )
    def post(self, request, uid):
        """The first time counts."""
        rows = Notification.objects.visible_to(request.user).select_related("operator", "by")
        row = rows.filter(uid=uid).first()
        if row is None:
            raise Http404("no such notification")
        notifying.read(row)
        return Response(NotificationSerializer(row, context={"request": request}).data)


class ReadAllView(ApiView):
    @extend_schema(
        tags=TAGS,
        summary="Mark all notifications as read",
        request=ReadAllSerializer,
        responses=ReadCountSerializer,
        parameters=[IDEMPOTENCY_KEY],
    )
    def post(self, request):
        """Everything the person may see; with `up_to` what was told by then."""
        form = ReadAllSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        return Response({"read": notifying.read_all(request.user, **form.validated_data)})
