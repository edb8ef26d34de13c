"""`GET operators`: the companies the person is a member of."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView

from deepguard.api.views import VisibleTo
from deepguard.models import Operator


class OperatorSerializer(serializers.ModelSerializer):
    key = serializers.IntegerField(source="pk", help_text="Number to filter by.")

    class Meta:
        model = Operator
        fields = ["key", "uid", "name", "short_name", "time_zone", "approve_own_limits"]


@extend_schema(tags=["auth"], summary="Operators")
class OperatorsView(VisibleTo, ListAPIView):
    """The operators whose register the person may read, by name."""

    queryset = Operator.objects.all()
    serializer_class = OperatorSerializer
    acts = {"GET": "operator.view"}
