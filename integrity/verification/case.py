"""What a verified case is: what the source gives, what we give, and how far apart they may be."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

Case = dict[str, Any]
Value = float | str | bool
Ask = Callable[[str, dict[str, Any]], dict[str, Any]]
"""A door to the calculators: name and body in, answer out."""

GOLDEN = Path(__file__).resolve().parents[2] / "tests" / "golden"


class Check(NamedTuple):
    """One figure of a case. `allowed` None: the same to the letter."""

    quantity: str
    expected: Value
    allowed: float | None = None


@dataclass(frozen=True, kw_only=True)
class Topic:
    """Cases of one file that are computed the same way.

    `door` is the calculator that answers, or the function where none does. `not_computed` gives the reason
    for a case that we cannot compute (yet), None otherwise.
    """

    file: str
    title: str
    door: str
    expected: Callable[[Case], Iterable[Check]]
    compute: Callable[[Case, Ask], dict[str, Value]]
    asks: bool = True
    takes: Callable[[Case], bool] = field(default=lambda case: True)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A case with its figures: each check beside what was found. `reason`: why there is none."""

    case: Case
    file: str
    title: str
    door: str = ""
    found: tuple[tuple[Check, Value], ...] = ()
    reason: str = ""

    @property
    def holds(self) -> bool:
        return bool(self.found) and all(within(check, value) for check, value in self.found)


def within(check: Check, value: Value) -> bool:
    """Whether a value is what was expected."""
    if check.allowed is None or isinstance(value, str) or isinstance(check.expected, str):
        return value == check.expected
    return abs(value - check.expected) <= check.allowed


def read(file: str) -> list[Case]:
    """All cases of a golden file, those that may not be asserted as well."""
    cases: list[Case] = json.loads((GOLDEN / f"{file}.json").read_text(encoding="utf-8"))["cases"]
    return cases


def files() -> list[str]:
    """Every golden file there is."""
    return sorted(path.stem for path in GOLDEN.glob("*.json"))


def tolerance(case: Case, expected: float, rel: str = "rel", *absolute: str) -> float:
    """The case's own tolerance of a figure: the wider of relative and absolute."""
    stated = case["tolerance"]
    least = max((stated.get(name, 0.0) for name in absolute or ("abs", "abs_psi")), default=0.0)
    return float(max(least, stated.get(rel, 0.0) * abs(expected)))
