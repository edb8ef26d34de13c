"""A write repeated with the same key is done once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import include, path
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.response import Response

from deepguard.api.etag import tag
from deepguard.api.views import ApiView
from deepguard.errors import RuleViolation
from deepguard.models import IdempotentReply
from tests.factories import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
DONE: list = []


class Doing(ApiView):
    parser_classes = (JSONParser, MultiPartParser)

    def post(self, request):
        DONE.append(1)
        if request.data.get("refuse"):
            raise RuleViolation("No.", "no")
        if request.data.get("fail"):
            raise RuntimeError
        return Response(
            {"number": len(DONE)}, status=201, headers={"ETag": tag(len(DONE)), "Location": "/x/1"}
        )


urlpatterns = [path("api/v1/do", Doing.as_view()), path("", include("deepguard.urls"))]
handler500 = "deepguard.views.errors.broken"


@pytest.fixture(autouse=True)
def _nothing_done():
    DONE.clear()


@pytest.fixture
def post(api, engineer):
    api.force_login(engineer)
    return lambda body, key="k-1", **how: api.post(
        "/api/v1/do", body, headers={"Idempotency-Key": key}, **{"format": "json", **how}
    )


def test_the_second_answer_is_the_first(post):
    first, second = post({"a": 1}), post({"a": 1})
    assert DONE == [1]
    assert (second.status_code, second.content) == (201, first.content)
    assert (second["ETag"], second["Location"], second["Idempotency-Replayed"]) == ('"1"', "/x/1", "true")
    assert "Idempotency-Replayed" not in first


def test_another_key_does_it_again(post):
    post({"a": 1}), post({"a": 1}, key="k-2")
    assert DONE == [1, 1]


def test_the_same_key_for_another_request_is_refused(post):
    post({"a": 1})
    answer = post({"a": 2})
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert DONE == [1]


def test_a_request_that_still_runs_is_a_conflict(post, engineer):
    post({"a": 1})
    IdempotentReply.objects.update(status=None)
    answer = post({"a": 1})
    assert (answer.status_code, answer.json()["code"]) == (409, "in_progress")


def test_a_refusal_is_repeated_too(post):
    first, second = post({"refuse": True}), post({"refuse": True})
    assert (first.status_code, second.status_code, DONE) == (409, 409, [1])
    assert second["Content-Type"] == "application/problem+json"


def test_after_an_error_of_ours_it_can_be_tried_again(post):
    assert post({"fail": True}).status_code == 500
    assert post({"fail": True}).status_code == 500
    assert DONE == [1, 1]


def test_keys_of_two_people_do_not_meet(post, api, operator):
    post({"a": 1})
    api.force_login(make_member(operator, "engineer"))
    assert api.post("/api/v1/do", {"a": 1}, format="json", headers={"Idempotency-Key": "k-1"}).json() == {
        "number": 2
    }


def test_an_upload_is_known_by_its_bytes(post):
    def send(content):
        return post({"file": SimpleUploadedFile("a.csv", content)}, format="multipart")

    assert (send(b"one").status_code, send(b"one").status_code, send(b"two").status_code) == (201, 201, 422)
    assert DONE == [1]


def test_without_a_key_nothing_is_kept(api, engineer):
    api.force_login(engineer)
    api.post("/api/v1/do", {}, format="json")
    assert not IdempotentReply.objects.exists()


def test_a_stranger_reserves_nothing(api):
    assert api.post("/api/v1/do", {}, format="json", headers={"Idempotency-Key": "k"}).status_code == 401
    assert not IdempotentReply.objects.exists()
