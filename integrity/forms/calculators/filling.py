"""A request as people would type it, and the small changes a form takes: rows in and out, other units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from deepguard import numbers
from integrity.engine.calculators import Calculator, Fault
from integrity.engine.calculators.shape import faults_of
from integrity.forms.calculators.fields import MeasureField, field_of
from integrity.forms.calculators.form import MOST_ROWS, ROOT, CalculatorForm

Schema = Mapping[str, Any]
Typed = dict[str, str]
#: Faults of a request that no form can show: something else stands where a value belongs.
UNFIT = ("type", "additionalProperties", "enum")


class Misfits(ValueError):
    """A request that does not fit the form; `faults` say where."""

    def __init__(self, faults: list[Fault]):
        super().__init__(f"{len(faults)} misfits")
        self.faults = faults


def typed_of(chosen: Calculator, body: Mapping[str, Any], units: str) -> Typed:
    """The texts of a form that gives this very request. Errors: Misfits."""
    faults = [fault for fault in faults_of(body, chosen.schema, "") if fault.code in UNFIT]
    typed: Typed = {}
    if not faults:
        _fill(typed, chosen.schema, body, ROOT, "", units, faults)
    if faults:
        raise Misfits(faults)
    return typed


def blank(chosen: Calculator) -> Typed:
    """An untouched form: only what leaves no choice is chosen."""
    needed = chosen.schema["required"]
    return {
        f"{ROOT}-{name}": schema["enum"][0]
        for name, schema in chosen.schema["properties"].items()
        if name in needed and len(schema.get("enum", ())) == 1
    }


def _fill(
    typed: Typed, schema: Schema, value: Any, key: str, name: str, units: str, faults: list[Fault]
) -> None:
    if value is None:
        return
    if schema.get("type") == "array":
        if len(value) > MOST_ROWS:
            detail = f"{len(value)} rows are more than the {MOST_ROWS} a form takes: send them as JSON"
            faults.append(Fault("/" + "/".join(key.split("-")[1:]), "rows", detail))
            return
        typed[f"{key}-rows"] = str(len(value))
        for number, item in enumerate(value):
            _fill(typed, schema["items"], item, f"{key}-{number}", name, units, faults)
    elif schema.get("type") == "object" and "properties" in schema:
        for one, inner in schema["properties"].items():
            _fill(typed, inner, value.get(one), f"{key}-{one}", one, units, faults)
    else:
        typed[key] = field_of(name, schema, units).text(value)


def with_row(typed: Mapping[str, str], key: str) -> Typed:
    """One more row of a list."""
    count = typed.get(f"{key}-rows", "")
    return {**typed, f"{key}-rows": str(min(int(count) if count.isdecimal() else 0, MOST_ROWS - 1) + 1)}


def without_row(typed: Mapping[str, str], row: str) -> Typed:
    """The list without one row (`in-layers-1`): those below move up, as they were typed."""
    key, _, number = row.rpartition("-")
    count = typed.get(f"{key}-rows", "")
    if not (number.isdecimal() and count.isdecimal() and int(number) < int(count)):
        return dict(typed)
    kept: Typed = {}
    for name, text in typed.items():
        head, rest = name[: len(key) + 1], name[len(key) + 1 :]
        at, _, tail = rest.partition("-")
        if head != f"{key}-" or not at.isdecimal() or int(at) < int(number):
            kept[name] = text
        elif int(at) > int(number):
            kept[f"{key}-{int(at) - 1}{'-' if tail else ''}{tail}"] = text
    kept[f"{key}-rows"] = str(int(count) - 1)
    return kept


def carried(chosen: Calculator, typed: Mapping[str, str], *, were: str, units: str) -> Typed:
    """The same typed numbers under other units: what has no unit behind it gets the one it was typed in."""
    before = CalculatorForm(chosen, typed, units=were).fields
    kept: Typed = dict(typed)
    for name, text in typed.items():
        made = before.get(name)
        if not isinstance(made, MeasureField) or not text.strip() or numbers.UNIT.search(text):
            continue
        now = MeasureField(made.hint, required=False)
        now.units = "si" if made.units != were else units
        if now.unit == made.unit:
            continue
        kept[name] = f"{text.strip()} {made.unit_label}" if made.unit_label else _moved(made, now, text)
    return kept


def _moved(made: MeasureField, now: MeasureField, text: str) -> str:
    """A share without a unit has no unit to write: its value is carried."""
    try:
        return now.text(made.clean(text))
    except ValidationError:  # what cannot be read stays as it was typed
        return text
