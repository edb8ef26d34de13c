"""Points of an annulus that no other test holds by a sum of its own."""

import pytest

from tests.integrity.engine.wells import (
    GRAVITY,
    candidate,
    item,
    layer,
    limits,
    packer,
    section_of,
    well,
)


@pytest.mark.parametrize(
    ("kind", "field", "label"),
    [
        ("gas_lift_valve", "differential_inward_pa", "gas-lift valve"),
        ("annulus_safety_valve", "collapse_pa", "annulus safety valve"),
        ("feed_through", "differential_from_above_pa", "feed-through"),
        ("polished_bore_receptacle", "differential_inward_pa", "polished bore"),
    ],
)
def test_what_a11_lists_is_rated_in_the_way_the_annulus_loads_it(kind, field, label):
    """At 1000 m, 1.2 sg outside against 0.3 sg inside."""
    document = well()
    item(document, "annuli", "A")["layers"] = [layer(1200, 1000)]
    document["bore_contents"][0]["layers"] = [layer(800, 300)]
    others = {
        name: 1e6
        for name in ("burst_pa", "collapse_pa", "differential_outward_pa", "differential_from_below_pa")
    }
    document["components"].append(
        {"id": "x", "kind": kind, "string_id": "tubing", "md_m": 1000, "ratings": others | {field: 40e6}}
    )
    found = candidate(document, "A", "A11")
    assert found.label.startswith(label)
    assert found.result_pa == pytest.approx(40e6 - (1200 - 300) * GRAVITY * 1000)


def test_an_unpressurised_control_line_is_tried_at_both_ends_with_its_own_fluid():
    document = well()
    document["components"].append(
        {
            "id": "dhsv",
            "kind": "safety_valve",
            "string_id": "tubing",
            "md_m": 400,
            "ratings": {"collapse_pa": 9e8},
            "control_line": {"collapse_pa": 30e6, "fluid_density_kg_m3": 1300},
        }
    )
    line = candidate(document, "A", "A11")
    # its fluid is heavier than the annulus: the gauge end is the weak one
    assert line.result_pa == pytest.approx(30e6) and line.depth.md_m is None
    document["components"][-1]["control_line"]["fluid_density_kg_m3"] = 800
    assert candidate(document, "A", "A11").result_pa == pytest.approx(30e6 - 200 * GRAVITY * 400)


def test_collapse_of_the_inner_casing_is_tried_to_the_cement_and_no_deeper():
    """Cement behind the production casing at 2000 m, below the shoe outside at 1500 m: B reaches the cement."""
    document = well()
    section_of(document, "production")["rating_override"]["collapse_pa"] = 50e6
    item(document, "annuli", "A")["layers"] = [layer(1000, 200)]
    item(document, "annuli", "B")["layers"] = [layer(1300)]
    found = candidate(document, "B", "B2A")
    assert found.depth.md_m == 2000
    assert found.result_pa == pytest.approx(50e6 - (1300 - 200) * GRAVITY * 2000)


def test_a_test_of_an_outer_annulus_counts_for_it():
    document = well()
    item(document, "annuli", "B")["tests"] = [
        {"id": "b", "performed_on": "2020-01-01", "pressure_pa": 7e6, "result": "pass"}
    ]
    found = limits(document, letters=["B"]).results[0]
    assert (found.governing.id, found.limit_pa) == ("B5", 7e6)
    item(document, "strings", "production")["installed_on"] = "2021-01-01"
    assert candidate(document, "B", "B5").status == "not_applicable"


def test_the_factor_of_pipe_does_not_divide_equipment():
    document = well(components=[packer(2500, 40e6, 50e6), *well()["components"][1:]])
    for name in ("casing_burst", "casing_collapse", "tubing_burst", "tubing_collapse"):
        document["rules"]["design_factors"][name] = 1.25
    assert candidate(document, "A", "A3a").result_pa == pytest.approx(50e6)
    section_of(document, "tubing")["rating_override"]["collapse_pa"] = 50e6
    assert candidate(document, "A", "A5").result_pa == pytest.approx(40e6)


def test_each_wall_has_the_factor_of_its_own_kind_and_way():
    document = well()
    document["rules"]["design_factors"] = {
        "casing_burst": 1.1,
        "casing_collapse": 1.05,
        "tubing_burst": 1.3,
        "tubing_collapse": 1.2,
        "equipment": 1,
    }
    factors = {
        (letter, name): {row.symbol: row.value for row in candidate(document, letter, name).substitution}[
            "SF"
        ]
        for letter, name in (("A", "A5"), ("A", "A7a"), ("B", "B2A"), ("B", "B3"))
    }
    assert factors == {("A", "A5"): 1.2, ("A", "A7a"): 1.1, ("B", "B2A"): 1.05, ("B", "B3"): 1.1}
