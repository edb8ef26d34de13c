"""The golden MAASP and MAWOP cases, each within its own tolerance."""

from math import acos, degrees

import pytest

from integrity.engine.calculators import calculate
from tests.golden import case
from tests.integrity.engine.wells import (
    FOOT_M,
    GRAVITY,
    PSI_PA,
    STRONG_PA,
    candidate,
    density_of_kpa_m,
    density_of_psi_ft,
    formation,
    item,
    layer,
    limits,
    packer,
    perforations,
    pipe,
    section_of,
    station,
    strength,
    well,
)


def psi(value_pa):
    return value_pa / PSI_PA


def agrees(name, found_psi, expected_psi):
    assert found_psi == pytest.approx(expected_psi, abs=case("maasp", name)["tolerance"]["abs_psi"])


def one_burst(rating_psi, difference_psi, letter="C"):
    """A well whose outer casing of C bursts at a rating less a hydrostatic difference."""
    depth_m = difference_psi * PSI_PA / ((1261 - 1000) * GRAVITY)
    document = well()
    document["strings"][1] = pipe("surface", "surface_casing", 0.508, depth_m, burst_pa=rating_psi * PSI_PA)
    item(document, "annuli", letter)["layers"] = [layer(1261)]
    item(document, "annuli", "D")["layers"] = [layer(1000)]
    document["rules"]["design_factors"]["casing_burst"] = 1.1
    return document


def test_p1_outer_casing_burst_of_a_published_sheet():
    inputs = case("maasp", "MAASP-P1")["inputs"]
    document = one_burst(inputs["rating_nominal_psi"], inputs["hydrostatic_dp_psi"])
    agrees("MAASP-P1", psi(candidate(document, "C", "C3").result_pa), 1782)


def tubing_collapse_well(rating_psi, difference_psi):
    depth_m = difference_psi * PSI_PA / ((1032 - 100) * GRAVITY)
    document = well(
        components=[packer(depth_m), perforations(8000)], formations=[formation("sand", 8000, 200e6)]
    )
    document["strings"][3] = pipe("production", "production_casing", 0.244, 8500)
    document["strings"][4] = pipe("tubing", "tubing", 0.114, depth_m, collapse_pa=rating_psi * PSI_PA)
    item(document, "annuli", "A")["layers"] = [layer(1032)]
    item(document, "bore_contents", None)["layers"] = [layer(100)]
    document["rules"]["design_factors"]["tubing_collapse"] = 1.1
    return document


def test_p4_tubing_collapse_at_the_packer():
    document = tubing_collapse_well(7500, 3108)
    agrees("MAASP-P4", psi(candidate(document, "A", "A5").result_pa), 3710)


def test_p5_and_p6_the_least_candidate_governs():
    document = one_burst(1918 * 1.1, 136)
    section_of(document, "intermediate")["rating_override"]["collapse_pa"] = 2001 * PSI_PA
    item(document, "annuli", "B")["layers"] = [layer(1261)]
    limit = limits(document, letters=["C"]).results[0]
    assert limit.governing.id == "C3"
    agrees("MAASP-P5", psi(limit.limit_pa), 1782)
    document = tubing_collapse_well(7500, 3108)
    item(document, "annuli", "A")["tests"] = [
        {"id": "t", "performed_on": "2020-01-01", "pressure_pa": 4500 * PSI_PA, "result": "pass"}
    ]
    limit = limits(document, letters=["A"]).results[0]
    assert limit.governing.id == "A5"
    agrees("MAASP-P6", psi(limit.limit_pa), 3710)


def shoe_psi(shoe_tvd_ft, emw_ppg, mud_ppg, constant, shoe_md_ft=None, inclination_deg=0.0):
    """Formation candidate of B; a weight in ppg means `constant` psi/ft, as the source has it."""
    ppg = density_of_psi_ft(constant)
    document = well(formation_strength=[strength("intermediate", emw_ppg * ppg)])
    document["wellbores"][0]["survey_runs"][0]["stations"] = [
        station(0, inclination_deg),
        station(9000, inclination_deg),
    ]
    document["strings"][2] = pipe(
        "intermediate", "intermediate_casing", 0.34, (shoe_md_ft or shoe_tvd_ft) * FOOT_M
    )
    document["cement"][0]["top_md_m"] = 2800
    item(document, "annuli", "B")["layers"] = [layer(mud_ppg * ppg)]
    return psi(candidate(document, "B", "B1").result_pa)


def test_p8_the_shoe_is_taken_at_its_tvd_not_its_md():
    inputs = case("maasp", "MAASP-P8")["inputs"]
    emw = inputs["mw_test_ppg"] + inputs["leak_off_surface_psi"] / (
        inputs["constant"] * inputs["shoe_tvd_ft"]
    )
    inclination = degrees(acos(inputs["shoe_tvd_ft"] / inputs["shoe_md_ft"]))
    found = shoe_psi(
        inputs["shoe_tvd_ft"],
        emw,
        inputs["mw_now_ppg"],
        inputs["constant"],
        inputs["shoe_md_ft"],
        inclination,
    )
    agrees("MAASP-P8", found, 415)


def test_p9_rounded_down_at_each_step_of_the_killsheet():
    inputs, expected = case("maasp", "MAASP-P9")["inputs"], case("maasp", "MAASP-P9")["expected"]
    weight = expected["max_allowable_mw_ppg_rounded_down_1dp"]
    found = shoe_psi(inputs["shoe_tvd_ft"], weight, inputs["mw_now_ppg"], inputs["constant"])
    assert int(found) == expected["maasp_psi_rounded_down"]


@pytest.mark.parametrize("name", ["MAASP-P10", "MAASP-P11", "MAASP-P12", "MAASP-P13"])
def test_shoe_strength_of_published_cases(name):
    inputs = case("maasp", name)["inputs"]
    found = shoe_psi(
        inputs["shoe_tvd_ft"], inputs["fracture_gradient_ppg"], inputs["mud_weight_ppg"], inputs["constant"]
    )
    agrees(name, found, case("maasp", name)["expected"]["maasp_psi"])


def layered_shoe():
    inputs = case("maasp", "MAASP-D6")["inputs"]
    document = well(formation_strength=[strength("intermediate", inputs["formation_emw_sg"] * 1000)])
    document["strings"][2] = pipe("intermediate", "intermediate_casing", 0.34, inputs["shoe_tvd_m"])
    item(document, "annuli", "B")["layers"] = [layer(1030), layer(1500, top_md_m=500)]
    return document


def test_d6_layers_are_summed():
    expected = case("maasp", "MAASP-D6")["expected"]
    assert candidate(layered_shoe(), "B", "B1").result_pa / 1e3 == pytest.approx(expected["maasp"], abs=0.01)


def test_d6_through_the_calculator():
    answer = calculate("maasp", {"well": layered_shoe(), "regime": "iso-16530-1:2017", "annuli": ["B"]})
    governing = answer["results"][0]["governing"]
    assert governing == {"id": "B1", "element": "intermediate"}
    assert answer["results"][0]["maasp_pa"] == 6_717_555


def test_d8_a_rupture_disc_opens_at_the_low_end_of_its_tolerance():
    inputs, expected = case("maasp", "MAASP-D8")["inputs"], case("maasp", "MAASP-D8")["expected"]
    disc = inputs["rupture_disc"]
    ratings = {
        "opens": "outward",
        "differential_outward_pa": disc["burst_diff_psi"] * PSI_PA,
        "tolerance_fraction": disc["tolerance_pct"] / 100,
    }
    document = well()
    document["components"].append(
        {
            "id": "disc",
            "kind": "rupture_disc",
            "string_id": "production",
            "md_m": disc["tvd_ft"] * FOOT_M,
            "ratings": ratings,
        }
    )
    item(document, "annuli", "A")["layers"] = [layer(density_of_psi_ft(inputs["grad_annulus_psi_ft"]))]
    item(document, "annuli", "B")["layers"] = [layer(density_of_psi_ft(inputs["grad_backup_B_psi_ft"]))]
    assert psi(candidate(document, "A", "A10").result_pa) == pytest.approx(expected["maasp"], abs=0.01)


def liner_well():
    inputs = case("maasp", "MAASP-D9")["inputs"]
    hanger, below = inputs["liner_hanger"], inputs["formation_below"]
    top_m, shoe_m = hanger["tvd_ft"] * FOOT_M, inputs["shoe"]["tvd_ft"] * FOOT_M
    packer_m = inputs["tubing"]["packer_tvd_ft"] * FOOT_M
    base_m = below["tvd_ft"] * FOOT_M
    sf = inputs["sf_burst"]
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
    parts = [
        packer(packer_m),
        perforations(base_m - 20),
        {
            "id": "ltp",
            "kind": "liner_top_packer",
            "string_id": "liner",
            "md_m": top_m,
            "ratings": {"differential_from_above_pa": hanger["element_dp_psi"] * PSI_PA},
        },
        {
            "id": "hanger",
            "kind": "liner_hanger",
            "string_id": "liner",
            "md_m": top_m,
            "ratings": {"burst_pa": hanger["burst_psi"] * PSI_PA / sf},
        },
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
    item(document, "annuli", "A")["layers"] = [layer(density_of_psi_ft(inputs["grad_annulus_psi_ft"]))]
    item(document, "annuli", "B")["layers"] = [layer(density_of_psi_ft(inputs["grad_backup_B_psi_ft"]))]
    document["bore_contents"][0]["layers"] = [layer(density_of_psi_ft(inputs["grad_tubing_psi_ft"]))]
    document["rules"]["design_factors"] |= {"casing_burst": sf, "tubing_collapse": inputs["sf_collapse"]}
    return document


@pytest.mark.parametrize(
    ("name", "candidate_id"),
    [
        ("liner_hanger_element", "A4a"),
        ("liner_hanger_burst", "A4b"),
        ("formation_strength_shoe", "A6"),
        ("tubing_collapse", "A5"),
    ],
)
def test_d9_every_point_of_a_packer_in_a_liner(name, candidate_id):
    expected = case("maasp", "MAASP-D9")["expected"]["candidates"][name]
    assert psi(candidate(liner_well(), "A", candidate_id).result_pa) == pytest.approx(expected, abs=0.01)


def test_d9_liner_burst_at_the_checked_depth_and_the_shoe_governs():
    expected = case("maasp", "MAASP-D9")["expected"]
    limit = limits(liner_well(), letters=["A"]).results[0]
    burst = next(one for one in limit.candidates if one.id == "A7b")
    at_packer = burst.evaluated_at[-1]
    assert psi(at_packer.result_pa) == pytest.approx(expected["candidates"]["liner_lap_burst"], abs=0.01)
    assert limit.governing.id == "A6"
    assert psi(limit.unrounded_pa) == pytest.approx(expected["maasp"], abs=0.01)


def test_d11_a_negative_candidate_makes_the_limit_invalid_and_is_not_clamped():
    inputs = case("maasp", "MAASP-D11")["inputs"]
    document = well(
        formation_strength=[strength("intermediate", density_of_kpa_m(inputs["formation_strength_kPa_m"]))]
    )
    document["strings"][2] = pipe("intermediate", "intermediate_casing", 0.34, inputs["shoe_tvd_m"])
    item(document, "annuli", "B")["layers"] = [layer(density_of_kpa_m(inputs["grad_B_kPa_m"]))]
    limit = limits(document, letters=["B"]).results[0]
    assert limit.status == "invalid" and limit.limit_pa is None and limit.upper_trigger_pa is None
    assert limit.governing.id == "B1" and limit.governing.status == "invalid"
    assert limit.governing.result_pa / 1e3 == pytest.approx(-600, abs=0.01)


def streamlit_a(packer_m=1600.0):
    i = case("maasp", "MAASP-D12")["inputs"]
    rho = density_of_kpa_m(i["vp_pform"])
    parts = [
        {
            "id": "sv",
            "kind": "safety_valve",
            "string_id": "tubing",
            "md_m": i["d_tvd_sv"],
            "ratings": {"collapse_pa": i["p_pc_sv"] * 1e3},
        },
        {
            "id": "acc",
            "kind": "gauge_carrier",
            "string_id": "tubing",
            "md_m": i["d_tvd_acc"],
            "ratings": {"collapse_pa": i["p_pc_acc"] * 1e3},
        },
        packer(packer_m, i["p_pkr_pp"] * 1e3, i["p_pc_pp"] * 1e3),
        perforations(2800),
        {
            "id": "disc",
            "kind": "rupture_disc",
            "string_id": "production",
            "md_m": i["d_tvd_rd"],
            "ratings": {
                "opens": "outward",
                "differential_outward_pa": i["p_pb_rd"] * 1e3,
                "tolerance_fraction": 0,
            },
        },
    ]
    document = well(components=parts, formations=[formation("sand", 2800, rho * GRAVITY * 2800, rho)])
    document["strings"][4] = pipe("tubing", "tubing", 0.114, packer_m, collapse_pa=i["p_pc_tbg"] * 1e3)
    item(document, "annuli", "A")["layers"] = [layer(density_of_kpa_m(i["vp_mg_a"]))]
    item(document, "annuli", "B")["layers"] = [layer(density_of_kpa_m(i["vp_bf_b"]))]
    document["bore_contents"][0]["layers"] = [layer(density_of_kpa_m(i["vp_mg_tbg"]))]
    document["wellhead_sections"][0]["rated_working_pressure_pa"] = i["wellhead_rating"] * 1e3
    item(document, "annuli", "A")["tests"] = [
        {
            "id": "t",
            "performed_on": "2020-01-01",
            "pressure_pa": i["annulus_test_pressure"] * 1e3,
            "result": "pass",
        }
    ]
    return document


@pytest.mark.parametrize(
    ("name", "candidate_id", "packer_m"),
    [
        ("Safety Valve Collapse", "A1", 1600),
        ("Accessory Collapse", "A2", 1600),
        ("Packer Collapse", "A3a", 1600),
        ("Packer Element Rating", "A3b", 1600),
        ("Tubing Collapse", "A5", 1600),
        ("Rupture Disc", "A10", 1800),
        ("Wellhead Rating", "A8", 1600),
        ("Annulus Test Pressure", "A9", 1600),
    ],
)
def test_d12_every_point_of_a_packer_in_casing(name, candidate_id, packer_m):
    expected = case("maasp", "MAASP-D12")["expected"]["candidates"][name]
    assert candidate(streamlit_a(packer_m), "A", candidate_id).result_pa / 1e3 == pytest.approx(
        expected, abs=0.01
    )


def test_d12_the_result_is_not_derated_once_more():
    limit = limits(streamlit_a(), letters=["A"]).results[0]
    assert limit.governing.id == "A9" and limit.limit_pa == 25_000_000


def streamlit_b(**cement):
    i = case("maasp", "MAASP-D13")["inputs"]
    document = well(formation_strength=[strength("intermediate", density_of_kpa_m(i["vp_s_fs_b"]))])
    document["strings"][2] = pipe(
        "intermediate", "intermediate_casing", 0.34, i["d_tvd_sh_b"], burst_pa=i["p_pb_c"] * 1e3
    )
    document["strings"][3] = pipe(
        "production", "production_casing", 0.244, 3000, collapse_pa=i["p_pc_b"] * 1e3
    )
    document["cement"] = [{"id": "c", "behind": "production", "top_md_m": i["d_tvd_toc"], **cement}]
    document["components"].append(
        {
            "id": "disc",
            "kind": "rupture_disc",
            "string_id": "intermediate",
            "md_m": i["d_tvd_rd"],
            "ratings": {
                "opens": "outward",
                "differential_outward_pa": i["p_pb_rd"] * 1e3,
                "tolerance_fraction": 0,
            },
        }
    )
    for letter, gradient in (("A", i["vp_mg_a"]), ("B", i["vp_mg_b"]), ("C", i["vp_bf_c"])):
        item(document, "annuli", letter)["layers"] = [layer(density_of_kpa_m(gradient))]
    return document


@pytest.mark.parametrize(
    ("name", "candidate_id", "cement"),
    [
        ("Formation Strength", "B1", {}),
        ("Outer Casing Burst", "B3", {}),
        ("Rupture Disc", "B6", {}),
        ("Inner Casing Collapse", "B2B", {"verified_by": "bond_log", "quality": "good"}),
    ],
)
def test_d13_every_point_of_an_outer_annulus(name, candidate_id, cement):
    expected = case("maasp", "MAASP-D13")["expected"]["candidates"][name]
    assert candidate(streamlit_b(**cement), "B", candidate_id).result_pa / 1e3 == pytest.approx(
        expected, abs=0.01
    )


def mawop_well(inputs):
    document = well()
    document["strings"] = [
        pipe(
            "surface",
            "surface_casing",
            0.34,
            600,
            burst_pa=inputs["surface"]["miyp_psi"] * PSI_PA,
            collapse_pa=inputs["surface"]["mcp_psi"] * PSI_PA,
        ),
        pipe(
            "intermediate",
            "intermediate_casing",
            0.244,
            1500,
            burst_pa=inputs["intermediate"]["miyp_psi"] * PSI_PA,
            collapse_pa=inputs["intermediate"]["mcp_psi"] * PSI_PA,
        ),
        pipe(
            "production",
            "production_casing",
            0.178,
            3000,
            burst_pa=inputs["production_casing"]["miyp_psi"] * PSI_PA,
            collapse_pa=inputs["production_casing"]["mcp_psi"] * PSI_PA,
        ),
        pipe("tubing", "tubing", 0.073, 2500, collapse_pa=inputs["tubing"]["mcp_psi"] * PSI_PA),
    ]
    if "next_outer" in inputs:
        document["strings"].insert(
            0, pipe("conductor", "conductor", 0.508, 100, burst_pa=inputs["next_outer"]["miyp_psi"] * PSI_PA)
        )
    return document


def mawop(document, letter):
    body = {"well": document, "regime": "api-rp-90:2006", "annuli": [letter]}
    return calculate("mawop", body)["results"][0]


@pytest.mark.parametrize("name", ["MAWOP-3", "MAWOP-4"])
def test_mawop_of_an_outer_annulus(name):
    golden = case("mawop", name)
    found, expected = mawop(mawop_well(golden["inputs"]), "C"), golden["expected"]
    assert found["outermost"] is golden["inputs"]["outermost"]
    assert psi(found["mawop_unrounded_pa"]) == pytest.approx(expected["mawop_psi"], abs=0.05)
    assert found["governing"]["id"] == expected["governing"]
    shares = {one["id"]: psi(one["result_pa"]) for one in found["candidates"]}
    assert shares == pytest.approx(expected["candidates_psi"], abs=0.05)


def test_mawop_takes_the_weakest_section_of_a_tapered_string():
    golden = case("mawop", "MAWOP-6")
    inputs, expected = golden["inputs"], golden["expected"]
    document = well()
    strings = [
        pipe("surface", "surface_casing", 0.34, 600, burst_pa=inputs["next_outer_miyp_psi"] * PSI_PA),
        pipe("production", "production_casing", 0.178, 3000),
        pipe("tubing", "tubing", 0.073, 2500, collapse_pa=inputs["tubing_mcp_psi"] * PSI_PA),
    ]
    strings[1]["sections"] = [
        pipe(
            "x", "liner", 0.178, 1, burst_pa=part["miyp_psi"] * PSI_PA, collapse_pa=part["mcp_psi"] * PSI_PA
        )["sections"][0]
        | {"id": f"s{number}"}
        for number, part in enumerate(inputs["tapered_production_string"])
    ]
    document["strings"] = strings
    found = mawop(document, "A")
    assert psi(found["mawop_unrounded_pa"]) == pytest.approx(expected["mawop_psi"], abs=0.05)
    assert found["governing"]["id"] == expected["governing"]


def test_strong_pipe_never_governs_a_plain_well():
    assert limits(well(), letters=["A"]).results[0].limit_pa <= STRONG_PA
