"""Health over HTTP: alive, ready, and each service by itself. No secrets, so no sign-in."""

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiTypes, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from deepguard.services import health


class Open(APIView):
    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = ()


def healthz(request):
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


healthz.login_required = False


@extend_schema(responses=OpenApiTypes.OBJECT, tags=["health"])
class HealthView(Open):
    """The worst state of all services, and each of them; 503 when one has failed."""

    parts = staticmethod(health.services)

    def get(self, request):
        report = health.report(self.parts())
        return Response(report, status=503 if report["status"] == health.FAILED else 200)


class ReadyView(HealthView):
    """Database, schema and record are fit to serve."""

    parts = staticmethod(health.ready)


class ServicesView(HealthView):
    """Every service by itself; always 200, so that a monitor reads the states."""

    def get(self, request):
        return Response(health.report(self.parts()))


@extend_schema(responses=OpenApiTypes.OBJECT, tags=["health"])
class LiveView(Open):
    """The process answers."""

    def get(self, request):
        return Response({"status": health.OK})
