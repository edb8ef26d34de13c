"""Every golden case through the engine, the API and the command, and the page that says so."""

import io
import json

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from deepguard.api.auth import tokens
from integrity.api.calculations import CalculationThrottle
from integrity.engine.calculators import calculate
from integrity.engine.version import ENGINE_VERSION
from integrity.management.commands.verification import PAGE
from integrity.verification import TOPICS, outcomes
from integrity.verification.case import Check, read, within
from integrity.verification.report import report
from integrity.verification.topics import outcome, topic_of

CASES = [
    (topic.file, case) for topic in TOPICS for case in read(topic.file) if topic_of(topic.file, case) is topic
]
ASKED = [(file, case) for file, case in CASES if topic_of(file, case).asks]


def name(value):
    return value["id"] if isinstance(value, dict) else value


def wrong(found):
    return [
        (check.quantity, check.expected, value) for check, value in found.found if not within(check, value)
    ]


@pytest.mark.parametrize(("file", "case"), CASES, ids=name)
def test_the_engine_meets_the_case(file, case):
    found = outcome(file, case, calculate)
    assert found.found and wrong(found) == []


@pytest.fixture
def over_http(engineer, monkeypatch):
    monkeypatch.setattr(CalculationThrottle, "THROTTLE_RATES", {"calculations": None})
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens(engineer)['access']}")

    def ask(calculator, body):
        answer = client.post(f"/api/v1/calculations/{calculator}", body, format="json")
        assert answer.status_code == 200, answer.content
        return answer.json()

    return ask


@pytest.mark.django_db
@pytest.mark.parametrize(("file", "case"), ASKED, ids=name)
def test_the_api_meets_the_case(over_http, file, case):
    assert wrong(outcome(file, case, over_http)) == []


@pytest.mark.parametrize(("file", "case"), ASKED, ids=name)
def test_the_command_meets_the_case(tmp_path, file, case):
    def ask(calculator, body):
        request, out = tmp_path / "request.json", io.StringIO()
        request.write_text(json.dumps(body))
        call_command("calculate", calculator, str(request), stdout=out)
        return json.loads(out.getvalue())

    assert wrong(outcome(file, case, ask)) == []


def test_no_case_of_a_covered_file_is_dropped_silently():
    for found in outcomes(calculate):
        assert bool(found.found) != bool(found.reason), found.case["id"]


def test_a_figure_outside_its_tolerance_is_seen():
    assert not within(Check("x", 100.0, 1.0), 101.5) and within(Check("x", 100.0, 1.0), 100.9)
    assert not within(Check("x", "plastic"), "elastic")


def test_the_page_is_what_the_command_makes():
    made = report(outcomes(calculate), ENGINE_VERSION)
    assert PAGE.read_text(encoding="utf-8") == made, "run manage.py verification --write"


def test_a_case_that_fails_is_marked_on_the_page_and_counted():
    def ask(calculator, body):
        answer = calculate(calculator, body)
        if calculator == "gas-properties":
            for method in answer["methods"]:
                method["z"] *= 1.01
        return answer

    page = report(outcomes(ask), ENGINE_VERSION)
    assert page.count("**outside**") >= 7 and "| derived | 54 | 47 | 7 | 0 |" in page


def test_the_command_prints_the_page_and_writes_nothing():
    out = io.StringIO()
    before = PAGE.read_bytes()
    call_command("verification", stdout=out)
    assert out.getvalue().strip() == PAGE.read_text(encoding="utf-8").strip() and PAGE.read_bytes() == before
