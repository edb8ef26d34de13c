"""Annuli that a known leak joins: one pressure at the leak, the leaking wall gone, all others counting for each."""

import pytest

from tests.contract import example
from tests.integrity.engine.wells import (
    GRAVITY,
    candidate,
    item,
    layer,
    limits,
    section_of,
    strength,
    well,
)
from wells.engine.document import at

SHOE_PA = (1800 - 1100) * GRAVITY * 1500
"""What B's shoe holds at B's gauge: 1.80 sg at 1500 m under 1.10 sg."""


def two_fluids(*leaks, a=1200, b=1100, c=1000):
    """The plain well, B standing on its shoe, with other fluids in A, B and C."""
    document = well(
        formation_strength=[
            strength("production"),
            strength("intermediate", 1800),
            strength("surface"),
            strength("conductor"),
        ]
    )
    for letter, density in (("A", a), ("B", b), ("C", c)):
        item(document, "annuli", letter)["layers"] = [layer(density, min(density, 1000))]
    document["communications"] = list(leaks)
    return document


def leak(through="production", md_m=1000, name="leak"):
    return {"id": name, "through": through, "md_m": md_m}


def limit(document, letter):
    return limits(document, letters=[letter]).results[0]


def test_a_joined_annulus_stands_on_the_weakest_of_both():
    found = limit(two_fluids(leak()), "A")
    # P_B = P_A + (1.20 - 1.10) sg over 1000 m: A may carry that much less than B's shoe
    assert found.governing.id == "B1" and found.status == "determined"
    assert found.unrounded_pa == pytest.approx(SHOE_PA - 100 * GRAVITY * 1000)
    assert limit(two_fluids(leak()), "B").unrounded_pa == pytest.approx(SHOE_PA)


def test_a_lighter_neighbour_column_never_lends_an_annulus_more_than_it_had_alone():
    document = two_fluids(leak(), a=1000, b=1300)
    alone, joined = limit(two_fluids(a=1000, b=1300), "B"), limit(document, "B")
    assert joined.unrounded_pa <= alone.unrounded_pa


def test_the_leaking_wall_no_longer_counts_and_says_why():
    document = two_fluids(leak())
    section_of(document, "production")["rating_override"]["collapse_pa"] = 50e6
    walls = [
        one for letter in "AB" for one in limit(document, letter).candidates if one.element == "production"
    ]
    assert {one.id for one in walls} == {"A7a", "B2A"}
    assert {one.status for one in walls} == {"not_applicable"}
    assert all("the leak leak through production at 1000 m MD" in one.note for one in walls)


def test_what_is_fitted_on_the_leaking_wall_goes_with_it():
    document = two_fluids(leak())
    ratings = {"opens": "outward", "differential_outward_pa": 9e6, "tolerance_fraction": 0}
    document["components"].append(
        {"id": "disc", "kind": "rupture_disc", "string_id": "production", "md_m": 900, "ratings": ratings}
    )
    assert candidate(document, "A", "A10", "disc").status == "not_applicable"


def test_layered_columns_are_compared_at_the_leak():
    document = two_fluids(leak())
    item(document, "annuli", "A")["layers"] = [layer(200, 100), layer(1300, 1000, top_md_m=400)]
    moved = next(one for one in limit(document, "A").candidates if one.id == "B1")
    column_a = (200 * 400 + 1300 * 600) * GRAVITY
    assert moved.result_pa == pytest.approx(SHOE_PA - (column_a - 1100 * GRAVITY * 1000))
    rows = {row.symbol: row.value for row in moved.substitution}
    assert rows["z_leak"] == 1000 and rows["p_A,leak"] == pytest.approx(column_a, abs=1)
    assert rows["p_B,leak"] == pytest.approx(1100 * GRAVITY * 1000, abs=1)


@pytest.mark.parametrize(("a", "worst_m"), [(1200, 2000), (1050, 0)])
def test_a_leak_of_unknown_depth_counts_at_the_worst_end_of_the_exposed_length(a, worst_m):
    """Both touch the casing down to B's cement at 2000 m."""
    moved = next(one for one in limit(two_fluids(leak(md_m=None), a=a), "A").candidates if one.id == "B1")
    assert moved.result_pa == pytest.approx(SHOE_PA - (a - 1100) * GRAVITY * worst_m)


def test_a_leak_of_unknown_depth_is_tried_where_a_column_turns():
    document = two_fluids(leak(md_m=None))
    item(document, "annuli", "A")["layers"] = [layer(1500, 1000), layer(500, 100, top_md_m=700)]
    moved = next(one for one in limit(document, "A").candidates if one.id == "B1")
    assert moved.result_pa == pytest.approx(SHOE_PA - 400 * GRAVITY * 700)


def test_a_chain_of_leaks_joins_three_annuli():
    document = two_fluids(leak(), leak("intermediate", 500, "second"), c=1000)
    document["formation_strength"][2]["emw_kg_m3"] = 1900
    found = limit(document, "A")
    shoe_c = (1900 - 1000) * GRAVITY * 600
    moved = {one.id: one.result_pa for one in found.candidates if one.id in ("B1", "C1")}
    assert moved["B1"] == pytest.approx(SHOE_PA - 100 * GRAVITY * 1000)
    assert moved["C1"] == pytest.approx(shoe_c - 100 * GRAVITY * 1000 - 100 * GRAVITY * 500)
    assert found.governing.id == "C1"
    assert {one.id for one in limit(document, "C").candidates} >= {"A5", "B1", "C1"}


def test_a_repaired_leak_is_gone():
    document = two_fluids(leak() | {"valid_from": "2020-01-01", "valid_to": "2024-06-01"})
    states = {day: at(document, day).communications for day in ("2019-12-31", "2022-01-01", "2024-06-01")}
    assert [len(found or ()) for found in states.values()] == [0, 1, 0]
    assert limits(document, letters=["A"]).results[0].governing.id != "B1"


def test_a_joined_annulus_is_no_back_up():
    """A liner in the lap is backed up by B; joined with A by a leak in the casing, B backs up nothing."""
    document = example("onshore-liner")
    document["rules"] |= {"rounding_pa": 1}
    hanger = {"plain": candidate(document, "A", "A4b")}
    document["communications"] = [{"id": "leak", "through": "casing-9-5-8", "md_m": 1500}]
    hanger["joined"] = candidate(document, "A", "A4b")
    assert hanger["joined"].result_pa < hanger["plain"].result_pa
    rows = {row.symbol: row for row in hanger["joined"].substitution}
    assert rows["p_joined"].value == 0 and rows["p_joined"].source == "communications"


def test_a_neighbour_that_may_have_drained_backs_up_with_the_lightest_of_what_is_joined():
    document = two_fluids()
    section_of(document, "intermediate")["rating_override"]["collapse_pa"] = 60e6
    item(document, "annuli", "A")["layers"] = [layer(1200, 50)]
    dry = candidate(document, "C", "C2A")
    document["communications"] = [leak()]
    drained = candidate(document, "C", "C2A")
    # C stands against B; with the leak B may hold A's gas
    assert drained.result_pa == pytest.approx(60e6 - (1000 - 50) * GRAVITY * 1000)
    assert dry.result_pa == pytest.approx(60e6)


def with_tree(**changes):
    document = two_fluids(leak("tubing", 1500))
    document["bore_contents"][0]["layers"] = [layer(700, 100)]
    document["trees"] = [{"id": "tree", "rated_working_pressure_pa": 69e6}]
    return document | changes


def test_a_leak_through_the_tubing_brings_the_tree_in():
    document = with_tree()
    tree = candidate(document, "A", "T1")
    # the tree sees A's 1.20 sg less the lightest bore, 0.10 sg, at 1500 m
    assert tree.result_pa == pytest.approx(69e6 - (1200 - 100) * GRAVITY * 1500)
    assert candidate(document, "A", "A5").status == "not_applicable"
    assert candidate(document, "A", "A3b").status == "counted"


def test_a_tree_without_a_rating_or_no_tree_leaves_the_limit_provisional():
    for trees in (None, [], [{"id": "tree"}]):
        document = with_tree(trees=trees)
        assert limit(document, "A").status == "provisional"
        assert candidate(document, "A", "T1").status == "unknown"


def test_valves_on_the_tree_and_a_closed_safety_valve_count():
    document = with_tree()
    wing = {
        "id": "wing",
        "kind": "valve",
        "mounted_on": "tree",
        "ratings": {"rated_working_pressure_pa": 35e6},
    }
    valve = {
        "id": "dhsv",
        "kind": "safety_valve",
        "string_id": "tubing",
        "md_m": 300,
        "ratings": {"collapse_pa": 9e8, "differential_from_below_pa": 40e6},
    }
    document["components"] += [wing, valve]
    difference = (1200 - 100) * GRAVITY * 1500
    assert candidate(document, "A", "T2").result_pa == pytest.approx(35e6 - difference)
    assert candidate(document, "A", "T3").result_pa == pytest.approx(40e6 - difference - 100 * GRAVITY * 300)
    del valve["ratings"]["differential_from_below_pa"]
    document["components"][-1] = valve
    assert candidate(document, "A", "T3").status == "unknown"


def test_a_leak_to_what_nobody_describes_leaves_the_limit_provisional():
    outward = two_fluids(leak("conductor", 50))
    assert limit(outward, "D").status == "provisional"
    assert any("is open to" in lack.what for lack in limit(outward, "D").missing)
    below = two_fluids(leak("production", 2700))
    assert limit(below, "B").status == "provisional"
    # A is not joined, but B's fluid may leave through the hole and backs up nothing
    assert not any(one.id.startswith("B") for one in limit(below, "A").candidates)
    assert candidate(below, "A", "A7a").result_pa == pytest.approx(500e6 - 1200 * GRAVITY * 2500)


def test_an_annulus_that_leaks_away_backs_up_nothing():
    document = two_fluids()
    section_of(document, "surface")["rating_override"]["burst_pa"] = 40e6
    held = candidate(document, "C", "C3")
    document["communications"] = [leak("conductor", 50)]
    assert candidate(document, "C", "C3").result_pa == pytest.approx(held.result_pa - 1000 * GRAVITY * 600)


def test_a_leak_below_its_string_is_a_contradiction():
    document = two_fluids(leak("intermediate", 1700))
    found = limit(document, "C")
    assert found.status == "invalid" and found.limit_pa is None


def test_the_limit_without_the_leak_stays_a_ceiling():
    """The casing governed before it leaked: that the wall drops raises nothing."""
    document = two_fluids()
    section_of(document, "production")["rating_override"]["burst_pa"] = 5e6
    before = limit(document, "A")
    document["communications"] = [leak(md_m=0)]
    after = limit(document, "A")
    assert before.governing.id == "A7a"
    assert after.unrounded_pa == before.unrounded_pa and after.governing.id == "AL"
    assert candidate(document, "A", "B1").result_pa > before.unrounded_pa


def test_a_leak_settles_nothing_that_was_not_known():
    document = two_fluids()
    section_of(document, "production")["rating_override"] = None
    assert limit(document, "A").status == "provisional"
    document["communications"] = [leak()]
    assert limit(document, "A").status == "provisional"
    document["formation_strength"][1]["emw_kg_m3"] = 1000
    assert limit(document, "A").status == "invalid"


def test_an_undescribed_neighbour_leaves_the_limit_provisional():
    document = two_fluids(leak())
    document["annuli"] = [annulus for annulus in document["annuli"] if annulus["letter"] != "B"]
    found = limit(document, "A")
    assert found.status == "provisional"
    assert any(lack.path.startswith("annuli/B/layers") for lack in found.missing)


def test_a_leak_joins_the_annuli_of_a_mawop_as_well():
    document = two_fluids()
    section_of(document, "intermediate")["rating_override"] |= {"burst_pa": 10e6}
    apart = limits(document, regime="api-rp-90:2006", letters=["A"]).results[0]
    document["communications"] = [leak()]
    joined = limits(document, regime="api-rp-90:2006", letters=["A"]).results[0]
    # 80 % of the next casing alone; with the leak 50 % of B's own
    assert apart.limit_pa == pytest.approx(8e6) and joined.limit_pa == pytest.approx(5e6)
