"""FactPages: each row counted once, each refusal with its rule, each assumption marked."""

from functools import cache

import pytest

from tests.public_data import public_data
from tests.wells.imports.files import csv, folder, found, no_wells, wells_in
from wells.documents import refusals
from wells.engine.document import canonical
from wells.imports import sodir

CASING = "Wellbore,Casing type,Casing diam. [inch],Casing depth [m],Hole diam. [inch],Hole depth[m],LOT mud eqv. [g/cm3],Formation test type,NPDID wellbore,Date updated,Date sync NPD"
MUD = "Wellbore,Depth MD [m],Mud weight [g/cm3],Visc. [mPa.s],Yield point [Pa],Mud type,Date measured"
BORES = "Wellbore name,Well name,Drilling operator,Status,Purpose,Content,Entered date,Completed date,Field,Kelly bushing elevation [m],Final vertical depth (TVD) [m RKB],Total depth (MD) [m RKB],Water depth [m],Kick off  point [m RKB],DISKOS Wellbore Parent,Drilling days"
BORE = "1/2-3,1/2-3,Oilco,P&A,WILDCAT,OIL,1990-01-01,1990-03-01,EAST,25.0,2990.0,3000.0,70.0,,,60"
STRINGS = [
    "1/2-3,CONDUCTOR ,30    ,170.0,36    ,172.0,0.0,LOT,1,2017-04-11,09.02.2020",
    "1/2-3,INTERM.   ,13 3/8,1200.0,17 1/2,1210.0,1.65,LOT,1,2017-04-11,09.02.2020",
    "1/2-3,INTERM.   ,9 5/8,2500.0,12 1/4,2510.0,1.85,FIT,1,2017-04-11,09.02.2020",
    "1/2-3,OPEN HOLE ,      ,3000.0,8 1/2 ,3000.0,0.0,LOT,1,2017-04-11,09.02.2020",
]
MUDS = [
    "1/2-3,800.0,1.10,0,0,WATER BASED,",
    "1/2-3,1500.0,1.30,0,0,WATER BASED,",
    "1/2-3,2400.0,1.45,0,0,WATER BASED,",
    "1/2-3,2600.0,1.60,0,0,OIL BASED,",
    "1/2-3,2990.0,1.55,0,0,OIL BASED,",
]


def plan(*, casing=STRINGS, mud=MUDS, bores=(BORE,), wells=()):
    files = [
        csv("wellbore_casing_and_lot.csv", CASING, *casing),
        csv("wellbore_mud.csv", MUD, *mud),
        csv("wellbore_exploration_all.csv", BORES, *bores),
    ]
    return sodir.plan(files, wells_in(wells), {})


def column_of(document: dict, letter: str) -> float:
    (annulus,) = [item for item in document["annuli"] if item["letter"] == letter]
    return annulus["columns"][0]["layers"][0]["density_kg_m3"]


def test_a_well_arrives_with_strings_tests_fluids_and_marked_assumptions():
    planned = plan()
    document = planned.wells[0].after
    assert (planned.rows_read, planned.created, planned.refused) == (10, 10, 0)
    assert [item["id"] for item in document["strings"]] == ["casing-30", "casing-13-3-8", "casing-9-5-8"]
    assert [(item["kind"], item["emw_kg_m3"]) for item in document["formation_strength"]] == [("lot", 1650.0), ("fit", 1850.0)]  # fmt: skip
    datum = document["datum"][0]
    assert datum["annulus_gauge_elevation_m"] == 25.0
    assert datum["sources"]["annulus_gauge_elevation_m"]["confidence"] == "low"
    (run,) = document["wellbores"][0]["survey_runs"]
    assert (run["id"], run["source"]["confidence"]) == ("assumed-vertical", "low")
    assert [station["md_m"] for station in run["stations"]] == [0.0, 3000.0]
    assert refusals(document) == []


def test_the_fluid_is_the_heaviest_mud_below_the_shoe_and_above_the_next():
    document = plan().wells[0].after
    assert (column_of(document, "B"), column_of(document, "A")) == (1450.0, 1600.0)


def test_without_mud_below_the_shoe_the_fluid_stays_unknown():
    document = plan(mud=MUDS[:3]).wells[0].after
    assert all("columns" not in item for item in document["annuli"] if item["letter"] == "A")


def test_a_deviated_well_gets_no_survey():
    document = plan(bores=[BORE.replace("2990.0", "2960.0")]).wells[0].after
    assert "survey_runs" not in document["wellbores"][0]


def test_importing_again_changes_nothing_and_leaves_what_people_entered():
    document = plan().wells[0].after
    document["cement"] = [{"id": "cement", "behind": "casing-9-5-8", "top_md_m": 2000.0}]
    document["datum"][0]["annulus_gauge_elevation_m"] = 20.0
    document["datum"][0]["sources"] = {"annulus_gauge_elevation_m": {"person": "A. Engineer"}}
    before = canonical(document)
    again = plan(wells=[document])
    assert (again.created, again.changed, again.unchanged) == (0, 0, 10)
    assert again.wells == ()
    assert canonical(document) == before


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (STRINGS[1].replace("1.65", "21.0"), "formation-strength-range", "G2"),
        (STRINGS[1].replace("1200.0", "3400.0").replace("1210.0", "0.0"), "shoe-below-td", "D2"),
        (STRINGS[1].replace("1210.0", "1100.0"), "shoe-below-hole", "F2"),
        (STRINGS[1].replace("13 3/8", "13/3/8"), "fraction", "C2"),
        (STRINGS[1].replace("13 3/8", "20"), "string-wider-than-hole", "C2"),
        (STRINGS[1].replace("INTERM.   ", "CASNG"), "casing-type", "B2"),
        (STRINGS[1].replace("13 3/8", "NULL"), "no-size", "C2"),
        (STRINGS[1].replace("1200.0", "=1+1"), "formula", "D2"),
    ],
)
def test_a_bad_string_is_refused_with_row_cell_and_rule(row, code, cell):
    planned = plan(casing=[row])
    assert ("wellbore_casing_and_lot", 2, cell) in found(planned, code)
    assert planned.refused == 1
    assert "strings" not in planned.wells[0].after


def test_repeated_rows_and_second_strings_of_a_size_are_refused_with_the_row_they_repeat():
    other = STRINGS[1].replace("1200.0", "1300.0").replace("1210.0", "1310.0")
    planned = plan(casing=[*STRINGS, STRINGS[1], other])
    assert found(planned, "duplicate-row") == [("wellbore_casing_and_lot", 6, "A6")]
    assert found(planned, "same-size-string") == [("wellbore_casing_and_lot", 7, "C7")]


def test_a_wider_string_below_a_narrower_one_is_refused():
    planned = plan(
        casing=[*STRINGS[:3], STRINGS[0].replace("30    ,170.0", "20,2600.0").replace("172.0", "0.0")]
    )
    assert found(planned, "string-order") == [("wellbore_casing_and_lot", 5, "D5")]


def test_a_liner_is_dated_so_that_the_shoe_above_it_can_be_judged():
    liner = "1/2-3,LINER,7,2980.0,8 1/2,2990.0,1.95,LOT,1,,"
    planned = plan(casing=[*STRINGS[:3], liner])
    by_string = {shoe.string_id: shoe for shoe in sodir.shoe_tests(planned)}
    assert (by_string["casing-9-5-8"].letter, by_string["casing-9-5-8"].day) == ("A", "1990-02-28")
    assert (by_string["liner-7"].letter, by_string["liner-7"].day) == ("A", None)
    (string,) = [item for item in planned.wells[0].after["strings"] if item["id"] == "liner-7"]
    assert string["sources"]["valid_from"]["confidence"] == "low"


SIDETRACK = (
    "1/2-3 A,1/2-3,Oilco,P&A,WILDCAT,DRY,1990-03-01,1990-04-01,EAST,25.0,2600.0,3200.0,70.0,2000.0,1/2-3,30"
)


def test_a_sidetrack_hangs_under_its_parent_and_ends_the_string_it_replaces():
    rows = [*STRINGS, "1/2-3 A,INTERM.,9 5/8,1990.0,12 1/4,2000.0,1.70,LOT,1,,"]
    document = plan(casing=rows, bores=[BORE, SIDETRACK]).wells[0].after
    assert [(item["name"], item.get("parent_id")) for item in document["wellbores"]] == [("1/2-3", None), ("1/2-3 A", "wellbore-main")]  # fmt: skip
    days = {item["id"]: (item.get("valid_from"), item.get("valid_to")) for item in document["strings"]}
    assert days["casing-9-5-8"] == (None, "1990-03-01")
    assert days["casing-9-5-8-a"] == ("1990-03-01", None)
    again = plan(casing=rows, bores=[BORE, SIDETRACK], wells=[document])
    assert (again.created, again.changed, again.wells) == (0, 0, ())


def test_a_string_listed_again_by_a_sidetrack_is_the_same_string():
    again = STRINGS[1].replace("1/2-3,", "1/2-3 A,").replace("1200.0", "1201.0")
    document = plan(casing=[*STRINGS, again], bores=[BORE, SIDETRACK]).wells[0].after
    assert sum(item["id"].startswith("casing-13-3-8") for item in document["strings"]) == 1


def test_a_sidetrack_without_a_day_may_not_replace_a_string():
    undated = SIDETRACK.replace("1990-03-01", "").replace("1990-04-01", "")
    rows = [*STRINGS, "1/2-3 A,INTERM.,9 5/8,1990.0,12 1/4,2000.0,1.70,LOT,1,,"]
    assert found(plan(casing=rows, bores=[BORE, undated]), "undated-sidetrack")


def test_headings_of_2013_are_understood_and_a_missing_test_kind_is_the_weaker_claim():
    rows = [
        "wlbName,wlbCasingType,wlbCasingDiameter,wlbCasingDepth,wlbHoleDiameter,wlbHoleDepth,wlbLotMudDencity,wlbNpdidWellbore,wlbCasingDateUpdated,dateSyncNPD",
        "1/2-3,INTERM.,20,645.0,26,648.0,1.69,1382,9999-12-31,2013-05-08",
        "1/2-3,INTERM.,NULL,945.0,26,948.0,21.0,1382,9999-12-31,2013-05-08",
    ]
    planned = sodir.plan([csv("casing.csv", *rows)], no_wells, {})
    assert (planned.created, planned.refused) == (1, 1)
    assert planned.wells[0].after["formation_strength"][0]["kind"] == "fit"
    assert found(planned, "formation-strength-range") == [("casing", 3, "G3")]


def test_every_test_is_listed_once_refused_ones_with_their_rule():
    planned = plan(casing=[*STRINGS, STRINGS[1], STRINGS[2].replace("1.85", "21.0")])
    shoes = sodir.shoe_tests(planned)
    assert len(shoes) == 4
    assert sorted(shoe.refused or "" for shoe in shoes) == [
        "",
        "",
        "duplicate-row",
        "formation-strength-range",
    ]


def test_licence_and_attribution_are_those_of_the_data():
    assert plan().licence.startswith("Norwegian Licence for Open Government Data")
    assert "Norwegian Offshore Directorate" in plan().attribution


def public_tables(year):
    return folder(public_data(f"sodir_factpages_{year}"), "wellbore_*.csv")


@cache
def public_plan(year):
    """The tables of a year into an empty register, read once."""
    return sodir.plan(public_tables(year), no_wells, {})


@pytest.mark.public_data
@pytest.mark.parametrize("year", ["2020", "2013"])
def test_the_public_tables_are_counted(year):
    first = public_plan(year)
    assert first.created > 4_000
    assert first.changed == 0
    refused = {(item.sheet, item.row) for item in first.errors}
    assert len(refused) == first.refused


@pytest.mark.public_data
def test_a_second_run_over_the_public_tables_changes_nothing():
    first = public_plan("2013")
    again = sodir.plan(public_tables("2013"), wells_in([change.after for change in first.wells]), {})
    assert (again.created, again.changed, again.wells) == (0, 0, ())
    assert (again.unchanged, again.refused) == (first.created + first.unchanged, first.refused)


@pytest.mark.public_data
def test_every_public_shoe_has_an_annulus_or_a_reason():
    shoes = sodir.shoe_tests(public_plan("2020"))
    assert len(shoes) == 1589
    assert all(shoe.refused or shoe.missing or (shoe.letter and shoe.strength_id) for shoe in shoes)
    assert sum(bool(shoe.letter) for shoe in shoes) > 1_400
