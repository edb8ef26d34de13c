"""The calculator of pipe strength: grade, wear, coupling, editions and triaxial, and what it refuses."""

import pytest

from integrity.engine.calculators import InputFaults, calculate
from wells.engine.constants import INCH_M, PSI_PA
from wells.engine.tubular import coupling_internal_yield_pa

PIPE = {
    "method": "api-tr-5c3:2018",
    "od_m": 9.625 * INCH_M,
    "wall_m": 0.472 * INCH_M,
    "yield_pa": 80_000 * PSI_PA,
    "wall_factor": 0.875,
}


def answer(**more):
    body = {name: value for name, value in (PIPE | more).items() if value is not None}
    return calculate("tubular-rating", body)


def faults(**more):
    with pytest.raises(InputFaults) as refused:
        answer(**more)
    return {(fault.pointer, fault.code) for fault in refused.value.faults}


def test_the_yield_of_a_grade_is_taken_where_none_is_stated_and_said():
    found = answer(yield_pa=None, grade="N-80")
    assert found["rated"] == answer()["rated"]
    assert "yield strength of grade N80 in API 5CT, 551.6 MPa: none was stated" in found["assumptions"]


@pytest.mark.parametrize("grade", ["HC95", None])
def test_without_yield_and_without_a_grade_that_has_one_it_is_asked_for(grade):
    assert faults(yield_pa=None, grade=grade) == {("/yield_pa", "required")}


def test_a_yield_that_is_not_the_grades_is_used_and_said():
    assert "outside the 758.4 to 965.3 MPa of grade P110" in " ".join(answer(grade="P110")["assumptions"])
    assert not any("outside" in told for told in answer(grade="N80")["assumptions"])


def test_a_grade_that_is_not_of_the_api_is_rated_on_the_stated_yield_and_said():
    found = answer(grade="HC95")
    assert found["rated"] == answer()["rated"] and "not of the API" in " ".join(found["assumptions"])


def test_heat_by_grade_needs_the_grade_and_a_figure_of_its_table():
    hot = {"temperature_derating": "by_grade", "temperature_k": 423.15}
    assert faults(**hot) == {("/grade", "required")}
    assert faults(**hot, grade="S95") == {("/grade", "range")}
    assert faults(**hot | {"temperature_k": 530}, grade="P110") == {("/temperature_k", "range")}
    burst = answer(**hot, grade="P110")["rated"]["burst_pa"]
    assert burst == pytest.approx(answer()["rated"]["burst_pa"] * 0.9, rel=1e-6)


def test_steel_so_hot_that_nothing_is_left_is_refused():
    assert faults(temperature_derating="linear", temperature_k=2500) == {("/temperature_k", "range")}


def test_wear_keeps_the_tolerance_unless_the_wall_was_measured():
    left_m = PIPE["wall_m"] * 0.8
    lost, groove = answer(wall_loss_fraction=0.2), answer(groove_depth_m=PIPE["wall_m"] * 0.2)
    measured = answer(min_remaining_wall_m=left_m)
    assert lost["rated"] == pytest.approx(
        groove["rated"] | {"collapse_regime": lost["rated"]["collapse_regime"]}
    )
    assert lost["rated"]["burst_pa"] == pytest.approx(measured["rated"]["burst_pa"] * 0.875, rel=1e-6)
    assert lost["rated"]["collapse_pa"] == pytest.approx(measured["rated"]["collapse_pa"], rel=1e-6)
    assert lost["nominal"] == measured["nominal"]


def test_the_wall_that_is_left_is_stated_once():
    assert faults(min_remaining_wall_m=0.01, wall_loss_fraction=0.1) == {("/wall_loss_fraction", "wall")}
    assert faults(groove_depth_m=PIPE["wall_m"]) == {("/groove_depth_m", "wall")}
    assert faults(wall_loss_fraction=1) == {("/wall_loss_fraction", "wall")}


def test_a_weak_coupling_governs_burst_and_a_strong_one_does_not():
    weak = {"od_m": 10.625 * INCH_M, "root_m": 9.8 * INCH_M}
    found = answer(coupling=weak)
    alone_pa = coupling_internal_yield_pa(**weak, yield_pa=PIPE["yield_pa"])
    assert found["rated"]["burst_pa"] == pytest.approx(alone_pa, abs=1)
    assert alone_pa < answer()["rated"]["burst_pa"]
    assert found["rated"]["collapse_pa"] == answer()["rated"]["collapse_pa"]
    assert any("leaking" in told for told in found["assumptions"])
    strong = weak | {"root_m": 9.0 * INCH_M}
    assert answer(coupling=strong)["rated"]["burst_pa"] == answer()["rated"]["burst_pa"]


def test_a_coupling_gets_as_hot_as_its_pipe():
    weak = {"od_m": 10.625 * INCH_M, "root_m": 9.8 * INCH_M, "yield_pa": 60_000 * PSI_PA}
    cold = answer(coupling=weak)["rated"]["burst_pa"]
    hot = answer(coupling=weak, temperature_derating="linear", temperature_k=373.15)["rated"]["burst_pa"]
    assert hot == pytest.approx(cold * 0.9595, rel=1e-6)


def test_a_coupling_whose_root_is_outside_it_is_refused():
    assert faults(coupling={"od_m": 0.26, "root_m": 0.26}) == {("/coupling/root_m", "wall")}


@pytest.mark.parametrize(
    ("edition", "share"), [("tr-5c3-2018", 1.0), ("api-5c3-biaxial", 1 - 2 / (9.625 / 0.472))]
)
def test_each_edition_says_what_the_pressure_inside_is_worth(edition, share):
    inside_pa = 20_000_000
    found = answer(axial_collapse=edition, axial_force_n=500_000, internal_pressure_pa=inside_pa)
    external = found["external"]
    assert external["external_pa"] == pytest.approx(external["rating_pa"] + share * inside_pa, abs=2)
    assert external["is_differential"] is (edition == "tr-5c3-2018")
    assert any("p_i" in step["formula"] for step in found["derivation"] if step["id"] == "external")


def test_a_load_needs_all_three_of_its_parts():
    assert faults(triaxial={"internal_pressure_pa": 1e7}) == {
        ("/triaxial/external_pressure_pa", "required"),
        ("/triaxial/axial_force_n", "required"),
    }


def test_triaxial_stands_on_the_yield_at_temperature_and_bending_costs():
    load = {"internal_pressure_pa": 3e7, "external_pressure_pa": 0, "axial_force_n": 1e6}
    cold = answer(triaxial=load)["triaxial"]
    hot = answer(triaxial=load, temperature_derating="linear", temperature_k=373.15)["triaxial"]
    bent = answer(triaxial=load | {"dls_deg_30m": 5})["triaxial"]
    assert hot["safety_factor"] == pytest.approx(cold["safety_factor"] * 0.9595, rel=1e-5)
    assert bent["safety_factor"] < cold["safety_factor"] and bent["bending_stress_pa"] > 0
    assert cold["bending_stress_pa"] == 0


def test_without_load_there_is_no_safety_factor_and_never_an_infinite_one():
    rest = {"internal_pressure_pa": 0, "external_pressure_pa": 0, "axial_force_n": 0}
    assert answer(triaxial=rest)["triaxial"]["safety_factor"] is None


def test_without_the_new_inputs_the_answer_has_the_fields_of_the_contract():
    assert list(answer()) == [
        "calculation", "method", "engine_version", "input_sha256", "nominal", "rated", "allowable",
        "derivation", "assumptions", "missing",
    ]  # fmt: skip
