"""What the pages of rules show: the rules of a limit, of a pack, of two packs, in the reader's units."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from deepguard.units import display_unit, from_si
from integrity.engine.rules import (
    GROUPS,
    RULES,
    Difference,
    Provenance,
    Rule,
    RulePack,
    StatedRule,
    rows_of,
)
from integrity.engine.rules.filling import ABSENT
from integrity.engine.rules.kinds import Call, Choice, Number, Table

DIGITS = 6
#: Quantities by the unit of a number; a share reads as percent where its name says that it is one.
HINTS = {"Pa": "pressure_pa", "kg/m3": "density_kg_m3"}
COUNTED = {"d": "days", "months": "months"}
SHARES = ("_fraction", "_share")


def shown_rules(rules: Iterable[Provenance], system: str) -> list[dict[str, Any]]:
    """The rules in force as answers list them, with their value in words."""
    rules = list(rules)
    return [
        row | {"group": one.rule.group, "meaning": one.rule.meaning, "shown": _taken_words(one, system)}
        for row, one in zip(rows_of(rules), rules, strict=True)
    ]


def _taken_words(one, system: str) -> str:
    if one.origin != ABSENT:
        return value_words(one.rule, one.value, system)
    if one.taken is not None:
        return f"{value_words(one.rule, one.taken, system)}, the careful choice"
    return "not known" if one.rule.absent == "unknown" else "none"


def pack_groups(pack: RulePack, system: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """The rules of a pack by group."""
    rows = [_row(stated, system) for stated in pack.rules]
    groups = [(group, [row for row in rows if row["rule"].group == group]) for group in GROUPS]
    return [(group, rows) for group, rows in groups if rows]


def _row(stated: StatedRule, system: str) -> dict[str, Any]:
    rule = RULES[stated.id]
    return {"rule": rule, "stated": stated, "shown": value_words(rule, stated.value, system)}


def unstated(pack: RulePack) -> list[Rule]:
    """Rules that limits need and the pack does not state: they stay unknown where a well does not state them."""
    return [
        rule for rule in RULES.values() if rule.path and rule.absent == "unknown" and not pack.stated(rule.id)
    ]


def checked_count(pack: RulePack) -> int:
    return sum(stated.checked is not None for stated in pack.rules)


def difference_rows(differences: Iterable[Difference], system: str) -> list[dict[str, Any]]:
    """Each difference with both values in words; – where one pack does not state the rule."""
    return [
        {
            "difference": one,
            "before": value_words(one.rule, one.before.value, system) if one.before else "–",
            "after": value_words(one.rule, one.after.value, system) if one.after else "–",
        }
        for one in differences
    ]


def value_words(rule: Rule, value: Any, system: str) -> str:
    """One line for any value a rule can have.

    >>> value_words(RULES["rounding_pa"], 10_000.0, "metric"), value_words(RULES["wall_factor"], 0.875, "si")
    ('0.1 bar', '0.875')
    >>> value_words(RULES["upper_trigger_fraction"], 0.8, "field"), value_words(RULES["fluids.inner"], "gas_lift", "si")
    ('80 %', 'gas lift')
    """
    kind = rule.kind
    if isinstance(kind, Table):
        cells = (f"{_spaced(key)} {_cell(rule, kind.cell, cell, system)}" for key, cell in value)
        return ", ".join(cells)
    if isinstance(value, Call):
        parameters = ", ".join(f"{_spaced(name)}: {_word(cell)}" for name, cell in value.parameters)
        return f"{_spaced(value.predicate)}{f' ({parameters})' if parameters else ''}"
    return _cell(rule, kind, value, system)


def _cell(rule: Rule, kind, value: Any, system: str) -> str:
    if isinstance(kind, Choice):
        return _word(value)
    assert isinstance(kind, Number)
    if kind.unit in COUNTED:
        return f"{value:g} {COUNTED[kind.unit]}"
    if kind.unit in HINTS:
        unit = display_unit(HINTS[kind.unit], system)
        return f"{from_si(value, unit.symbol):.{DIGITS}g} {unit.label}"
    return f"{100 * value:.{DIGITS}g} %" if rule.id.endswith(SHARES) else f"{value:.{DIGITS}g}"


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _spaced(value) if isinstance(value, str) else f"{value:g}"


def _spaced(word: str) -> str:
    return word.replace("_", " ")
