"""A cell to the value of its field: numbers in SI, days, choices, yes and no."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from wells.imports import numbers
from wells.imports.numbers import Unclear
from wells.imports.tables.headings import plain
from wells.imports.tables.nouns import Field
from wells.imports.units import UNITS, Unit, to_si, unit_of

YES, NO = {"yes", "y", "true", "1", "ja", "x"}, {"no", "n", "false", "0", "nei"}
#: Words of reports for the choices of the document.
CHOICE_WORDS = {
    "cbl": "bond_log", "cbl vdl": "bond_log", "bond log": "bond_log", "usit": "ultrasonic_log",
    "ultrasonic": "ultrasonic_log", "lot": "lot", "leak off": "lot", "leak off test": "lot",
    "volume": "job_records", "volumetric": "job_records", "returns": "returns_to_surface",
    "pressure": "pressure_test", "temperature": "temperature_log", "assumed": "assumed",
    "surface": "surface_casing", "intermediate": "intermediate_casing", "production": "production_casing",
    "conductor casing": "conductor", "prod casing": "production_casing", "inj": "injector",
    "prod": "producer", "abandoned": "abandoned", "p a": "abandoned", "producing": "operating",
    "active": "operating", "passed": "pass", "ok": "pass", "failed": "fail", "dhsv": "safety_valve",
    "scssv": "safety_valve", "sssv": "safety_valve", "sspm": "gas_lift_mandrel",
    "side pocket mandrel": "gas_lift_mandrel", "grid north": "grid", "true north": "true",
    "from above": "from_above", "from below": "from_below",
}  # fmt: skip
CREDIBLE_KG_M3 = (500.0, 3000.0)


def value_of(cell: Any, field: Field, *, unit: Unit | None, decimal: str | None, order: str | None) -> Any:
    """The value in the document's terms; None where the cell says nothing. Errors: Unclear."""
    if numbers.blank(cell):
        return None
    if field.kind == "number":
        return _number(cell, field, unit, decimal)
    if field.kind == "integer":
        return _integer(cell, decimal)
    if field.kind == "day":
        return numbers.day(cell, order=order)
    if field.kind == "boolean":
        return _boolean(cell)
    if field.kind in ("choice", "fact"):
        return _choice(str(cell), field)
    if field.kind == "references":
        return [part.strip() for part in str(cell).replace(";", ",").split(",") if part.strip()]
    return _text(cell)


def _text(cell: Any) -> str:
    return f"{cell:g}" if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _number(cell: Any, field: Field, unit: Unit | None, decimal: str | None) -> float | None:
    value, written = numbers.quantity(cell, decimal=decimal)
    if value is None:
        return None
    if written:
        own = unit_of(written)
        if own is None or own.dimension != field.dimension:
            raise Unclear(
                "unit",
                f"“{cell}” is in {written}, which is no {field.dimension or 'unit here'}.",
                "Correct it.",
            )
        unit = own
    si = to_si(value, unit) if unit else value
    if field.dimension == "density":
        _credible(si, value, field)
    return si


def _credible(si: float, value: float, field: Field) -> None:
    low, high = (0.0 if "lightest" in field.name else CREDIBLE_KG_M3[0]), CREDIBLE_KG_M3[1]
    if field.target[-1] != "emw_kg_m3":
        low = 0.0
    if low <= si <= high:
        return
    alike = [s for s in ("sg", "ppg", "kg/m3") if CREDIBLE_KG_M3[0] <= to_si(value, UNITS[s]) <= high]
    slipped = [f"{v:g}" for v in (value / 10, value * 10) if low <= si * v / value <= high and value]
    hint = (
        f"{value:g} looks like {alike[0]}." if alike else f"Is it {' or '.join(slipped)}?" if slipped else ""
    )
    raise Unclear(
        "density-range",
        f"A density of {si:g} kg/m3 ({si / 1000:g} g/cm3) is in no well.",
        hint or "Look it up.",
    )


def _integer(cell: Any, decimal: str | None) -> int | None:
    value = numbers.number(cell, decimal=decimal)
    if value is not None and not value.is_integer():
        raise Unclear("not-a-number", f"“{cell}” is no whole number.", "Give a whole number.")
    return None if value is None else int(value)


def _boolean(cell: Any) -> bool:
    if isinstance(cell, bool):
        return cell
    word = plain(_text(cell))
    if word not in YES | NO:
        raise Unclear("yes-or-no", f"“{cell}” is neither yes nor no.", "Write yes or no.")
    return word in YES


def _choice(text: str, field: Field) -> str:
    word = plain(text)
    by_word = {plain(choice): choice for choice in field.choices}
    if word in by_word:
        return by_word[word]
    if CHOICE_WORDS.get(word) in field.choices:
        return CHOICE_WORDS[word]
    close = get_close_matches(word, by_word, n=1, cutoff=0.7)
    mend = f"Did you mean {by_word[close[0]]}?" if close else f"One of: {', '.join(field.choices)}."
    raise Unclear("choice", f"“{text}” is none of the words for this.", mend)
