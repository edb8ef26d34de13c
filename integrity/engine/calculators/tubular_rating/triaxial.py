"""Triaxial stress of the calculator of pipe strength: only where the request states a load."""

from __future__ import annotations

from typing import NamedTuple

from integrity.engine.answer import pascals
from integrity.engine.calculators.base import Body, row
from integrity.engine.result import floor_to, whole_pa
from wells.engine.tubular import Triaxial, Wall, body_area_m2, triaxial

WHOLE_WALL = "triaxial on the nominal wall, without the tolerance of manufacture"


class Loaded(NamedTuple):
    """What a load adds to the answer; nothing without one."""

    answer: Body
    steps: list[Body]
    assumptions: list[str]


def loaded(body: Body, wall: Wall, yield_pa: float) -> Loaded:
    """Von Mises at both walls with bending, and the safety factor on the yield at temperature."""
    load = body.get("triaxial")
    if load is None:
        return Loaded({}, [], [])
    found = triaxial(
        od_m=body["od_m"],
        wall_m=wall.wall_m,
        yield_pa=yield_pa,
        internal_pa=load["internal_pressure_pa"],
        external_pa=load["external_pressure_pa"],
        axial_stress_pa=load["axial_force_n"] / body_area_m2(od_m=body["od_m"], wall_m=wall.wall_m),
        dls_deg_30m=load.get("dls_deg_30m") or 0.0,
    )
    return Loaded(
        {"triaxial": _answer(found), "triaxial_walls": _walls(found)},
        [_step(load, found, yield_pa)],
        [] if wall.is_measured else [WHOLE_WALL],
    )


def _answer(found: Triaxial) -> Body:
    factor = found.safety_factor
    return {
        "von_mises_pa": pascals(found.von_mises_pa),
        "where": found.where,
        "safety_factor": None if factor is None else round(floor_to(factor, 1e-6), 6),
        "axial_stress_pa": pascals(found.axial_stress_pa),
        "bending_stress_pa": pascals(found.bending_stress_pa),
    }


def _walls(found: Triaxial) -> list[Body]:
    walls = {"inner wall": found.inner, "outer wall": found.outer}
    return [
        {"where": where} | {name: pascals(value) for name, value in stress._asdict().items()}
        for where, stress in walls.items()
    ]


def _step(load: Body, found: Triaxial, yield_pa: float) -> Body:
    return {
        "id": "triaxial",
        "formula": "VME = sqrt(((s_h - s_r)^2 + (s_r - s_a)^2 + (s_a - s_h)^2) / 2); "
        "s_a = F_a / A +/- E * (D / 2) * kappa; SF = Y / VME",
        "substitution": [
            row(
                "p_i",
                "internal pressure",
                load["internal_pressure_pa"],
                "Pa",
                "triaxial/internal_pressure_pa",
            ),
            row(
                "p_o",
                "external pressure",
                load["external_pressure_pa"],
                "Pa",
                "triaxial/external_pressure_pa",
            ),
            row("F_a", "axial force, tension positive", load["axial_force_n"], "N", "triaxial/axial_force_n"),
            row("s_b", "bending stress", whole_pa(found.bending_stress_pa), "Pa", "triaxial/dls_deg_30m"),
            row("Y", "yield strength at temperature", whole_pa(yield_pa), "Pa", "derived"),
        ],
        "result_pa": pascals(found.von_mises_pa),
    }
