"""Burst and collapse of the calculator of pipe strength: by formula, with coupling and connection."""

from __future__ import annotations

from typing import NamedTuple

from integrity.engine.answer import pascals
from integrity.engine.calculators.base import Body, row
from integrity.engine.calculators.errors import Fault, InputFaults
from integrity.engine.calculators.tubular_rating.request import WEAR
from integrity.engine.calculators.tubular_rating.steel import Steel
from integrity.engine.result import whole_pa
from wells.engine.tubular import (
    FORMULAS,
    GREATEST_YIELD_PA,
    LEAST_YIELD_PA,
    Collapse,
    Wall,
    collapse,
    coupling_internal_yield_pa,
    internal_yield_pa,
)


class Weakest(NamedTuple):
    """The lowest of some ratings [Pa], and the steps that say which."""

    pressure_pa: float
    steps: list[Body]


class External(NamedTuple):
    """What a collapse rating allows outside with a pressure inside; nothing where no edition was chosen."""

    answer: Body
    steps: list[Body]


def collapse_of(od_m: float, wall_m: float, yield_pa: float) -> Collapse:
    """Collapse by formula. Raises InputFaults outside the range of the polynomials."""
    if not LEAST_YIELD_PA <= yield_pa <= GREATEST_YIELD_PA:
        detail = f"yield for collapse is {yield_pa / 1e6:.1f} MPa; the formula holds from 138 to 1241 MPa"
        raise InputFaults([Fault("/yield_pa", "range", detail)])
    return collapse(od_m=od_m, wall_m=wall_m, yield_pa=yield_pa)


def nominal(body: Body, yield_pa: float) -> Body:
    """Burst and collapse of the pipe as ordered: nominal wall, no temperature, no load."""
    strength = collapse_of(body["od_m"], body["wall_m"], yield_pa)
    burst_pa = internal_yield_pa(
        od_m=body["od_m"], wall_m=body["wall_m"], yield_pa=yield_pa, wall_factor=body["wall_factor"]
    )
    return {
        "burst_pa": pascals(burst_pa),
        "collapse_pa": pascals(strength.pressure_pa),
        "collapse_regime": strength.regime,
    }


def burst_step(body: Body, wall: Wall, burst_pa: float) -> Body:
    """The step of internal yield, with the wall and the tolerance it stands on."""
    source = next((name for name in WEAR if body.get(name) is not None), "wall_m")
    factor = source if wall.is_measured else "wall_factor"
    name = "wall factor, measured wall" if wall.is_measured else "wall factor"
    return {
        "id": "burst",
        "formula": "P = 2 * k * Y * t / D",
        "substitution": [
            row("k", name, wall.factor, "1", factor),
            row("t", wall.basis, wall.wall_m, "m", source),
            row("D", "outside diameter", body["od_m"], "m", "od_m"),
        ],
        "result_pa": pascals(burst_pa),
    }


def collapse_step(strength: Collapse) -> Body:
    """The step of collapse, with its regime and constants."""
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


def weakest_burst(body: Body, steel: Steel, body_pa: float) -> Weakest:
    """Burst of the pipe body, of its coupling where its sizes are given, and of its connection."""
    coupling = body.get("coupling")
    if coupling is None:
        return weaker(body, "burst", body_pa)
    yield_pa = coupling.get("yield_pa") or steel.stated_pa
    coupling_pa = coupling_internal_yield_pa(
        od_m=coupling["od_m"], root_m=coupling["root_m"], yield_pa=yield_pa * steel.factor
    )
    step = {
        "id": "coupling_burst",
        "formula": "P = Y * (W - d1) / W",
        "substitution": [
            row("W", "outside diameter of the coupling", coupling["od_m"], "m", "coupling/od_m"),
            row("d1", "diameter at the thread root", coupling["root_m"], "m", "coupling/root_m"),
            row(
                "Y",
                "yield of the coupling at temperature",
                whole_pa(yield_pa * steel.factor),
                "Pa",
                "derived",
            ),
        ],
        "result_pa": pascals(coupling_pa),
    }
    least = weaker(body, "burst", min(body_pa, coupling_pa))
    return Weakest(least.pressure_pa, [step, *least.steps])


def weaker(body: Body, way: str, body_pa: float) -> Weakest:
    """The rating with the connection where it is the weaker, and the step that says so."""
    stated = (body.get("connection") or {}).get(f"{way}_pa")
    if stated is None or stated >= body_pa:
        return Weakest(body_pa, [])
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
    return Weakest(stated, [step])


def external(body: Body, steel: Steel, strength: Collapse) -> External:
    """What the pipe body bears outside with the pressure inside, after the edition that was chosen."""
    method, inside_pa = steel.method, body.get("internal_pressure_pa") or 0
    if method is None:
        return External({}, [])
    share = method.internal_share(slenderness=strength.slenderness)
    outside_pa = method.external_pa(
        rating_pa=strength.pressure_pa, internal_pa=inside_pa, slenderness=strength.slenderness
    )
    answer = {
        "edition": method.standard,
        "is_differential": method.is_differential,
        "rating_pa": pascals(strength.pressure_pa),
        "external_pa": pascals(outside_pa),
    }
    step = {
        "id": "external",
        "formula": "p_o = P + p_i" if method.is_differential else "p_o = P + (1 - 2 / (D/t)) * p_i",
        "substitution": [
            row("P", "collapse of the pipe body", whole_pa(strength.pressure_pa), "Pa", "derived"),
            row("p_i", "internal pressure", inside_pa, "Pa", "internal_pressure_pa"),
            row("c", "share of the internal pressure that helps", round(share, 6), "1", "derived"),
        ],
        "result_pa": pascals(outside_pa),
    }
    return External({"external": answer}, [step])


def bare(body: Body) -> list[str]:
    """What is taken of a connection that has no rating."""
    connection = body.get("connection") or {}
    if body.get("coupling") and not connection:
        return ["coupling by its yield only: its resistance to leaking and to collapse is not computed"]
    if not connection:
        return ["pipe body only: no connection rating was given"]
    lacking = [way for way in ("burst", "collapse") if connection.get(f"{way}_pa") is None]
    return [f"no connection {way} rating: the pipe body is taken to govern" for way in lacking]


def allowable(body: Body, way: str, rated_pa: float) -> int | None:
    """The rating by its design factor; None without one."""
    factor = (body.get("design_factors") or {}).get(way)
    return None if factor is None else pascals(rated_pa / factor)


def missing(body: Body) -> list[Body]:
    """The design factors that are not given."""
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
