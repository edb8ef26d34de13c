"""Back-up outside a string: the fluid down to the cement there, the pores below it. Sums by hand, 1 sg a metre = g kPa."""

import pytest

from integrity.engine.limits import assess_limits
from tests.integrity.engine.wells import (
    GRAVITY,
    candidate,
    formation,
    item,
    layer,
    limits,
    pipe,
    section_of,
    well,
)
from wells.engine.document import at

BURST_PA = 60e6


def careful(**changes):
    """The plain well, its back-up counted to the cement: B's fluid to 2000 m, C's to 1000 m."""
    document = well(**changes)
    document["rules"]["backup_below_cement"] = "pore_pressure"
    section_of(document, "production")["rating_override"]["burst_pa"] = BURST_PA
    section_of(document, "intermediate")["rating_override"]["burst_pa"] = BURST_PA
    return document


def beside(name, top_m, base_m, pressure_pa, density=1000, at_m=None):
    """A formation beside the pipe with a stated pressure, at its top unless said otherwise."""
    return formation(
        name, top_m if at_m is None else at_m, pressure_pa, density, top_md_m=top_m, base_md_m=base_m
    )


def tried(found):
    return [(point.md_m, round(point.result_pa)) for point in found.evaluated_at]


def test_below_the_cement_outside_nothing_known_backs_up():
    burst = candidate(careful(), "A", "A7a")
    # to 2000 m A and B balance; at 2500 m 2500 m of 1 sg stand against nothing
    assert burst.result_pa == pytest.approx(BURST_PA - 1000 * GRAVITY * 2500)
    assert burst.depth.md_m == 2500
    assert any("formation pressure at 2500 m MD; 0 is used" in taken.what for taken in burst.assumptions)


def test_the_cement_top_is_tried_on_both_sides():
    document = careful(formations=[formation("sand", 2800, 100e6), beside("salt", 2001, 2600, 80e6)])
    burst = candidate(document, "A", "A7a")
    # one metre without a known pressure below the cement top: its lower end is the weakest place
    assert burst.depth.md_m == 2001
    assert burst.result_pa == pytest.approx(BURST_PA - 1000 * GRAVITY * 2001)
    assert tried(burst)[:3] == [(0, 60e6), (2000, 60e6), (2000, round(BURST_PA - 1000 * GRAVITY * 2000))]


def test_the_pores_below_the_cement_back_up_at_their_own_depth():
    pore_pa = 15e6
    document = careful(formations=[formation("sand", 2800, 100e6), beside("marl", 2000, 2600, pore_pa, 1100)])
    burst = candidate(document, "A", "A7a")
    expected = min(
        BURST_PA - 1000 * GRAVITY * 2000 + pore_pa,
        BURST_PA - 1000 * GRAVITY * 2500 + pore_pa + 1100 * GRAVITY * 500,
    )
    assert burst.result_pa == pytest.approx(expected) and burst.depth.md_m == 2000
    rows = {row.symbol: row for row in burst.substitution}
    assert rows["P_EXT"].value == 15_000_000 and rows["P_EXT"].source.startswith("formations/marl")
    assert rows["back-up"].value == "pore_pressure" and rows["back-up"].source == "rules/backup_below_cement"
    assert rows["D_TOC"].value == 2000 and rows["D_TOC"].source == "cement/cement-production/top_md_m"


def test_the_boundary_between_two_formations_is_tried():
    document = careful(
        formations=[
            formation("sand", 2800, 100e6),
            beside("upper", 2000, 2200, 30e6, 0),
            beside("lower", 2200, 2600, 12e6, 2000),
        ]
    )
    burst = candidate(document, "A", "A7a")
    assert burst.depth.md_m == 2200
    assert burst.result_pa == pytest.approx(BURST_PA + 12e6 - 1000 * GRAVITY * 2200)


def test_where_a_pore_pressure_falls_to_nothing_inside_a_formation_that_depth_is_tried():
    # 3 sg of fluid below 2400 m: at 2400 m nothing is left; below it the pores win back more than the mud adds
    document = careful(
        formations=[
            formation("sand", 2800, 100e6),
            beside("odd", 2000, 2600, 0.0, 3000, at_m=2400),
        ]
    )
    burst = candidate(document, "A", "A7a")
    assert burst.depth.md_m == pytest.approx(2400, abs=1e-3)
    assert burst.result_pa == pytest.approx(BURST_PA - 1000 * GRAVITY * 2400, abs=50)


def test_overlapping_formations_count_with_the_lower_pressure():
    one = careful(formations=[formation("sand", 2800, 100e6), beside("a", 2000, 2600, 10e6)])
    both = careful(
        formations=[
            formation("sand", 2800, 100e6),
            beside("b", 2000, 2600, 40e6),
            beside("a", 2000, 2600, 10e6),
        ]
    )
    assert candidate(one, "A", "A7a").result_pa == candidate(both, "A", "A7a").result_pa


def test_a_formation_of_another_wellbore_backs_up_nothing():
    document = careful(formations=[formation("sand", 2800, 100e6), beside("salt", 2000, 2600, 80e6)])
    document["wellbores"].append({"id": "side", "parent_id": "main", "kick_off_md_m": 1900})
    for string in document["strings"]:
        string["wellbore_id"] = "main"
    item(document, "formations", "salt")["wellbore_id"] = "side"
    assert candidate(document, "A", "A7a").depth.md_m == 2500


def test_with_the_whole_column_chosen_the_cement_changes_nothing():
    document = careful()
    document["rules"]["backup_below_cement"] = "full_column"
    burst = candidate(document, "A", "A7a")
    assert burst.result_pa == pytest.approx(BURST_PA)
    assert "back-up" not in {row.symbol for row in burst.substitution}


def test_in_a_dated_document_silence_is_the_careful_choice():
    document = careful()
    document["rules"] = [{"id": "r"} | document["rules"] | {"backup_below_cement": None}]
    assert candidate(document, "A", "A7a").depth.md_m == 2500


def test_a_cement_top_nobody_knows_leaves_the_lesser_of_both_at_each_depth():
    document = careful(formations=[formation("sand", 2800, 100e6), beside("salt", 500, 2600, 90e6)])
    known = candidate(document, "A", "A7a")
    item(document, "cement", "cement-production")["top_md_m"] = None
    burst = candidate(document, "A", "A7a")
    # above 500 m the pores are not known: at 500 m A stands against nothing
    assert burst.depth.md_m == 500 and burst.result_pa == pytest.approx(BURST_PA - 1000 * GRAVITY * 500)
    assert burst.result_pa < known.result_pa
    assert any("the lesser of column and pore" in taken.what for taken in burst.assumptions)


def test_without_cement_the_fluid_outside_counts_to_the_shoe_and_unknown_cement_does_not():
    document = careful()
    document["cement"] = [entry for entry in document["cement"] if entry["behind"] != "production"]
    assert candidate(document, "A", "A7a").result_pa == pytest.approx(BURST_PA)
    document["cement"] = None
    assert candidate(document, "A", "A7a").depth.md_m == 2500


def test_an_outer_annulus_is_backed_up_to_its_own_cement_only():
    # B3: C's fluid to 1000 m, the shoe of the intermediate casing at 1500 m
    burst = candidate(careful(), "B", "B3")
    assert burst.depth.md_m == 1500
    assert burst.result_pa == pytest.approx(BURST_PA - 1000 * GRAVITY * 1500)


def disc(string, md_m):
    ratings = {"opens": "outward", "differential_outward_pa": 40e6, "tolerance_fraction": 0}
    return {"id": "disc", "kind": "rupture_disc", "string_id": string, "md_m": md_m, "ratings": ratings}


@pytest.mark.parametrize(
    ("string", "letter", "name", "above_m", "below_m"),
    [("production", "A", "A10", 1900, 2100), ("intermediate", "B", "B6", 900, 1100)],
)
def test_a_disc_below_the_cement_outside_opens_sooner(string, letter, name, above_m, below_m):
    above, below = careful(), careful()
    above["components"].append(disc(string, above_m))
    below["components"].append(disc(string, below_m))
    assert candidate(above, letter, name).result_pa == pytest.approx(40e6)
    assert candidate(below, letter, name).result_pa == pytest.approx(40e6 - 1000 * GRAVITY * below_m)


def test_a_disc_at_the_cement_top_counts_with_the_side_that_backs_up_less():
    document = careful()
    document["components"].append(disc("production", 2000))
    assert candidate(document, "A", "A10").result_pa == pytest.approx(40e6 - 1000 * GRAVITY * 2000)


def lined():
    """A packer in a liner: hanger at 2200 m, previous shoe at 2300 m, B's cement at 2000 m."""
    document = careful()
    document["strings"][3] = pipe("production", "production_casing", 0.244, 2300, burst_pa=BURST_PA)
    liner = pipe("liner", "liner", 0.178, 3000, burst_pa=BURST_PA) | {"top_md_m": 2200}
    document["strings"].insert(4, liner)
    item(document, "components", "perforations")["string_id"] = "liner"
    document["components"].append(
        {
            "id": "hanger",
            "kind": "liner_hanger",
            "string_id": "liner",
            "md_m": 2200,
            "ratings": {"burst_pa": BURST_PA},
        }
    )
    return document


def test_a_hanger_below_the_cement_outside_is_backed_up_by_nothing_known():
    assert candidate(lined(), "A", "A4b").result_pa == pytest.approx(BURST_PA - 1000 * GRAVITY * 2200)
    whole = lined()
    whole["rules"]["backup_below_cement"] = "full_column"
    assert candidate(whole, "A", "A4b").result_pa == pytest.approx(BURST_PA)


def test_a_liner_is_tried_where_the_formation_outside_it_ends():
    document = lined()
    document["formations"].append(beside("shale", 2200, 2350, 50e6))
    burst = candidate(document, "A", "A7b")
    assert (2350, round(BURST_PA - 1000 * GRAVITY * 2350)) in tried(burst)
    assert burst.depth.md_m == 2500


def test_a_heavier_back_up_moves_nothing_below_the_cement():
    light, heavy = careful(), careful()
    item(heavy, "annuli", "B")["layers"] = [layer(1800)]
    assert candidate(light, "A", "A7a").result_pa == candidate(heavy, "A", "A7a").result_pa


def test_at_a_subsea_wellhead_the_sea_is_counted_above_the_cement_only():
    document = careful(
        header={"name": "Sub", "environment": "subsea"},
        datum={"rkb_elevation_m": 30, "ground_elevation_m": -300, "annulus_gauge_elevation_m": -300},
    )
    document["fluids_policy"] = {"seawater_density_kg_m3": 1025}
    for string in document["strings"]:
        string["top_md_m"] = 330
    burst = candidate(document, "A", "A7a")
    assert burst.result_pa == pytest.approx(BURST_PA - 1000 * GRAVITY * (2500 - 330))
    at_wellhead = burst.evaluated_at[0]
    assert at_wellhead.result_pa == pytest.approx(BURST_PA + 1025 * GRAVITY * 300)


def test_the_last_string_is_not_touched_by_the_rule():
    assert limits(careful(), letters=["D"]).results[0].status == "determined"
    assert assess_limits(at(careful())).limit("D").limit_pa == assess_limits(at(well())).limit("D").limit_pa
