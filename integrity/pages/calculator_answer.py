"""What stands beside the form of a calculator: the answer, what it stands on, and the request to take along."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from typing import Any

from integrity.engine.calculators import Calculator
from integrity.engine.regimes import KINDS
from integrity.pages.calculator_steps import references_of, sentences, steps_of
from integrity.pages.calculators import limit_of, tables_of
from integrity.verification.examples import Example, examples_of

#: Characters of a request that is shown beside the answer; a longer one (a well) stands in the tab of the JSON.
SHORT = 12_000
OWN = "own"


def request_of(chosen: Calculator, body: dict[str, Any], site: str) -> dict[str, Any]:
    """The request as JSON, and how to send it without this page."""
    text = json.dumps(body, indent=1, ensure_ascii=False)
    if len(text) > SHORT:
        file = "request.json"
        sent = {
            "command": f"manage.py calculate {chosen.name} {file}",
            "curl": _curl(chosen, site, f"@{file}"),
        }
        return {"request_is_long": True} | sent
    inline = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return {
        "request_json": text,
        "command": f"echo {shlex.quote(inline)} | manage.py calculate {chosen.name} -",
        "curl": _curl(chosen, site, inline),
    }


def _curl(chosen: Calculator, site: str, data: str) -> str:
    head = "-H 'Content-Type: application/json' -H \"Authorization: Bearer $TOKEN\""
    return f"curl {site}/api/v1/calculations/{chosen.name} {head} --data-binary {shlex.quote(data)}"


def answer_of(
    chosen: Calculator,
    body: dict[str, Any],
    found: dict[str, Any],
    *,
    letter: str,
    system: str,
    field_at: Callable[[str], str] = lambda place: "",
) -> dict[str, Any]:
    """The answer as the page shows it. `letter`: the annulus whose derivation is shown."""
    letters, derivation = limit_of(chosen, body, letter, system)
    return {
        "answer": found,
        "answer_json": json.dumps(found, indent=1, ensure_ascii=False),
        "tables": tables_of(found),
        "steps": steps_of(found, field_at),
        "assumptions": sentences(found.get("assumptions")),
        "references": references_of(chosen.references),
        "letters": letters,
        "kind": KINDS.get(chosen.name),
        "derivation": derivation,
        "limit": derivation.limit if derivation else None,
        "expected": expected(chosen, found["input_sha256"]),
    }


def expected(chosen: Calculator, sha256: str) -> Example | None:
    """The worked example that this very request is, with what its source prints."""
    return next((one for one in examples_of(chosen.name) if one.sha256 == sha256 and one.figures), None)


def offered(chosen: Calculator) -> list[tuple[str, str, str]]:
    """The examples to fill the form with: key, title, source."""
    own = (OWN, "Example of the API", "the example at /api/v1/docs/, without a printed answer")
    return [own, *((one.key, one.title, one.source) for one in examples_of(chosen.name))]


def example_body(chosen: Calculator, key: str) -> dict[str, Any] | None:
    """The request of an example; None where there is none of that key."""
    if key == OWN:
        return chosen.example
    return next((one.body for one in examples_of(chosen.name) if one.key == key), None)
