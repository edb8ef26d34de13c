"""The calculator of a static column of liquid and gas layers."""

from __future__ import annotations

from integrity.engine.answer import pascals
from integrity.engine.calculators.base import Body, Calculator, choice, header, listing, number, row, shape
from integrity.engine.calculators.errors import Fault, InputFaults
from integrity.engine.result import whole_pa
from wells.engine.constants import (
    AIR_MOLAR_MASS_KG_MOL,
    GAS_CONSTANT_J_MOL_K,
    STANDARD_ATMOSPHERE_PA,
    STANDARD_GRAVITY_M_S2,
)
from wells.engine.hydrostatics import Gas, LayerStep, Liquid, column_pressure_pa, column_steps

METHOD = "column"
NEEDED = {"liquid": ("density_kg_m3",), "gas": ("gas_specific_gravity", "mean_temperature_k", "z")}


def hydrostatics(body: Body) -> Body:
    """Pressure at depths of a layered column, gauge; gas in absolute pressure inside."""
    _require_layers(body)
    surface_pa, layers = body["surface_pressure_pa"], [_layer(layer) for layer in body["layers"]]
    depths_m = body["at_tvd_m"]
    steps = column_steps(surface_pressure_pa=surface_pa, layers=layers, tvd_m=max(depths_m))
    return {
        **header("hydrostatics", body, method=METHOD),
        "at": [
            {
                "tvd_m": tvd_m,
                "pressure_pa": pascals(
                    column_pressure_pa(surface_pressure_pa=surface_pa, layers=layers, tvd_m=tvd_m)
                ),
            }
            for tvd_m in depths_m
        ],
        "derivation": [_step(body["layers"][step.index], step) for step in steps],
        "missing": [],
    }


def _require_layers(body: Body) -> None:
    faults = []
    tops = [layer["top_tvd_m"] for layer in body["layers"]]
    for index, layer in enumerate(body["layers"]):
        for name in NEEDED[layer["phase"]]:
            if layer.get(name) is None:
                faults.append(
                    Fault(f"/layers/{index}/{name}", "required", f"{name} is needed for {layer['phase']}")
                )
        if index and tops[index] <= tops[index - 1]:
            faults.append(
                Fault(f"/layers/{index}/top_tvd_m", "rule-4", "a layer begins below the one above it")
            )
    for index, tvd_m in enumerate(body["at_tvd_m"]):
        if tvd_m < tops[0]:
            faults.append(
                Fault(f"/at_tvd_m/{index}", "minimum", f"{tvd_m:g} m lies above the top of the column")
            )
    if faults:
        raise InputFaults(faults)


def _layer(layer: Body) -> Liquid | Gas:
    if layer["phase"] == "liquid":
        return Liquid(top_tvd_m=layer["top_tvd_m"], density_kg_m3=layer["density_kg_m3"])
    return Gas(
        top_tvd_m=layer["top_tvd_m"],
        gas_specific_gravity=layer["gas_specific_gravity"],
        mean_temperature_k=layer["mean_temperature_k"],
        z=layer["z"],
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
        row("Z", "compressibility factor", layer["z"], "1", f"{place}/z"),
        row("R", "gas constant", GAS_CONSTANT_J_MOL_K, "J/(mol K)", "constant"),
        row("T", "mean temperature", layer["mean_temperature_k"], "K", f"{place}/mean_temperature_k"),
        row("p_atm", "standard atmosphere", int(STANDARD_ATMOSPHERE_PA), "Pa", "constant"),
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
                density_kg_m3=number("Density of a liquid", "kg/m3", minimum=0),
                gas_specific_gravity=number("Specific gravity of a gas, air = 1", "1", exclusiveMinimum=0),
                mean_temperature_k=number("Mean temperature of a gas", "K", exclusiveMinimum=0),
                z=number("Mean compressibility factor of a gas", "1", exclusiveMinimum=0),
            ),
            "Top to bottom; each reaches to the next.",
        ),
        at_tvd_m=listing(number("Depth", "m"), "Depths to compute, TVD."),
    ),
    example={
        "surface_pressure_pa": 2000000,
        "layers": [
            {
                "top_tvd_m": 0,
                "phase": "gas",
                "gas_specific_gravity": 0.7,
                "mean_temperature_k": 310.0,
                "z": 0.93,
            },
            {"top_tvd_m": 400, "phase": "liquid", "density_kg_m3": 1030},
        ],
        "at_tvd_m": [400, 1200],
    },
    compute=hydrostatics,
)
