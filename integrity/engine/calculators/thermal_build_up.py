"""The calculator of the pressure rise of a trapped annulus that warms: an estimate with its upper bound."""

from __future__ import annotations

from typing import NamedTuple

from integrity.engine.answer import pascals
from integrity.engine.calculators.base import Body, Calculator, choice, header, number, row, shape
from integrity.engine.calculators.errors import Fault, InputFaults
from integrity.engine.calculators.plausible import misfits
from integrity.engine.result import whole_pa
from wells.engine.constants import STANDARD_ATMOSPHERE_PA
from wells.engine.hydrostatics import BRINES, Trapped, build_up_pa, greatest_cold_pressure_pa
from wells.engine.hydrostatics.compliance import METHODS as ELASTICITY
from wells.engine.hydrostatics.compliance import Pipe, Steel, compliance_per_pa
from wells.engine.hydrostatics.thermal import (
    ISOTHERMAL,
    POLYTROPIC,
    WARMING,
    GasCap,
    isothermal_cap,
    polytropic_cap,
    rigid_rise_pa,
    warming_cap,
)

METHOD = "mean-coefficients"
FULL = "dp = (alpha dT - dV_ann/V + dV_leak/V) / kappa; dV_ann/V = C dp"
CAPPED = (
    "(1 - f)(1 + alpha dT - kappa dp) + f (P0/P)^(1/n) T1/T0 + dV_leak/V = 1 + C dp; P = P0 + dp, absolute"
)
ESTIMATE = "an estimate: mean coefficients, one mean temperature, steel that does not grow with heat"
NEEDED = {ISOTHERMAL: None, POLYTROPIC: "polytropic_exponent", WARMING: "cold_temperature_k"}


class Fluid(NamedTuple):
    """Mean expansion [1/K] and compressibility [1/Pa], and where they come from."""

    expansion_per_k: float
    compressibility_per_pa: float
    source: str
    assumptions: list[str]


def thermal_build_up(body: Body) -> Body:
    """Pressure rise by heat, its rigid upper bound, and the cold pressure that leaves room for it."""
    _require_parts(body)
    fluid, compliance = _fluid(body), _compliance(body)
    trapped = Trapped(
        expansion_per_k=fluid.expansion_per_k,
        compressibility_per_pa=fluid.compressibility_per_pa,
        temperature_rise_k=body["temperature_delta_k"],
        compliance_per_pa=compliance,
        inflow_fraction=body.get("inflow_fraction") or 0.0,
        gas_cap=_gas_cap(body),
    )
    cold_pa = body.get("cold_pressure_pa") or 0.0
    rise_pa, rigid_pa = build_up_pa(trapped, cold_pressure_pa=cold_pa), rigid_rise_pa(trapped)
    return {
        **header("thermal-build-up", body, method=METHOD),
        "build_up_pa": pascals(rise_pa),
        "rigid_build_up_pa": pascals(rigid_pa),
        "hot_pressure_pa": None if body.get("cold_pressure_pa") is None else pascals(cold_pa + rise_pa),
        "fluid": {
            "expansion_per_k": fluid.expansion_per_k,
            "compressibility_per_pa": fluid.compressibility_per_pa,
        },
        "compliance_per_pa": float(f"{compliance:.9g}"),
        "window": _window(body, trapped, rigid_pa),
        "derivation": [
            _rigid_step(body, fluid, rigid_pa),
            *_compliance_steps(body, compliance),
            _rise_step(body, fluid, trapped, compliance, rise_pa),
        ],
        "assumptions": [ESTIMATE, *fluid.assumptions, *_assumptions(body), *_beyond(rise_pa, rigid_pa)],
        "missing": [],
    }


def _require_parts(body: Body) -> None:
    faults = list(misfits(body))
    given = [name for name in ("expansion_per_k", "compressibility_per_pa") if body.get(name) is not None]
    if body.get("brine") is None:
        faults += [
            Fault(f"/{name}", "required", f"{name} is needed, or a brine of the table")
            for name in ("expansion_per_k", "compressibility_per_pa")
            if name not in given
        ]
    elif given:
        faults.append(Fault(f"/{given[0]}", "both", "state a brine or its coefficients, not both"))
    if body.get("compliance_per_pa") is not None and body.get("pipes") is not None:
        faults.append(Fault("/pipes", "both", "state the compliance or the pipes, not both"))
    if faults := faults + _cap_faults(body) + _pipe_faults(body.get("pipes") or {}):
        raise InputFaults(faults)


def _cap_faults(body: Body) -> list[Fault]:
    cap = body.get("gas_cap")
    if cap is None:
        return []
    faults = []
    needed = NEEDED[cap["process"]]
    if needed and cap.get(needed) is None:
        faults.append(Fault(f"/gas_cap/{needed}", "required", f"{needed} is needed for {cap['process']}"))
    if body.get("cold_pressure_pa") is None:
        faults.append(Fault("/cold_pressure_pa", "required", "cold_pressure_pa is needed with a gas cap"))
    cold_k = cap.get("cold_temperature_k")
    if cold_k is not None and cold_k + body["temperature_delta_k"] <= 0:
        faults.append(Fault("/temperature_delta_k", "minimum", "the gas would be colder than absolute zero"))
    return faults


def _pipe_faults(pipes: Body) -> list[Fault]:
    if not pipes:
        return []
    faults = [
        Fault(f"/pipes/{name}_wall_m", "wall", "the wall is not less than half the outside diameter")
        for name in ("outer", "inner")
        if 2 * pipes[f"{name}_wall_m"] >= pipes[f"{name}_od_m"]
    ]
    if pipes["inner_od_m"] >= pipes["outer_od_m"] - 2 * pipes["outer_wall_m"]:
        faults.append(Fault("/pipes/inner_od_m", "maximum", "the inner pipe does not fit into the outer one"))
    return faults


def _fluid(body: Body) -> Fluid:
    if body.get("brine") is None:
        return Fluid(body["expansion_per_k"], body["compressibility_per_pa"], "body", [])
    brine = BRINES[body["brine"]]
    told = f"coefficients of {brine.name}: means at 12,000 psi and 76 to 345 degF, from a public table (R15)"
    return Fluid(brine.expansion_per_k, brine.compressibility_per_pa, f"R15: {brine.name}", [told])


def _compliance(body: Body) -> float:
    pipes = body.get("pipes")
    if pipes is None:
        return body.get("compliance_per_pa") or 0.0
    return compliance_per_pa(
        outer=Pipe(pipes["outer_od_m"], pipes["outer_wall_m"]),
        inner=Pipe(pipes["inner_od_m"], pipes["inner_wall_m"]),
        outer_gives=pipes["outer_gives"],
        inner_gives=pipes["inner_gives"],
        steel=Steel(pipes["youngs_modulus_pa"], pipes["poissons_ratio"]),
        method=pipes["elasticity"],
    )


def _gas_cap(body: Body) -> GasCap | None:
    cap = body.get("gas_cap")
    if cap is None:
        return None
    share = cap["volume_fraction"]
    if cap["process"] == ISOTHERMAL:
        return isothermal_cap(volume_fraction=share)
    if cap["process"] == POLYTROPIC:
        return polytropic_cap(volume_fraction=share, exponent=cap["polytropic_exponent"])
    return warming_cap(
        volume_fraction=share,
        cold_temperature_k=cap["cold_temperature_k"],
        temperature_rise_k=body["temperature_delta_k"],
    )


def _window(body: Body, trapped: Trapped, rigid_pa: float) -> Body | None:
    """The greatest cold pressure that stays under the upper trigger when hot, as estimated and rigid."""
    trigger_pa = body.get("upper_trigger_pa")
    if trigger_pa is None:
        return None
    stated_pa = body.get("cold_pressure_pa") or 0.0
    cold_pa = greatest_cold_pressure_pa(trapped, hot_limit_pa=trigger_pa, cold_pressure_pa=stated_pa)
    rigid_cold_pa = trigger_pa - rigid_pa
    return {
        "upper_trigger_pa": trigger_pa,
        "cold_max_pa": pascals(cold_pa),
        "cold_max_rigid_pa": pascals(rigid_cold_pa) if rigid_cold_pa >= 0 else None,
        "note": ""
        if cold_pa is not None
        else "heat alone carries the annulus above the trigger: bleed it while it warms",
    }


def _rigid_step(body: Body, fluid: Fluid, rigid_pa: float) -> Body:
    return {
        "id": "rigid",
        "formula": "dp = (alpha dT + dV_leak/V) / kappa",
        "substitution": _fluid_rows(body, fluid),
        "result_pa": pascals(rigid_pa),
    }


def _fluid_rows(body: Body, fluid: Fluid) -> list[Body]:
    by_table = fluid.source != "body"
    return [
        row(
            "alpha",
            "thermal expansion",
            fluid.expansion_per_k,
            "1/K",
            fluid.source if by_table else "expansion_per_k",
        ),
        row("dT", "mean temperature rise", body["temperature_delta_k"], "K", "temperature_delta_k"),
        row(
            "kappa",
            "compressibility",
            fluid.compressibility_per_pa,
            "1/Pa",
            fluid.source if by_table else "compressibility_per_pa",
        ),
        row("dV_leak/V", "inflow", body.get("inflow_fraction") or 0, "1", "inflow_fraction"),
    ]


def _compliance_steps(body: Body, compliance: float) -> list[Body]:
    pipes = body.get("pipes")
    if pipes is None:
        return []
    rows = [
        row(symbol, name, pipes[key], unit, f"pipes/{key}")
        for symbol, name, key, unit in (
            ("D_o", "outer pipe, outside diameter", "outer_od_m", "m"),
            ("t_o", "outer pipe, wall", "outer_wall_m", "m"),
            ("D_i", "inner pipe, outside diameter", "inner_od_m", "m"),
            ("t_i", "inner pipe, wall", "inner_wall_m", "m"),
            ("E", "Young's modulus", "youngs_modulus_pa", "Pa"),
            ("v", "Poisson's ratio", "poissons_ratio", "1"),
        )
    ]
    formula = f"C = 2 (a^2 u_a/a + b^2 u_b/b) / (a^2 - b^2); {pipes['elasticity']}"
    result = float(f"{compliance:.9g}")
    return [{"id": "compliance", "formula": formula, "substitution": rows, "result_per_pa": result}]


def _rise_step(body: Body, fluid: Fluid, trapped: Trapped, compliance: float, rise_pa: float) -> Body:
    cap = trapped.gas_cap
    rows = [
        *_fluid_rows(body, fluid),
        row("C", "compliance of the annulus", float(f"{compliance:.9g}"), "1/Pa", "derived"),
    ]
    if cap is not None:
        cold_pa_abs = whole_pa(body["cold_pressure_pa"] + STANDARD_ATMOSPHERE_PA)
        rows += [
            row("f", "share of gas while cold", cap.volume_fraction, "1", "gas_cap/volume_fraction"),
            row("P0", "cold pressure, absolute", cold_pa_abs, "Pa", "cold_pressure_pa"),
            row("n", f"exponent, {cap.process}", cap.exponent, "1", "gas_cap/process"),
            row("T1/T0", "warming of the gas", round(cap.warming, 9), "1", "derived"),
        ]
    formula = FULL if cap is None else CAPPED
    return {"id": "build-up", "formula": formula, "substitution": rows, "result_pa": pascals(rise_pa)}


def _assumptions(body: Body) -> list[str]:
    told = []
    if body.get("pipes") is None and body.get("compliance_per_pa") is None:
        told.append("rigid: the pipes do not give")
    cap = body.get("gas_cap")
    if cap is None:
        told.append("full of liquid: no gas")
    elif cap["process"] == ISOTHERMAL:
        told.append("the gas does not warm: a low estimate of the rise")
    if body.get("inflow_fraction") is None:
        told.append("nothing leaks in or out")
    if cap is not None and body.get("upper_trigger_pa") is not None:
        told.append(
            "the greatest cold pressure is reached with the same gas: topped up, it fills less of the annulus"
        )
    return told


def _beyond(rise_pa: float, rigid_pa: float) -> list[str]:
    """Gas that warms can press more than liquid would; then the rigid figure bounds nothing."""
    told = (
        "the gas that warms presses more than a full rigid annulus: the rigid figure is no upper bound here"
    )
    return [told] if rise_pa > rigid_pa + 1 else []


HELD = {
    "type": "boolean",
    "description": "False where the pipe is held, as by cement: it then does not give.",
}
THERMAL_BUILD_UP = Calculator(
    name="thermal-build-up",
    title="Thermal pressure build-up",
    summary="Pressure rise of a trapped annulus that warms, its rigid upper bound and the room to leave when cold.",
    schema=shape(
        ["temperature_delta_k"],
        brine=choice("Brine of the table; absent: its coefficients are stated.", *BRINES),
        expansion_per_k=number("Mean thermal expansion", "1/K", exclusiveMinimum=0),
        compressibility_per_pa=number("Mean compressibility", "1/Pa", exclusiveMinimum=0),
        temperature_delta_k=number("Rise of the mean temperature", "K"),
        inflow_fraction=number(
            "What leaks in, as a share of the annulus volume; negative: out", "1", minimum=-0.5, maximum=0.5
        ),
        compliance_per_pa=number("Share by which the annulus grows per pascal", "1/Pa", minimum=0),
        pipes=shape(
            [
                "outer_od_m",
                "outer_wall_m",
                "inner_od_m",
                "inner_wall_m",
                "youngs_modulus_pa",
                "poissons_ratio",
                "elasticity",
                "outer_gives",
                "inner_gives",
            ],
            outer_od_m=number("Outside diameter of the outer pipe", "m", exclusiveMinimum=0),
            outer_wall_m=number("Wall of the outer pipe", "m", exclusiveMinimum=0),
            inner_od_m=number("Outside diameter of the inner pipe", "m", exclusiveMinimum=0),
            inner_wall_m=number("Wall of the inner pipe", "m", exclusiveMinimum=0),
            youngs_modulus_pa=number("Young's modulus of the steel", "Pa", exclusiveMinimum=0),
            poissons_ratio=number("Poisson's ratio of the steel", "1", minimum=0, maximum=0.5),
            elasticity=choice("Which elasticity.", *ELASTICITY),
            outer_gives=HELD,
            inner_gives=HELD,
        ),
        gas_cap=shape(
            ["volume_fraction", "process"],
            volume_fraction=number("Share of gas while cold", "1", exclusiveMinimum=0, maximum=0.95),
            process=choice("How the gas gives way.", *NEEDED),
            polytropic_exponent=number("Exponent of the polytrope", "1", minimum=1, maximum=1.7),
            cold_temperature_k=number("Temperature of the gas while cold", "K", exclusiveMinimum=0),
        ),
        cold_pressure_pa=number("Pressure while cold, gauge", "Pa", exclusiveMinimum=-101_325),
        upper_trigger_pa=number(
            "Upper trigger (MOP) that the hot annulus may not pass, gauge", "Pa", minimum=0
        ),
    ),
    example={
        "brine": "nacl-9.49-ppg",
        "temperature_delta_k": 25,
        "pipes": {
            "outer_od_m": 0.244475,
            "outer_wall_m": 0.011989,
            "inner_od_m": 0.1143,
            "inner_wall_m": 0.006883,
            "youngs_modulus_pa": 207000000000,
            "poissons_ratio": 0.3,
            "elasticity": "thick-wall",
            "outer_gives": True,
            "inner_gives": True,
        },
        "gas_cap": {"volume_fraction": 0.02, "process": "warming", "cold_temperature_k": 293.15},
        "cold_pressure_pa": 500000,
        "upper_trigger_pa": 15000000,
    },
    compute=thermal_build_up,
    references=("R15",),
)
