"""A row of a table of tubulars or equipment to the facts of a catalogue, judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from wells.engine.catalogue import (
    API,
    HIGH_COLLAPSE,
    SHEET,
    TABLE,
    UNVERIFIED,
    Fault,
    check,
    grade_of,
    wall_of,
)
from wells.engine.constants import PSI_PA
from wells.imports.names import slug

Facts = dict[str, Any]
INCH_M, LB_FT = 0.0254, 1.4881639435695537


@dataclass(frozen=True, slots=True)
class Judged:
    """The facts of a row, and what is wrong with it: rule, field, words, whether it refuses the row."""

    facts: Facts
    faults: tuple[Fault, ...] = ()
    refused: bool = field(default=False)


def tubular(values: Mapping[str, Any]) -> Judged:
    """A pipe: what is left out is derived where another column gives it, then all is held to the formulas."""
    facts: Facts = {"kind": "tubular", **_known(values)}
    faults = [*_sized(facts), *_graded(facts)]
    found = check(
        od_m=facts["od_m"],
        wall_m=facts.get("wall_m"),
        id_m=facts.get("id_m"),
        linear_mass_kg_m=facts.get("linear_mass_kg_m"),
        yield_pa=facts.get("yield_pa"),
        burst_pa=facts.get("burst_pa"),
        collapse_pa=facts.get("collapse_pa"),
        sheet=facts.get("sheet"),
    )
    faults += found.faults
    facts |= _known(
        {
            "name": pipe_name(facts),
            "standing": found.standing,
            "reason": found.reason or None,
            "reason_kind": found.faults[0].code if found.faults else None,
            "formula_burst_pa": found.formula.burst_pa,
            "formula_collapse_pa": found.formula.collapse_pa,
            "burst_deviation_fraction": found.burst_deviation_fraction,
            "collapse_deviation_fraction": found.collapse_deviation_fraction,
        }
    )
    facts["key"] = pipe_key(facts)
    return Judged(facts, tuple(faults), any(fault.refuses for fault in faults))


def equipment(values: Mapping[str, Any]) -> Judged:
    """A part: no formula proves its ratings, so that it stands by its data sheet or unverified."""
    told = dict(values)
    ratings = {name.partition(".")[2]: told.pop(name) for name in list(told) if name.startswith("ratings.")}
    kind = told.pop("kind")
    facts: Facts = {"kind": "equipment", "component_kind": kind, **_known(told)}
    facts |= {"ratings": ratings} if (ratings := _known(ratings)) else {}
    parts = [facts.get("manufacturer"), facts.get("model"), kind.replace("_", " ")]
    facts["name"] = " ".join(part for part in parts if part)
    facts["key"] = slug(facts["name"])
    faults: list[Fault] = []
    if not ratings:
        faults.append(Fault(code="rating-missing", field="ratings", words="No rating is stated."))
    elif not facts.get("sheet"):
        faults.append(Fault(code="sheet-missing", field="sheet", words="No data sheet states these ratings."))
    facts["standing"] = UNVERIFIED if faults else SHEET
    if faults:
        facts |= {"reason": faults[0].words, "reason_kind": faults[0].code}
    return Judged(facts, tuple(faults))


JUDGES: dict[str, Callable[[Mapping[str, Any]], Judged]] = {"tubulars": tubular, "equipment": equipment}


def _known(values: Mapping[str, Any]) -> Facts:
    return {name: value for name, value in values.items() if value is not None}


def _sized(facts: Facts) -> Iterator[Fault]:
    """Wall from ID, or from size and weight; ID from wall."""
    od, wall, inner, mass = (facts.get(name) for name in ("od_m", "wall_m", "id_m", "linear_mass_kg_m"))
    if wall is None and inner is not None and od is not None:
        facts["wall_m"], facts["wall_basis"] = round((od - inner) / 2, 9), "from the inside diameter"
    elif wall is None and mass is not None and od is not None:
        found = wall_of(od_m=od, linear_mass_kg_m=mass)
        if found is not None:
            facts["wall_m"], facts["wall_basis"] = round(found.wall_m, 9), found.basis
            if found.basis != TABLE:
                yield Fault(
                    code="wall-solved",
                    field="wall_m",
                    words="The wall is solved from the weight as if it were plain end.",
                )
    if inner is None and facts.get("wall_m") is not None and 2 * facts["wall_m"] < facts["od_m"]:
        facts["id_m"] = round(facts["od_m"] - 2 * facts["wall_m"], 9)


def _graded(facts: Facts) -> Iterator[Fault]:
    """The least yield that the name of an API grade promises; a stated one may not contradict it."""
    grade = grade_of(facts.get("grade"))
    if grade is None:
        return
    if grade.family == API:
        facts["grade"] = grade.name
    promised, stated = grade.yield_pa, facts.get("yield_pa")
    if promised is None:
        return
    if stated is None:
        facts["yield_pa"] = promised
    elif grade.family in (API, HIGH_COLLAPSE) and abs(stated - promised) > 0.01 * promised:
        words = (
            f"{grade.name} has a least yield of {promised / PSI_PA:,.0f} psi, not {stated / PSI_PA:,.0f} psi."
        )
        yield Fault(code="yield-of-grade", field="yield_pa", words=words, refuses=True)


def pipe_name(facts: Mapping[str, Any]) -> str:
    """A pipe in one line, as people search for it: 9.625 in 47 lb/ft P110 VAM TOP.

    >>> pipe_name({"od_m": 0.244475, "linear_mass_kg_m": 47 * LB_FT, "grade": "P110"})
    '9.625 in 47 lb/ft P110'
    """
    mass, wall = facts.get("linear_mass_kg_m"), facts.get("wall_m")
    size = f"{facts['od_m'] / INCH_M:.6g} in"
    weight = f"{mass / LB_FT:.5g} lb/ft" if mass else f"wall {wall / INCH_M:.4g} in" if wall else ""
    parts = [size, weight, facts.get("grade"), facts.get("connection")]
    return " ".join(part for part in parts if part)


def pipe_key(facts: Mapping[str, Any]) -> str:
    """What tells a pipe from every other of its catalogue; a stated wall does where the weight is the same."""
    wall = facts.get("wall_m")
    stated = f" w{wall / INCH_M:.3f}" if wall and not facts.get("wall_basis") else ""
    return pipe_name(facts).lower() + stated
