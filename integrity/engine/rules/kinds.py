"""What the value of a rule can be: a number, a choice, a table of either, a predicate by its name.

A value is never an expression: what a pack says can be read, compared and printed, and nothing in it runs.
Each kind reads a plain value with every fault by its place, and writes it back the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple

from integrity.engine.fault import Fault

#: A table by its keys, or the parameters of a predicate.
Cells = tuple[tuple[str, "float | bool | str"], ...]
CALCULATED = re.compile(r"[=<>*+%(){}\[\]^]|\d\s*[/-]\s*\d|\b(?:if|else|and|or|min|max|lambda|import)\b")
EXPRESSION = "a rule is a value, a choice or the name of a predicate, never an expression"


class Call(NamedTuple):
    """A predicate by its name, with its parameters."""

    predicate: str
    parameters: Cells = ()


Value = float | bool | str | Cells | Call


class Read(NamedTuple):
    """A value as it is kept, or nothing and why."""

    value: Any
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in SI with the range in which it makes sense; `above` and `below` are not reached themselves."""

    unit: str
    least: float | None = None
    above: float | None = None
    greatest: float | None = None
    word: str = "number"

    def read(self, value: Any, pointer: str) -> Read:
        if isinstance(value, str):
            return _refused(pointer, *_text_for_number(value))
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
            return _refused(pointer, "type", f"{_shown(value)} is not a number")
        number = float(value)
        if self.least is not None and number < self.least:
            return _refused(pointer, "minimum", f"{number:g} is less than {self.least:g}")
        if self.above is not None and number <= self.above:
            return _refused(pointer, "minimum", f"{number:g} is not more than {self.above:g}")
        if self.greatest is not None and number > self.greatest:
            return _refused(pointer, "maximum", f"{number:g} is more than {self.greatest:g}")
        return Read(number)

    def written(self, value: Any) -> Any:
        return int(value) if float(value).is_integer() else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of a few words (or yes and no), the conservative one first."""

    options: tuple[str | bool, ...]
    unit: str = ""
    word: str = "choice"

    @property
    def conservative(self) -> str | bool:
        return self.options[0]

    def read(self, value: Any, pointer: str) -> Read:
        if any(value is option or (isinstance(value, str) and value == option) for option in self.options):
            return Read(value)
        if isinstance(value, str) and CALCULATED.search(value):
            return _refused(pointer, "expression", f"{_shown(value)}: {EXPRESSION}")
        known = ", ".join(str(option).lower() for option in self.options)
        return _refused(pointer, "option", f"{_shown(value)} is not one of: {known}")

    def written(self, value: Any) -> Any:
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A cell for each of a few keys; every key is needed, so that no cell is guessed."""

    keys: tuple[str, ...]
    cell: Number | Choice
    word: str = "table"

    @property
    def unit(self) -> str:
        return self.cell.unit

    def read(self, value: Any, pointer: str) -> Read:
        if not isinstance(value, Mapping):
            code = "expression" if isinstance(value, str) and CALCULATED.search(value) else "type"
            detail = (
                EXPRESSION if code == "expression" else f"needed: a value for each of {', '.join(self.keys)}"
            )
            return _refused(pointer, code, f"{_shown(value)}: {detail}")
        read = {key: self.cell.read(value[key], f"{pointer}/{key}") for key in self.keys if key in value}
        faults = [fault for one in read.values() for fault in one.faults]
        faults += [
            Fault(f"{pointer}/{key}", "required", f"{key} is needed") for key in self.keys if key not in value
        ]
        faults += _unknown(value, self.keys, pointer)
        return (
            Read(tuple((key, one.value) for key, one in read.items()), tuple(faults))
            if not faults
            else _faulty(faults)
        )

    def written(self, value: Any) -> Any:
        return {key: self.cell.written(cell) for key, cell in value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One of a few predicates by its name; `signatures` gives each its parameters."""

    signatures: tuple[tuple[str, tuple[tuple[str, Number | Choice], ...]], ...]
    unit: str = ""
    word: str = "predicate"

    def read(self, value: Any, pointer: str) -> Read:
        known = dict(self.signatures)
        if isinstance(value, str):
            value = {"predicate": value}
        if not isinstance(value, Mapping):
            return _refused(pointer, "type", f"{_shown(value)} is not the name of a predicate")
        name = value.get("predicate")
        if name not in known:
            if isinstance(name, str) and CALCULATED.search(name):
                return _refused(pointer, "expression", f"{_shown(name)}: {EXPRESSION}")
            return _refused(pointer, "predicate", f"{_shown(name)} is not one of: {', '.join(known)}")
        faults = _unknown(value, ("predicate", "parameters"), pointer)
        parameters = _parameters(dict(known[name]), value.get("parameters") or {}, f"{pointer}/parameters")
        faults += list(parameters.faults)
        return _faulty(faults) if faults else Read(Call(name, parameters.value))

    def written(self, value: Any) -> Any:
        if not value.parameters:
            return {"predicate": value.predicate}
        kinds = dict(dict(self.signatures)[value.predicate])
        parameters = {name: kinds[name].written(cell) for name, cell in value.parameters}
        return {"predicate": value.predicate, "parameters": parameters}


Kind = Number | Choice | Table | Named


def _parameters(wanted: dict[str, Number | Choice], given: Any, pointer: str) -> Read:
    if not isinstance(given, Mapping):
        return _refused(pointer, "type", f"{_shown(given)} is not a list of named parameters")
    read = {
        name: kind.read(given[name], f"{pointer}/{name}") for name, kind in wanted.items() if name in given
    }
    faults = [fault for one in read.values() for fault in one.faults]
    faults += [
        Fault(f"{pointer}/{name}", "required", f"{name} is needed") for name in wanted if name not in given
    ]
    faults += _unknown(given, tuple(wanted), pointer)
    return _faulty(faults) if faults else Read(tuple((name, one.value) for name, one in read.items()))


def _unknown(given: Mapping[Any, Any], known: tuple[str, ...], pointer: str) -> list[Fault]:
    return [
        Fault(
            f"{pointer}/{escaped(name)}",
            "unknown",
            f"{_shown(name)} is not known here; known: {', '.join(known) or 'none'}",
        )
        for name in given
        if name not in known
    ]


def _text_for_number(text: str) -> tuple[str, str]:
    """A number in quotes is one thing, a formula another."""
    try:
        float(text)
    except ValueError:
        if CALCULATED.search(text):
            return "expression", f"{_shown(text)}: {EXPRESSION}"
        return "type", f"{_shown(text)} is not a number"
    return "type", f"{_shown(text)} is a text; write the number without quotes"


def _refused(pointer: str, code: str, detail: str) -> Read:
    return Read(None, (Fault(pointer, code, detail),))


def _faulty(faults: list[Fault]) -> Read:
    return Read(None, tuple(faults))


def escaped(name: Any) -> str:
    """A name as a step of a JSON pointer."""
    return str(name).replace("~", "~0").replace("/", "~1")


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
