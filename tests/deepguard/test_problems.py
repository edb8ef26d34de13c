"""Every error under /api/ has one shape, and none of them is HTML."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404
from django.test import Client
from django.urls import include, path
from rest_framework import exceptions, serializers
from rest_framework.decorators import api_view, permission_classes
from rest_framework.permissions import AllowAny

from deepguard.errors import RuleViolation
from tests.deepguard.faults import Fault

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
RAISED = {
    400: exceptions.ParseError("Broken."),
    401: exceptions.NotAuthenticated(),
    403: PermissionDenied("This needs one of these roles: Admin."),
    404: Http404(),
    406: exceptions.NotAcceptable(),
    409: RuleViolation("The string is wider than its bore.", "too_wide"),
    415: exceptions.UnsupportedMediaType("text/plain"),
    422: RuleViolation(
        "The document breaks 1 rule.", "rules", 422, [Fault("/strings/0", "order", "MD out of order.")]
    ),
    429: exceptions.Throttled(wait=7),
    500: RuntimeError("a secret of ours"),
}


class Sent(serializers.Serializer):
    depths = serializers.ListField(child=serializers.FloatField())
    name = serializers.CharField()


@api_view(["POST"])
@permission_classes([AllowAny])
def raising(request, status):
    raise RAISED[status]


@api_view(["POST"])
@permission_classes([AllowAny])
def validating(request):
    Sent(data=request.data).is_valid(raise_exception=True)


@api_view(["POST"])
@permission_classes([AllowAny])
def conflicting(request):
    raise IntegrityError("UNIQUE constraint failed: secret_table")


@api_view(["POST"])
@permission_classes([AllowAny])
def cleaning(request):
    raise ValidationError({"time_zone": "No such zone."})


@api_view(["GET"])
def private(request):
    raise AssertionError("nobody comes here")


urlpatterns = [
    path("api/v1/private", private),
    path("api/v1/raise/<int:status>", raising),
    path("api/v1/validate", validating),
    path("api/v1/conflict", conflicting),
    path("api/v1/clean", cleaning),
    path("", include("deepguard.urls")),
]
handler400 = "deepguard.views.errors.bad_request"
handler403 = "deepguard.views.errors.forbidden"
handler404 = "deepguard.views.errors.not_found"
handler500 = "deepguard.views.errors.broken"


def problem(answer, status):
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status and body["title"] and body["detail"] and body["code"]
    return body


@pytest.mark.parametrize("status", RAISED)
def test_every_status_is_a_problem(api, status):
    body = problem(api.post(f"/api/v1/raise/{status}"), status)
    assert body["instance"] == f"/api/v1/raise/{status}"


def test_what_went_wrong_inside_stays_inside(api):
    answer = api.post("/api/v1/raise/500", headers={"X-Request-ID": "find-me"})
    assert "secret" not in answer.content.decode()
    assert "find-me" in answer.json()["detail"]


def test_a_wrong_field_is_pointed_at(api):
    body = problem(api.post("/api/v1/validate", {"depths": [1, "deep"]}, format="json"), 400)
    assert {(e["pointer"], e["code"]) for e in body["errors"]} == {
        ("#/depths/1", "invalid"),
        ("#/name", "required"),
    }


def test_a_rule_names_its_faults(api):
    body = problem(api.post("/api/v1/raise/422"), 422)
    assert body["errors"] == [{"pointer": "#/strings/0", "code": "order", "detail": "MD out of order."}]


def test_a_role_that_lacks_is_named(api):
    assert "Admin" in problem(api.post("/api/v1/raise/403"), 403)["detail"]


def test_a_refused_row_is_a_conflict_without_the_words_of_the_database(api):
    assert "secret_table" not in str(problem(api.post("/api/v1/conflict"), 409))


def test_a_model_that_does_not_validate_is_pointed_at(api):
    assert problem(api.post("/api/v1/clean"), 400)["errors"][0]["pointer"] == "#/time_zone"


def test_an_address_that_is_not_there(api):
    problem(api.get("/api/v1/nothing-here"), 404)


def test_a_wrong_method(api):
    assert "GET" in problem(api.get("/api/v1/validate"), 405)["detail"]


def test_json_that_is_none(api):
    problem(api.post("/api/v1/validate", "{", content_type="application/json"), 400)


def test_a_form_where_json_is_asked(api):
    problem(api.post("/api/v1/validate", "a=1", content_type="application/x-www-form-urlencoded"), 415)


def test_an_answer_nobody_can_write(api):
    problem(api.post("/api/v1/validate", {}, format="json", headers={"Accept": "text/html"}), 406)


def test_a_stranger(api):
    body = problem(api.get("/api/v1/private"), 401)
    assert body["code"] == "not_authenticated"


def test_a_session_without_its_csrf_token(engineer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(engineer)
    problem(client.post("/api/v1/validate", "{}", content_type="application/json"), 403)


def test_retry_after_is_kept(api):
    assert api.post("/api/v1/raise/429")["Retry-After"] == "7"


def test_a_page_that_is_not_there_is_a_page(engineer, client):
    client.force_login(engineer)
    answer = client.get("/nothing-here/")
    assert answer.status_code == 404 and answer["Content-Type"].startswith("text/html")
