"""What every request carries in and out: id, duration, origin, security, a line in the log."""

import uuid

import pytest
import structlog
from structlog.testing import LogCapture

from tests.deepguard.test_api_sign_in import sign_in

pytestmark = pytest.mark.django_db


def test_a_request_id_comes_back(client):
    assert client.get("/healthz", headers={"X-Request-ID": "job-17.a_b"})["X-Request-ID"] == "job-17.a_b"


@pytest.mark.parametrize("sent", ["", "two words", "x" * 65, "a\nb: c"])
def test_a_request_id_that_does_not_fit_is_replaced(client, sent):
    assert uuid.UUID(client.get("/healthz", headers={"X-Request-ID": sent})["X-Request-ID"])


def test_the_time_it_took_is_told(client):
    assert 0 <= float(client.get("/healthz")["X-Process-Time-Ms"]) < 10_000


@pytest.fixture
def lines(monkeypatch):
    """The log of requests, as structures."""
    from django_structlog.middlewares import request as module

    capture = LogCapture()
    merge = structlog.contextvars.merge_contextvars
    logger = structlog.wrap_logger(
        None, processors=[merge, capture], wrapper_class=structlog.stdlib.BoundLogger
    )
    monkeypatch.setattr(module, "logger", Levelled(logger))
    return capture.entries


class Levelled:
    """A logger that takes the level as a number and hands it on as a word."""

    def __init__(self, logger):
        self.logger, self._context = logger, {}

    def log(self, level, event, **facts):
        self.logger._proxy_to_logger("info", event, level=level, **facts)


def finished(lines) -> dict:
    return next(line for line in lines if line["event"] == "request_finished")


def test_a_line_names_person_operator_id_and_duration(client, engineer, operator, lines):
    client.force_login(engineer)
    client.get("/profile/", headers={"X-Request-ID": "line-1"})
    line = finished(lines)
    assert (line["request_id"], line["code"]) == ("line-1", 200)
    assert (line["user"], line["operator"]) == (str(engineer.uid), str(operator.uid))
    assert line["duration_ms"] > 0


def test_a_line_of_the_api_names_the_bearer(api, engineer, operator, lines):
    token = sign_in(api, engineer).json()["access"]
    lines.clear()
    api.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    line = finished(lines)
    assert (line["user"], line["operator"]) == (str(engineer.uid), str(operator.uid))


OURS = "https://twin.example"


def test_a_named_origin_may_call_the_api(client, settings):
    settings.CORS_ALLOWED_ORIGINS = [OURS]
    answer = client.get("/api/v1/health/live", headers={"Origin": OURS})
    assert answer["Access-Control-Allow-Origin"] == OURS
    assert "Origin" in answer["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer


@pytest.mark.parametrize("origin", ["https://evil.example", "https://twin.example.evil.example", "null"])
def test_other_origins_may_not(client, settings, origin):
    settings.CORS_ALLOWED_ORIGINS = [OURS]
    assert "Access-Control-Allow-Origin" not in client.get("/api/v1/health/live", headers={"Origin": origin})
    preflight = client.options(
        "/api/v1/auth/login", headers={"Origin": origin, "Access-Control-Request-Method": "POST"}
    )
    assert preflight.status_code == 403


def test_a_preflight_needs_no_sign_in(client, settings):
    settings.CORS_ALLOWED_ORIGINS = [OURS]
    answer = client.options("/api/v1/me", headers={"Origin": OURS, "Access-Control-Request-Method": "GET"})
    assert answer.status_code == 204
    assert "Idempotency-Key" in answer["Access-Control-Allow-Headers"]


def test_pages_answer_no_other_origin(client, settings):
    settings.CORS_ALLOWED_ORIGINS = [OURS]
    assert "Access-Control-Allow-Origin" not in client.get("/healthz", headers={"Origin": OURS})


def test_pages_forbid_inline_script_and_framing(client):
    policy = client.get("/accounts/login/")["Content-Security-Policy"]
    assert "script-src 'self';" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
