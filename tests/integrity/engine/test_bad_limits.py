"""Inputs that are wrong or missing: each leaves its candidate unknown or invalid with the reason, nothing infinite."""

from math import isfinite

import pytest

from tests.integrity.engine.wells import candidate, item, layer, limits, packer, pipe, section_of, well


def of(document, letter="A"):
    return limits(document, letters=[letter]).results[0]


def test_a_packer_without_reservoir_data_leaves_the_limit_provisional():
    document = well(formations=[])
    element = candidate(document, "A", "A3b")
    assert element.status == "unknown" and of(document).status == "provisional"
    document = well(formations=[{"id": "sand", "permeable": True}])
    element = candidate(document, "A", "A3b")
    assert element.status == "unknown"
    assert element.missing[0].path == "formations/sand/pressure/lowest_credible_pa"


def test_a_fluid_that_weighs_nothing_makes_the_limit_invalid():
    document = well()
    item(document, "annuli", "A")["layers"] = [layer(0)]
    found = of(document)
    assert (found.status, found.limit_pa) == ("invalid", None)
    assert "the density of annulus A, layer 1 is 0: no fluid weighs nothing" in found.governing.note
    assert limits(document, letters=["B"]).results[0].status == "determined"


def test_an_opposing_space_may_be_empty():
    document = well()
    document["bore_contents"][0]["layers"] = [layer(0)]
    assert of(document).status == "determined"


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ({"id": "x", "kind": "safety_valve", "ratings": {"collapse_pa": 9e8}}, "A1"),
        ({"id": "x", "kind": "nipple", "ratings": {"collapse_pa": 9e8}}, "A2"),
        ({"id": "x", "kind": "gas_lift_valve", "ratings": {"differential_inward_pa": 9e8}}, "A11"),
        ({"id": "x", "kind": "esp", "control_line": {"collapse_pa": 9e8, "fluid_density_kg_m3": 0}}, "A11"),
    ],
)
def test_a_component_below_the_end_of_its_string_is_a_contradiction(part, name):
    document = well(components=[packer(2590), *well()["components"][1:]])
    item(document, "components", "packer")["md_m"] = None
    item(document, "components", "packer")["top_md_m"] = 2590
    document["components"].append(part | {"string_id": "tubing", "md_m": 2700})
    document["components"][0] = packer(2750)
    found = candidate(document, "A", name, "x")
    assert found.status == "invalid" and "lies below tubing, which ends at 2600 m MD" in found.note


def test_a_packer_below_the_tubing_makes_the_limit_invalid():
    found = of(well(components=[packer(2700), *well()["components"][1:]]))
    assert found.status == "invalid" and "packer at 2700 m MD lies below tubing" in found.governing.note


def test_a_disc_and_a_stage_tool_below_their_casing_are_contradictions():
    document = well(components=[packer(2500), *well()["components"][1:]])
    document["strings"][3] = pipe("production", "production_casing", 0.244, 2450)
    ratings = {"opens": "outward", "differential_outward_pa": 9e8, "tolerance_fraction": 0}
    document["components"].append(
        {"id": "disc", "kind": "rupture_disc", "string_id": "production", "md_m": 2480, "ratings": ratings}
    )
    assert candidate(document, "A", "A10").status == "invalid"


@pytest.mark.parametrize(
    ("noun", "name", "field"),
    [
        ("annuli", "A", "layers"),
        ("strings", "production", "sections"),
        ("strings", "intermediate", "shoe_md_m"),
    ],
)
def test_what_is_left_out_is_named_and_never_taken_as_infinite(noun, name, field):
    document = well()
    item(document, noun, name)[field] = None
    for found in limits(document).results:
        assert found.status != "determined" or found.annulus in "CD" or found.missing == ()
        for one in found.candidates:
            assert one.result_pa is None or isfinite(one.result_pa)
    assert any(
        field in lack.path or "sections" in lack.path
        for found in limits(document).results
        for lack in found.missing
    )


def test_two_tubings_an_inner_string_and_two_open_bores_are_refused():
    inner = well()
    inner["strings"].append(pipe("velocity-string", "tubing", 0.06, 2500))
    lateral = well()
    lateral["wellbores"].append({"id": "lateral", "parent_id": "main", "kick_off_md_m": 1800})
    for name, bore in (("liner-1", "main"), ("liner-2", "lateral")):
        lateral["strings"].append(pipe(name, "liner", 0.178, 3500) | {"top_md_m": 2900, "wellbore_id": bore})
    for document, word in ((inner, "inner strings"), (lateral, "multilateral")):
        found = limits(document)
        assert {one.status for one in found.results} == {"not_determinable"}
        assert all(word in one.reason for one in found.results)


@pytest.mark.parametrize("change", ["abandoned", "plugged"])
def test_a_sidetrack_out_of_a_closed_bore_is_rated(change):
    document = well()
    document["wellbores"].append({"id": "side", "parent_id": "main", "kick_off_md_m": 1800})
    for string in document["strings"]:
        string["wellbore_id"] = "main"
    side = pipe("liner-2", "liner", 0.178, 3500) | {"top_md_m": 2900, "wellbore_id": "side"}
    document["strings"].append(side)
    assert {one.status for one in limits(document).results} == {"not_determinable"}
    if change == "abandoned":
        document["wellbores"][0]["abandoned_on"] = "2015-01-01"
    else:
        document["components"].append(
            {"id": "bridge", "kind": "plug", "string_id": "production", "md_m": 2700}
        )
    assert "not_determinable" not in {one.status for one in limits(document).results}


def test_a_well_without_tubing_has_its_bore_as_annulus_a():
    document = well()
    document["strings"] = document["strings"][:4]
    document["components"] = document["components"][1:]
    found = of(document)
    assert found.inner_ids == () and found.outer_ids == ("production",)


def test_strings_of_one_size_are_not_nested_by_guess():
    document = well()
    section_of(document, "intermediate")["od_m"] = section_of(document, "production")["od_m"]
    found = limits(document)
    assert {one.status for one in found.results} == {"not_determinable"}
    assert "do not" in found.problems[0].what or "does not fit" in found.problems[0].what
