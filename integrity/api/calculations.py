"""The stateless calculators over HTTP, exactly as docs/api.md says: the same body gives the same bytes."""

import uuid

from django.urls import path, reverse
from drf_spectacular.utils import OpenApiExample, OpenApiTypes, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.throttling import UserRateThrottle
from rest_framework.views import APIView

from deepguard.api.problems import MEDIA_TYPE
from integrity.engine.calculators import CALCULATORS, Calculator, InputFaults
from integrity.serializers import CalculatorDetailSerializer, CalculatorSerializer
from integrity.services.calculations import UnknownCalculation, answer, calculator
from wells.api.media import DOCUMENT_BODIES
from wells.engine.canonical import sha256

TAGS = ["calculations"]
INVALID = "urn:deepguard:problem:invalid-input"
#: Names the request in `instance`, from its own bytes: no clock and no chance is read.
REQUESTS = uuid.UUID("6f2c9a52-7c1e-5d0b-9a3f-1d8f0b2f7c11")


class CalculationThrottle(UserRateThrottle):
    scope = "calculations"


def described(one: Calculator) -> dict:
    return {
        "name": one.name,
        "title": one.title,
        "summary": one.summary,
        "url": reverse("api:calculation", args=[one.name]),
    }


class CalculatorsView(APIView):
    """The calculators there are. They store nothing and read no clock."""

    @extend_schema(tags=TAGS, summary="Calculators", responses=CalculatorSerializer(many=True))
    def get(self, request):
        return Response([described(one) for one in CALCULATORS.values()])


class CalculationView(APIView):
    """One calculator."""

    parser_classes = DOCUMENT_BODIES
    throttle_classes = (CalculationThrottle,)
    name = ""

    def chosen(self) -> Calculator:
        try:
            return calculator(self.name or self.kwargs["name"])
        except UnknownCalculation as error:
            raise NotFound(str(error)) from error

    def get(self, request, **kwargs):
        """The schema of its request with units, and an example."""
        one = self.chosen()
        return Response(described(one) | {"schema": one.schema, "example": one.example})

    def post(self, request, **kwargs):
        """The answer with its derivation. A limit that cannot be computed is no error: 200 with its status."""
        one, body = self.chosen(), request.data
        try:
            return Response(answer(one, body))
        except InputFaults as error:
            return refused(one, body, error)


def refused(one: Calculator, body: dict, error: InputFaults) -> Response:
    """422 with every fault; pointers lead into the body as it was sent."""
    count = len(error.faults)
    subject = "well document" if _all_of_well(error) else "request"
    facts = {
        "type": INVALID,
        "title": f"The {subject} does not fit its schema",
        "status": 422,
        "detail": f"{count} fault{'s' if count > 1 else ''}",
        "instance": f"urn:uuid:{uuid.uuid5(REQUESTS, one.name + sha256(body))}",
        "errors": [fault._asdict() for fault in error.faults],
    }
    return Response(facts, status=422, content_type=MEDIA_TYPE)


def _all_of_well(error: InputFaults) -> bool:
    return all(fault.pointer.startswith("/well/") for fault in error.faults)


def _view(one: Calculator) -> type:
    """The view of a calculator, with its own description."""
    title = "".join(word.title() for word in one.name.split("-"))
    view = type(f"{title}View", (CalculationView,), {"name": one.name, "__doc__": one.summary})
    bodies = {body.media_type: one.schema for body in DOCUMENT_BODIES}
    examples = [OpenApiExample("Request", one.example, request_only=True)]
    view.get = extend_schema(
        tags=TAGS, summary=f"{one.title}: schema and example", responses=CalculatorDetailSerializer
    )(_own(view.get))
    view.post = extend_schema(
        tags=TAGS,
        summary=one.title,
        description=one.summary,
        request=bodies,
        responses={200: OpenApiTypes.OBJECT},
        examples=examples,
    )(_own(view.post))
    return view


def _own(method):
    """A copy of a method, so that its description is its own."""

    def call(self, request, **kwargs):
        return method(self, request, **kwargs)

    call.__name__, call.__doc__ = method.__name__, method.__doc__
    return call


unknown = extend_schema(exclude=True)(type("UnknownView", (CalculationView,), {}))
routes = [
    path("calculations", CalculatorsView.as_view(), name="calculations"),
    *(
        path(f"calculations/{one.name}", _view(one).as_view(), name=f"calculation-{one.name}")
        for one in CALCULATORS.values()
    ),
    path("calculations/<str:name>", unknown.as_view(), name="calculation"),
]
