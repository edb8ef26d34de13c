"""The traps of the field that concern limits: each test fails on the naive form."""

import pytest

from integrity.engine.result import SetAside
from tests.integrity.engine.wells import (
    GRAVITY,
    candidate,
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

STEEL = {
    "od_m": 0.114,
    "wall_m": 0.0069,
    "yield_pa": 552e6,
    "connection": {"burst_pa": 9e8, "collapse_pa": 9e8},
}


def steel_tubing(document, **changes):
    """Tubing rated by formula."""
    item(document, "strings", "tubing")["sections"] = [{"id": "s1", **STEEL} | changes]
    return document


def inclined(document, inclination_deg=60):
    document["wellbores"][0]["survey_runs"][0]["stations"] = [
        station(0, inclination_deg),
        station(9000, inclination_deg),
    ]
    return document


def test_trap_1_pressures_stand_on_tvd_not_on_md():
    document = inclined(well(formation_strength=[strength("intermediate", 1800)]))
    shoe = candidate(document, "B", "B1")
    assert shoe.result_pa == pytest.approx((1800 - 1000) * GRAVITY * 750, rel=1e-9)
    assert shoe.depth.md_m == 1500 and shoe.depth.tvd_m == pytest.approx(750)


def test_trap_2_the_mud_weight_hangs_from_its_own_rig_and_the_column_from_the_gauge():
    document = well(
        datum={"rkb_elevation_m": 50, "ground_elevation_m": -90, "annulus_gauge_elevation_m": 20},
        formation_strength=[strength("intermediate", 1800, datum_m=32)],
    )
    shoe = candidate(document, "B", "B1")
    assert shoe.result_pa == pytest.approx(
        1800 * GRAVITY * (1500 - 18) - 1000 * GRAVITY * (1500 - 30), rel=1e-9
    )


def test_trap_2_a_strength_without_its_datum_is_not_used():
    document = well(formation_strength=[strength("intermediate", 1800, datum_m=None)])
    shoe = candidate(document, "B", "B1")
    assert shoe.status == "unknown" and shoe.missing[0].path.endswith("emw_datum_elevation_m")


def test_trap_3_with_a_heavier_back_up_the_gauge_end_governs():
    document = well()
    section_of(document, "production")["rating_override"]["burst_pa"] = 30e6
    item(document, "annuli", "B")["layers"] = [layer(1500)]
    burst = candidate(document, "A", "A7a")
    assert burst.depth.md_m == 0 and burst.result_pa == pytest.approx(30e6)


def test_trap_3_a_layer_top_inside_the_pipe_may_govern():
    document = well()
    section_of(document, "tubing")["rating_override"]["collapse_pa"] = 30e6
    document["bore_contents"][0]["layers"] = [layer(0), layer(1600, top_md_m=1200)]
    collapse = candidate(document, "A", "A5")
    assert collapse.depth.md_m == 1200
    assert collapse.result_pa == pytest.approx(30e6 - 1000 * GRAVITY * 1200)
    assert [point.md_m for point in collapse.evaluated_at] == [0, 1200, 2500]


def test_trap_4_the_rated_annulus_is_heaviest_and_its_opponent_lightest():
    document = well()
    section_of(document, "tubing")["rating_override"]["collapse_pa"] = 60e6
    item(document, "annuli", "A")["layers"] = [layer(1300, 1000)]
    document["bore_contents"][0]["layers"] = [layer(900, 200)]
    assert candidate(document, "A", "A5").result_pa == pytest.approx(60e6 - (1300 - 200) * GRAVITY * 2500)


def test_trap_5_an_invalid_candidate_blocks_the_limit_instead_of_being_skipped():
    document = well(formation_strength=[strength("intermediate", 900)])
    limit = limits(document, letters=["B"]).results[0]
    assert (limit.status, limit.limit_pa, limit.governing.id) == ("invalid", None, "B1")
    assert limit.governing.result_pa < 0


def test_trap_6_the_design_factor_divides_the_rating_not_the_result():
    document = well()
    section_of(document, "tubing")["rating_override"]["collapse_pa"] = 55e6
    document["rules"]["design_factors"]["tubing_collapse"] = 1.1
    document["bore_contents"][0]["layers"] = [layer(0)]
    assert candidate(document, "A", "A5").result_pa == pytest.approx(50e6 - 1000 * GRAVITY * 2500)


def logged(document, wall_m, day="2024-01-01", name="log"):
    interval = {"top_md_m": 0, "base_md_m": 2600, "min_remaining_wall_m": wall_m}
    tubing = item(document, "strings", "tubing")
    tubing.setdefault("wall_logs", []).append({"id": name, "logged_on": day, "intervals": [interval]})
    return document


def test_trap_7_collapse_is_computed_on_the_worn_wall_not_scaled():
    new, worn = (
        candidate(steel_tubing(well()), "A", "A5"),
        candidate(logged(steel_tubing(well()), 0.0046), "A", "A5"),
    )
    assert worn.result_pa < new.result_pa * 0.0046 / 0.0069


def test_trap_7_the_latest_log_counts_and_a_measured_wall_needs_no_tolerance():
    document = logged(logged(steel_tubing(well()), 0.0050, "2024-01-01", "new"), 0.0065, "2015-01-01", "old")
    rows = {row.symbol: row for row in candidate(document, "A", "A5").substitution}
    assert rows["t"].value == 0.0050 and rows["t"].source.endswith("wall_logs/new")


def test_trap_7_yield_is_derated_before_the_formula():
    document = steel_tubing(well())
    document["rules"]["temperature_derating"] = "linear"
    document["bore_contents"][0]["temperatures"] = [{"md_m": 0, "temperature_k": 423.15}]
    rows = {row.symbol: row.value for row in candidate(document, "A", "A5").substitution}
    cold = candidate(steel_tubing(well()), "A", "A5").result_pa
    assert rows["f_T"] == pytest.approx(0.9325)
    assert cold * 0.9325 < candidate(document, "A", "A5").result_pa < cold


def test_trap_11_a_proprietary_rating_replaces_the_formula_and_wear_lowers_it():
    sheet = {"collapse_pa": 80e6, "source": {"document": "data sheet"}}
    document = steel_tubing(well(), rating_override=sheet)
    assert candidate(document, "A", "A5").result_pa == pytest.approx(80e6)
    worn = candidate(logged(document, 0.0046), "A", "A5")
    assert worn.result_pa < 60e6


def test_trap_11_a_weaker_connection_governs():
    document = steel_tubing(well(), connection={"collapse_pa": 20e6})
    collapse = candidate(document, "A", "A5")
    assert collapse.result_pa == pytest.approx(20e6) and collapse.note == "the connection governs"


def test_trap_11_no_rating_is_guessed_from_the_weight():
    document = steel_tubing(well(), wall_m=None, linear_mass_kg_m=20)
    collapse = candidate(document, "A", "A5")
    assert collapse.status == "unknown" and collapse.missing[0].path == "strings/tubing/sections/s1/wall_m"


def test_trap_12_a_limit_is_rounded_down():
    document = well(formation_strength=[strength("intermediate", 1779)])
    document["rules"]["rounding_pa"] = 100_000
    limit = limits(document, letters=["B"]).results[0]
    assert limit.unrounded_pa == pytest.approx(779 * GRAVITY * 1500)
    assert limit.limit_pa == 11_400_000 and limit.unrounded_pa > 11_450_000


def test_trap_14_a_packer_stands_on_the_depleted_pressure_at_its_own_depth():
    reservoir = formation("sand", 2800, 10e6, 900)
    reservoir["pressure"]["highest_credible_pa"] = 40e6
    document = well(components=[packer(2500, 30e6), perforations(2800)], formations=[reservoir])
    element = candidate(document, "A", "A3b")
    assert element.result_pa == pytest.approx(30e6 + 10e6 - 900 * GRAVITY * 300 - 1000 * GRAVITY * 2500)


def test_trap_14_a_formation_that_cannot_lift_the_column_helps_with_nothing():
    document = well(
        components=[packer(2500, 30e6), perforations(2800)], formations=[formation("sand", 2800, 1e6)]
    )
    assert candidate(document, "A", "A3b").result_pa == pytest.approx(30e6 - 1000 * GRAVITY * 2500)


def test_trap_16_the_trigger_is_the_operators_share_and_not_eighty_percent():
    document = well(formation_strength=[strength("intermediate", 1800)])
    document["rules"] |= {"upper_trigger_fraction": 0.5, "rounding_pa": 1}
    limit = limits(document, letters=["B"]).results[0]
    assert limit.upper_trigger_pa == pytest.approx(limit.limit_pa / 2, abs=1)
    document["rules"]["upper_trigger_fraction"] = None
    assert limits(document, letters=["B"]).results[0].upper_trigger_pa is None


def annulus_test(day="2020-01-01", pressure_pa=5e6, **more):
    return {"id": f"test-{day}", "performed_on": day, "pressure_pa": pressure_pa, "result": "pass", **more}


def with_tests(*tests, **dates):
    document = well()
    item(document, "annuli", "A")["tests"] = list(tests)
    for name, day in dates.items():
        item(document, "strings", name)["installed_on"] = day
    return document


def test_a_test_counts_while_its_walls_stand():
    assert candidate(with_tests(annulus_test(), tubing="2019-01-01"), "A", "A9").result_pa == 5e6


def test_a_test_older_than_the_tubing_says_nothing_of_it():
    proof = candidate(with_tests(annulus_test(), tubing="2021-06-01"), "A", "A9")
    assert proof.status == "not_applicable" and "tubing of 2021-06-01" in proof.note


def test_a_test_older_than_the_packer_says_nothing_of_it():
    document = with_tests(annulus_test())
    item(document, "components", "packer")["installed_on"] = "2022-01-01"
    assert candidate(document, "A", "A9").status == "not_applicable"


def test_a_leak_test_is_no_strength_proof():
    assert (
        candidate(with_tests(annulus_test(kind="leak", pressure_pa=1e6)), "A", "A9").status
        == "not_applicable"
    )
    both = with_tests(annulus_test(kind="leak", day="2023-01-01", pressure_pa=1e6), annulus_test())
    assert candidate(both, "A", "A9").result_pa == 5e6


def test_a_test_that_does_not_say_which_it_was_is_asked_for():
    document = with_tests(annulus_test())
    document["annuli"] = at_today(document["annuli"])
    proof = candidate(document, "A", "A9")
    assert proof.status == "unknown" and proof.missing[0].path == "annuli/A/tests/test-2020-01-01/kind"
    assert "strength or a leak test" in proof.missing[0].what


def test_an_older_test_of_unknown_kind_is_not_asked_for():
    document = with_tests(annulus_test(), annulus_test(day="2024-01-01", kind="strength", pressure_pa=4e6))
    document["annuli"] = at_today(document["annuli"])
    assert candidate(document, "A", "A9").result_pa == 4e6


def at_today(annuli):
    """The dated form of the annuli, in which silence about the kind of a test stays silence."""
    return [
        annulus | {"id": f"annulus-{annulus['letter'].lower()}", "valid_from": "1990-01-01"}
        for annulus in annuli
    ]


def test_the_last_successful_test_counts_after_a_failed_one():
    document = with_tests(annulus_test(), annulus_test(day="2024-01-01", result="fail", pressure_pa=9e6))
    assert candidate(document, "A", "A9").result_pa == 5e6


def test_never_tested_is_not_the_same_as_nobody_knows():
    document = well()
    assert candidate(document, "A", "A9").status == "not_applicable"
    item(document, "annuli", "A")["tests"] = None
    assert candidate(document, "A", "A9").status == "unknown"


def test_a_heavier_fluid_than_at_the_test_lowers_what_the_test_proved():
    document = with_tests(annulus_test(fluid_density_kg_m3=800))
    document["rules"]["test_fluid_correction"] = True
    assert candidate(document, "A", "A9").result_pa == pytest.approx(5e6 - 200 * GRAVITY * 2500)
    proof = candidate(
        with_tests(annulus_test(fluid_density_kg_m3=1200)) | {"rules": document["rules"]}, "A", "A9"
    )
    assert proof.result_pa == 5e6


def test_an_integrity_test_counts_as_a_lower_bound():
    document = well(formation_strength=[strength("intermediate", 1500, kind="fit")])
    assert candidate(document, "B", "B1").note.startswith("integrity test: a lower bound")


def test_a_prognosis_counts_and_leaves_the_limit_provisional():
    document = well(formation_strength=[strength("intermediate", 1500, kind="prognosis")])
    limit = limits(document, letters=["B"]).results[0]
    assert limit.status == "provisional" and limit.governing.id == "B1"


def test_the_newest_strength_of_a_shoe_counts():
    tests = [
        strength("intermediate", 1900, performed_on="2001-01-01") | {"id": "lot-1"},
        strength("intermediate", 1600, performed_on="2010-01-01") | {"id": "lot-2"},
    ]
    rows = candidate(well(formation_strength=tests), "B", "B1").substitution
    assert rows[0].value == 1600


def subsea(**policy):
    document = well(fluids_policy={"seawater_density_kg_m3": 1025, **policy})
    document["header"]["environment"] = "subsea"
    document["datum"] = {"rkb_elevation_m": 30, "ground_elevation_m": -300, "annulus_gauge_elevation_m": -297}
    return document


def test_an_annulus_behind_a_subsea_wellhead_backs_up_with_the_sea_on_it():
    document = subsea()
    section_of(document, "production")["rating_override"]["burst_pa"] = 40e6
    assert candidate(document, "A", "A7a").result_pa == pytest.approx(40e6 + 1025 * GRAVITY * 297)


def test_an_evacuated_bore_opposes_with_nothing_also_subsea():
    document = subsea(inner="evacuated")
    section_of(document, "tubing")["rating_override"]["collapse_pa"] = 60e6
    depth_m = 2500 - 327
    assert candidate(document, "A", "A5").result_pa == pytest.approx(60e6 - 1000 * GRAVITY * depth_m)


def test_on_a_platform_opposing_columns_start_at_zero():
    document = well()
    document["header"]["environment"] = "platform"
    section_of(document, "production")["rating_override"]["burst_pa"] = 40e6
    assert candidate(document, "A", "A7a").result_pa == pytest.approx(40e6)


def test_sea_water_outside_the_last_string_ends_at_the_mudline():
    document = well(fluids_policy={"outermost_backup": "seawater", "seawater_density_kg_m3": 1025})
    document["datum"] = {"rkb_elevation_m": 30, "ground_elevation_m": -70, "annulus_gauge_elevation_m": 20}
    document["strings"] = document["strings"][1:]
    item(document, "annuli", "C")["layers"] = [layer(1100)]
    section_of(document, "surface")["rating_override"]["burst_pa"] = 20e6
    burst = candidate(document, "C", "C3")
    assert burst.result_pa == pytest.approx(20e6 - 1100 * GRAVITY * 590 + 1025 * GRAVITY * 70)


def test_a_gas_lifted_annulus_does_not_hold_up_the_casing():
    document = well()
    section_of(document, "production")["rating_override"]["collapse_pa"] = 40e6
    item(document, "annuli", "A")["layers"] = [layer(1080, 0)]
    item(document, "annuli", "B")["layers"] = [layer(1400)]
    assert candidate(document, "B", "B2A").result_pa == pytest.approx(40e6 - 1400 * GRAVITY * 2000)


def test_without_tubing_the_bore_content_opposes_b():
    document = well()
    document["strings"] = document["strings"][:4]
    document["components"] = [
        {
            "id": "plug",
            "kind": "plug",
            "string_id": "production",
            "md_m": 2400,
            "ratings": {"differential_from_above_pa": 3e7},
        },
        perforations(2800),
    ]
    section_of(document, "production")["rating_override"]["collapse_pa"] = 40e6
    document["bore_contents"][0]["layers"] = [layer(0)]
    assert candidate(document, "B", "B2A").result_pa == pytest.approx(40e6 - 1000 * GRAVITY * 2000)
    assert candidate(document, "A", "A3b").element == "plug"


def test_a_stage_tool_counts_beside_its_casing():
    document = well()
    document["components"].append(
        {
            "id": "dv",
            "kind": "stage_tool",
            "string_id": "production",
            "md_m": 1200,
            "ratings": {"burst_pa": 25e6, "collapse_pa": 25e6},
        }
    )
    assert candidate(document, "A", "A7a", "dv").result_pa == pytest.approx(25e6)
    assert candidate(document, "B", "B2A", "dv").result_pa == pytest.approx(25e6)


def test_axial_tension_lowers_collapse_and_its_absence_is_asked_for():
    document = steel_tubing(well(), axial_force_n=400e3)
    free = candidate(document, "A", "A5").result_pa
    document["rules"]["axial_collapse"] = "api-5c3-biaxial"
    assert candidate(document, "A", "A5").result_pa < free
    section_of(document, "tubing")["axial_force_n"] = None
    assert candidate(document, "A", "A5").missing[0].path.endswith("axial_force_n")


def test_a_disc_that_opens_the_other_way_is_no_candidate():
    document = well()
    ratings = {"opens": "inward", "differential_inward_pa": 9e6, "tolerance_fraction": 0}
    document["components"].append(
        {"id": "disc", "kind": "rupture_disc", "string_id": "production", "md_m": 900, "ratings": ratings}
    )
    assert candidate(document, "A", "A10").status == "not_applicable"
    assert candidate(document, "B", "B6").result_pa == pytest.approx(9e6)


def test_a_disc_without_tolerance_is_unknown():
    document = well()
    ratings = {"opens": "outward", "differential_outward_pa": 9e6}
    document["components"].append(
        {"id": "disc", "kind": "rupture_disc", "string_id": "production", "md_m": 900, "ratings": ratings}
    )
    assert candidate(document, "A", "A10").status == "unknown"


def test_two_tubings_make_every_annulus_not_determinable():
    document = well()
    document["strings"].append(pipe("tubing-2", "tubing", 0.06, 2500))
    found = limits(document)
    assert {limit.status for limit in found.results} == {"not_determinable"}
    assert "dual" in found.problems[0].what


@pytest.mark.parametrize("lost", ["annulus_gauge_elevation_m", "rkb_elevation_m"])
def test_without_a_datum_there_is_no_limit(lost):
    document = well()
    document["datum"][lost] = None
    assert {limit.status for limit in limits(document).results} == {"not_determinable"}


def test_without_a_survey_there_is_no_limit():
    document = well(wellbores=[{"id": "main"}])
    limit = limits(document, letters=["B"]).results[0]
    assert limit.status == "not_determinable" and limit.missing[0].path == "wellbores/main/survey_runs"


def test_beyond_the_survey_the_answer_says_so():
    document = well()
    document["wellbores"][0]["survey_runs"][0]["stations"] = [station(0), station(1000)]
    assert any(
        "straight line" in sentence for sentence in limits(document, letters=["B"]).results[0].assumptions
    )


def test_a_component_without_a_place_leaves_every_limit_provisional():
    document = well()
    document["components"].append({"id": "mystery", "kind": "nipple", "md_m": 900})
    assert {limit.status for limit in limits(document).results} == {"provisional"}


def test_a_declared_gap_leaves_what_it_bounds_provisional_and_no_more():
    document = well(gaps=[{"about": "intermediate", "what": "never logged"}])
    states = {limit.annulus: limit.status for limit in limits(document).results}
    assert states == {"A": "determined", "B": "provisional", "C": "provisional", "D": "determined"}


def test_a_candidate_that_two_people_set_aside_takes_no_part():
    document = well(formation_strength=[strength("intermediate", 1200)])
    decision = SetAside("B", "B1", "intermediate", "cement squeezed", "Ingrid", "Anna", "2027-01-01")
    free = limits(document, letters=["B"]).results[0]
    aside = limits(document, letters=["B"], set_aside=[decision]).results[0]
    assert free.governing.id == "B1" and aside.governing.id != "B1"
    assert aside.candidates[0].status == "set_aside" and "cement squeezed" in aside.candidates[0].note
