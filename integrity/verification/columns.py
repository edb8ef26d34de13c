"""Gas, capacities and volumes, heat of a trapped annulus, units, well paths, nesting."""

from __future__ import annotations

from collections.abc import Iterator

from deepguard.units import convert
from integrity.verification.case import Ask, Case, Check, Topic, Value, tolerance
from integrity.verification.wells import pipe, well
from wells.engine.constants import INCH_M, PSI_PA
from wells.engine.hydrostatics import annular_capacity_m2, kick_tolerance_kg_m3, volume_m3

FOOT_M = 0.3048
BARREL_M3 = 0.158987294928
PPG_KG_M3 = 119.82642731689663


def gas_expected(case: Case) -> Iterator[Check]:
    """Each method by itself, and how far the two may be apart."""
    expected, stated = case["expected"], case["tolerance"]
    for name in ("z_dak", "z_hall_yarborough"):
        yield Check(name, expected[name], expected[name] * stated["dak_rel"])
    yield Check("between the methods", 0.0, stated["between_methods_rel"])


def gas(case: Case, ask: Ask) -> dict[str, Value]:
    answer = ask("gas-properties", case["inputs"])
    by_method = {one["method"].partition(":")[0]: one["z"] for one in answer["methods"]}
    return {
        "z_dak": by_method["dranchuk-abou-kassem"],
        "z_hall_yarborough": by_method["hall-yarborough"],
        "between the methods": answer["relative_disagreement"],
    }


def plain_expected(case: Case) -> Iterator[Check]:
    for name, printed in case["expected"].items():
        yield Check(name, printed, tolerance(case, printed))


def volumes(case: Case, ask: Ask) -> dict[str, Value]:
    inputs = case["inputs"]
    if "hole_in" in inputs:
        capacity_m2 = annular_capacity_m2(
            outer_diameter_m=inputs["hole_in"] * INCH_M, inner_diameter_m=inputs["pipe_od_in"] * INCH_M
        )
        per_foot = capacity_m2 * FOOT_M / BARREL_M3
        return {"bbl_per_ft": per_foot, "ft_per_bbl": 1 / per_foot}
    if "ktf_ppg" in case["expected"]:
        tolerated = kick_tolerance_kg_m3(
            shoe_tvd_m=inputs["shoe_tvd_ft"] * FOOT_M,
            well_tvd_m=inputs["well_tvd_ft"] * FOOT_M,
            greatest_density_kg_m3=inputs["max_mw_ppg"] * PPG_KG_M3,
            density_kg_m3=inputs["mw_ppg"] * PPG_KG_M3,
        )
        return {"ktf_ppg": tolerated / PPG_KG_M3}
    pieces = inputs.get("segments") or [[inputs["bbl_per_ft"], inputs["length_ft"]]]
    volume = volume_m3((capacity * BARREL_M3 / FOOT_M, length * FOOT_M) for capacity, length in pieces)
    return {"bbl": volume / BARREL_M3}


def trapped(case: Case, ask: Ask) -> dict[str, Value]:
    inputs = case["inputs"]
    if "brine" in inputs:
        fluid = ask("thermal-build-up", {"brine": "nacl-9.49-ppg", "temperature_delta_k": 1})["fluid"]
        return {
            "expansion_per_F": fluid["expansion_per_k"] / 1.8,
            "compressibility_per_psi": fluid["compressibility_per_pa"] * PSI_PA,
        }
    body = {
        "expansion_per_k": inputs["alpha_per_F"] * 1.8,
        "compressibility_per_pa": inputs["kappa_per_psi"] / PSI_PA,
        "temperature_delta_k": inputs["dT_F"] / 1.8,
    }
    return {"dp_psi": ask("thermal-build-up", body)["build_up_pa"] / PSI_PA}


def units_expected(case: Case) -> Iterator[Check]:
    """Nine and more printed decimals are rounded ones: half of the last is allowed too."""
    printed = case["expected"]["value"]
    decimals = len(repr(printed).partition(".")[2])
    in_print = 0.5 * 10.0**-decimals if decimals >= 9 else 0.0
    yield Check("value", printed, max(tolerance(case, printed), in_print))


def units(case: Case, ask: Ask) -> dict[str, Value]:
    inputs = case["inputs"]
    return {"value": convert(inputs["value"], inputs["from"], inputs["to"])}


PATH = {"tvd": "tvd_m", "north": "north_m", "east": "east_m", "dogleg_deg": "dogleg_deg"}


def path_expected(case: Case) -> Iterator[Check]:
    for name, printed in case["expected"].items():
        for number, value in enumerate(printed):
            yield Check(f"{name} {number}", value, case["tolerance"]["abs"])


def path(case: Case, ask: Ask) -> dict[str, Value]:
    inputs = case["inputs"]
    stations = [
        {"md_m": md_m, "inclination_deg": inclination, "azimuth_deg": azimuth}
        for md_m, inclination, azimuth in zip(inputs["md"], inputs["inc_deg"], inputs["azi_deg"], strict=True)
    ]
    rows = ask("trajectory", {"method": "minimum-curvature", "stations": stations})["stations"]
    return {f"{name} {number}": row[key] for name, key in PATH.items() for number, row in enumerate(rows)}


KINDS = {"LINER": "liner", "TUBING": "tubing", "CASING": "intermediate_casing"}


def nesting_expected(case: Case) -> Iterator[Check]:
    for walls in case["expected"]["annuli"]:
        yield Check(walls["annulus"], _walls(walls["inner"], walls["outer"]))


def nesting(case: Case, ask: Ask) -> dict[str, Value]:
    """The walls of every annulus, as the limits name them."""
    strings = [
        pipe(item["name"], KINDS[item["type"]], item["od_in"] * INCH_M, item["md_base"])
        | {"top_md_m": item["md_top"]}
        for item in case["inputs"]["strings"]
    ]
    letters = [walls["annulus"] for walls in case["expected"]["annuli"]]
    document = well(
        strings=strings,
        annuli=[{"letter": letter} for letter in letters],
        cement=[],
        components=[],
        wellhead_sections=[],
        formation_strength=[],
        formations=[],
    )
    results = ask("maasp", {"well": document, "regime": "iso-16530-1:2017"})["results"]
    return {
        result["annulus"]: _walls(result["walls"]["inner"], result["walls"]["outer"]) for result in results
    }


def _walls(inner: list[str], outer: list[str]) -> str:
    return f"{'+'.join(sorted(inner)) or 'bore'} in {'+'.join(sorted(outer))}"


COLUMNS = [
    Topic(
        file="z_factor",
        title="Compressibility factor of gas",
        door="gas-properties",
        expected=gas_expected,
        compute=gas,
    ),
    Topic(
        file="hydrostatics_geometry",
        title="Capacities, volumes, kick tolerance",
        door="wells.engine.hydrostatics",
        expected=plain_expected,
        compute=volumes,
        asks=False,
        takes=lambda case: not case["id"].startswith("APB"),
    ),
    Topic(
        file="hydrostatics_geometry",
        title="Trapped annulus that warms",
        door="thermal-build-up",
        expected=plain_expected,
        compute=trapped,
        takes=lambda case: case["id"].startswith("APB"),
    ),
    Topic(
        file="units",
        title="Units",
        door="deepguard.units.convert",
        expected=units_expected,
        compute=units,
        asks=False,
    ),
    Topic(
        file="survey_minimum_curvature",
        title="Well path",
        door="trajectory",
        expected=path_expected,
        compute=path,
    ),
    Topic(
        file="annulus_topology",
        title="Nesting of strings",
        door="maasp",
        expected=nesting_expected,
        compute=nesting,
    ),
]
