"""The calculator of a natural gas: compressibility factor by two methods, density, speed of sound."""

from __future__ import annotations

from integrity.engine.answer import pascals
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
from wells.engine.constants import AIR_MOLAR_MASS_KG_MOL, GAS_CONSTANT_J_MOL_K, STANDARD_ATMOSPHERE_PA
from wells.engine.gas import (
    DAK,
    HALL_YARBOROUGH,
    METHODS,
    PseudoCritical,
    ZFactor,
    gas_density_kg_m3,
    pseudo_critical_sutton,
    sound_speed_m_s,
)

GAS = ("pressure_pa", "temperature_k", "gas_specific_gravity")
REDUCED = ("ppr", "tpr")
FORMULAS = {
    DAK: "Z = 1 + c1 r + c2 r^2 - c3 r^5 + c4(r); r = 0.27 Ppr / (Z Tpr)",
    HALL_YARBOROUGH: "Z = A Ppr / y; A Ppr = (y + y^2 + y^3 - y^4)/(1-y)^3 - B y^2 + C y^D",
}


def gas_properties(body: Body) -> Body:
    """Z by every method side by side; what stands on it by the method that was asked for."""
    _require_one_way(body)
    method = body.get("method") or DAK
    point = None if body.get("ppr") is not None else _point(body)
    ppr, tpr = _reduced(body, point)
    if ppr is None or tpr is None:
        factors = {name: ZFactor(None, point.reason if point else None) for name in METHODS}
    else:
        factors = {name: find(ppr=ppr, tpr=tpr) for name, find in METHODS.items()}
    chosen = factors[method]
    return {
        **header("gas-properties", body, method=method),
        "z": _shown(chosen.z),
        "gas_density_kg_m3": None if point is None else _density(body, chosen.z),
        "sound_speed_m_s": None if point is None else _sound_speed(body, chosen.z),
        "relative_disagreement": _disagreement(factors),
        "methods": [
            {"method": name, "z": _shown(factor.z), "note": factor.reason or factor.note or ""}
            for name, factor in factors.items()
        ],
        "derivation": _derivation(body, point, ppr, tpr, factors),
        "assumptions": _assumptions(body, chosen, point is not None),
        "missing": _missing(body, chosen),
    }


def _require_one_way(body: Body) -> None:
    faults = list(misfits(body))
    reduced = any(body.get(name) is not None for name in REDUCED)
    stated = [name for name in (*GAS, "heat_capacity_ratio") if body.get(name) is not None]
    if reduced and stated:
        detail = "state the pseudo-reduced point or the gas with its pressure and temperature, not both"
        faults.append(Fault(f"/{stated[0]}", "both", detail))
    else:
        needed = REDUCED if reduced else GAS
        faults += [
            Fault(f"/{name}", "required", f"{name} is needed") for name in needed if body.get(name) is None
        ]
    if faults:
        raise InputFaults(faults)


def _point(body: Body) -> PseudoCritical:
    return pseudo_critical_sutton(gas_specific_gravity=body["gas_specific_gravity"])


def _reduced(body: Body, point: PseudoCritical | None) -> tuple[float | None, float | None]:
    if point is None:
        return body["ppr"], body["tpr"]
    if point.pressure_pa_abs is None or point.temperature_k is None:
        return None, None
    ppr = (body["pressure_pa"] + STANDARD_ATMOSPHERE_PA) / point.pressure_pa_abs
    return ppr, body["temperature_k"] / point.temperature_k


def _density(body: Body, z: float | None) -> float | None:
    if z is None:
        return None
    return round(
        gas_density_kg_m3(
            pressure_pa_abs=body["pressure_pa"] + STANDARD_ATMOSPHERE_PA,
            temperature_k=body["temperature_k"],
            gas_specific_gravity=body["gas_specific_gravity"],
            z=z,
        ),
        4,
    )


def _sound_speed(body: Body, z: float | None) -> float | None:
    ratio = body.get("heat_capacity_ratio")
    if z is None or ratio is None:
        return None
    speed_m_s = sound_speed_m_s(
        temperature_k=body["temperature_k"],
        gas_specific_gravity=body["gas_specific_gravity"],
        z=z,
        heat_capacity_ratio=ratio,
    )
    return round(speed_m_s, 3)


def _disagreement(factors: dict[str, ZFactor]) -> float | None:
    known = [factor.z for factor in factors.values() if factor.z is not None]
    return round(max(known) / min(known) - 1, 6) if len(known) > 1 else None


def _derivation(
    body: Body,
    point: PseudoCritical | None,
    ppr: float | None,
    tpr: float | None,
    factors: dict[str, ZFactor],
) -> list[Body]:
    steps = [] if point is None else [_critical_step(body, point, ppr, tpr)]
    for name, factor in factors.items():
        rows = [
            row("Ppr", "pseudo-reduced pressure, absolute", _word(ppr), "1", "derived" if point else "ppr"),
            row("Tpr", "pseudo-reduced temperature", _word(tpr), "1", "derived" if point else "tpr"),
        ]
        steps.append(
            {"id": name, "formula": FORMULAS[name], "substitution": rows, "result": _shown(factor.z)}
        )
    return steps + (_density_steps(body, factors[body.get("method") or DAK].z) if point else [])


def _critical_step(body: Body, point: PseudoCritical, ppr: float | None, tpr: float | None) -> Body:
    return {
        "id": "pseudo-reduced",
        "formula": "Ppr = (p + p_atm) / Ppc; Tpr = T / Tpc; Ppc and Tpc by Sutton from the gravity",
        "substitution": [
            row("p", "pressure, gauge", body["pressure_pa"], "Pa", "pressure_pa"),
            row("p_atm", "standard atmosphere", int(STANDARD_ATMOSPHERE_PA), "Pa", "constant"),
            row("T", "temperature", body["temperature_k"], "K", "temperature_k"),
            row("G", "specific gravity", body["gas_specific_gravity"], "1", "gas_specific_gravity"),
            row(
                "Ppc",
                "pseudo-critical pressure",
                pascals(point.pressure_pa_abs) or "not known",
                "Pa",
                "derived",
            ),
            row("Tpc", "pseudo-critical temperature", _word(point.temperature_k), "K", "derived"),
        ],
        "result": None if ppr is None else f"Ppr {ppr:.6g}, Tpr {tpr:.6g}",
    }


def _density_steps(body: Body, z: float | None) -> list[Body]:
    molar_mass = round(body["gas_specific_gravity"] * AIR_MOLAR_MASS_KG_MOL, 10)
    pressure_pa_abs = pascals(body["pressure_pa"] + STANDARD_ATMOSPHERE_PA)
    pressure = row("p_abs", "pressure, absolute", pressure_pa_abs or 0, "Pa", "derived")
    rows = [
        row("M", "molar mass", molar_mass, "kg/mol", "gas_specific_gravity"),
        row("R", "gas constant", GAS_CONSTANT_J_MOL_K, "J/(mol K)", "constant"),
        row("T", "temperature", body["temperature_k"], "K", "temperature_k"),
        row("Z", "compressibility factor", _word(z), "1", "derived"),
    ]
    steps: list[Body] = [
        {
            "id": "density",
            "formula": "rho = p_abs M / (Z R T)",
            "substitution": [pressure, *rows],
            "result": _density(body, z),
        }
    ]
    if body.get("heat_capacity_ratio") is not None:
        ratio = row("k", "ratio of heat capacities", body["heat_capacity_ratio"], "1", "heat_capacity_ratio")
        speed = _sound_speed(body, z)
        formula = "c = sqrt(k Z R T / M)"
        steps.append({"id": "sound", "formula": formula, "substitution": [ratio, *rows], "result": speed})
    return steps


def _shown(value: float | None) -> float | None:
    """Ten digits, so that nobody meets the noise of the iteration."""
    return None if value is None else float(f"{value:.10g}")


def _word(value: float | None) -> float | str:
    shown = _shown(value)
    return "not known" if shown is None else shown


def _assumptions(body: Body, chosen: ZFactor, is_gas: bool) -> list[str]:
    told = [chosen.note] if chosen.note else []
    if is_gas:
        told.append("no correction for carbon dioxide, nitrogen or hydrogen sulphide")
    if body.get("heat_capacity_ratio") is not None:
        told.append("the speed of sound takes Z as constant: good to a few percent")
    return told


def _missing(body: Body, chosen: ZFactor) -> list[Body]:
    return [missing("z", f"Z cannot be computed: {chosen.reason}")] if chosen.reason else []


GAS_PROPERTIES = Calculator(
    name="gas-properties",
    title="Natural gas",
    summary="Compressibility factor by two methods side by side, density and speed of sound.",
    schema=shape(
        [],
        method=choice(f"Which factor the rest stands on; absent: {DAK}.", *METHODS),
        pressure_pa=number("Pressure, gauge", "Pa", exclusiveMinimum=-101_325),
        temperature_k=number("Temperature", "K", exclusiveMinimum=0),
        gas_specific_gravity=number("Specific gravity, air = 1", "1", exclusiveMinimum=0),
        heat_capacity_ratio=number("Ratio of heat capacities", "1", exclusiveMinimum=1, maximum=2),
        ppr=number("Pseudo-reduced pressure, instead of the gas", "1", minimum=0),
        tpr=number("Pseudo-reduced temperature, instead of the gas", "1", exclusiveMinimum=0),
    ),
    example={
        "pressure_pa": 2000000,
        "temperature_k": 310,
        "gas_specific_gravity": 0.7,
        "heat_capacity_ratio": 1.28,
    },
    compute=gas_properties,
    references=("R13",),
)
