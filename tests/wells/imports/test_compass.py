"""COMPASS listings: the path they print, on the wellbore they name."""

import pytest

from tests.public_data import public_data
from tests.wells.imports.files import csv, folder, found, no_wells, well, wells_in
from wells.imports import ImportRefused, compass

HEADER = """HEADER INFORMATION
COMPANY: Oilco
FIELD: EAST
WELL NAME: {well}
WELLBORE NAME: {bore}
Drilled From: {parent}
Kick Off Depth: {kick_off}m
Survey Name: {bore}
Survey Date: 01.11.2007
Datum Name: Rotary Table(25.00m)
Surface Latitude: 58° 26' 24.0000 N
Surface Longitude: 1° 53' 24.0000 E
Bottom Hole MD: 1000.00m
Survey Program:
H  0 - 1000 GYRO : KEEPER, CONT
Water Depth: 91.00m
KB-MSL: 25.00m
North Reference: Grid
Geo Datum: European 1950 - Mean
SURVEY LIST
MD        Inc       Azim      TVD       X-Offset (E/W)  Y-Offset (N/S)  UTM E/W         UTM N/S         DLS
m RKB     deg       deg       m RKB     m               m               m               m               deg/30m"""
STATIONS = [
    "0.00 0.00 0.00 0.00 1.000 2.000 0 0 0.00",
    "500.00 0.00 0.00 500.00 1.000 2.000 0 0 0.00",
    "1000.00 0.00 0.00 1000.00 1.000 2.000 0 0 0.00",
]


def listing(
    *stations, well="F-1", bore="F-1", parent="Well Ref. Point", kick_off="0.00", name="F-1_ACTUAL.txt"
):
    header = HEADER.format(well=well, bore=bore, parent=parent, kick_off=kick_off)
    return csv(name, header, *(stations or STATIONS))


def test_a_listing_makes_a_well_with_its_survey_and_datum():
    planned = compass.plan([listing()], no_wells, {})
    document = planned.wells[0].after
    assert (planned.rows_read, planned.created, planned.findings) == (3, 3, ())
    (run,) = document["wellbores"][0]["survey_runs"]
    assert (run["type"], run["azimuth_reference"], run["surveyed_on"]) == ("gyro", "grid", "2007-11-01")
    assert document["datum"][0]["rkb_elevation_m"] == 25.0
    again = compass.plan([listing()], wells_in([document]), {})
    assert (again.created, again.changed, again.unchanged, again.wells) == (0, 0, 3, ())


def test_md_out_of_order_is_refused_at_its_line():
    planned = compass.plan([listing(STATIONS[0], STATIONS[2], STATIONS[1])], no_wells, {})
    assert found(planned, "md-order") == [("F-1_ACTUAL.txt", 25, "line 25")]
    assert (planned.refused, planned.storable) == (1, False)


def test_angles_out_of_range_and_missing_numbers_are_refused():
    bad = ["600.00 181.00 0.00 600 1 2", "700.00 1.00 361.00 700 1 2", "800.00 1.00", "900,000 1 2 3 4 5"]
    planned = compass.plan([listing(*STATIONS[:2], *bad)], no_wells, {})
    assert planned.refused == 4
    assert {item.code for item in planned.findings if item.row} == {"inclination", "azimuth", "missing", "ambiguous-number"}  # fmt: skip


def test_a_text_that_is_no_listing_is_refused():
    with pytest.raises(ImportRefused) as caught:
        compass.plan([csv("a.txt", "hello")], no_wells, {})
    assert caught.value.finding.code == "no-listing"


def test_a_listing_that_parts_from_its_own_positions_is_warned_of():
    moved = [*STATIONS[:2], "1000.00 0.00 0.00 999.50 1.000 2.000 0 0 0.00"]
    planned = compass.plan([listing(*moved)], no_wells, {})
    assert [item.code for item in planned.warnings] == ["recomputed-position"]


def test_tvd_below_mean_sea_level_is_asked():
    shifted = ["0.00 0.00 0.00 0.00 1 2", "500.00 0.00 0.00 475.00 1 2", "1000.00 0.00 0.00 975.00 1 2"]
    (question,) = compass.plan([listing(*shifted)], no_wells, {}).questions
    assert question.code == "rkb-or-msl"


def test_a_plan_is_registered_and_makes_no_path():
    planned = listing(name="F-1_Rev_5_PLAN.txt")
    planned = csv(planned.name, planned.data.decode().replace("Survey Name: F-1", "Survey Name: F-1 Rev 5"))
    document = compass.plan([planned, listing()], no_wells, {}).wells[0].after
    (bore,) = document["wellbores"]
    assert [(run["name"], run.get("status")) for run in bore["survey_runs"]] == [("F-1", None), ("F-1 Rev 5", "planned")]  # fmt: skip


def test_a_sidetrack_keeps_only_its_own_stations_below_the_kick_off():
    side = listing(*STATIONS, bore="F-1 C", parent="F-1", kick_off="500.00", name="F-1_C_ACTUAL.txt")
    document = compass.plan([side, listing()], no_wells, {}).wells[0].after
    main, sidetrack = document["wellbores"]
    assert (sidetrack["parent_id"], sidetrack["kick_off_md_m"]) == (main["id"], 500.0)
    assert [station["md_m"] for station in sidetrack["survey_runs"][0]["stations"]] == [1000.0]


def register(*names, position=None):
    wells = [well(name, wellbores=[], datum=[]) for name in names]
    for item in wells:
        if position:
            item["header"]["position"] = position
    return wells_in(wells)


def test_a_short_name_finds_its_well_and_says_so():
    planned = compass.plan([listing()], register("NO 15/9-F-1"), {})
    assert [item.key for item in planned.wells] == ["15/9-F-1"]
    assert [item.code for item in planned.warnings] == ["well-by-short-name"]


def test_a_short_name_of_two_wells_is_asked():
    existing = register("15/9-F-1", "33/9-F-1")
    planned = compass.plan([listing()], existing, {})
    (question,) = planned.questions
    assert (question.options, planned.refused, planned.wells) == (("15/9-F-1", "33/9-F-1", "new"), 3, ())
    answered = compass.plan([listing()], existing, {question.ask: "33/9-F-1"})
    assert [item.key for item in answered.wells] == ["33/9-F-1"]


def test_the_surface_position_tells_wells_of_one_slot_name_apart():
    far = {"latitude_deg": 61.0, "longitude_deg": 2.0, "crs": "EPSG:4230"}
    planned = compass.plan([listing()], register("33/9-F-1", position=far), {})
    assert [item.key for item in planned.wells] == ["F-1"]


def test_another_survey_of_the_same_path_is_asked():
    before = compass.plan([listing()], no_wells, {}).wells[0].after
    other = [STATIONS[0], "600.00 0.00 0.00 600.00 1.000 2.000 0 0 0.00", STATIONS[2]]
    second = listing(*other, name="resurvey_ACTUAL.txt")
    second = csv(second.name, second.data.decode().replace("Survey Name: F-1", "Survey Name: resurvey"))
    (question,) = compass.plan([second], wells_in([before]), {}).questions
    assert question.code == "survey-overlap"
    after = compass.plan([second], wells_in([before]), {question.ask: "supersede"}).wells[0].after
    assert [run.get("status") for run in after["wellbores"][0]["survey_runs"]] == ["superseded", None]


def test_a_listing_from_another_rotary_table_is_asked():
    before = well(
        "F-1", rkb_m=30.0, wellbores=[], strings=[{"id": "casing", "kind": "conductor", "shoe_md_m": 200.0}]
    )
    (question,) = compass.plan([listing()], wells_in([before]), {}).questions
    assert question.code == "other-datum"
    after = compass.plan([listing()], wells_in([before]), {question.ask: "shift"}).wells[0].after
    assert after["wellbores"][0]["survey_runs"][0]["stations"][1]["md_m"] == 505.0


@pytest.mark.public_data
def test_the_volve_wells_are_reproduced_within_two_centimetres_and_the_tree_is_right():
    files = folder(public_data("volve_surveys", "compass_ascii"), "*.txt")
    planned = compass.plan(files, no_wells, {"licence": "volve"})
    assert (planned.rows_read, planned.created, planned.refused) == (1896, 1896, 0)
    for file, difference in planned.extras["differences"].items():
        if file.startswith("F-"):
            assert difference.largest_m <= 0.02, file
    tree = {
        bore["name"]: bore.get("kick_off_md_m")
        for change in planned.wells
        for bore in change.after["wellbores"]
        if bore.get("parent_id")
    }
    assert tree == {"F-1 C": 1335.6, "F-15D": 1364.5}
    again = compass.plan(files, wells_in([change.after for change in planned.wells]), {})
    assert (again.created, again.changed, again.unchanged) == (0, 0, 1896)
    assert "Volve" in planned.licence
