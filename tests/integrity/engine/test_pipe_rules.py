"""What the rules make of pipe in doubt: unmeasured wall, unrated connection, unproven rating, hot or sour steel."""

import pytest

from integrity.engine.calculators import calculate
from integrity.engine.limits import assess_limits
from tests.integrity.engine.test_traps import STEEL, logged, steel_tubing
from tests.integrity.engine.wells import GRAVITY, candidate, item, layer, limits, section_of, well
from wells.engine.constants import PSI_PA
from wells.engine.document import at, dated
from wells.engine.tubular import body_area_m2, collapse

PIPE = {"od_m": STEEL["od_m"], "wall_m": STEEL["wall_m"], "yield_pa": STEEL["yield_pa"]}
FORMULA_PA = collapse(**PIPE).pressure_pa


def tubing(rules=None, **section):
    """A well whose tubing is rated by formula; its annulus and bore weigh the same."""
    document = steel_tubing(well(), **section)
    document["rules"] |= rules or {}
    return document


def a5(document):
    return candidate(document, "A", "A5")


def limit_of(document):
    return limits(document, letters=["A"]).results[0]


# an unmeasured wall and a connection without rating

CAREFUL = {"unmeasured_wall": "unknown", "missing_connection": "provisional"}


def test_an_unmeasured_wall_counts_as_nominal_and_leaves_the_limit_provisional():
    document = tubing({"unmeasured_wall": "unknown"})
    found, limit = a5(document), limit_of(document)
    assert found.status == "counted" and found.result_pa == pytest.approx(FORMULA_PA)
    assert [one.path for one in found.missing] == ["strings/tubing/wall_logs"]
    assert "unmeasured_wall" in found.missing[0].what
    assert limit.status == "provisional" and limit.limit_pa is not None


def test_a_wall_that_a_log_covers_leaves_nothing_open():
    document = logged(tubing({"unmeasured_wall": "unknown"}), 0.0069)
    assert a5(document).missing == () and limit_of(document).status == "determined"


def test_a_log_that_covers_half_the_pipe_leaves_the_rest_open():
    document = logged(tubing({"unmeasured_wall": "unknown"}), 0.0069)
    item(document, "strings", "tubing")["wall_logs"][0]["intervals"][0]["base_md_m"] = 1000
    assert [one.path for one in a5(document).missing] == ["strings/tubing/wall_logs"]


@pytest.mark.parametrize(
    ("includes_wear", "is_open"),
    [(True, False), (False, True), (None, True)],
    ids=["worn", "new", "not said"],
)
def test_a_data_sheet_of_new_pipe_says_nothing_of_the_wall(includes_wear, is_open):
    sheet = {"collapse_pa": 80e6, "includes_wear": includes_wear, "source": {"document": "sheet"}}
    found = a5(tubing({"unmeasured_wall": "unknown"}, rating_override=sheet))
    assert found.result_pa == pytest.approx(80e6) and bool(found.missing) is is_open


def test_the_other_choice_counts_and_is_named_in_the_derivation():
    found = a5(tubing({"unmeasured_wall": "nominal"}))
    assert found.missing == () and found.choices == (
        "no wall log covers all of it, the nominal wall is taken (rules/unmeasured_wall: nominal)",
    )


def test_a_connection_without_rating_leaves_the_limit_provisional():
    document = tubing({"missing_connection": "provisional"}, connection={"name": "premium", "burst_pa": 9e8})
    found = a5(document)
    assert found.status == "counted" and limit_of(document).status == "provisional"
    assert [one.path for one in found.missing] == ["strings/tubing/sections/s1/connection/collapse_pa"]
    assert "missing_connection" in found.missing[0].what
    assert not any("taken to govern" in sentence for sentence in limit_of(document).assumptions)


def test_a_pipe_body_that_is_taken_to_govern_is_an_assumption():
    document = tubing({"missing_connection": "pipe_body"}, connection=None)
    assert limit_of(document).status == "determined"
    assert any("the pipe body is taken to govern" in told for told in limit_of(document).assumptions)
    assert any("missing_connection: pipe_body" in choice for choice in a5(document).choices)


def test_a_dated_document_that_does_not_choose_is_careful_and_an_undated_one_is_as_published():
    document = tubing(connection=None)
    silent = dated(document)
    for name in CAREFUL:
        del silent["rules"][0][name]
    assert limit_of(document).status == "determined"
    found = assess_limits(at(silent), letters=["A"]).results[0]
    assert found.status == "provisional" and found.limit_pa == limit_of(document).limit_pa
    assert {one.path for one in found.missing} >= {"strings/tubing/wall_logs"}


def test_the_careful_choice_never_raises_a_limit():
    free, careful = limit_of(tubing(connection=None)), limit_of(tubing(CAREFUL, connection=None))
    assert careful.limit_pa == free.limit_pa and careful.status == "provisional"


def test_mawop_is_of_nominal_pipe_and_asks_for_no_log():
    body = {"well": tubing(CAREFUL), "regime": "api-rp-90:2006", "annuli": ["A"]}
    assert calculate("mawop", body)["results"][0]["status"] == "determined"


# a stated rating and its data sheet


def test_a_rating_above_the_formula_without_data_sheet_does_not_count():
    found = a5(tubing(rating_override={"collapse_pa": 90e6, "source": {"person": "N. N."}}))
    assert found.result_pa == pytest.approx(FORMULA_PA)
    assert "names no data sheet" in found.note and "formula counts" in found.note


def test_with_its_data_sheet_it_counts():
    found = a5(tubing(rating_override={"collapse_pa": 90e6, "source": {"document": "HC sheet 12"}}))
    assert found.result_pa == pytest.approx(90e6) and found.note == ""


@pytest.mark.parametrize(
    "typed", [1e5 / PSI_PA, PSI_PA / 1000, 10.0], ids=["psi for bar", "kPa for psi", "bar for MPa"]
)
def test_a_proven_rating_mistyped_upward_does_not_count_above_the_formula(typed):
    found = a5(tubing(rating_override={"collapse_pa": typed * FORMULA_PA, "source": {"document": "sheet"}}))
    assert found.result_pa == pytest.approx(FORMULA_PA) and "looks like" in found.note


def test_a_rating_mistyped_downward_counts_because_it_is_the_lower():
    sheet = {"collapse_pa": FORMULA_PA * 1000 / PSI_PA, "source": {"document": "sheet"}}
    found = a5(tubing(rating_override=sheet))
    assert found.result_pa == pytest.approx(FORMULA_PA * 1000 / PSI_PA)


@pytest.mark.parametrize("document", ["", "   ", None])
def test_an_empty_reference_is_no_data_sheet(document):
    found = a5(tubing(rating_override={"collapse_pa": 90e6, "source": {"document": document}}))
    assert found.result_pa == pytest.approx(FORMULA_PA)


def test_a_rating_below_the_formula_counts_with_or_without_data_sheet():
    found = a5(tubing(rating_override={"collapse_pa": 30e6, "source": {"person": "N. N."}}))
    assert found.result_pa == pytest.approx(30e6) and "data sheet" not in found.note
    rows = {row.symbol: row.name for row in found.substitution}
    assert rows["P_sheet"].endswith("no data sheet")


def test_a_printed_rating_a_few_psi_above_the_formula_is_no_claim():
    found = a5(
        tubing(rating_override={"collapse_pa": FORMULA_PA + 5 * PSI_PA, "source": {"person": "N. N."}})
    )
    assert found.result_pa == pytest.approx(FORMULA_PA) and found.note == ""


def test_an_unproven_rating_without_a_formula_is_unknown_and_says_both_ways_out():
    document = tubing(wall_m=None, rating_override={"collapse_pa": 90e6, "source": {"person": "N. N."}})
    found = a5(document)
    assert found.status == "unknown" and limit_of(document).status != "determined"
    assert [one.path for one in found.missing] == [
        "strings/tubing/sections/s1/rating_override/source/document",
        "strings/tubing/sections/s1/wall_m",
    ]


@pytest.mark.parametrize("grade", ["HC95", "S95", "P110 HC"])
def test_a_high_collapse_grade_without_data_sheet_counts_by_formula_and_says_so(grade):
    found = a5(tubing(grade=grade))
    assert found.result_pa == pytest.approx(FORMULA_PA)
    assert f"grade {grade} is not of the API" in found.note


@pytest.mark.parametrize("grade", ["L80", "N-80", "13Cr-80", "X56", None])
def test_a_grade_of_the_api_needs_no_note(grade):
    assert a5(tubing(grade=grade)).note == ""


# what no pipe is

IMPOSSIBLE = {
    "an ID as wide as the OD": ({"wall_m": None, "id_m": 0.114}, "is not less than the OD"),
    "an ID wider than the OD": ({"wall_m": None, "id_m": 0.140}, "is not less than the OD"),
    "a negative wall": ({"wall_m": -0.0069}, "wall is -6.9 mm"),
    "no wall at all": ({"wall_m": 0.0}, "wall is 0 mm"),
    "a wall of half the diameter": ({"wall_m": 0.057}, "not less than half its diameter"),
    "a yield typed in psi": ({"yield_pa": 80_000}, "outside 138 to 1241 MPa"),
    "a wall stated beside an ID that leaves none": ({"id_m": 0.120}, "is not less than the OD"),
    "a yield above the polynomials": ({"yield_pa": 1.3e9}, "outside 138 to 1241 MPa"),
}


@pytest.mark.parametrize(("section", "said"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_what_no_pipe_is_makes_the_limit_invalid_and_says_where_and_how_to_mend(section, said):
    document = tubing(**section)
    found, limit = a5(document), limit_of(document)
    assert (found.status, limit.status, limit.limit_pa) == ("invalid", "invalid", None)
    assert said in found.note and "tubing, section s1" in found.note
    assert "correct strings/tubing/sections/s1" in found.note


def test_a_yield_a_thousand_times_too_high_gives_no_burst_either():
    document = well()
    steel = {**STEEL, "od_m": 0.244, "wall_m": 0.012, "yield_pa": 552e9}
    item(document, "strings", "production")["sections"] = [{"id": "s1", **steel}]
    burst = candidate(document, "A", "A7a")
    assert burst.status == "invalid" and "production, section s1" in burst.note


def test_a_measured_wall_that_no_pipe_has_is_the_logs_fault():
    found = a5(logged(tubing(), 0.06))
    assert found.status == "invalid" and "correct strings/tubing/wall_logs/log" in found.note


def test_a_load_at_yield_leaves_no_collapse():
    force_n = STEEL["yield_pa"] * body_area_m2(od_m=STEEL["od_m"], wall_m=STEEL["wall_m"])
    document = tubing({"axial_collapse": "api-5c3-biaxial"}, axial_force_n=force_n * 1.01)
    found = a5(document)
    assert found.status == "invalid" and "at or above the yield" in found.note
    assert "strings/tubing/sections/s1/axial_force_n" in found.note


def test_a_grade_without_yield_is_unknown_and_tells_what_the_grade_would_say():
    found = a5(tubing(yield_pa=None, grade="P-110"))
    assert found.status == "unknown" and found.missing[0].path.endswith("s1/yield_pa")
    assert "P-110 has at least 758.4 MPa" in found.missing[0].what


# temperature


def heated(document, *points):
    document["bore_contents"][0]["temperatures"] = [
        {"md_m": md_m, "temperature_k": celsius + 273.15} for md_m, celsius in points
    ]
    return document


def test_yield_falls_by_grade():
    document = heated(tubing({"temperature_derating": "by_grade"}, grade="P110"), (0, 150))
    rows = {row.symbol: row for row in a5(document).substitution}
    assert rows["f_T"].value == 0.9 and "P110" in rows["f_T"].name
    assert a5(document).result_pa == pytest.approx(collapse(**PIPE | {"yield_pa": 552e6 * 0.9}).pressure_pa)


@pytest.mark.parametrize(
    ("grade", "celsius", "said"),
    [("P110", 260, "ends at 250"), ("S95", 90, "no row for grade S95"), (None, 90, "grade of tubing")],
)
def test_outside_the_table_the_rating_is_unknown_and_says_how_to_mend_it(grade, celsius, said):
    found = a5(heated(tubing({"temperature_derating": "by_grade"}, grade=grade), (0, celsius)))
    assert found.status == "unknown" and said in found.missing[0].what
    assert found.missing[0].path == "strings/tubing/sections/s1/grade"


def test_a_column_of_the_table_inside_the_pipe_may_govern():
    """L80 loses nothing more from 200 degC on, while a heavier bore helps more and more: that depth governs."""
    document = heated(tubing({"temperature_derating": "by_grade"}, grade="L80"), (0, 25), (2500, 250))
    document["bore_contents"][0]["layers"] = [layer(1100)]
    found = a5(document)
    depth_m = 2500 * (200 - 25) / (250 - 25)
    strength_pa = collapse(**PIPE | {"yield_pa": 552e6 * 0.88}).pressure_pa
    assert found.depth.md_m == pytest.approx(depth_m)
    assert found.result_pa == pytest.approx(strength_pa + 100 * GRAVITY * depth_m)


# axial editions against the pressure inside


def pulled(edition):
    document = tubing({"axial_collapse": edition}, axial_force_n=400e3)
    document["bore_contents"][0]["layers"] = [layer(900)]
    return document


def test_the_biaxial_edition_holds_collapse_against_the_equivalent_external_pressure():
    found = a5(pulled("api-5c3-biaxial"))
    inside_pa = 900 * GRAVITY * 2500
    rows = {row.symbol: row.value for row in found.substitution}
    slenderness = STEEL["od_m"] / STEEL["wall_m"]
    assert rows["P_held"] == pytest.approx(2 / slenderness * inside_pa, rel=1e-6)
    outside_pa = found.result_pa + 1000 * GRAVITY * 2500
    assert outside_pa - (1 - 2 / slenderness) * inside_pa == pytest.approx(rows["P_rating"], abs=2)


def test_the_newer_edition_is_a_differential():
    found = a5(pulled("tr-5c3-2018"))
    rows = {row.symbol: row.value for row in found.substitution}
    outside_pa, inside_pa = found.result_pa + 1000 * GRAVITY * 2500, 900 * GRAVITY * 2500
    assert "P_held" not in rows and outside_pa - inside_pa == pytest.approx(rows["P_rating"], abs=2)


# sour service


def test_in_a_sour_well_steel_that_does_not_go_with_h2s_stands_with_the_limit():
    document = tubing(grade="P110")
    document["header"]["sour"] = True
    found = a5(document)
    assert [one.path for one in found.assumptions] == ["strings/tubing/sections/s1/grade"]
    assert "goes with H2S only above 80 °C" in found.assumptions[0].what
    assert any("H2S" in sentence for sentence in limit_of(document).assumptions)
    assert found.status == "counted"


@pytest.mark.parametrize(("grade", "sour"), [("L80", True), ("P110", False), ("P110", None)])
def test_steel_that_goes_with_h2s_and_a_sweet_well_are_not_warned_of(grade, sour):
    document = tubing(grade=grade)
    document["header"]["sour"] = sour
    section_of(document, "production")["grade"] = "L80"
    assert a5(document).assumptions == ()
