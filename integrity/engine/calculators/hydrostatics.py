"""The calculator of a static column of liquid and gas layers."""

from __future__ import annotations

from collections.abc import Iterator

from integrity.engine.answer import pascals
from integrity.engine.calculators.base import (
    Body,
    Calculator,
    choice,
    header,
    listing,
    missing,
    number,
    row,
    shape,
)
from integrity.engine.calculators.errors import Fault, InputFaults
from integrity.engine.calculators.plausible import misfits
from integrity.engine.result import whole_pa
from wells.engine.constants import (
    AIR_MOLAR_MASS_KG_MOL,
    GAS_CONSTANT_J_MOL_K,
    STANDARD_ATMOSPHERE_PA,
    STANDARD_GRAVITY_M_S2,
)
from wells.engine.gas import DAK, METHODS
from wells.engine.hydrostatics import Gas, LayerStep, Liquid, column_steps

METHOD = "column"
NEEDED = {"liquid": ("density_kg_m3",), "gas": ("gas_specific_gravity", "mean_temperature_k")}
LEAST_LIQUID_KG_M3 = 400
"""Lighter than this is no liquid of a well: it stands for gas, and a constant gradient is a rule of thumb."""
RULE_OF_THUMB = (
    "{place} holds {density:g} kg/m3, the density of a gas: one gradient for gas is a rule of thumb; give the"
    " layer as gas for a computed column"
)


def hydrostatics(body: Body) -> Body:
    """Pressure at depths of a layered column, gauge; gas in absolute pressure inside."""
    _require_layers(body)
    walks = {tvd_m: _walk(body, tvd_m) for tvd_m in body["at_tvd_m"]}
    deepest = max(walks)
    steps = [_step(body["layers"][step.index], step) for step in walks[deepest]]
    assumptions = _assumptions(body, walks[deepest])
    return {
        **header("hydrostatics", body, method=METHOD),
        "at": [
            {"tvd_m": tvd_m, "pressure_pa": pascals(_pressure(body, walks[tvd_m]))}
            for tvd_m in body["at_tvd_m"]
        ],
        "derivation": [*steps, *_partial_steps(body, walks, deepest)],
        **({"assumptions": assumptions} if assumptions else {}),
        "missing": _missing(walks),
    }


def _walk(body: Body, tvd_m: float) -> tuple[LayerStep, ...]:
    layers = [_layer(layer, body) for layer in body["layers"]]
    return column_steps(surface_pressure_pa=body["surface_pressure_pa"], layers=layers, tvd_m=tvd_m)


def _pressure(body: Body, steps: tuple[LayerStep, ...]) -> float | None:
    pressure_pa: float | None = steps[-1].base_pressure_pa if steps else body["surface_pressure_pa"]
    return pressure_pa


def _partial_steps(body: Body, walks: dict[float, tuple[LayerStep, ...]], deepest: float) -> Iterator[Body]:
    """Gas whose Z is computed has, above a shallower depth, a mean pressure and so a step of its own."""
    shown = {(step.index, step.height_m) for step in walks[deepest]}
    for tvd_m, steps in walks.items():
        last = steps[-1]
        if last.gas is not None and (last.index, last.height_m) not in shown:
            yield _step(body["layers"][last.index], last) | {"to_tvd_m": tvd_m}


def _missing(walks: dict[float, tuple[LayerStep, ...]]) -> list[Body]:
    reasons = {
        f"layers/{step.index}/z": step.gas.reason
        for steps in walks.values()
        for step in steps
        if step.gas is not None and step.gas.reason
    }
    return [missing(path, f"Z cannot be computed: {reason}; state it") for path, reason in reasons.items()]


def _assumptions(body: Body, steps: tuple[LayerStep, ...]) -> list[str]:
    told = []
    for step in steps:
        layer, place = body["layers"][step.index], f"layers/{step.index}"
        if layer["phase"] == "liquid" and layer["density_kg_m3"] < LEAST_LIQUID_KG_M3:
            told.append(RULE_OF_THUMB.format(place=place, density=layer["density_kg_m3"]))
        if step.gas is not None and step.gas.z is not None:
            told.append(f"{place}: no correction for carbon dioxide, nitrogen or hydrogen sulphide")
            told += [f"{place}: {step.gas.note}"] if step.gas.note else []
    return told


def _require_layers(body: Body) -> None:
    layers, faults = body["layers"], list(misfits(body))
    tops = [layer["top_tvd_m"] for layer in layers]
    for index, layer in enumerate(layers):
        for name in NEEDED[layer["phase"]]:
            if layer.get(name) is None:
                faults.append(
                    Fault(f"/layers/{index}/{name}", "required", f"{name} is needed for {layer['phase']}")
                )
        if index and tops[index] <= tops[index - 1]:
            faults.append(
                Fault(f"/layers/{index}/top_tvd_m", "rule-4", "a layer begins below the one above it")
            )
    faults += _depth_faults(body, tops)
    if faults:
        raise InputFaults(faults)


def _depth_faults(body: Body, tops: list[float]) -> Iterator[Fault]:
    base_m = body.get("base_tvd_m")
    if base_m is not None and base_m <= tops[-1]:
        yield Fault("/base_tvd_m", "rule-4", "the column ends below the top of its last layer")
    for index, tvd_m in enumerate(body["at_tvd_m"]):
        if tvd_m < tops[0]:
            yield Fault(f"/at_tvd_m/{index}", "minimum", f"{tvd_m:g} m lies above the top of the column")
        elif base_m is not None and tvd_m > base_m:
            detail = f"{tvd_m:g} m lies below the last layer, which ends at {base_m:g} m"
            yield Fault(f"/at_tvd_m/{index}", "maximum", detail)


def _layer(layer: Body, body: Body) -> Liquid | Gas:
    if layer["phase"] == "liquid":
        return Liquid(top_tvd_m=layer["top_tvd_m"], density_kg_m3=layer["density_kg_m3"])
    return Gas(
        top_tvd_m=layer["top_tvd_m"],
        gas_specific_gravity=layer["gas_specific_gravity"],
        mean_temperature_k=layer["mean_temperature_k"],
        z=layer.get("z"),
        method=body.get("z_method") or DAK,
    )


def _step(layer: Body, step: LayerStep) -> Body:
    gas = layer["phase"] == "gas"
    return {
        "layer": step.index,
        "formula": "p2_abs = p1_abs * exp(M g h / (Z R T))" if gas else "p2 = p1 + rho g h",
        "substitution": _gas_rows(layer, step) if gas else _liquid_rows(layer, step),
        "result_pa": pascals(step.base_pressure_pa),
    }


def _liquid_rows(layer: Body, step: LayerStep) -> list[Body]:
    return [
        row("rho", "density", layer["density_kg_m3"], "kg/m3", f"layers/{step.index}/density_kg_m3"),
        row("g", "standard gravity", STANDARD_GRAVITY_M_S2, "m/s2", "constant"),
        row("h", "height", step.height_m, "m", "derived"),
    ]


def _gas_rows(layer: Body, step: LayerStep) -> list[Body]:
    place, gravity = f"layers/{step.index}", layer["gas_specific_gravity"]
    source = "derived" if step.index else "surface_pressure_pa"
    name = f"molar mass = {gravity:g} * {AIR_MOLAR_MASS_KG_MOL}"
    molar_mass = round(gravity * AIR_MOLAR_MASS_KG_MOL, 10)
    return [
        row("p1", "pressure at the top", whole_pa(step.top_pressure_pa), "Pa", source),
        row("M", name, molar_mass, "kg/mol", f"{place}/gas_specific_gravity"),
        row("h", "height", step.height_m, "m", "derived"),
        *_factor_rows(layer, step, place),
        row("R", "gas constant", GAS_CONSTANT_J_MOL_K, "J/(mol K)", "constant"),
        row("T", "mean temperature", layer["mean_temperature_k"], "K", f"{place}/mean_temperature_k"),
        row("p_atm", "standard atmosphere", int(STANDARD_ATMOSPHERE_PA), "Pa", "constant"),
    ]


def _factor_rows(layer: Body, step: LayerStep, place: str) -> list[Body]:
    """Z as it was stated, or the mean pressure and the method that gave it."""
    if step.gas is None:
        return [row("Z", "compressibility factor", layer["z"], "1", f"{place}/z")]
    factor = "not known" if step.gas.z is None else round(step.gas.z, 6)
    mean_pa = whole_pa(step.gas.mean_pressure_pa_abs)
    return [
        row("p_m", "mean pressure, absolute", mean_pa, "Pa", "derived"),
        row("Z", "compressibility factor at the mean pressure", factor, "1", step.gas.method),
    ]


HYDROSTATICS = Calculator(
    name="hydrostatics",
    title="Static column",
    summary="Pressure at depths under layers of liquid and gas; depths are true vertical.",
    schema=shape(
        ["surface_pressure_pa", "layers", "at_tvd_m"],
        surface_pressure_pa=number(
            "Pressure at the top of the column, gauge", "Pa", exclusiveMinimum=-101_325
        ),
        layers=listing(
            shape(
                ["top_tvd_m", "phase"],
                top_tvd_m=number("Top of the layer, TVD", "m"),
                phase=choice("Phase.", "liquid", "gas"),
                density_kg_m3=number("Density of a liquid", "kg/m3", exclusiveMinimum=0),
                gas_specific_gravity=number("Specific gravity of a gas, air = 1", "1", exclusiveMinimum=0),
                mean_temperature_k=number("Mean temperature of a gas", "K", exclusiveMinimum=0),
                z=number(
                    "Mean compressibility factor of a gas; absent: computed at the mean pressure",
                    "1",
                    exclusiveMinimum=0,
                ),
            ),
            "Top to bottom; each reaches to the next.",
        ),
        base_tvd_m=number("Bottom of the last layer, TVD; absent: as deep as is asked", "m"),
        z_method=choice(f"How Z is computed where it is not stated; absent: {DAK}.", *METHODS),
        at_tvd_m=listing(number("Depth", "m"), "Depths to compute, TVD."),
    ),
    example={
        "surface_pressure_pa": 2000000,
        "layers": [
            {
                "top_tvd_m": 0,
                "phase": "gas",
                "gas_specific_gravity": 0.7,
                "mean_temperature_k": 310,
            },
            {"top_tvd_m": 400, "phase": "liquid", "density_kg_m3": 1030},
        ],
        "base_tvd_m": 2000,
        "at_tvd_m": [400, 1200],
    },
    compute=hydrostatics,
    references=("R3", "R13"),
)
