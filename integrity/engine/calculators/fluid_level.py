"""The calculator of a liquid level in an annulus, from an echo."""

from __future__ import annotations

from typing import Any, NamedTuple

from integrity.engine.calculators.base import (
    Body,
    Calculator,
    choice,
    header,
    missing,
    number,
    row,
    shape,
)
from integrity.engine.calculators.errors import Fault, InputFaults
from integrity.engine.calculators.plausible import misfits
from integrity.engine.result import metres, whole_pa
from wells.engine.constants import AIR_MOLAR_MASS_KG_MOL, GAS_CONSTANT_J_MOL_K, STANDARD_ATMOSPHERE_PA
from wells.engine.gas import DAK, METHODS, sound_speed_m_s, z_factor
from wells.engine.hydrostatics import level_by_collars_md_m, level_by_time_md_m

TIME, COLLARS = "travel-time", "collars"
GAS = ("gas_specific_gravity", "mean_temperature_k", "mean_pressure_pa", "heat_capacity_ratio")


class Speed(NamedTuple):
    """Speed of sound in the gas [m/s] with its step; None where Z has no answer, and why."""

    value_m_s: float | None
    step: Body
    assumptions: list[str]
    reason: str | None = None


class Way(NamedTuple):
    """One way to the level: its depth [m] or None, the steps, what was assumed and what is missing."""

    method: str
    level_m: float | None
    steps: list[Body]
    assumptions: list[str]
    missing: list[Body]


def fluid_level(body: Body) -> Body:
    """Measured depth of the level by each way that was given, and what it would set in the document."""
    _require_ways(body)
    asked = ((_by_time, "travel_time_s"), (_by_collars, "collars"))
    ways = [find(body) for find, name in asked if body.get(name) is not None]
    levels_m = [way.level_m for way in ways if way.level_m is not None]
    return {
        **header("fluid-level", body, method=" and ".join(way.method for way in ways)),
        **_summary(levels_m),
        "levels": [{"method": way.method, "level_md_m": metres(way.level_m)} for way in ways],
        "sets": _sets(body, levels_m),
        "derivation": [step for way in ways for step in way.steps],
        "assumptions": [told for way in ways for told in way.assumptions],
        "missing": [lack for way in ways for lack in way.missing],
    }


def _by_time(body: Body) -> Way:
    speed = _speed(body)
    if speed.value_m_s is None:
        lacking = [missing("sound_speed_m_s", f"no speed of sound: {speed.reason}")]
        return Way(TIME, None, [speed.step], speed.assumptions, lacking)
    level_m = level_by_time_md_m(
        gun_md_m=body["gun_md_m"], travel_time_s=body["travel_time_s"], sound_speed_m_s=speed.value_m_s
    )
    steps = [speed.step, _time_step(body, speed.value_m_s, level_m)]
    return Way(TIME, level_m, steps, speed.assumptions, [])


def _by_collars(body: Body) -> Way:
    level_m = level_by_collars_md_m(
        gun_md_m=body["gun_md_m"],
        collars=body["collars"],
        average_joint_length_m=body["average_joint_length_m"],
    )
    return Way(COLLARS, level_m, [_collar_step(body, level_m)], [], [])


def _require_ways(body: Body) -> None:
    faults = list(misfits(body))
    by_time, by_collars = body.get("travel_time_s") is not None, body.get("collars") is not None
    if not by_time and not by_collars:
        detail = "a travel time or a count of collars is needed"
        faults.append(Fault("/travel_time_s", "required", detail))
    if by_collars and body.get("average_joint_length_m") is None:
        detail = "average_joint_length_m is needed with collars"
        faults.append(Fault("/average_joint_length_m", "required", detail))
    if by_time:
        faults += _speed_faults(body)
    if faults:
        raise InputFaults(faults)


def _speed_faults(body: Body) -> list[Fault]:
    gas: Body = body.get("gas") or {}
    if body.get("sound_speed_m_s") is not None:
        detail = "state the speed of sound or the gas, not both"
        return [Fault("/gas", "both", detail)] if gas else []
    if not gas:
        detail = "the speed of sound is needed, or the gas from which it is computed"
        return [Fault("/sound_speed_m_s", "required", detail)]
    return []


def _speed(body: Body) -> Speed:
    stated = body.get("sound_speed_m_s")
    if stated is not None:
        rows = [row("c", "speed of sound, stated", stated, "m/s", "sound_speed_m_s")]
        return Speed(stated, {"id": "sound", "formula": "c", "substitution": rows, "result_m_s": stated}, [])
    gas: Body = body["gas"]
    method = gas.get("z_method") or DAK
    found = z_factor(
        pressure_pa_abs=gas["mean_pressure_pa"] + STANDARD_ATMOSPHERE_PA,
        temperature_k=gas["mean_temperature_k"],
        gas_specific_gravity=gas["gas_specific_gravity"],
        method=method,
    )
    speed_m_s = None
    if found.z is not None:
        speed_m_s = sound_speed_m_s(
            temperature_k=gas["mean_temperature_k"],
            gas_specific_gravity=gas["gas_specific_gravity"],
            z=found.z,
            heat_capacity_ratio=gas["heat_capacity_ratio"],
        )
    told = ["the speed of sound takes Z as constant: good to a few percent"]
    told.append("no correction for carbon dioxide, nitrogen or hydrogen sulphide")
    told += [found.note] if found.note else []
    return Speed(speed_m_s, _sound_step(gas, method, found.z, speed_m_s), told, found.reason)


def _sound_step(gas: Body, method: str, z: float | None, speed_m_s: float | None) -> Body:
    pressure_pa_abs = whole_pa(gas["mean_pressure_pa"] + STANDARD_ATMOSPHERE_PA)
    molar_mass = round(gas["gas_specific_gravity"] * AIR_MOLAR_MASS_KG_MOL, 10)
    return {
        "id": "sound",
        "formula": "c = sqrt(k Z R T / M)",
        "substitution": [
            row("k", "ratio of heat capacities", gas["heat_capacity_ratio"], "1", "gas/heat_capacity_ratio"),
            row("p_m", "mean pressure, absolute", pressure_pa_abs, "Pa", "gas/mean_pressure_pa"),
            row("Z", "compressibility factor", "not known" if z is None else round(z, 6), "1", method),
            row("R", "gas constant", GAS_CONSTANT_J_MOL_K, "J/(mol K)", "constant"),
            row("T", "mean temperature", gas["mean_temperature_k"], "K", "gas/mean_temperature_k"),
            row("M", "molar mass", molar_mass, "kg/mol", "gas/gas_specific_gravity"),
        ],
        "result_m_s": None if speed_m_s is None else round(speed_m_s, 3),
    }


def _time_step(body: Body, speed_m_s: float, level_m: float) -> Body:
    return {
        "id": TIME,
        "formula": "MD = MD_gun + c t / 2",
        "substitution": [
            row("MD_gun", "where the sound is made", body["gun_md_m"], "m", "gun_md_m"),
            row("c", "speed of sound", round(speed_m_s, 3), "m/s", "derived"),
            row("t", "time down and back", body["travel_time_s"], "s", "travel_time_s"),
        ],
        "result_md_m": metres(level_m),
    }


def _collar_step(body: Body, level_m: float) -> Body:
    length = body["average_joint_length_m"]
    return {
        "id": COLLARS,
        "formula": "MD = MD_gun + n L",
        "substitution": [
            row("MD_gun", "where the sound is made", body["gun_md_m"], "m", "gun_md_m"),
            row("n", "collars above the level", body["collars"], "1", "collars"),
            row("L", "average length of a joint", length, "m", "average_joint_length_m"),
        ],
        "result_md_m": metres(level_m),
    }


def _summary(levels_m: list[float]) -> Body:
    """One level where one way was given; two are shown with their difference and none is preferred."""
    low, high = (min(levels_m), max(levels_m)) if levels_m else (None, None)
    apart = high - low if low is not None and high is not None and len(levels_m) > 1 else None
    return {
        "shallowest_md_m": metres(low),
        "deepest_md_m": metres(high),
        "disagreement_m": metres(apart),
        "relative_disagreement": None if apart is None or not high else round(apart / high, 4),
    }


def _sets(body: Body, levels_m: list[float]) -> list[Body]:
    """The place in the document of the layer that begins at the level."""
    if not levels_m:
        return []
    path = f"annuli/{body['annulus']}/layers/{body.get('layer', 1)}/top_md_m"
    if len(levels_m) == 1:
        return [{"path": path, "md_m": metres(levels_m[0]), "note": "top of the liquid"}]
    return [
        {"path": path, "md_m": metres(min(levels_m)), "note": "for the limit of this annulus: more liquid"},
        {"path": path, "md_m": metres(max(levels_m)), "note": "where it backs up another: less liquid"},
    ]


LAYER: dict[str, Any] = {
    "type": "integer",
    "minimum": 0,
    "description": "Which layer of the annulus begins at the level, from 0; absent: 1, under one of gas.",
    "x-unit": "1",
}
FLUID_LEVEL = Calculator(
    name="fluid-level",
    title="Liquid level from an echo",
    summary="Measured depth of the liquid in an annulus from the time of an echo, from collars, or from both.",
    schema=shape(
        ["annulus", "gun_md_m"],
        annulus={"type": "string", "pattern": "^[A-P]$", "description": "Annulus letter."},
        layer=LAYER,
        gun_md_m=number("Where the sound is made and heard, MD below RKB", "m", minimum=0),
        travel_time_s=number("Time of the sound down and back", "s", exclusiveMinimum=0),
        sound_speed_m_s=number("Mean speed of sound in the gas", "m/s", exclusiveMinimum=0),
        gas=shape(
            list(GAS),
            gas_specific_gravity=number("Specific gravity, air = 1", "1", exclusiveMinimum=0),
            mean_temperature_k=number("Mean temperature above the level", "K", exclusiveMinimum=0),
            mean_pressure_pa=number("Mean pressure above the level, gauge", "Pa", exclusiveMinimum=-101_325),
            heat_capacity_ratio=number("Ratio of heat capacities", "1", exclusiveMinimum=1, maximum=2),
            z_method=choice(f"How Z is computed; absent: {DAK}.", *METHODS),
        ),
        collars=number("Collars counted above the level, parts of a joint estimated", "1", minimum=0),
        average_joint_length_m=number("Average length of a joint", "m", exclusiveMinimum=0),
    ),
    example={
        "annulus": "A",
        "gun_md_m": 8.2,
        "travel_time_s": 4.31,
        "gas": {
            "gas_specific_gravity": 0.7,
            "mean_temperature_k": 318,
            "mean_pressure_pa": 3200000,
            "heat_capacity_ratio": 1.28,
        },
        "collars": 89.5,
        "average_joint_length_m": 9.42,
    },
    compute=fluid_level,
    references=("R14", "R13"),
)
