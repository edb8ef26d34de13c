"""The calculators: what they refuse and how they say it, and that each shows a working example."""

import json

import pytest

from integrity.engine.calculators import CALCULATORS, InputFaults, calculate
from tests.integrity.engine.wells import PSI_PA, well


def faults(name, body):
    with pytest.raises(InputFaults) as refused:
        calculate(name, body)
    return {(fault.pointer, fault.code) for fault in refused.value.faults}


@pytest.mark.parametrize("name", CALCULATORS)
def test_the_published_example_works(name):
    answer = calculate(name, CALCULATORS[name].example)
    assert answer["calculation"] == name and len(answer["input_sha256"]) == 64
    json.dumps(answer, allow_nan=False)


@pytest.mark.parametrize("name", ["maasp", "mawop"])
def test_the_example_well_has_determined_limits(name):
    answer = calculate(name, CALCULATORS[name].example)
    assert {result["status"] for result in answer["results"]} == {"determined"}


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_number_of_a_schema_has_a_unit(name):
    def numbers(schema):
        if schema.get("type") in ("number", "integer"):
            yield schema
        for inner in (
            *schema.get("properties", {}).values(),
            *([schema["items"]] if "items" in schema else []),
        ):
            yield from numbers(inner)

    assert all("x-unit" in number for number in numbers(CALCULATORS[name].schema))


GAS_NEEDED = {(f"/{name}", "required") for name in ("pressure_pa", "temperature_k", "gas_specific_gravity")}


@pytest.mark.parametrize("name", CALCULATORS)
def test_an_empty_body_names_everything_it_needs(name):
    needed = {(f"/{field}", "required") for field in CALCULATORS[name].schema["required"]}
    assert faults(name, {}) == (needed or GAS_NEEDED)


@pytest.mark.parametrize("body", [[], "text", 3, None])
def test_a_body_that_is_no_object_is_refused(body):
    assert faults("hydrostatics", body) == {("", "type")}


def test_an_unknown_regime_is_refused_with_the_known_ones():
    with pytest.raises(InputFaults) as refused:
        calculate("maasp", {"well": well(), "regime": "api-rp-90:2006"})
    assert "iso-16530-1:2017" in refused.value.faults[0].detail


def test_unknown_names_wrong_types_and_no_numbers_are_refused_together():
    body = CALCULATORS["tubular-rating"].example | {"od_m": "9.625", "wall_m": float("nan"), "wall_mm": 12}
    assert faults("tubular-rating", body) == {
        ("/od_m", "type"),
        ("/wall_m", "type"),
        ("/wall_mm", "additionalProperties"),
    }


def test_true_is_no_number():
    body = CALCULATORS["tubular-rating"].example | {"od_m": True}
    assert faults("tubular-rating", body) == {("/od_m", "type")}


def test_inputs_that_need_each_other_are_asked_for():
    body = {
        key: value for key, value in CALCULATORS["tubular-rating"].example.items() if key != "temperature_k"
    }
    assert faults("tubular-rating", body | {"axial_force_n": 1e5}) == {
        ("/temperature_k", "required"),
        ("/axial_collapse", "required"),
    }


def test_a_wall_that_closes_the_pipe_is_refused():
    body = CALCULATORS["tubular-rating"].example | {"wall_m": 0.13}
    assert ("/wall_m", "wall") in faults("tubular-rating", body)


def test_collapse_outside_the_range_of_its_formula_is_refused():
    body = CALCULATORS["tubular-rating"].example | {"yield_pa": 80_000}
    assert faults("tubular-rating", body) == {("/yield_pa", "range")}


def test_a_rating_without_design_factors_has_no_allowable_and_says_what_is_missing():
    body = {
        key: value for key, value in CALCULATORS["tubular-rating"].example.items() if key != "design_factors"
    }
    answer = calculate("tubular-rating", body)
    assert answer["allowable"] == {"burst_pa": None, "collapse_pa": None}
    assert [item["path"] for item in answer["missing"]] == ["design_factors/burst", "design_factors/collapse"]


def test_both_editions_of_axial_collapse_agree_without_internal_pressure_and_differ_with_it():
    body = {
        "method": "api-tr-5c3:2018",
        "od_m": 0.244475,
        "wall_m": 0.0119888,
        "yield_pa": 80000 * PSI_PA,
        "wall_factor": 0.875,
        "axial_force_n": 1_000_000,
    }

    def collapse_pa(**more):
        return calculate("tubular-rating", body | more)["rated"]["collapse_pa"]

    old, new = {"axial_collapse": "api-5c3-biaxial"}, {"axial_collapse": "tr-5c3-2018"}
    assert collapse_pa(**old) == collapse_pa(**new)
    assert collapse_pa(**new, internal_pressure_pa=2e7) < collapse_pa(**old, internal_pressure_pa=2e7)


def test_stations_out_of_order_are_named():
    stations = [{"md_m": md_m, "inclination_deg": 0, "azimuth_deg": 0} for md_m in (0, 500, 400)]
    assert faults("trajectory", {"method": "minimum-curvature", "stations": stations}) == {
        ("/stations/2/md_m", "rule-6")
    }


def test_an_angle_out_of_range_is_named():
    stations = [{"md_m": 0, "inclination_deg": 190, "azimuth_deg": -4}]
    assert faults("trajectory", {"method": "minimum-curvature", "stations": stations}) == {
        ("/stations/0/inclination_deg", "maximum"),
        ("/stations/0/azimuth_deg", "minimum"),
    }


def test_a_depth_above_the_first_station_is_placed_on_a_vertical_line_and_said():
    stations = [{"md_m": md_m, "inclination_deg": 0, "azimuth_deg": 0} for md_m in (355, 900)]
    answer = calculate("trajectory", {"method": "minimum-curvature", "stations": stations, "at_md_m": [100]})
    assert answer["at"][0]["method"] == "tie_in" and answer["warnings"]


def test_a_gas_layer_needs_its_gas_and_layers_go_down():
    body = {
        "surface_pressure_pa": 0,
        "layers": [
            {"top_tvd_m": 0, "phase": "gas"},
            {"top_tvd_m": 0, "phase": "liquid", "density_kg_m3": 1000},
        ],
        "at_tvd_m": [-5],
    }
    assert faults("hydrostatics", body) == {
        ("/layers/0/gas_specific_gravity", "required"),
        ("/layers/0/mean_temperature_k", "required"),
        ("/layers/1/top_tvd_m", "rule-4"),
        ("/at_tvd_m/0", "minimum"),
    }


def test_a_limit_that_cannot_be_computed_is_no_error():
    body = {
        "well": {"id": "bare", "header": {"name": "Bare"}, "annuli": [{"letter": "A"}]},
        "regime": "iso-16530-1:2017",
    }
    result = calculate("maasp", body)["results"][0]
    assert result["status"] == "not_determinable" and result["maasp_pa"] is None and result["reason"]


def test_an_annulus_that_the_well_has_not_is_a_state():
    body = {"well": well(), "regime": "iso-16530-1:2017", "annuli": ["F"]}
    assert calculate("maasp", body)["results"][0]["reason"] == "the well has no annulus F"


def test_the_hash_is_of_what_was_sent():
    body = CALCULATORS["hydrostatics"].example
    plain = calculate("hydrostatics", body)["input_sha256"]
    assert calculate("hydrostatics", body | {"surface_pressure_pa": 2000000.0})["input_sha256"] == plain
    assert calculate("hydrostatics", body | {"surface_pressure_pa": 2000001})["input_sha256"] != plain
