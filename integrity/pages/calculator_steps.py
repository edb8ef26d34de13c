"""The derivation of a calculator's answer, step by step: formula, where each number comes from, result."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings

from deepguard.units import UNITS, quantity_of
from integrity.forms.calculators.words import label
from integrity.pages.calculators import Cell, words
from integrity.pages.derivation import HINTS
from integrity.pages.substitution import readable

#: Symbols of stresses, which are shown as such and not as pressures.
STRESS = re.compile(r"Y|s(_|$)")
SOURCES = {"constant": "constant", "derived": "follows from the rows above", "trajectory": "survey"}
UNITS_WRITTEN = {"1": "", "m/s2": "m/s²", "kg/m3": "kg/m³"}
REFERENCES = settings.BASE_DIR / "docs" / "references.md"
REFERENCE = re.compile(r"^\| (R\d+) \| (.+?) \| .+? \| (.+?) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """One number of a step. `field` names the field of the form it was typed in, empty where it was not."""

    symbol: str
    name: str
    cell: Cell
    unit: str
    source: str
    field: str


@dataclass(frozen=True)
class Step:
    title: str
    formula: str
    rows: tuple[Row, ...]
    result: Cell


@dataclass(frozen=True)
class Reference:
    """A source the formulas stand on, and how well it was checked."""

    number: str
    source: str
    standing: str


def steps_of(answer: dict[str, Any], field_at: Callable[[str], str]) -> list[Step]:
    """The steps of an answer; `field_at` gives the field of a place of the request, empty where there is none."""
    return [_step(step, field_at) for step in answer.get("derivation", ())]


def _step(step: dict[str, Any], field_at: Callable[[str], str]) -> Step:
    key, value = next(((k, v) for k, v in step.items() if k.startswith("result")), ("result", None))
    name = words(str(step.get("id", "")).replace("-", "_")) or f"Layer {step.get('layer', 0) + 1}"
    to_m = step.get("to_tvd_m")
    title = name if to_m is None else f"{name}, down to {to_m:g} m TVD"
    rows = tuple(_row(row, field_at) for row in step.get("substitution", ()))
    return Step(
        title,
        readable(step["formula"]),
        rows,
        Cell(value, "yield_pa" if step.get("id") in ("yield", "axial") else _hint(key, "")),
    )


def _row(row: dict[str, Any], field_at: Callable[[str], str]) -> Row:
    place, unit, value = row["source"], row["unit"], row["value"]
    name = place.rpartition("/")[2]
    hint = ""
    if isinstance(value, int | float):
        is_stress = unit == "Pa" and STRESS.match(row["symbol"])
        hint = "yield_pa" if is_stress else _hint(name, unit) or HINTS.get(unit, "")
    field = "" if place in SOURCES else field_at(place)
    said = SOURCES.get(place) or (label(name) if field else place)
    return Row(row["symbol"], row["name"], Cell(value, hint), UNITS_WRITTEN.get(unit, unit), said, field)


def _hint(name: str, unit: str) -> str:
    """The quantity a name carries, where it is of the unit."""
    try:
        quantity = quantity_of(name)
    except ValueError:
        return ""
    same = not unit or UNITS[quantity.si].symbol.removeprefix("delta_") == unit
    return name if same and quantity.name not in ("fraction", "time") else ""


@lru_cache(maxsize=1)
def _references() -> dict[str, Reference]:
    if not REFERENCES.is_file():
        return {}
    found = REFERENCE.findall(REFERENCES.read_text(encoding="utf-8"))
    return {
        number: Reference(number, source.replace("`", ""), standing.replace("`", ""))
        for number, source, standing in found
    }


def sentences(texts: list[str] | None) -> list[str]:
    """Assumptions as people say them: a row by its number from one on.

    >>> sentences(["layers/0: no correction"])
    ['Layer 1: no correction']
    """
    told = (re.sub(r"layers/(\d+)", lambda found: f"layer {int(found[1]) + 1}", text) for text in texts or ())
    return [text[:1].upper() + text[1:] for text in told]


def references_of(numbers: tuple[str, ...]) -> list[Reference]:
    """Sources by their numbers in docs/references.md."""
    known = _references()
    return [known.get(number, Reference(number, "", "see docs/references.md")) for number in numbers]
