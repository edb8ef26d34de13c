"""The calculators through the door: the contract's pairs, faults, formats, and that nothing is stored."""

import json

import pytest
import yaml
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integrity.api.calculations import CalculationThrottle
from integrity.engine.calculators import CALCULATORS
from tests.integrity.engine.test_contract_answers import CALC, PAIRS, REGIME_MISNAMED, differences, pair

pytestmark = pytest.mark.django_db
JSON, YAML = "application/json", "application/yaml"


@pytest.mark.parametrize(("calculation", "name"), PAIRS, ids=[name for _, name in PAIRS])
def test_the_answer_is_the_contracts(post, calculation, name):
    request, response = pair(name)
    answer = post(calculation, request)
    assert (answer.status_code, answer["Content-Type"]) == (200, JSON)
    found = differences(answer.json(), response, name)
    assert [item for item in found if item[0] != REGIME_MISNAMED] == []


@pytest.mark.parametrize("name", CALCULATORS)
def test_the_same_body_gives_the_same_bytes_in_either_form(post, name):
    example = CALCULATORS[name].example
    first = post(name, example).content
    assert first == post(name, example).content
    assert first == post(name, yaml.safe_dump(example, sort_keys=False), YAML).content


def test_a_calculation_stores_nothing(post):
    with CaptureQueriesContext(connection) as queries:
        assert post("maasp", CALCULATORS["maasp"].example).status_code == 200
    assert not [q for q in queries.captured_queries if not q["sql"].startswith("SELECT")]


def test_faults_are_the_contracts(post):
    request, _ = pair("maasp-platform-oil-gas-lift")
    request["well"]["strings"][3]["sections"][0]["od_m"] = 0
    request["well"]["components"][4]["string_id"] = "tubing-4"
    answer, expected = post("maasp", request), json.loads((CALC / "error-422.json").read_text())
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    body = answer.json()
    assert body.pop("instance").startswith("urn:uuid:") and expected.pop("instance")
    assert body == expected


def test_every_fault_of_the_request_is_named(post):
    request = {"well": {"schema": "deepguard.well/1"}, "regime": "of-the-moon", "colour": 1, "annuli": []}
    codes = {(e["pointer"], e["code"]) for e in post("maasp", request).json()["errors"]}
    assert {("/regime", "enum"), ("/colour", "additionalProperties"), ("/annuli", "minItems")} <= codes
    assert ("/well", "required") in codes


@pytest.mark.parametrize(
    ("name", "body", "kind", "status"),
    [
        ("maasp", "{", JSON, 400),
        ("maasp", "[1]", JSON, 400),
        ("maasp", '{"a": 1, "a": 2}', JSON, 400),
        ("maasp", '{"regime": NaN}', JSON, 400),
        ("maasp", "a: [", YAML, 400),
        ("maasp", "a: &x [1]\nb: *x", YAML, 400),
        ("of-the-moon", "{}", JSON, 404),
        ("maasp", "a,b", "text/csv", 415),
        ("maasp", '{"a": "' + "x" * 4_300_000 + '"}', JSON, 413),
        ("maasp", "{}", JSON, 422),
        ("maasp", "", JSON, 422),
        ("maasp", '{"well": 3, "regime": "iso-16530-1:2017"}', JSON, 422),
        ("maasp", '{"well": {}, "regime": "iso-16530-1:2017"}', JSON, 422),
        ("hydrostatics", '{"surface_pressure_pa": 1e999, "layers": [], "at_tvd_m": [1]}', JSON, 400),
        ("trajectory", '{"method": "minimum-curvature", "stations": []}', JSON, 422),
    ],
)
def test_bad_input_gets_its_status(post, name, body, kind, status):
    answer = post(name, body, kind)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), (
        answer.content
    )
    assert answer.json()["status"] == status


def test_a_limit_that_cannot_be_computed_is_an_answer(post):
    well = {"schema": "deepguard.well/1", "id": "x", "header": {"name": "X"}, "annuli": [{"letter": "A"}]}
    answer = post("maasp", {"regime": "iso-16530-1:2017", "well": well})
    assert answer.status_code == 200
    assert answer.json()["results"][0]["status"] == "not_determinable"


def test_calculators_are_listed_with_schema_and_example(engineer, client):
    client.force_login(engineer)
    listed = client.get("/api/v1/calculations").json()
    assert [one["name"] for one in listed] == list(CALCULATORS)
    for one in listed:
        told = client.get(one["url"]).json()
        assert told["schema"]["properties"] and told["example"]
    assert client.get("/api/v1/calculations/of-the-moon").status_code == 404


def test_a_stranger_calculates_nothing(api):
    assert api.get("/api/v1/calculations").status_code == 401
    assert api.post("/api/v1/calculations/maasp", {}, format="json").status_code == 401


def test_calculations_are_throttled(post, monkeypatch):
    monkeypatch.setattr(CalculationThrottle, "THROTTLE_RATES", {"calculations": "2/min"})
    example = CALCULATORS["hydrostatics"].example
    assert [post("hydrostatics", example).status_code for _ in range(3)] == [200, 200, 429]
