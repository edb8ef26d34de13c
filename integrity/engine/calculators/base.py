"""What every calculator is: a name, a schema with units, an example, and one pure function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from integrity.engine.version import ENGINE_VERSION
from wells.engine.canonical import sha256

Body = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculator:
    """A stateless calculation. `compute` takes a body that fits `schema` and gives what is not common."""

    name: str
    title: str
    summary: str
    schema: Body
    example: Body
    compute: Callable[[Body], Body]
    holds_well: bool = field(default=False)
    """Whether the body carries a well document, which the caller checks before."""
    references: tuple[str, ...] = ()
    """What the formulas stand on, by the numbers of docs/references.md."""


def header(calculation: str, body: Body, **echoed: str) -> Body:
    """The fields that begin every answer."""
    return {
        "calculation": calculation,
        **echoed,
        "engine_version": ENGINE_VERSION,
        "input_sha256": sha256(body),
    }


def number(description: str, unit: str, **bounds: float) -> Body:
    """Schema of a number with its unit."""
    return {"type": "number", "description": f"{description} [{unit}]", "x-unit": unit, **bounds}


def choice(description: str, *values: str) -> Body:
    """Schema of a choice."""
    return {"type": "string", "enum": list(values), "description": description}


def shape(required: list[str], **properties: Body) -> Body:
    """Schema of an object without unknown names."""
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def listing(items: Body, description: str, least: int = 1) -> Body:
    """Schema of a list."""
    return {"type": "array", "items": items, "minItems": least, "description": description}


def row(symbol: str, name: str, value: float | str, unit: str, source: str) -> Body:
    """One substituted value of a derivation."""
    return {"symbol": symbol, "name": name, "value": value, "unit": unit, "source": source}


def missing(path: str, what: str) -> Body:
    """One thing that is not known and keeps a calculation of no candidate from its answer."""
    return {"candidate": None, "element": None, "path": path, "what": what}
