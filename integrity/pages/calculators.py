"""The answer of a calculator as tables: what stands at its head, and every list in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from deepguard.units import quantity_of
from integrity.engine.calculators import Calculator
from integrity.engine.calculators.limits import assess_of, model_of
from integrity.engine.regimes import KINDS
from integrity.pages.derivation import Derivation, derivation_of
from integrity.pages.names import names_of

#: What every answer repeats of its request, and what has a place of its own on the page.
COMMON = ("calculation", "engine_version", "input_sha256", "missing", "assumptions", "warnings", "derivation")
#: What an answer repeats of the choices of its request: no table where nothing else stands alone.
ECHOED = ("method", "regime", "as_of", "well_id", "well_state")
TITLES = {
    "at": "At the depths asked",
    "rated": "As it is",
    "allowable": "By the design factors",
    "undescribed": "Annuli the document does not describe",
}


#: Shown in whole units, rounded down.
LIMITS = ("maasp_pa", "mawop_pa", "upper_trigger_pa")
#: What a name ends in: its unit, of one word or of two.
UNIT = re.compile(r"_(kg_m3|m3_s|m_s|pa_m|kg_m|delta_k|[a-z0-9]+)$")
PER_UNIT = re.compile(r"_per_(pa|k)$")
UNITS_PER = {"pa": "Pa", "k": "K"}
#: A value of a list of choices, as `least_state`.
CHOICE = re.compile(r"[a-z]+(_[a-z]+)+")


@dataclass(frozen=True)
class Cell:
    value: Any
    hint: str = ""

    @property
    def is_number(self) -> bool:
        return isinstance(self.value, int | float) and not isinstance(self.value, bool)

    @property
    def is_limit(self) -> bool:
        return self.hint in LIMITS

    @property
    def text(self) -> str:
        text = f"{self.value:.6g}" if isinstance(self.value, float) else str(self.value)
        return text.replace("_", " ") if CHOICE.fullmatch(text) else text


@dataclass(frozen=True)
class Table:
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """Each head, and whether numbers stand under it."""
        return [
            (head, any(row[index].is_number for row in self.rows)) for index, head in enumerate(self.heads)
        ]

    @property
    def aligned(self) -> list[list[tuple[Cell, bool]]]:
        """Each row, and whether its cells stand under numbers."""
        under = [is_number for _, is_number in self.columns]
        return [list(zip(row, under, strict=True)) for row in self.rows]


def tables_of(answer: dict[str, Any]) -> list[Table]:
    """Single values together, then a table a list; what is nested deeper stands in the JSON below."""
    facts = {key: value for key, value in answer.items() if key not in COMMON}
    single = [
        (k, v)
        for k, v in facts.items()
        if not isinstance(v, dict | list) and (v is not None or k not in ECHOED)
    ]
    objects = {key: [value] for key, value in facts.items() if isinstance(value, dict)}
    lists = {key: value for key, value in facts.items() if isinstance(value, list) and value}
    head = Table(
        "Answer" if any(key not in ECHOED for key, _ in single) else "As asked",
        ("What", "Value"),
        tuple((Cell(words(k)), _cell(k, v)) for k, v in single),
    )
    rest = [table for key, rows in (objects | lists).items() if (table := _table(key, rows))]
    return [*rest, head] if all(key in ECHOED for key, _ in single) else [head, *rest]


def _table(name: str, rows: list[Any]) -> Table | None:
    if not all(isinstance(row, dict) for row in rows):
        return Table(TITLES.get(name) or words(name), (words(name),), tuple((Cell(row),) for row in rows))
    flat = [_flat(row) for row in rows]
    heads = tuple(dict.fromkeys(key for row in flat for key in row))
    cells = tuple(tuple(_cell(head, row.get(head)) for head in heads) for row in flat)
    if not heads:
        return None
    return Table(TITLES.get(name) or words(name), tuple(words(head) for head in heads), cells)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """The single values of a row; what governs by its name."""
    governing = row.get("governing")
    told = {"governing": f"{governing['id']} {governing['element']}"} if governing else {}
    return {key: value for key, value in row.items() if not isinstance(value, dict | list)} | told


def _cell(name: str, value: Any) -> Cell:
    try:
        quantity_of(name)
    except ValueError:
        return Cell(value)
    return Cell(value, name if isinstance(value, int | float) else "")


def words(name: str) -> str:
    """A name as people read it; its unit is shown with the value.

    >>> words("below_gauge_tvd_m"), words("mawop_pa"), words("von_mises_pa")
    ('Below gauge TVD', 'MAWOP', 'Von Mises')
    >>> words("sound_speed_m_s"), words("expansion_per_k")
    ('Sound speed', 'Expansion [1/K]')
    """
    if name.endswith("_deg_30m"):
        return f"{words(name.removesuffix('_deg_30m'))} [°/30 m]"
    per = PER_UNIT.search(name)
    if per:
        name = name[: per.start()]
    else:
        try:
            quantity_of(name)
            name = UNIT.sub("", name)
        except ValueError:
            pass
    upper = {"tvd", "md", "maasp", "mawop", "id", "dls"}
    text = " ".join(word.upper() if word in upper else word for word in name.split("_"))
    text = text.replace("mises", "Mises")
    return text[:1].upper() + text[1:] + (f" [1/{UNITS_PER[per[1]]}]" if per else "")


def limit_of(
    chosen: Calculator, body: dict[str, Any], letter: str, system: str
) -> tuple[list[str], Derivation | None]:
    """Letters of an answer about limits and the derivation of one, the first where the letter is not among them."""
    if chosen.name not in KINDS:
        return [], None
    results = assess_of(body).results
    letters = [result.annulus for result in results]
    shown = next((result for result in results if result.annulus == letter), results[0] if results else None)
    return letters, derivation_of(shown, names_of(model_of(body)), system=system) if shown else None
