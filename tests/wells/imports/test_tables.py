"""Tables of any noun: what is wrong is named by row, column and rule; what is right arrives in SI."""

import random

import pytest

from tests.wells.imports.files import csv, found, no_wells, well, wells_in, xlsx
from wells.documents import refusals
from wells.imports import tables
from wells.imports.reading import Table
from wells.imports.tables import headings
from wells.imports.tables.nouns import NOUNS
from wells.imports.tables.template import headings as template_headings

HEAD = "Well,Csg OD,Wt [lb/ft],Grade,Type,Shoe (MD) [m],TOC,TOC method,LOT [sg]"
GOOD = [
    HEAD,
    "A-1,13 3/8,72,L80,surface,1200.5,800,CBL,1.65",
    'A-1,9 5/8",47,P110,production casing,2400,,,NULL',
    "A-1,7,29,P110,liner,2950,,,2.1",
]


def plan(*lines, wells=(), name="Strings.csv", answers=None):
    return tables.plan([csv(name, *lines)], wells_in(wells or [well()]), answers or {})


def test_strings_arrive_in_si_with_size_cement_and_leak_off():
    planned = plan(*GOOD)
    assert (planned.rows_read, planned.created, planned.refused) == (3, 3, 0)
    assert planned.storable
    document = planned.wells[0].after
    string = document["strings"][0]
    assert (string["kind"], string["shoe_md_m"]) == ("surface_casing", 1200.5)
    assert string["sections"][0]["od_m"] == 0.339725
    assert document["cement"][0]["evaluations"][0]["verified_by"] == "bond_log"
    assert document["formation_strength"][0]["emw_kg_m3"] == 1650.0
    assert refusals(document) == []


def test_running_again_changes_nothing_to_the_byte():
    first = plan(*GOOD)
    again = plan(*GOOD, wells=[first.wells[0].after])
    assert (again.created, again.changed, again.unchanged, again.refused) == (0, 0, 3, 0)
    assert again.wells == ()


def test_a_moved_shoe_is_one_changed_row_with_its_fact():
    first = plan(*GOOD)
    moved = plan(HEAD, GOOD[1].replace("1200.5", "1206"), *GOOD[2:], wells=[first.wells[0].after])
    assert (moved.created, moved.changed, moved.unchanged) == (0, 1, 2)
    facts = {fact.path: (fact.before, fact.after) for fact in moved.wells[0].facts}
    assert facts == {"strings/surface-casing-13-3-8/shoe_md_m": (1200.5, 1206.0)}


def test_an_ambiguous_number_is_asked_and_the_answer_is_used():
    lines = [GOOD[0], GOOD[1].replace("1200.5", '"1,234"')]
    asked = plan(*lines)
    (question,) = asked.questions
    assert (question.code, question.cell, question.options) == ("ambiguous-number", "F2", ("point", "comma"))
    assert not asked.storable
    answered = plan(*lines, answers={question.ask: "point"})
    assert answered.wells[0].after["strings"][0]["shoe_md_m"] == 1234.0


@pytest.mark.parametrize(
    ("line", "code", "cell"),
    [
        ("A-1,13 3/8,72,L80,surface,1200,,,21.0", "density-range", "I2"),
        ("A-1,13 3/6,72,L80,surface,1200,,,1.65", "fraction", "B2"),
        ("A-1,13 3/8,72,L80,surfice,1200,,,1.65", "choice", "E2"),
        ("A-1,13 3/8,72,L80,,1200,,,1.65", "missing", "E2"),
        ("A-1,13 3/8,seventy,L80,surface,1200,,,1.65", "not-a-number", "C2"),
        ("C-4,13 3/8,72,L80,surface,1200,,,1.65", "unknown-well", "A2"),
        (",13 3/8,72,L80,surface,1200,,,1.65", "no-well", "A2"),
        ("A-1,13 3/8,72,L80,surface,=F3,,,1.65", "formula", "F2"),
        ("A-1,13 3/8,72,L80,surface,3050,,,1.65", "rule-13", "F2"),
        ("A-1,13 3/8,72,L80,surface,1200,1300,,1.65", "rule-16", "G2"),
    ],
)
def test_bad_cells_are_named_by_cell_and_rule(line, code, cell):
    planned = plan(HEAD, line)
    assert ("Strings", 2, cell) in found(planned, code)
    assert (planned.refused, planned.storable) == (1, False)


def test_lot_of_21_names_what_it_may_have_been():
    (error,) = plan(HEAD, "A-1,13 3/8,72,L80,surface,1200,,,21.0").errors
    assert ("21" in error.what and "2.1" in f"{error.mend} {error.what}") or "ppg" in error.mend


def test_a_string_wider_than_the_bore_it_hangs_in_is_refused_at_its_row():
    lines = [
        "Well,Type,OD [in],Inside diameter [in],Top [m],Shoe [m]",
        "A-1,production casing,10.75,9.66,20,2500",
        "A-1,tubing,12,11,20,2000",
    ]
    planned = plan(*lines)
    assert found(planned, "rule-14") == [("Strings", 3, "C3")]


def test_overlapping_sections_are_refused_at_their_row():
    string = {"id": "casing", "kind": "production_casing", "top_md_m": 0.0, "shoe_md_m": 2000.0}
    lines = ["Well,String,Top [m],Base [m],OD [in]", "A-1,casing,0,1000,9 5/8", "A-1,casing,900,2000,9 5/8"]
    planned = plan(*lines, wells=[well(strings=[string])], name="sections.csv")
    assert found(planned, "rule-4") == [("sections", 3, "C3")]


def test_stations_out_of_order_are_refused_at_their_row():
    lines = ["Well,Survey,MD [m],Inc,Azi", "A-1,gyro,0,0,0", "A-1,gyro,500,2,90", "A-1,gyro,400,3,91"]
    planned = plan(*lines, wells=[well(wellbores=[{"id": "main", "name": "A-1"}])], name="surveys.csv")
    assert found(planned, "rule-6") == [("surveys", 4, "C4")]


def test_sheets_of_one_name_in_two_files_keep_their_rows_apart():
    head = ["Well", "OD", "Type", "Shoe [m]"]
    files = [
        xlsx("a.xlsx", Strings=[head, ["A-1", 7, "liner", 2950]]),
        xlsx("b.xlsx", Strings=[head, ["B-1", 7, "liner", "deep"]]),
    ]
    planned = tables.plan(files, wells_in([well(), well("B-1")]), {})
    assert (planned.rows_read, planned.created, planned.refused) == (2, 1, 1)
    assert found(planned, "not-a-number") == [("Strings (2)", 2, "D2")]
    templates = [type(files[0])(name=f"{name}.xlsx", data=tables.template("strings")) for name in "ab"]
    assert tables.plan(templates, no_wells, {}).findings == ()


def test_a_whole_survey_arrives_as_one_run_in_the_order_of_its_rows():
    lines = ["Well,Survey,MD [ft],Inc,Azi", "A-1,gyro,0,0,0", "A-1,gyro,1000,2,90"]
    planned = plan(*lines, wells=[well(wellbores=[{"id": "main", "name": "A-1"}])], name="surveys.csv")
    (run,) = planned.wells[0].after["wellbores"][0]["survey_runs"]
    assert [station["md_m"] for station in run["stations"]] == [0.0, 304.8]


def test_a_well_twice_in_the_wells_table_is_refused():
    planned = tables.plan([csv("wells.csv", "Well,Field", "B-1,East", "NO B-1,East")], no_wells, {})
    assert planned.created == 2  # another name is another well
    planned = tables.plan([csv("wells.csv", "Well,Field", "B-1,East", "b-1,East")], no_wells, {})
    assert found(planned, "duplicate-row") == [("wells", 3, "")]


def test_a_well_named_in_two_ways_is_one_well():
    lines = [HEAD, "NO 15/9-F-12,13 3/8,72,L80,surface,1200,,,", "F-12,7,29,P110,liner,2950,,,"]
    new = plan(*lines, wells=[well()], answers={"unknown-wells": "create"})
    assert [(item.key, item.before, len(item.after["strings"])) for item in new.wells] == [("15/9-F-12", None, 2)]  # fmt: skip
    assert [(item.code, item.ask) for item in new.warnings] == [("well-by-short-name", "well:F-12")]
    known = plan(*lines, wells=[well("15/9-F-12")])
    assert [(item.key, len(item.after["strings"])) for item in known.wells] == [("15/9-F-12", 2)]
    apart = plan(*lines, answers={"unknown-wells": "create", "well:F-12": "new"})
    assert [item.key for item in apart.wells] == ["15/9-F-12", "F-12"]


def test_a_short_name_of_two_wells_is_asked_at_its_rows():
    lines = [HEAD, "F-12,7,29,P110,liner,2950,,,"]
    wells = [well("15/9-F-12"), well("33/9-F-12")]
    asked = plan(*lines, wells=wells)
    (question,) = asked.questions
    assert (question.code, question.cell, question.options) == ("ambiguous-well", "A2", ("15/9-F-12", "33/9-F-12", "new"))  # fmt: skip
    assert (asked.refused, asked.wells) == (1, ())
    answered = plan(*lines, wells=wells, answers={question.ask: "33/9-F-12"})
    assert [item.key for item in answered.wells] == ["33/9-F-12"]


def test_two_spellings_that_would_be_two_wells_of_one_id_are_refused_at_the_second():
    planned = tables.plan([csv("wells.csv", "Well,Field", "B-1,East", "B/1,East")], no_wells, {})
    assert found(planned, "same-well") == [("wells", 3, "A3")]
    assert (planned.created, planned.refused, len(planned.wells)) == (1, 1, 1)


CASING = {"id": "casing-7", "kind": "liner", "sections": [{"id": "s1", "od_m": 0.1778}]}
BEHIND = "Well,Csg OD,Type,TOC method"


def cemented(*evaluations):
    cement = {"id": "primary", "behind": "casing-7", "top_md_m": 800.0, "base_md_m": 900.0}
    return well(strings=[CASING], cement=[{**cement, "evaluations": list(evaluations)}])


def test_a_row_of_strings_meets_the_cement_evaluation_that_is_there():
    there = cemented({"id": "log", "verified_by": "job_records"})
    same = plan(BEHIND, "A-1,7,liner,job records", wells=[there])
    assert (same.unchanged, same.findings, same.wells) == (1, (), ())
    other = plan(BEHIND, "A-1,7,liner,CBL", wells=[there])
    assert (other.changed, other.findings) == (1, ())
    assert other.wells[0].facts[0].path == "cement/primary/evaluations/log/verified_by"


def test_a_row_without_a_day_meets_the_latest_evaluation():
    old = {"id": "first", "verified_by": "job_records", "valid_from": "2010-01-01"}
    new = {"id": "second", "verified_by": "ultrasonic_log", "valid_from": "2020-01-01"}
    (change,) = plan(BEHIND, "A-1,7,liner,CBL", wells=[cemented(new, old)]).wells
    assert [fact.path for fact in change.facts] == ["cement/primary/evaluations/second/verified_by"]


def test_an_evaluation_of_another_day_follows_the_one_before():
    head = "Well,Behind,Verified by,Verified valid from"
    first = plan(head, "A-1,casing-7,CBL,2020-01-01", wells=[cemented()], name="cement.csv").wells[0].after
    (change,) = plan(head, "A-1,casing-7,CBL,2024-01-01", wells=[first], name="cement.csv").wells
    assert [item["valid_from"] for item in change.after["cement"][0]["evaluations"]] == ["2020-01-01", "2024-01-01"]  # fmt: skip
    again = plan(head, "A-1,casing-7,CBL,2024-01-01", wells=[change.after], name="cement.csv")
    assert (again.unchanged, again.findings, again.wells) == (1, (), ())


def test_wells_of_the_file_may_be_used_by_its_other_sheets():
    file = xlsx(
        "new.xlsx",
        Wells=[["Well", "Field", "Kind", "RKB elevation [m]"], ["B-1", "East", "producer", 30]],
        Wellbores=[["Well", "Name", "TD [m]"], ["B-1", "B-1", 3000]],
        Strings=[["Well", "Type", "OD", "Shoe [m]"], ["B-1", "production casing", "9 5/8", 2800]],
    )
    planned = tables.plan([file], no_wells, {})
    assert (planned.rows_read, planned.created, planned.findings) == (3, 3, ())
    document = planned.wells[0].after
    assert document["header"]["kind"] == [{"value": "producer"}]
    assert document["datum"][0]["rkb_elevation_m"] == 30.0


def test_depths_that_look_like_feet_are_asked_with_the_evidence():
    (question,) = plan(HEAD, "A-1,13 3/8,72,L80,surface,9842,,,1.65").questions
    assert (question.code, question.cell) == ("feet-or-metres", "F2")
    assert "3000 m" in question.what
    answered = plan(HEAD, "A-1,13 3/8,72,L80,surface,9842,,,1.65", answers={question.ask: "ft"})
    assert answered.storable
    assert answered.wells[0].after["strings"][0]["shoe_md_m"] == pytest.approx(9842 * 0.3048)


SECTIONS = "Well,String,Top [m],OD,Wall [mm],SMYS [MPa],Connection burst [{}],Connection collapse [bar]"


def rated(unit, burst, answers=None):
    """A section of casing whose burst is stated in a unit; the formula gives 474 bar, 6870 psi."""
    casing = {"id": "casing-9-5-8", "kind": "production_casing", "name": "9 5/8 in casing"}
    known = well() | {"strings": [casing], "rules": [{"id": "rules-1", "wall_factor": 0.875}]}
    line = f"A-1,casing-9-5-8,20,9 5/8,11.989,551.6,{burst},"
    return plan(SECTIONS.format(unit), line, wells=[known], name="sections.csv", answers=answers)


@pytest.mark.parametrize(("unit", "burst"), [("kPa", 6870), ("bar", 6870), ("psi", 474), ("MPa", 474)])
def test_a_rating_that_fits_the_formula_in_another_unit_is_asked_about(unit, burst):
    (question,) = rated(unit, burst).questions
    assert (question.code, question.cell) == ("unit-of-rating", "G2")
    assert "bar of the formula" in question.what
    meant = "psi" if burst == 6870 else "bar"
    answered = rated(unit, burst, answers={question.ask: meant})
    assert answered.storable
    section = answered.wells[0].after["strings"][0]["sections"][0]
    assert section["connection"]["burst_pa"] == pytest.approx(47.37e6, rel=2e-3)


@pytest.mark.parametrize(("unit", "burst"), [("psi", 6870), ("bar", 474), ("psi", 9500)])
def test_a_rating_in_its_own_unit_is_not_asked_about(unit, burst):
    assert rated(unit, burst).questions == ()


def test_a_depth_3_28_times_the_known_one_is_asked():
    first = plan(*GOOD[:2]).wells[0].after
    (question,) = plan(HEAD, GOOD[1].replace("1200.5", "3938.65"), wells=[well(td_m=9000) | {"strings": first["strings"]}]).questions  # fmt: skip
    assert "3.28" in question.what


def test_a_depth_off_by_the_rotary_table_is_asked_and_moved_when_told():
    first = plan(*GOOD[:2]).wells[0].after
    line = GOOD[1].replace("1200.5", "1175.5")
    (question,) = plan(HEAD, line, wells=[first]).questions
    assert (question.code, question.options) == ("rkb-or-msl", ("rkb", "msl"))
    moved = plan(HEAD, line, wells=[first], answers={question.ask: "msl"})
    assert (moved.changed, moved.unchanged) == (0, 1)


def test_a_unit_that_nothing_tells_is_asked():
    lines = ["Well,Type,Shoe", "A-1,surface,1200"]
    (question,) = plan(*lines).questions
    assert (question.code, question.column) == ("unit", "Shoe")
    assert plan(*lines).refused == 1
    assert plan(*lines, answers={question.ask: "ft"}).wells[0].after["strings"][0]["shoe_md_m"] == pytest.approx(365.76)  # fmt: skip


def test_a_heading_with_a_unit_of_another_kind_is_asked():
    (question,) = plan("Well,Type,Shoe [psi]", "A-1,surface,1200").questions
    assert question.code == "unit"


def test_a_wrong_reference_says_what_was_perhaps_meant():
    string = {"id": "casing-9-5-8", "kind": "production_casing", "sections": [{"id": "s1", "od_m": 0.244475}]}
    planned = plan(
        "Well,Behind,Top [m]", "A-1,casing-9-5-9,1200", wells=[well(strings=[string])], name="cement.csv"
    )
    (error,) = planned.errors
    assert (error.code, error.mend) == ("reference", "Did you mean casing-9-5-8?")
    by_size = plan("Well,Behind,Top [m]", "A-1,9 5/8,1200", wells=[well(strings=[string])], name="cement.csv")
    assert by_size.wells[0].after["cement"][0]["behind"] == "casing-9-5-8"


def test_a_sheet_that_is_no_table_is_asked():
    (question,) = plan("Colour,Shape", "red,round", name="Sheet1.csv").questions
    assert (question.code, "strings" in question.options) == ("which-table", True)


@pytest.mark.parametrize("noun", NOUNS.values(), ids=lambda noun: noun.name)
def test_every_template_is_understood_again(noun):
    table = Table(name=noun.title, headings=tuple(template_headings(noun)), heading_row=1, rows=())
    assert headings.noun_of(table, {}) is noun
    columns = headings.columns(table, noun, {})
    own = [] if noun.listed or noun.path == ("header",) else ["id"]
    assert [column.means for column in columns] == [
        "well",
        *noun.owners,
        *own,
        *(f.name for f in noun.fields),
    ]
    assert list(headings.questions(table, columns)) == []


def test_a_template_is_a_workbook_with_units_and_an_explanation():
    empty = tables.plan([type(csv("x"))(name="t.xlsx", data=tables.template("strings"))], no_wells, {})
    assert (empty.rows_read, empty.findings) == (0, ())
    assert {item.heading for item in empty.mapping} >= {"Shoe MD [m]", "OD [in]", "Shoe LOT or FIT EMW [sg]"}


def test_all_of_200_seeded_errors_in_10_000_rows_are_named_in_one_pass():
    chance = random.Random(20261121)
    wells = [well(f"W-{number}") for number in range(100)]
    seeds = chance.sample(range(10_000), 200)
    lines, bad = ["Well,Name,Top [m],Base [m],Hydrocarbon"], {}
    for number in range(10_000):
        depth = 10 * (number // 100) + 5
        cells = [f"W-{number % 100}", f"Fm {number // 100}", f"{depth}", f"{depth + 5}", "none"]
        if number in seeds:
            column = chance.choice([0, 2, 3, 4])
            cells[column] = {0: "W-999", 2: "ten", 3: "1 2345", 4: "beer"}[column]
            bad[number + 2] = "ABCDE"[column] + str(number + 2)
        lines.append(",".join(cells))
    planned = plan(*lines, wells=wells, name="formations.csv")
    assert (planned.rows_read, planned.created, planned.refused) == (10_000, 9_800, 200)
    assert {item.row: item.cell for item in planned.errors} == bad
