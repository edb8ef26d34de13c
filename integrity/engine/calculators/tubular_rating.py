"""The calculator of pipe strength: nominal, as it is, and allowable."""

from __future__ import annotations

from typing import NamedTuple

from integrity.engine.answer import pascals
from integrity.engine.calculators.base import Body, Calculator, choice, header, number, row, shape
from integrity.engine.calculators.errors import Fault, InputFaults
from integrity.engine.result import whole_pa
from wells.engine.tubular import (
    GREATEST_YIELD_PA,
    LEAST_YIELD_PA,
    Collapse,
    body_area_m2,
    body_yield_n,
    collapse,
    equivalent_yield_pa,
    internal_yield_pa,
    yield_factor_linear,
)

METHOD = "api-tr-5c3:2018"
FORMULAS = {
    "yield": "yield: P = 2 * Y * (x - 1) / x^2; x = D / t",
    "plastic": "plastic: P = Y * (A / x - B) - C; x = D / t, Y and C in psi",
    "transition": "transition: P = Y * (F / x - G); x = D / t",
    "elastic": "elastic: P = 46.95e6 psi / (x * (x - 1)^2); x = D / t",
}
DIFFERENTIAL = "collapse is a differential: the internal pressure comes on top of it"
EQUIVALENT = "collapse is to be compared with p_o - (1 - 2 / (D/t)) * p_i"


class Yield(NamedTuple):
    """Yield for burst and for collapse [Pa], the steps that lead to them, and what was taken."""

    burst_pa: float
    collapse_pa: float
    steps: list[Body]
    assumptions: list[str]


def tubular_rating(body: Body) -> Body:
    """Internal yield, collapse and body yield of a pipe: by formula, with its connection, by design factor."""
    _require_pairs(body)
    od_m, measured_m = body["od_m"], body.get("min_remaining_wall_m")
    wall_m = body["wall_m"] if measured_m is None else measured_m
    wall_factor = body["wall_factor"] if measured_m is None else 1.0
    steel = _yield(body, od_m, wall_m)
    burst_pa = internal_yield_pa(od_m=od_m, wall_m=wall_m, yield_pa=steel.burst_pa, wall_factor=wall_factor)
    strength = _collapse(od_m, wall_m, steel.collapse_pa)
    rated_burst_pa, burst_steps = _weaker(body, "burst", burst_pa)
    rated_collapse_pa, collapse_steps = _weaker(body, "collapse", strength.pressure_pa)
    return {
        **header("tubular-rating", body, method=body["method"]),
        "nominal": _nominal(body),
        "rated": {
            "burst_pa": pascals(rated_burst_pa),
            "collapse_pa": pascals(rated_collapse_pa),
            "collapse_regime": strength.regime,
            "body_yield_n": whole_pa(body_yield_n(od_m=od_m, wall_m=wall_m, yield_pa=steel.burst_pa)),
        },
        "allowable": {
            "burst_pa": _allowable(body, "burst", rated_burst_pa),
            "collapse_pa": _allowable(body, "collapse", rated_collapse_pa),
        },
        "derivation": [
            *steel.steps,
            _burst_step(body, wall_m, wall_factor, burst_pa),
            _collapse_step(strength),
            *burst_steps,
            *collapse_steps,
        ],
        "assumptions": [*steel.assumptions, *_bare(body)],
        "missing": _missing(body),
    }


def _require_pairs(body: Body) -> None:
    """Inputs that mean nothing without each other, and walls that no pipe has."""
    faults = []
    for name, partner in (("temperature_k", "temperature_derating"), ("axial_force_n", "axial_collapse")):
        chosen = body.get(partner) not in (None, "none")
        if chosen and body.get(name) is None:
            faults.append(Fault(f"/{name}", "required", f"{name} is needed with {partner}"))
        if body.get(name) is not None and body.get(partner) is None:
            faults.append(Fault(f"/{partner}", "required", f"{partner} is needed with {name}"))
    for name in ("wall_m", "min_remaining_wall_m"):
        if body.get(name) is not None and 2 * body[name] >= body["od_m"]:
            faults.append(Fault(f"/{name}", "wall", "the wall is not less than half the outside diameter"))
    if faults:
        raise InputFaults(faults)


def _yield(body: Body, od_m: float, wall_m: float) -> Yield:
    """Yield after temperature, then after axial load for collapse."""
    yield_pa = left_pa = body["yield_pa"]
    steps, assumptions = [], []
    if body.get("temperature_derating") == "linear":
        factor = yield_factor_linear(temperature_k=body["temperature_k"])
        left_pa = yield_pa * factor
        steps.append(_temperature_step(body, factor, left_pa))
    method = body.get("axial_collapse")
    if method in (None, "none"):
        return Yield(left_pa, left_pa, steps, ["no axial load, no internal pressure"])
    inside_pa = body.get("internal_pressure_pa") or 0.0
    stress_pa = body["axial_force_n"] / body_area_m2(od_m=od_m, wall_m=wall_m)
    total_pa = stress_pa + (inside_pa if method == "tr-5c3-2018" else 0.0)
    reduced_pa = equivalent_yield_pa(yield_pa=left_pa, stress_pa=total_pa) if left_pa > 0 else None
    if reduced_pa is None:
        raise InputFaults(
            [Fault("/axial_force_n", "yield", "the axial load is at or above the yield of the pipe")]
        )
    steps.append(_axial_step(body, total_pa, reduced_pa, method))
    assumptions.append(DIFFERENTIAL if method == "tr-5c3-2018" else EQUIVALENT)
    return Yield(left_pa, reduced_pa, steps, assumptions)


def _temperature_step(body: Body, factor: float, left_pa: float) -> Body:
    return {
        "id": "yield",
        "formula": "Y = Y_p * f_T; f_T = 1 - 0.00054 * (T - 298.15)",
        "substitution": [
            row("Y_p", "yield strength", body["yield_pa"], "Pa", "yield_pa"),
            row("T", "temperature", body["temperature_k"], "K", "temperature_k"),
            row("f_T", "yield factor", round(factor, 6), "1", "derived"),
        ],
        "result_pa": pascals(left_pa),
    }


def _axial_step(body: Body, stress_pa: float, reduced_pa: float, method: str) -> Body:
    stress = "sigma_a + p_i" if method == "tr-5c3-2018" else "sigma_a"
    return {
        "id": "axial",
        "formula": f"Y' = Y * (sqrt(1 - 0.75 * (s / Y)^2) - 0.5 * s / Y); s = {stress}, no credit for s < 0",
        "substitution": [
            row("F_a", "axial force, tension positive", body["axial_force_n"], "N", "axial_force_n"),
            row(
                "p_i",
                "internal pressure",
                body.get("internal_pressure_pa") or 0,
                "Pa",
                "internal_pressure_pa",
            ),
            row("s", "stress that lowers the yield", whole_pa(stress_pa), "Pa", "derived"),
        ],
        "result_pa": pascals(reduced_pa),
    }


def _collapse(od_m: float, wall_m: float, yield_pa: float) -> Collapse:
    if not LEAST_YIELD_PA <= yield_pa <= GREATEST_YIELD_PA:
        detail = f"yield for collapse is {yield_pa / 1e6:.1f} MPa; the formula holds from 138 to 1241 MPa"
        raise InputFaults([Fault("/yield_pa", "range", detail)])
    return collapse(od_m=od_m, wall_m=wall_m, yield_pa=yield_pa)


def _nominal(body: Body) -> Body:
    strength = _collapse(body["od_m"], body["wall_m"], body["yield_pa"])
    burst_pa = internal_yield_pa(
        od_m=body["od_m"], wall_m=body["wall_m"], yield_pa=body["yield_pa"], wall_factor=body["wall_factor"]
    )
    return {
        "burst_pa": pascals(burst_pa),
        "collapse_pa": pascals(strength.pressure_pa),
        "collapse_regime": strength.regime,
    }


def _burst_step(body: Body, wall_m: float, wall_factor: float, burst_pa: float) -> Body:
    measured = body.get("min_remaining_wall_m") is not None
    wall = "min_remaining_wall_m" if measured else "wall_m"
    factor = wall if measured else "wall_factor"
    return {
        "id": "burst",
        "formula": "P = 2 * k * Y * t / D",
        "substitution": [
            row("k", "wall factor, measured wall" if measured else "wall factor", wall_factor, "1", factor),
            row("t", "least remaining wall" if measured else "nominal wall", wall_m, "m", wall),
            row("D", "outside diameter", body["od_m"], "m", "od_m"),
        ],
        "result_pa": pascals(burst_pa),
    }


def _collapse_step(strength: Collapse) -> Body:
    c = strength.coefficients
    shown = {"A": c.a, "B": c.b, "C_psi": c.c_psi, "F": c.f, "G": c.g}
    shown |= {
        "x_yield_plastic": c.yield_plastic,
        "x_plastic_transition": c.plastic_transition,
        "x_transition_elastic": c.transition_elastic,
    }
    rows = [row("x", "D/t", round(strength.slenderness, 4), "1", "derived")]
    rows += [
        row(symbol, "collapse coefficient", round(value, 6), "psi" if symbol == "C_psi" else "1", "derived")
        for symbol, value in shown.items()
    ]
    return {
        "id": "collapse",
        "formula": FORMULAS[strength.regime],
        "substitution": rows,
        "result_pa": pascals(strength.pressure_pa),
    }


def _weaker(body: Body, way: str, body_pa: float) -> tuple[float, list[Body]]:
    """The rating with the connection where it is the weaker, and the step that says so."""
    stated = (body.get("connection") or {}).get(f"{way}_pa")
    if stated is None or stated >= body_pa:
        return body_pa, []
    step = {
        "id": f"connection_{way}",
        "formula": "P = min(P_body, P_conn)",
        "substitution": [
            row("P_body", f"pipe body {way}", whole_pa(body_pa), "Pa", "derived"),
            row(
                "P_conn", f"connection {way} rating, governs", whole_pa(stated), "Pa", f"connection/{way}_pa"
            ),
        ],
        "result_pa": pascals(stated),
    }
    return stated, [step]


def _bare(body: Body) -> list[str]:
    connection = body.get("connection") or {}
    if not connection:
        return ["pipe body only: no connection rating was given"]
    lacking = [way for way in ("burst", "collapse") if connection.get(f"{way}_pa") is None]
    return [f"no connection {way} rating: the pipe body is taken to govern" for way in lacking]


def _allowable(body: Body, way: str, rated_pa: float) -> int | None:
    factor = (body.get("design_factors") or {}).get(way)
    return None if factor is None else pascals(rated_pa / factor)


def _missing(body: Body) -> list[Body]:
    factors = body.get("design_factors") or {}
    return [
        {
            "candidate": None,
            "element": "pipe",
            "path": f"design_factors/{way}",
            "what": f"design factor {way}",
        }
        for way in ("burst", "collapse")
        if factors.get(way) is None
    ]


TUBULAR_RATING = Calculator(
    name="tubular-rating",
    title="Strength of casing, liner and tubing",
    summary="Internal yield and four-regime collapse with wear, temperature, axial load and connection.",
    schema=shape(
        ["method", "od_m", "wall_m", "yield_pa", "wall_factor"],
        method=choice("Standard and edition.", METHOD),
        od_m=number("Outside diameter", "m", exclusiveMinimum=0),
        wall_m=number("Nominal wall", "m", exclusiveMinimum=0),
        yield_pa=number("Specified minimum yield strength", "Pa", exclusiveMinimum=0),
        wall_factor=number("Manufacturing tolerance on the nominal wall", "1", exclusiveMinimum=0, maximum=1),
        min_remaining_wall_m=number("Least measured wall", "m", exclusiveMinimum=0),
        temperature_k=number("Temperature of the steel", "K", exclusiveMinimum=0),
        temperature_derating=choice("How yield falls with temperature.", "none", "linear"),
        axial_force_n=number("Axial force, tension positive", "N"),
        internal_pressure_pa=number("Internal pressure, gauge", "Pa", minimum=0),
        axial_collapse=choice("How axial load acts on collapse.", "none", "api-5c3-biaxial", "tr-5c3-2018"),
        connection=shape(
            [],
            name={"type": "string", "description": "Connection."},
            burst_pa=number("Internal pressure rating", "Pa", exclusiveMinimum=0),
            collapse_pa=number("External pressure rating", "Pa", exclusiveMinimum=0),
        ),
        design_factors=shape(
            [],
            burst=number("Design factor", "1", exclusiveMinimum=0),
            collapse=number("Design factor", "1", exclusiveMinimum=0),
        ),
    ),
    example={
        "method": METHOD,
        "od_m": 0.244475,
        "wall_m": 0.011989,
        "yield_pa": 551600000,
        "wall_factor": 0.875,
        "min_remaining_wall_m": 0.0102,
        "temperature_k": 373.15,
        "temperature_derating": "linear",
        "design_factors": {"burst": 1.1, "collapse": 1.0},
    },
    compute=tubular_rating,
)
