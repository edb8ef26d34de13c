"""The calculators of columns, gas, levels and heat: what they answer, and how they say what is wrong."""

import pytest

from integrity.engine.calculators import CALCULATORS, calculate
from tests.integrity.engine.test_calculators import faults

GAS = {"top_tvd_m": 0, "phase": "gas", "gas_specific_gravity": 0.7, "mean_temperature_k": 310}
BRINE = {"top_tvd_m": 400, "phase": "liquid", "density_kg_m3": 1030}
PIPES = CALCULATORS["thermal-build-up"].example["pipes"]


def column(*layers, at=(400,), **more):
    return {"surface_pressure_pa": 2e6, "layers": list(layers or (GAS, BRINE)), "at_tvd_m": list(at), **more}


def rows(step):
    return {row["symbol"]: row for row in step["substitution"]}


def test_a_factor_that_is_not_stated_is_computed_and_named():
    step = calculate("hydrostatics", column())["derivation"][0]
    assert rows(step)["Z"]["source"] == "dranchuk-abou-kassem:1975"
    stated = calculate("hydrostatics", column(GAS | {"z": rows(step)["Z"]["value"]}, BRINE))
    assert stated["derivation"][0]["result_pa"] == pytest.approx(step["result_pa"], abs=1)


def test_the_other_method_may_be_asked_for():
    step = calculate("hydrostatics", column(z_method="hall-yarborough:1973"))["derivation"][0]
    assert rows(step)["Z"]["source"] == "hall-yarborough:1973"


def test_each_depth_inside_computed_gas_can_be_followed():
    answer = calculate("hydrostatics", column(at=(200, 400, 200)))
    assert [item["tvd_m"] for item in answer["at"]] == [200, 400, 200]
    part = next(step for step in answer["derivation"] if step.get("to_tvd_m") == 200)
    assert part["result_pa"] == answer["at"][0]["pressure_pa"] and rows(part)["h"]["value"] == 200


def test_where_the_factor_has_no_answer_the_pressure_is_not_known_and_the_reason_is_told():
    answer = calculate("hydrostatics", column(GAS | {"gas_specific_gravity": 2.0}, BRINE, at=(900,)))
    assert answer["at"][0]["pressure_pa"] is None
    assert answer["missing"][0]["path"] == "layers/0/z" and "1.68" in answer["missing"][0]["what"]


def test_one_gradient_for_gas_is_said_to_be_a_rule_of_thumb():
    thumb = {"top_tvd_m": 0, "phase": "liquid", "density_kg_m3": 120}
    assert "rule of thumb" in calculate("hydrostatics", column(thumb))["assumptions"][0]
    assert "assumptions" not in calculate("hydrostatics", column(BRINE, at=(900,)))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (column(GAS | {"gas_specific_gravity": None}), {("/layers/0/gas_specific_gravity", "required")}),
        (column({"top_tvd_m": 0, "phase": "liquid"}), {("/layers/0/density_kg_m3", "required")}),
        (column(BRINE | {"density_kg_m3": 0}), {("/layers/0/density_kg_m3", "exclusiveMinimum")}),
        (column(GAS, BRINE | {"top_tvd_m": -10}), {("/layers/1/top_tvd_m", "rule-4")}),
        (column(at=(2100,), base_tvd_m=2000), {("/at_tvd_m/0", "maximum")}),
        (column(base_tvd_m=300), {("/base_tvd_m", "rule-4"), ("/at_tvd_m/0", "maximum")}),
        (column(at=(-1,)), {("/at_tvd_m/0", "minimum")}),
    ],
)  # fmt: skip
def test_what_no_column_has_is_pointed_to(body, expected):
    assert faults("hydrostatics", body) == expected


@pytest.mark.parametrize(
    ("layer", "name"),
    [
        (BRINE | {"density_kg_m3": 1.03}, "density_kg_m3"),
        (BRINE | {"density_kg_m3": 8.6}, "density_kg_m3"),
        (GAS | {"mean_temperature_k": 60}, "mean_temperature_k"),
        (GAS | {"gas_specific_gravity": 20.3}, "gas_specific_gravity"),
        (GAS | {"z": 93}, "z"),
    ],
)
def test_a_mistaken_unit_is_named(layer, name):
    assert faults("hydrostatics", column(layer)) == {(f"/layers/0/{name}", "implausible")}


def test_feet_for_metres_are_noticed_where_no_well_is_so_deep():
    assert faults("hydrostatics", column(at=(18_000,))) == {("/at_tvd_m/0", "implausible")}


def test_a_gas_has_both_factors_and_their_difference():
    answer = calculate("gas-properties", CALCULATORS["gas-properties"].example)
    first, second = (one["z"] for one in answer["methods"])
    assert answer["z"] == first and answer["relative_disagreement"] == pytest.approx(
        first / second - 1, abs=1e-6
    )


def test_a_gas_outside_its_range_has_no_factor_and_nothing_that_stands_on_it():
    body = CALCULATORS["gas-properties"].example | {"gas_specific_gravity": 2.4}
    answer = calculate("gas-properties", body)
    assert (answer["z"], answer["gas_density_kg_m3"], answer["sound_speed_m_s"]) == (None, None, None)
    assert "gravity 2.4" in answer["missing"][0]["what"]


def test_a_gas_and_a_reduced_point_are_not_stated_together():
    body = CALCULATORS["gas-properties"].example | {"ppr": 1, "tpr": 1.5}
    assert faults("gas-properties", body) == {("/pressure_pa", "both")}
    assert faults("gas-properties", {"ppr": 1}) == {("/tpr", "required")}


def level(**body):
    return calculate("fluid-level", {"annulus": "B", "gun_md_m": 10, **body})


def test_a_level_from_time_and_a_stated_speed():
    answer = level(travel_time_s=4, sound_speed_m_s=400)
    assert answer["levels"] == [{"method": "travel-time", "level_md_m": 810}]
    assert answer["sets"] == [
        {"path": "annuli/B/layers/1/top_md_m", "md_m": 810, "note": "top of the liquid"}
    ]
    assert answer["disagreement_m"] is None


def test_two_ways_are_compared_and_none_is_preferred():
    answer = level(travel_time_s=4, sound_speed_m_s=400, collars=81, average_joint_length_m=10, layer=2)
    assert (answer["shallowest_md_m"], answer["deepest_md_m"], answer["disagreement_m"]) == (810, 820, 10)
    assert [item["md_m"] for item in answer["sets"]] == [810, 820]
    assert {item["path"] for item in answer["sets"]} == {"annuli/B/layers/2/top_md_m"}


def test_the_speed_of_sound_comes_from_the_gas_in_absolute_pressure():
    example = CALCULATORS["fluid-level"].example
    step = calculate("fluid-level", example)["derivation"][0]
    assert rows(step)["p_m"]["value"] == example["gas"]["mean_pressure_pa"] + 101_325
    assert step["result_m_s"] == pytest.approx(393, abs=10)


def test_a_gas_without_a_factor_leaves_the_collars():
    example = CALCULATORS["fluid-level"].example
    answer = calculate("fluid-level", example | {"gas": example["gas"] | {"gas_specific_gravity": 2.0}})
    assert [item["level_md_m"] is None for item in answer["levels"]] == [True, False]
    assert len(answer["sets"]) == 1 and answer["disagreement_m"] is None
    assert answer["missing"][0]["path"] == "sound_speed_m_s"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, {("/travel_time_s", "required")}),
        ({"travel_time_s": 4}, {("/sound_speed_m_s", "required")}),
        ({"collars": 81}, {("/average_joint_length_m", "required")}),
        ({"travel_time_s": 4310, "sound_speed_m_s": 380}, {("/travel_time_s", "implausible")}),
        ({"travel_time_s": 4, "sound_speed_m_s": 1250}, {("/sound_speed_m_s", "implausible")}),
        ({"collars": 81, "average_joint_length_m": 31}, {("/average_joint_length_m", "implausible")}),
        ({"travel_time_s": 4, "sound_speed_m_s": 380, "gas": CALCULATORS["fluid-level"].example["gas"]},
         {("/gas", "both")}),
        ({"collars": 8, "average_joint_length_m": 10, "layer": 1.5}, {("/layer", "type")}),
    ],
)  # fmt: skip
def test_what_no_echo_has_is_pointed_to(body, expected):
    assert faults("fluid-level", {"annulus": "A", "gun_md_m": 8, **body}) == expected


def heat(**body):
    return calculate("thermal-build-up", {"brine": "nacl-9.49-ppg", "temperature_delta_k": 20, **body})


def test_a_rigid_annulus_has_its_upper_bound():
    answer = heat()
    assert (
        answer["build_up_pa"]
        == answer["rigid_build_up_pa"]
        == int(2.54e-4 * 1.8 * 20 / 1.98e-6 * 6894.757293168)
    )
    assert "rigid: the pipes do not give" in answer["assumptions"]


def test_pipes_and_gas_soften_it_and_the_window_opens():
    rigid, soft = heat(upper_trigger_pa=25e6), heat(pipes=PIPES, upper_trigger_pa=25e6)
    assert soft["build_up_pa"] < rigid["build_up_pa"] == soft["rigid_build_up_pa"]
    assert rigid["window"]["cold_max_pa"] is None and "bleed" in rigid["window"]["note"]
    assert soft["window"]["cold_max_pa"] == pytest.approx(25e6 - soft["build_up_pa"], abs=2)


def test_the_hot_pressure_is_told_where_the_cold_one_is():
    answer = heat(cold_pressure_pa=1e6, gas_cap={"volume_fraction": 0.03, "process": "isothermal"})
    assert answer["hot_pressure_pa"] == pytest.approx(1e6 + answer["build_up_pa"], abs=1)
    assert any("does not warm" in told for told in answer["assumptions"])


def test_gas_that_presses_more_than_liquid_is_said():
    cap = {"volume_fraction": 0.5, "process": "warming", "cold_temperature_k": 290}
    fluid = {"brine": None, "expansion_per_k": 1e-4, "compressibility_per_pa": 5e-10}
    answer = heat(**fluid, temperature_delta_k=50, cold_pressure_pa=1e8, gas_cap=cap)
    assert answer["build_up_pa"] > answer["rigid_build_up_pa"]
    assert "no upper bound" in answer["assumptions"][-1]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"brine": None}, {("/expansion_per_k", "required"), ("/compressibility_per_pa", "required")}),
        ({"expansion_per_k": 4e-4}, {("/expansion_per_k", "both")}),
        ({"brine": "sea water"}, {("/brine", "enum")}),
        ({"compliance_per_pa": 1e-10, "pipes": PIPES}, {("/pipes", "both")}),
        ({"temperature_delta_k": 420}, {("/temperature_delta_k", "implausible")}),
        ({"pipes": PIPES | {"inner_od_m": 0.23}}, {("/pipes/inner_od_m", "maximum")}),
        ({"pipes": PIPES | {"outer_wall_m": 0.13}}, {("/pipes/outer_wall_m", "wall"), ("/pipes/inner_od_m", "maximum")}),
        ({"pipes": PIPES | {"youngs_modulus_pa": 207}}, {("/pipes/youngs_modulus_pa", "implausible")}),
        ({"gas_cap": {"volume_fraction": 0.1, "process": "polytropic"}},
         {("/gas_cap/polytropic_exponent", "required"), ("/cold_pressure_pa", "required")}),
        ({"gas_cap": {"volume_fraction": 0.1, "process": "warming"}, "cold_pressure_pa": 0},
         {("/gas_cap/cold_temperature_k", "required")}),
        ({"gas_cap": {"volume_fraction": 0, "process": "isothermal"}, "cold_pressure_pa": 0},
         {("/gas_cap/volume_fraction", "exclusiveMinimum")}),
    ],
)  # fmt: skip
def test_what_no_trapped_annulus_has_is_pointed_to(body, expected):
    assert (
        faults("thermal-build-up", {"brine": "nacl-9.49-ppg", "temperature_delta_k": 20, **body}) == expected
    )
