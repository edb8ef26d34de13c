"""Does a body have the shape of a calculator's schema: the few keywords of JSON Schema that they use.

One schema serves the check, the documentation and the API; the engine needs no library for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from integrity.engine.calculators.errors import Fault, InputFaults

Schema = Mapping[str, Any]

KINDS: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list, tuple),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
}


def require(body: Any, schema: Schema) -> None:
    """Raise InputFaults with every fault of the body."""
    faults = list(faults_of(body, schema, ""))
    if faults:
        raise InputFaults(faults)


def faults_of(value: Any, schema: Schema, pointer: str) -> Iterator[Fault]:
    """Every place where a value does not fit its schema."""
    kind = schema.get("type")
    if kind is not None and not _is(value, kind):
        yield Fault(pointer, "type", f"{_shown(value)} is not of type {kind}")
        return
    if "enum" in schema and value not in schema["enum"]:
        known = ", ".join(str(item) for item in schema["enum"])
        yield Fault(pointer, "enum", f"{_shown(value)} is not one of: {known}")
    if kind in ("number", "integer"):
        yield from _bounds(value, schema, pointer)
    elif kind == "string" and "pattern" in schema and not re.search(schema["pattern"], value):
        yield Fault(pointer, "pattern", f"{_shown(value)} does not match {schema['pattern']}")
    elif kind == "array":
        yield from _items(value, schema, pointer)
    elif kind == "object":
        yield from _properties(value, schema, pointer)


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    if kind == "number" and isinstance(value, float) and not isfinite(value):
        return False
    return isinstance(value, KINDS[kind])


def _bounds(value: float, schema: Schema, pointer: str) -> Iterator[Fault]:
    if "minimum" in schema and value < schema["minimum"]:
        yield Fault(pointer, "minimum", f"{value} is less than the minimum of {schema['minimum']}")
    if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
        least = schema["exclusiveMinimum"]
        yield Fault(pointer, "exclusiveMinimum", f"{value} is less than or equal to the minimum of {least}")
    if "maximum" in schema and value > schema["maximum"]:
        yield Fault(pointer, "maximum", f"{value} is greater than the maximum of {schema['maximum']}")


def _items(value: list[Any], schema: Schema, pointer: str) -> Iterator[Fault]:
    if len(value) < schema.get("minItems", 0):
        yield Fault(pointer, "minItems", f"at least {schema['minItems']} item is needed")
    for index, item in enumerate(value):
        yield from faults_of(item, schema.get("items", {}), f"{pointer}/{index}")


def _properties(value: dict[str, Any], schema: Schema, pointer: str) -> Iterator[Fault]:
    properties = schema.get("properties", {})
    for name in schema.get("required", ()):
        if value.get(name) is None:
            yield Fault(f"{pointer}/{name}", "required", f"{name} is needed")
    for name, item in value.items():
        if name in properties and item is not None:
            yield from faults_of(item, properties[name], f"{pointer}/{_escaped(name)}")
        elif name not in properties and schema.get("additionalProperties") is False:
            yield Fault(f"{pointer}/{_escaped(name)}", "additionalProperties", f"{name} is not known here")


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
