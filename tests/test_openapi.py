"""The description of the API is whole: valid, every route, every number with its unit, examples that hold."""

import json

import pytest
from django.core.management import call_command
from django.urls import get_resolver
from drf_spectacular.generators import SchemaGenerator

from integrity.engine.calculators import CALCULATORS
from integrity.engine.rules import SCHEMA, pack_of
from wells import documents

#: Under /api/v1/ and not part of the description: the description itself, and the name of no calculator.
BESIDE = {"schema", "docs", "calculation"}


@pytest.fixture(scope="module")
def description():
    return SchemaGenerator().get_schema(request=None, public=True)


def test_it_is_valid_and_without_a_warning(tmp_path):
    file = tmp_path / "openapi.json"
    call_command(
        "spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", "--file", str(file)
    )
    assert json.loads(file.read_text())["openapi"].startswith("3.")


def routes():
    api = next(one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "api")
    return [pattern for pattern in api.url_patterns if pattern.name not in BESIDE]


def test_every_route_is_described(description):
    known = {
        operation["operationId"] for path in description["paths"].values() for operation in path.values()
    }
    assert len(description["paths"]) == len(routes())
    assert len(known) == sum(len(path) for path in description["paths"].values())


def test_every_operation_says_what_it_is_and_how_it_fails(description):
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            where = f"{method} {path}"
            assert operation.get("description") or operation.get("summary"), where
            assert operation.get("tags"), where
            problems = [a for s, a in operation["responses"].items() if s in ("401", "404", "422")]
            assert problems and all("application/problem+json" in a["content"] for a in problems), where


def numbers(node):
    """Every number that is a property of an object, or the items of one, with its name."""
    if isinstance(node, list):
        for item in node:
            yield from numbers(item)
    elif isinstance(node, dict):
        for name, part in (node.get("properties") or {}).items():
            part = part.get("items", part)
            if "number" in _kinds(part):
                yield name, part
        for part in node.values():
            yield from numbers(part)


def _kinds(part):
    kinds = part.get("type", ())
    return [kinds] if isinstance(kinds, str) else kinds


#: Numbers that have no unit, or one that the names of the house do not carry.
UNITLESS = {
    "wall_factor",
    "dls_deg_30m",
    "casing_burst",
    "casing_collapse",
    "tubing_burst",
    "tubing_collapse",
    "equipment",
    # in the unit that stands beside them
    "limit_in_unit",
    "upper_trigger_in_unit",
    "lower_trigger_in_unit",
    "low_limit_in_unit",
    "factor",
}


def test_every_number_has_its_unit(description):
    found = list(numbers(description["components"]))
    assert len(found) > 100
    assert {name for name, part in found if "x-unit" not in part} <= UNITLESS


def test_examples_are_accepted(description):
    for path, operations in description["paths"].items():
        for operation in operations.values():
            for kind in operation.get("requestBody", {}).get("content", {}).values():
                for example in kind.get("examples", {}).values():
                    if example["value"].get("schema") == SCHEMA:
                        assert pack_of(example["value"]).name, path
                    elif "Well document" in str(example.get("summary", "")) or "schema" in example["value"]:
                        assert documents.refusals(example["value"]) == [], path


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_calculator_is_described_with_units_and_example(description, name):
    body = description["paths"][f"/api/v1/calculations/{name}"]["post"]["requestBody"]
    content = body["content"]["application/json"]
    assert content["schema"]["required"] == CALCULATORS[name].schema["required"]
    assert next(iter(content["examples"].values()))["value"] == CALCULATORS[name].example


@pytest.mark.django_db
def test_the_docs_are_served_from_here_alone(client):
    page = client.get("/api/v1/docs/")
    text = page.content.decode()
    assert page.status_code == 200 and "https://" not in text and "http://" not in text
    policy = page["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy and "script-src 'self';" in f"{policy};"
    assert client.get("/api/v1/openapi.json").status_code == 200
