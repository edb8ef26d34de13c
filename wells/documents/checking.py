"""What is wrong with a well document, pointing into what was sent.

The document is read in the shape it has: the draft (one state, undated), the dated form, or a mixture of
both. The schema of that shape gives the first faults; what it refuses is taken out, and the numbered rules run over the
rest, so that one answer names everything.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from wells.engine.document import copied, dated, has_dates, is_dated
from wells.engine.rules import violations
from wells.engine.rules.violation import Place, pointer_to

SCHEMAS = Path(__file__).parent.parent / "engine" / "schema"
DATED, DRAFT = "well-1.schema.json", "well-draft.schema.json"

#: Names of the dated form, and what the shorthand may call them.
SHORTHAND = {
    "valid_from": ("installed_on", "placed_on", "verified_on", "as_of"),
    "valid_to": ("removed_on",),
    "pressures": ("pressure",),
    "tag": ("gauge_tag",),
    "elevation_m": ("gauge_elevation_m",),
    "as_left_on": ("fluid_as_left_on",),
}
#: Steps of the dated form that the shorthand does without.
LEFT_OUT = ("columns", "gauges", "evaluations", "value")
#: Keywords whose fault is not the value at the pointer but something in it.
OF_CONTENT = ("required", "additionalProperties", "minProperties")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Where (RFC 6901 pointer into what was sent), the schema keyword or `rule-<n>`, and what to mend."""

    pointer: str
    code: str
    detail: str
    severity: str = "error"


def check(document: dict[str, Any]) -> list[Fault]:
    """Every fault of a document in the shape it was sent; warnings (`severity`) do not refuse it."""
    name = DATED if is_dated(document) or has_dates(document) else DRAFT
    subject = document if name == DRAFT or is_dated(document) else dated(document)
    found = sorted(
        validator(name).iter_errors(subject), key=lambda error: [str(p) for p in error.absolute_path]
    )
    faults = {(place, code): detail for error in found for place, code, detail in _schema_faults(error)}
    result = [
        Fault(pointer=pointer_to(as_sent(place, document)), code=code, detail=detail)
        for (place, code), detail in faults.items()
    ]
    return result + _rule_faults(_without(subject, found), document)


def refusals(document: dict[str, Any]) -> list[Fault]:
    """The faults that keep a document out."""
    return [fault for fault in check(document) if fault.severity == "error"]


@cache
def validator(name: str) -> Draft202012Validator:
    """The compiled validator of a schema file, kept."""
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker(["date"]))


def as_sent(place: Place, sent: Any) -> Place:
    """A place of the dated form as the place of the same fact in what was sent, as far as it is there."""
    result: list[str | int] = []
    node = sent
    for index, step in enumerate(place):
        found = _step(step, node)
        if found is not None:
            result.append(found)
            node = node[found]
        elif not _is_left_out(step, node):
            return (*result, *place[index:])
    return tuple(result)


def _step(step: str | int, node: Any) -> str | int | None:
    if isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node):
        return step
    if isinstance(node, dict) and isinstance(step, str):
        return next((name for name in (step, *SHORTHAND.get(step, ())) if name in node), None)
    return None


def _is_left_out(step: str | int, node: Any) -> bool:
    return step in LEFT_OUT or (isinstance(step, int) and not isinstance(node, list))


def _rule_faults(subject: Any, document: dict[str, Any]) -> list[Fault]:
    if not isinstance(subject, dict):
        return []
    return [
        Fault(
            pointer=_sent_pointer(found.pointer, document),
            code=found.code,
            detail=found.detail,
            severity=found.severity,
        )
        for found in violations(dated(subject))
    ]


def _sent_pointer(pointer: str, document: dict[str, Any]) -> str:
    parts = (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])
    return pointer_to(as_sent(tuple(int(part) if part.isdigit() else part for part in parts), document))


def _schema_faults(error: ValidationError) -> Iterator[tuple[Place, str, str]]:
    place, keyword = tuple(error.absolute_path), str(error.validator)
    if keyword == "additionalProperties":
        for name in _unknown_names(error):
            yield (
                (*place, name),
                keyword,
                f"'{name}' is no name of this part; names of your own begin with x_",
            )
    elif keyword == "required":
        missing = next(name for name in error.validator_value if name not in error.instance)
        for name in error.validator_value:
            if name not in error.instance and f"'{name}'" in error.message:
                missing = name
        yield place, keyword, f"'{missing}' is missing"
    elif keyword in ("pattern", "format") and error.schema.get("format") == "date":
        yield place, "format", f"{error.instance!r:.60} is no day; write it as 2024-03-31"
    else:
        yield place, keyword, _short(error.message)


def _unknown_names(error: ValidationError) -> list[str]:
    known = error.schema.get("properties", {})
    return [name for name in error.instance if name not in known and not name.startswith("x_")]


def _short(message: str, most: int = 300) -> str:
    return message if len(message) <= most else f"{message[: most // 2]} … {message[-most // 2 :]}"


def _without(subject: Any, errors: list[ValidationError]) -> Any:
    """The document without the values its schema refuses: what remains can be asked the rules."""
    if not isinstance(subject, dict) or not errors:
        return subject
    subject = copied(subject)
    for error in errors:
        if str(error.validator) not in OF_CONTENT:
            _take_out(subject, tuple(error.absolute_path))
    return subject


def _take_out(subject: Any, place: Place) -> None:
    """Drop the value at a place. In a list an empty mapping stays behind, so that later places still count."""
    if not place:
        return
    owner = subject
    for step in place[:-1]:
        if _step(step, owner) != step:
            return
        owner = owner[step]
    if isinstance(owner, list) and isinstance(place[-1], int):
        owner[place[-1]] = {}
    elif isinstance(owner, dict):
        owner.pop(place[-1], None)
