"""MAASP and MAWOP: each case as the smallest well that gives its points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import acos, degrees, floor
from typing import Any

from integrity.verification.case import Ask, Case, Check, Topic, Value, tolerance
from integrity.verification.wells import (
    FOOT_M,
    GRAVITY,
    PSI_PA,
    Document,
    density_of_kpa_m,
    density_of_psi_ft,
    formation,
    item,
    layer,
    packer,
    perforations,
    pipe,
    section_of,
    station,
    strength,
    well,
)

ISO, RP_90 = "iso-16530-1:2017", "api-rp-90:2006"
POINTS = {
    "A1": "Safety Valve Collapse",
    "A2": "Accessory Collapse",
    "A3a": "Packer Collapse",
    "A3b": "Packer Element Rating",
    "A4a": "liner_hanger_element",
    "A4b": "liner_hanger_burst",
    "A5": "Tubing Collapse",
    "A6": "formation_strength_shoe",
    "A8": "Wellhead Rating",
    "A9": "Annulus Test Pressure",
    "A10": "Rupture Disc",
    "B1": "Formation Strength",
    "B2A": "Inner Casing Collapse",
    "B2B": "Inner Casing Collapse",
    "B3": "Outer Casing Burst",
    "B4": "Wellhead Rating",
    "B5": "Annulus Test Pressure",
    "B6": "Rupture Disc",
}
"""What the sources call our points."""


def limit_of(ask: Ask, document: Document, letter: str) -> dict[str, Any]:
    """The MAASP of one annulus."""
    result: dict[str, Any] = ask("maasp", {"well": document, "regime": ISO, "annuli": [letter]})["results"][0]
    return result


def point_pa(limit: dict[str, Any], name: str) -> float:
    """The result of a candidate."""
    return float(next(one["result_pa"] for one in limit["candidates"] if one["id"] == name))


def outer_burst_well(rating_psi: float, difference_psi: float, inner_collapse_psi: float = 1e5) -> Document:
    """C between a casing that bursts at a rating and one that collapses at another, in columns that differ
    by a difference."""
    depth_m = difference_psi * PSI_PA / ((1261 - 1000) * GRAVITY)
    document = well()
    document["strings"][1] = pipe("surface", "surface_casing", 0.508, depth_m, burst_pa=rating_psi * PSI_PA)
    item(document, "annuli", "C")["layers"] = [layer(1261)]
    item(document, "annuli", "D")["layers"] = [layer(1000)]
    item(document, "annuli", "B")["layers"] = [layer(1261)]
    section_of(document, "intermediate")["rating_override"]["collapse_pa"] = inner_collapse_psi * PSI_PA
    item(document, "cement", "cement-intermediate").update(PROVEN, top_md_m=depth_m - 0.01)
    document["rules"]["design_factors"]["casing_burst"] = 1.1
    return document


def tubing_collapse_well(rating_psi: float, difference_psi: float, test_psi: float | None = None) -> Document:
    """A over a packer whose depth makes the columns differ by a difference."""
    depth_m = difference_psi * PSI_PA / ((1032 - 100) * GRAVITY)
    document = well(
        components=[packer(depth_m), perforations(8000)], formations=[formation("sand", 8000, 200e6)]
    )
    document["strings"][3] = pipe("production", "production_casing", 0.244, 8500)
    document["strings"][4] = pipe("tubing", "tubing", 0.114, depth_m, collapse_pa=rating_psi * PSI_PA)
    item(document, "annuli", "A")["layers"] = [layer(1032)]
    document["bore_contents"][0]["layers"] = [layer(100)]
    document["rules"]["design_factors"]["tubing_collapse"] = 1.1
    if test_psi is not None:
        item(document, "annuli", "A")["tests"] = [annulus_test(test_psi * PSI_PA)]
    return document


PROVEN = {"verified_by": "bond_log", "quality": "good"}
"""Cement that closes a shoe, so that its formation does not count."""


def annulus_test(pressure_pa: float) -> Document:
    return {"id": "t", "performed_on": "2020-01-01", "pressure_pa": pressure_pa, "result": "pass"}


def sheet(case: Case, ask: Ask) -> dict[str, Value]:
    """The sheets of one published well: depths from the hydrostatic differences they print."""
    name, inputs = case["id"], case["inputs"]
    if name == "MAASP-P1":
        document = outer_burst_well(inputs["rating_nominal_psi"], inputs["hydrostatic_dp_psi"])
        return {"maasp_psi": point_pa(limit_of(ask, document, "C"), "C3") / PSI_PA}
    if name == "MAASP-P4":
        document = tubing_collapse_well(inputs["rating_nominal_psi"], inputs["hydrostatic_dp_psi"])
        return {"maasp_psi": point_pa(limit_of(ask, document, "A"), "A5") / PSI_PA}
    points = inputs["candidates_psi"]
    if name == "MAASP-P5":
        document = outer_burst_well(1918 * 1.1, 136, points["inner_casing_collapse"])
        limit = limit_of(ask, document, "C")
    else:
        limit = limit_of(ask, tubing_collapse_well(7500, 3108, points["annulus_test_pressure"]), "A")
    governing = {"C3": "outer_casing_burst", "A5": "tubing_collapse"}
    return {
        "maasp_psi": limit["maasp_pa"] / PSI_PA,
        "governing": governing.get(limit["governing"]["id"], limit["governing"]["id"]),
    }


def shoe_well(
    shoe_tvd_ft: float, emw_ppg: float, mud_ppg: float, constant: float, shoe_md_ft: float | None = None
) -> Document:
    """B over an open shoe; a weight in ppg means `constant` psi/ft, as the source has it."""
    ppg = density_of_psi_ft(constant)
    inclination_deg = degrees(acos(shoe_tvd_ft / shoe_md_ft)) if shoe_md_ft else 0.0
    document = well(formation_strength=[strength("intermediate", emw_ppg * ppg)])
    document["wellbores"][0]["survey_runs"][0]["stations"] = [
        station(0, inclination_deg),
        station(9000, inclination_deg),
    ]
    shoe_md_m = (shoe_md_ft or shoe_tvd_ft) * FOOT_M
    document["strings"][2] = pipe("intermediate", "intermediate_casing", 0.34, shoe_md_m)
    document["cement"] = [document["cement"][0] | {"top_md_m": 2800}]
    item(document, "annuli", "B")["layers"] = [layer(mud_ppg * ppg)]
    return document


def shoe(case: Case, ask: Ask) -> dict[str, Value]:
    """Strength of a shoe in the words of well control."""
    inputs, constant, tvd_ft = case["inputs"], case["inputs"]["constant"], case["inputs"]["shoe_tvd_ft"]
    if "fracture_gradient_ppg" in inputs:
        emw, mud = inputs["fracture_gradient_ppg"], inputs["mud_weight_ppg"]
    else:
        emw, mud = (
            inputs["mw_test_ppg"] + inputs["leak_off_surface_psi"] / (constant * tvd_ft),
            inputs["mw_now_ppg"],
        )
    rounded = "maasp_psi_rounded_down" in case["expected"]
    weight = floor(emw * 10) / 10 if rounded else emw
    document = shoe_well(tvd_ft, weight, mud, constant, inputs.get("shoe_md_ft"))
    found = point_pa(limit_of(ask, document, "B"), "B1") / PSI_PA
    if rounded:
        return {
            "max_allowable_mw_ppg_rounded_down_1dp": weight,
            "maasp_psi_rounded_down": float(floor(found)),
        }
    return {"maasp_psi": found}


def layered_well(case: Case) -> Document:
    inputs = case["inputs"]
    document = well(formation_strength=[strength("intermediate", inputs["formation_emw_sg"] * 1000)])
    document["strings"][2] = pipe("intermediate", "intermediate_casing", 0.34, inputs["shoe_tvd_m"])
    item(document, "annuli", "B")["layers"] = [
        layer(one["sg"] * 1000, top_md_m=one["top_m"] or None) for one in inputs["fluid_column"]
    ]
    return document


def layered(case: Case, ask: Ask) -> dict[str, Value]:
    limit = limit_of(ask, layered_well(case), "B")
    shoe_m, layers = case["inputs"]["shoe_tvd_m"], case["inputs"]["fluid_column"]
    column = {
        "surface_pressure_pa": 0,
        "layers": [
            {"top_tvd_m": one["top_m"], "phase": "liquid", "density_kg_m3": one["sg"] * 1000}
            for one in layers
        ],
        "at_tvd_m": [shoe_m],
    }
    found_kpa = point_pa(limit, "B1") / 1e3
    held_kpa = ask("hydrostatics", column)["at"][0]["pressure_pa"] / 1e3
    return {
        "formation_strength": found_kpa,
        "maasp": limit["maasp_unrounded_pa"] / 1e3,
        "governing": {"B1": "formation_strength"}[limit["governing"]["id"]],
        "p_hydrostatic_kPa": held_kpa,
        "p_fracture_kPa": found_kpa + held_kpa,
    }


def disc_well(case: Case) -> Document:
    inputs, disc = case["inputs"], case["inputs"]["rupture_disc"]
    document = well()
    document["components"].append(
        rupture_disc(
            "production",
            disc["tvd_ft"] * FOOT_M,
            disc["burst_diff_psi"] * PSI_PA,
            disc["tolerance_pct"] / 100,
        )
    )
    item(document, "annuli", "A")["layers"] = [layer(density_of_psi_ft(inputs["grad_annulus_psi_ft"]))]
    item(document, "annuli", "B")["layers"] = [layer(density_of_psi_ft(inputs["grad_backup_B_psi_ft"]))]
    return document


def rupture_disc(string_id: str, md_m: float, outward_pa: float, share: float = 0.0) -> Document:
    ratings = {"opens": "outward", "differential_outward_pa": outward_pa, "tolerance_fraction": share}
    return {
        "id": "disc",
        "kind": "rupture_disc",
        "string_id": string_id,
        "md_m": md_m,
        "ratings": ratings,
    }


def disc(case: Case, ask: Ask) -> dict[str, Value]:
    limit = limit_of(ask, disc_well(case), "A")
    return {
        "rupture_disc": point_pa(limit, "A10") / PSI_PA,
        "maasp": limit["maasp_unrounded_pa"] / PSI_PA,
        "governing": {"A10": "rupture_disc"}.get(limit["governing"]["id"], limit["governing"]["id"]),
    }


def liner_well(case: Case) -> Document:
    """A over a packer in a liner, the shoe above it open."""
    inputs = case["inputs"]
    hanger, below, sf = inputs["liner_hanger"], inputs["formation_below"], inputs["sf_burst"]
    top_m, shoe_m = hanger["tvd_ft"] * FOOT_M, inputs["shoe"]["tvd_ft"] * FOOT_M
    packer_m, base_m = inputs["tubing"]["packer_tvd_ft"] * FOOT_M, below["tvd_ft"] * FOOT_M
    liner = pipe("liner", "liner", 0.178, base_m, burst_pa=inputs["liner_lap_casing"]["burst_psi"] * PSI_PA)
    liner["top_md_m"] = top_m
    reservoir = formation(
        "sand",
        base_m,
        below["pressure_psi"] * PSI_PA,
        density_of_psi_ft(below["fluid_grad_psi_ft"]),
        top_md_m=shoe_m,
        base_md_m=base_m + 50,
    )
    seal = {"differential_from_above_pa": hanger["element_dp_psi"] * PSI_PA}
    body = {"burst_pa": hanger["burst_psi"] * PSI_PA / sf}
    parts = [
        packer(packer_m),
        perforations(base_m - 20),
        {"id": "ltp", "kind": "liner_top_packer", "string_id": "liner", "md_m": top_m, "ratings": seal},
        {"id": "hanger", "kind": "liner_hanger", "string_id": "liner", "md_m": top_m, "ratings": body},
    ]
    document = well(components=parts, formations=[reservoir])
    document["strings"] = [
        pipe("surface", "surface_casing", 0.508, 600),
        pipe("production", "production_casing", 0.244, shoe_m),
        liner,
        pipe("tubing", "tubing", 0.114, packer_m, collapse_pa=inputs["tubing"]["collapse_psi"] * PSI_PA),
    ]
    document["formation_strength"] = [
        strength("production", density_of_psi_ft(inputs["shoe"]["strength_psi_ft"]))
    ]
    document["cement"] = [document["cement"][0]]
    document["wellhead_sections"][0]["holds"].remove("intermediate")
    item(document, "annuli", "A")["layers"] = [layer(density_of_psi_ft(inputs["grad_annulus_psi_ft"]))]
    item(document, "annuli", "B")["layers"] = [layer(density_of_psi_ft(inputs["grad_backup_B_psi_ft"]))]
    document["bore_contents"][0]["layers"] = [layer(density_of_psi_ft(inputs["grad_tubing_psi_ft"]))]
    document["rules"]["design_factors"] |= {"casing_burst": sf, "tubing_collapse": inputs["sf_collapse"]}
    return document


def liner(case: Case, ask: Ask) -> dict[str, Value]:
    limit = limit_of(ask, liner_well(case), "A")
    burst = next(one for one in limit["candidates"] if one["id"] == "A7b")
    names = {
        "A4a": "liner_hanger_element",
        "A4b": "liner_hanger_burst",
        "A5": "tubing_collapse",
        "A6": "formation_strength_shoe",
    }
    found: dict[str, Value] = {label: point_pa(limit, name) / PSI_PA for name, label in names.items()}
    at_check = next(
        point
        for point in burst["evaluated_at"]
        if abs(point["md_m"] - case["inputs"]["liner_lap_casing"]["check_tvd_ft"] * FOOT_M) < 0.01
    )
    return found | {
        "liner_lap_burst": at_check["result_pa"] / PSI_PA,
        "maasp": limit["maasp_unrounded_pa"] / PSI_PA,
        "governing": names.get(limit["governing"]["id"], limit["governing"]["id"]),
    }


def weak_shoe_well(case: Case) -> Document:
    inputs = case["inputs"]
    emw = density_of_kpa_m(inputs["formation_strength_kPa_m"])
    document = well(formation_strength=[strength("intermediate", emw)])
    document["strings"][2] = pipe("intermediate", "intermediate_casing", 0.34, inputs["shoe_tvd_m"])
    del document["cement"][1]
    item(document, "annuli", "B")["layers"] = [layer(density_of_kpa_m(inputs["grad_B_kPa_m"]))]
    return document


def weak_shoe(case: Case, ask: Ask) -> dict[str, Value]:
    """The limit is invalid and has no number; its candidate shows the negative figure."""
    limit = limit_of(ask, weak_shoe_well(case), "B")
    return {
        "formation_strength": point_pa(limit, "B1") / 1e3,
        "governing": {"B1": "formation_strength"}[limit["governing"]["id"]],
        "status": limit["status"].upper(),
    }


def packer_well(case: Case, packer_m: float = 1600.0) -> Document:
    """A over a packer in casing, with the inputs of a public tool."""
    i = case["inputs"]
    rho = density_of_kpa_m(i["vp_pform"])
    parts = [
        {
            "id": name,
            "kind": kind,
            "string_id": "tubing",
            "md_m": i[f"d_tvd_{name}"],
            "ratings": {"collapse_pa": i[f"p_pc_{name}"] * 1e3},
        }
        for name, kind in (("sv", "safety_valve"), ("acc", "gauge_carrier"))
    ]
    parts += [packer(packer_m, i["p_pkr_pp"] * 1e3, i["p_pc_pp"] * 1e3), perforations(2800)]
    parts.append(rupture_disc("production", i["d_tvd_rd"], i["p_pb_rd"] * 1e3))
    document = well(components=parts, formations=[formation("sand", 2800, rho * GRAVITY * 2800, rho)])
    document["strings"][4] = pipe("tubing", "tubing", 0.114, packer_m, collapse_pa=i["p_pc_tbg"] * 1e3)
    item(document, "annuli", "A")["layers"] = [layer(density_of_kpa_m(i["vp_mg_a"]))]
    item(document, "annuli", "B")["layers"] = [layer(density_of_kpa_m(i["vp_bf_b"]))]
    document["bore_contents"][0]["layers"] = [layer(density_of_kpa_m(i["vp_mg_tbg"]))]
    document["wellhead_sections"][0]["rated_working_pressure_pa"] = i["wellhead_rating"] * 1e3
    item(document, "annuli", "A")["tests"] = [annulus_test(i["annulus_test_pressure"] * 1e3)]
    return document


def packer_in_casing(case: Case, ask: Ask) -> dict[str, Value]:
    """The tool has its disc below its packer; a second well with a deeper packer gives that point."""
    limit = limit_of(ask, packer_well(case), "A")
    deeper = limit_of(ask, packer_well(case, 1800.0), "A")
    names = [name for name in POINTS if name in ("A1", "A2", "A3a", "A3b", "A5", "A8", "A9")]
    found: dict[str, Value] = {POINTS[name]: point_pa(limit, name) / 1e3 for name in names}
    return found | {
        POINTS["A10"]: point_pa(deeper, "A10") / 1e3,
        "maasp": limit["maasp_unrounded_pa"] / 1e3,
        "governing": POINTS[limit["governing"]["id"]],
    }


def outer_well(case: Case, **cement: str) -> Document:
    """B with the inputs of the same tool."""
    i = case["inputs"]
    document = well(formation_strength=[strength("intermediate", density_of_kpa_m(i["vp_s_fs_b"]))])
    document["strings"][2] = pipe(
        "intermediate", "intermediate_casing", 0.34, i["d_tvd_sh_b"], burst_pa=i["p_pb_c"] * 1e3
    )
    document["strings"][3] = pipe(
        "production", "production_casing", 0.244, 3000, collapse_pa=i["p_pc_b"] * 1e3
    )
    document["cement"] = [{"id": "c", "behind": "production", "top_md_m": i["d_tvd_toc"], **cement}]
    document["components"].append(rupture_disc("intermediate", i["d_tvd_rd"], i["p_pb_rd"] * 1e3))
    for letter, gradient in (("A", i["vp_mg_a"]), ("B", i["vp_mg_b"]), ("C", i["vp_bf_c"])):
        item(document, "annuli", letter)["layers"] = [layer(density_of_kpa_m(gradient))]
    document["wellhead_sections"][0]["rated_working_pressure_pa"] = i["wellhead_rating"] * 1e3
    item(document, "annuli", "B")["tests"] = [annulus_test(i["annulus_test_pressure"] * 1e3)]
    return document


def outer_annulus(case: Case, ask: Ask) -> dict[str, Value]:
    """The shoe counts while its cement is not proven; the collapse of the tool ends at cement that is."""
    limit = limit_of(ask, outer_well(case), "B")
    proven = limit_of(ask, outer_well(case, **PROVEN), "B")
    found: dict[str, Value] = {
        POINTS[name]: point_pa(limit, name) / 1e3 for name in ("B1", "B3", "B4", "B5", "B6")
    }
    return found | {
        POINTS["B2B"]: point_pa(proven, "B2B") / 1e3,
        "maasp": limit["maasp_unrounded_pa"] / 1e3,
        "governing": POINTS[limit["governing"]["id"]],
    }


def mawop_well(case: Case) -> Document:
    inputs = case["inputs"]
    document = well()
    if "tapered_production_string" in inputs:
        document |= {"strings": _tapered(inputs), "cement": [], "formation_strength": []}
        document["wellhead_sections"][0]["holds"].remove("intermediate")
        return document
    sizes = (("surface", 0.34, 600), ("intermediate", 0.244, 1500), ("production_casing", 0.178, 3000))
    document["strings"] = [
        _rated(
            name.removesuffix("_casing"), f"{name.removesuffix('_casing')}_casing", od_m, shoe_m, inputs[name]
        )
        for name, od_m, shoe_m in sizes
    ]
    document["strings"].append(_rated("tubing", "tubing", 0.073, 2500, inputs["tubing"]))
    if "next_outer" in inputs:
        document["strings"].insert(0, _rated("conductor", "conductor", 0.508, 100, inputs["next_outer"]))
    document["formation_strength"] = []
    return document


def _rated(name: str, kind: str, od_m: float, shoe_md_m: float, printed: dict[str, Any]) -> Document:
    ways = {"burst_pa": "miyp_psi", "collapse_pa": "mcp_psi"}
    sheet = {way: printed[key] * PSI_PA for way, key in ways.items() if key in printed}
    return pipe(name, kind, od_m, shoe_md_m, **sheet)


def _tapered(inputs: dict[str, Any]) -> list[Document]:
    production = pipe("production", "production_casing", 0.178, 3000)
    production["sections"] = [
        _rated("x", "liner", 0.178, 1, part)["sections"][0] | {"id": f"s{number}"}
        for number, part in enumerate(inputs["tapered_production_string"])
    ]
    return [
        pipe("surface", "surface_casing", 0.34, 600, burst_pa=inputs["next_outer_miyp_psi"] * PSI_PA),
        production,
        pipe("tubing", "tubing", 0.073, 2500, collapse_pa=inputs["tubing_mcp_psi"] * PSI_PA),
    ]


def mawop(case: Case, ask: Ask) -> dict[str, Value]:
    letter = case["inputs"]["annulus"]
    found = ask("mawop", {"well": mawop_well(case), "regime": RP_90, "annuli": [letter]})["results"][0]
    shares: dict[str, Value] = {one["id"]: one["result_pa"] / PSI_PA for one in found["candidates"]}
    return shares | {
        "mawop_psi": found["mawop_unrounded_pa"] / PSI_PA,
        "governing": found["governing"]["id"],
    }


def mawop_expected(case: Case) -> Iterator[Check]:
    expected = case["expected"]
    for name, printed in expected["candidates_psi"].items():
        yield Check(name, printed, tolerance(case, printed))
    yield Check("mawop_psi", expected["mawop_psi"], tolerance(case, expected["mawop_psi"]))
    yield Check("governing", expected["governing"])


NOT_OURS = ("candidates", "mop_psi", "max_allowable_mw_ppg_rounded_down_1dp")


def maasp_expected(case: Case) -> Iterator[Check]:
    """Every figure of a case but the operator's own trigger and what a source rounds on its way; an invalid
    limit has no number of its own."""
    expected = case["expected"]
    invalid = expected.get("status") == "INVALID"
    for name, printed in (expected.get("candidates") or {}).items():
        yield Check(name, printed, tolerance(case, printed))
    for name, printed in expected.items():
        if name in NOT_OURS or (invalid and name == "maasp"):
            continue
        yield Check(name, printed, None if isinstance(printed, str) else tolerance(case, printed))


WELLS: dict[str, Callable[[Case, Ask], dict[str, Value]]] = {
    **dict.fromkeys(("MAASP-P1", "MAASP-P4", "MAASP-P5", "MAASP-P6"), sheet),
    **dict.fromkeys(("MAASP-P8", "MAASP-P9", "MAASP-P10", "MAASP-P11", "MAASP-P12", "MAASP-P13"), shoe),
    "MAASP-D6": layered,
    "MAASP-D8": disc,
    "MAASP-D9": liner,
    "MAASP-D11": weak_shoe,
    "MAASP-D12": packer_in_casing,
    "MAASP-D13": outer_annulus,
}

LIMITS = [
    Topic(
        file="maasp",
        title="MAASP",
        door="maasp",
        expected=maasp_expected,
        compute=lambda case, ask: WELLS[case["id"]](case, ask),
        takes=lambda case: case["id"] in WELLS,
    ),
    Topic(
        file="mawop",
        title="MAWOP",
        door="mawop",
        expected=mawop_expected,
        compute=mawop,
        takes=lambda case: case["id"].startswith("MAWOP"),
    ),
]
