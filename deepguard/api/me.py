"""`GET me`: who the token belongs to, and what it opens."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from deepguard.api.views import ApiView
from deepguard.models import Membership, User


class RoleSerializer(serializers.ModelSerializer):
    operator = serializers.CharField(source="operator.name")
    operator_uid = serializers.UUIDField(source="operator.uid")

    class Meta:
        model = Membership
        fields = ["operator", "operator_uid", "role", "scope"]


class MeSerializer(serializers.ModelSerializer):
    memberships = RoleSerializer(many=True)

    class Meta:
        model = User
        fields = ["uid", "email", "name", "units", "time_zone", "theme", "memberships"]


class MeView(ApiView):
    """The person, their taste, and their roles."""

    @extend_schema(responses=MeSerializer, tags=["auth"])
    def get(self, request):
        return Response(MeSerializer(request.user).data)
