"""Yield of the calculator of pipe strength: of the grade, at temperature, under axial load, with the steps."""

from __future__ import annotations

from typing import NamedTuple

from integrity.engine.answer import pascals
from integrity.engine.calculators.base import Body, row
from integrity.engine.calculators.errors import Fault, InputFaults
from integrity.engine.result import whole_pa
from wells.engine.tubular import (
    AXIAL_METHODS,
    AxialMethod,
    body_area_m2,
    equivalent_yield_pa,
    grade_named,
    parse_grade,
    yield_factor_by_grade,
    yield_factor_linear,
)
from wells.engine.tubular.temperature import DEFAULT_ROW, TABLE_K, OutsideTable

LINEAR = "f_T = 1 - 0.00054 * (T - 298.15)"


class Steel(NamedTuple):
    """Yield stated, for burst and for collapse [Pa], the share that heat leaves, and the steps to them."""

    stated_pa: float
    factor: float
    burst_pa: float
    collapse_pa: float
    method: AxialMethod | None
    steps: list[Body]
    assumptions: list[str]


def steel_of(body: Body, wall_m: float) -> Steel:
    """Yield after temperature, then after axial load for collapse."""
    stated_pa, assumptions = _stated(body)
    factor, steps = _heated(body, stated_pa)
    left_pa = stated_pa if factor == 1 and not steps else stated_pa * factor
    method = AXIAL_METHODS.get(body.get("axial_collapse") or "")
    if method is None:
        assumptions.append("no axial load, no internal pressure")
        return Steel(stated_pa, factor, left_pa, left_pa, None, steps, assumptions)
    reduced_pa, step = _loaded(body, method, left_pa, wall_m)
    assumptions.append(method.load_words)
    return Steel(stated_pa, factor, left_pa, reduced_pa, method, [*steps, step], assumptions)


def _stated(body: Body) -> tuple[float, list[str]]:
    """The yield the request states, or that of its grade; what was taken, and what does not fit."""
    stated_pa, spelling = body.get("yield_pa"), body.get("grade")
    grade = grade_named(spelling) if spelling else None
    if stated_pa is None:
        if grade is None:
            raise InputFaults([Fault("/yield_pa", "required", "yield_pa is needed, or a grade of API 5CT")])
        told = f"yield strength of grade {grade.name} in API 5CT, {grade.yield_pa / 1e6:.1f} MPa: none was stated"
        return grade.yield_pa, [told]
    if grade is not None and not 0.995 * grade.yield_pa <= stated_pa <= 1.005 * grade.greatest_yield_pa:
        bounds = f"{grade.yield_pa / 1e6:.1f} to {grade.greatest_yield_pa / 1e6:.1f} MPa"
        return stated_pa, [f"the stated yield is outside the {bounds} of grade {grade.name} in API 5CT"]
    if spelling and not parse_grade(spelling).is_api:
        return stated_pa, [f"grade {spelling} is not of the API: the formulas on the stated yield"]
    return stated_pa, []


def _heated(body: Body, yield_pa: float) -> tuple[float, list[Body]]:
    derating, temperature_k = body.get("temperature_derating"), body.get("temperature_k")
    if derating not in ("linear", "by_grade") or temperature_k is None:
        return 1.0, []
    formula, factor = LINEAR, yield_factor_linear(temperature_k=temperature_k)
    if derating == "by_grade":
        factor, formula = _by_grade(body["grade"], temperature_k)
    if factor <= 0:
        detail = f"nothing is left of the yield at {temperature_k:g} K"
        raise InputFaults([Fault("/temperature_k", "range", detail)])
    step = {
        "id": "yield",
        "formula": f"Y = Y_p * f_T; {formula}",
        "substitution": [
            row(
                "Y_p",
                "yield strength",
                yield_pa,
                "Pa",
                "grade" if body.get("yield_pa") is None else "yield_pa",
            ),
            row("T", "temperature", temperature_k, "K", "temperature_k"),
            row("f_T", "yield factor", round(factor, 6), "1", "derived"),
        ],
        "result_pa": pascals(yield_pa * factor),
    }
    return factor, [step]


def _by_grade(grade: str, temperature_k: float) -> tuple[float, str]:
    try:
        found = yield_factor_by_grade(grade=grade, temperature_k=temperature_k)
    except OutsideTable as gap:
        pointer = "/temperature_k" if temperature_k > TABLE_K[-1] else "/grade"
        raise InputFaults([Fault(pointer, "range", str(gap))]) from gap
    if found.row == DEFAULT_ROW:
        return found.factor, f"{LINEAR}, the default row of the table by grade"
    return found.factor, f"f_T from row {found.row} of the table by grade, linear between its columns"


def _loaded(body: Body, method: AxialMethod, yield_pa: float, wall_m: float) -> tuple[float, Body]:
    inside_pa = body.get("internal_pressure_pa") or 0.0
    axial_pa = body["axial_force_n"] / body_area_m2(od_m=body["od_m"], wall_m=wall_m)
    stress_pa = method.stress_pa(axial_stress_pa=axial_pa, internal_pa=inside_pa)
    reduced_pa = equivalent_yield_pa(yield_pa=yield_pa, stress_pa=stress_pa)
    if reduced_pa is None:
        detail = "the axial load is at or above the yield of the pipe"
        raise InputFaults([Fault("/axial_force_n", "yield", detail)])
    step = {
        "id": "axial",
        "formula": f"Y' = Y * (sqrt(1 - 0.75 * (s / Y)^2) - 0.5 * s / Y); s = {method.stress_words}, no credit for s < 0",
        "substitution": [
            row("F_a", "axial force, tension positive", body["axial_force_n"], "N", "axial_force_n"),
            row("p_i", "internal pressure", inside_pa or 0, "Pa", "internal_pressure_pa"),
            row("s", "stress that lowers the yield", whole_pa(stress_pa), "Pa", "derived"),
        ],
        "result_pa": pascals(reduced_pa),
    }
    return reduced_pa, step
