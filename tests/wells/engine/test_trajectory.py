"""Where the hole goes: published wells, closed forms, and the laws of an arc."""

import csv
import json
from math import cos, degrees, hypot, pi, radians, sin
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.contract import HERE, example
from tests.public_data import public_data, shared
from wells.engine.document import at
from wells.engine.model import Station, SurveyRun, Wellbore, WellModel
from wells.engine.trajectory import SurveyError, dogleg_rad, path, path_of, survey_table

GOLDEN = Path(__file__).parents[2] / "golden"


def stations(md, inclination, azimuth):
    return [
        Station(md_m=a, inclination_deg=b, azimuth_deg=c)
        for a, b, c in zip(md, inclination, azimuth, strict=True)
    ]


def golden(name):
    return json.loads((GOLDEN / f"{name}.json").read_text())["cases"]


@pytest.mark.parametrize("case", golden("survey_minimum_curvature"), ids=lambda case: case["id"])
def test_closed_forms(case):
    given_, expected, tolerance = case["inputs"], case["expected"], case["tolerance"]["abs"]
    rows = survey_table(stations(given_["md"], given_["inc_deg"], given_["azi_deg"]))
    for key, name in (
        ("tvd", "tvd_m"),
        ("north", "north_m"),
        ("east", "east_m"),
        ("dogleg_deg", "dogleg_deg"),
    ):
        assert [getattr(row, name) for row in rows] == pytest.approx(expected[key], abs=tolerance)


def test_iscwsa_wells():
    cases = json.loads(shared("golden", "survey_iscwsa.json").read_text())["cases"]
    assert len(cases) >= 4
    for case in cases:
        given_, expected, tolerance = case["inputs"], case["expected"], case["tolerance"]["abs_m"]
        rows = survey_table(
            stations(given_["md_m"], given_["inc_deg"], given_["azi_deg"]),
            tvd_m=expected["tvd_m"][0],
            north_m=expected["north_m"][0],
            east_m=expected["east_m"][0],
        )
        for name in ("tvd_m", "north_m", "east_m"):
            assert [getattr(row, name) for row in rows] == pytest.approx(expected[name], abs=tolerance), case[
                "id"
            ]


def test_volve_wells_within_two_centimetres_of_their_listing():
    with public_data("volve_surveys", "survey_stations.csv").open() as lines:
        rows = [row for row in csv.DictReader(lines) if row["wellbore"].startswith("F-")]
    for name in sorted({row["wellbore"] for row in rows}):
        listing = [row for row in rows if row["wellbore"] == name]
        column = {key: [float(row[key]) for row in listing] for key in listing[0] if key != "wellbore"}
        table = survey_table(
            stations(column["md_m"], column["inc_deg"], column["azi_deg_grid"]),
            tvd_m=column["tvd_m_rkb"][0],
            north_m=column["ns_m"][0],
            east_m=column["ew_m"][0],
        )
        allowed = 0.03 if name == "F-12" else 0.02
        assert [row.tvd_m for row in table] == pytest.approx(column["tvd_m_rkb"], abs=0.02), name
        assert [row.north_m for row in table] == pytest.approx(column["ns_m"], abs=0.02), name
        assert [row.east_m for row in table] == pytest.approx(column["ew_m"], abs=0.02), name
        assert [row.dls_deg_30m for row in table][1:] == pytest.approx(
            column["dls_deg_30m"][1:], abs=allowed
        ), name


def test_a_published_listing_with_dogleg_severity():
    with public_data("survey_vectors", "wellpathpy_deviation.csv").open() as lines:
        rows = [[float(cell) for cell in row] for row in list(csv.reader(lines))[1:]]
    md, inclination, azimuth, tvd, north, east, severity = (
        list(column) for column in zip(*rows, strict=True)
    )
    table = survey_table(stations(md, inclination, azimuth), tvd_m=tvd[0], north_m=north[0], east_m=east[0])
    assert [row.tvd_m for row in table] == pytest.approx(tvd, abs=0.06)
    assert [row.north_m for row in table] == pytest.approx(north, abs=0.06)
    assert [row.east_m for row in table] == pytest.approx(east, abs=0.06)
    # The last two printed severities do not follow from their own stations: 0.1 deg of azimuth printed as 0.30.
    assert [row.dls_deg_30m for row in table][1:-2] == pytest.approx(severity[1:-2], abs=0.011)


def test_the_answer_of_the_contract():
    request = json.loads((HERE / "calc" / "trajectory.request.json").read_text())
    answer = json.loads((HERE / "calc" / "trajectory.response.json").read_text())
    well_path = path([Station(**station) for station in request["stations"]])
    for row, expected in zip(well_path.rows, answer["stations"], strict=True):
        assert row._asdict() | expected == pytest.approx(row._asdict(), abs=5e-5)
    for expected in answer["at"]:
        position = well_path.at(expected["md_m"])
        assert position.method == expected["method"]
        found = {"tvd_m": position.tvd_m, "north_m": position.north_m, "east_m": position.east_m}
        assert found == pytest.approx({key: expected[key] for key in found}, abs=5e-5)


def test_a_position_inside_an_interval_lies_on_the_circle():
    """A build from vertical to 60 degrees over 600 m: radius 600 / (pi/3), all in closed form."""
    well_path = path(stations([0, 600], [0, 60], [30, 30]))
    radius = 600 / (pi / 3)
    for md in (1, 150, 300, 599):
        angle = md / radius
        position = well_path.at(md)
        across = radius * (1 - cos(angle))
        assert position.tvd_m == pytest.approx(radius * sin(angle), abs=1e-9)
        assert position.north_m == pytest.approx(across * cos(radians(30)), abs=1e-9)
        assert position.east_m == pytest.approx(across * sin(radians(30)), abs=1e-9)
        assert (position.inclination_deg, position.azimuth_deg) == pytest.approx((degrees(angle), 30))


surveys = st.lists(
    st.tuples(st.floats(1, 200), st.floats(0, 120), st.floats(0, 360)), min_size=2, max_size=12
).map(
    lambda rows: stations(
        [sum(row[0] for row in rows[: i + 1]) for i in range(len(rows))],
        [row[1] for row in rows],
        [row[2] for row in rows],
    )
)


@given(surveys)
def test_the_arc_meets_the_stations(survey):
    well_path = path(survey)
    for row in well_path.rows:
        here, just_above = well_path.at(row.md_m), well_path.at(row.md_m - 1e-7)
        assert (here.tvd_m, here.north_m, here.east_m) == pytest.approx(
            (row.tvd_m, row.north_m, row.east_m), abs=1e-9
        )
        assert just_above.tvd_m == pytest.approx(row.tvd_m, abs=1e-5)
        assert just_above.east_m == pytest.approx(row.east_m, abs=1e-5)


@given(surveys, st.floats(0, 1), st.floats(0, 1))
def test_a_chord_is_never_longer_than_the_hole(survey, first, second):
    well_path = path(survey)
    a, b = (well_path.at(fraction * (well_path.last_md_m + 100)) for fraction in (first, second))
    chord = hypot(a.tvd_m - b.tvd_m, a.north_m - b.north_m, a.east_m - b.east_m)
    assert chord <= abs(a.md_m - b.md_m) + 1e-6


@given(surveys, st.integers(0, 10), st.floats(0.05, 0.95))
def test_a_station_put_on_the_arc_changes_nothing(survey, index, fraction):
    index %= len(survey) - 1
    assume(dogleg_rad(survey[index], survey[index + 1]) < 2.5)
    well_path = path(survey)
    md = survey[index].md_m + fraction * (survey[index + 1].md_m - survey[index].md_m)
    refined = path([*survey[: index + 1], well_path.at(md), *survey[index + 1 :]])
    assert refined.rows[-1].tvd_m == pytest.approx(well_path.rows[-1].tvd_m, abs=1e-6)
    assert refined.rows[-1].north_m == pytest.approx(well_path.rows[-1].north_m, abs=1e-6)


def test_above_the_first_station_the_hole_is_vertical():
    well_path = path(stations([145.9, 200], [2, 4], [90, 90]))
    assert well_path.at(100)[1:4] == (100, 0, 0)
    assert well_path.at(100).method == "tie_in"
    assert well_path.tvd_m(145.9) == 145.9


def test_below_the_last_station_the_hole_is_straight_and_says_so():
    position = path(stations([0, 100], [60, 60], [0, 0])).at(300)
    assert position.method == "extrapolated"
    assert (position.tvd_m, position.north_m) == pytest.approx((150, 300 * sin(radians(60))))


@pytest.mark.parametrize(
    ("survey", "why"),
    [
        (([0, 100, 100], [0, 0, 0], [0, 0, 0]), "station at 100 m MD follows one at 100 m"),
        (([0, 100], [0, 200], [0, 0]), "inclination 200"),
        (([0, 100], [0, 10], [0, 400]), "azimuth 400"),
        (([0, float("nan")], [0, 10], [0, 4]), "no number"),
        (([0, 100], [90, 90], [0, 180]), "opposite"),
        (([], [], []), "at least one"),
    ],
)
def test_stations_that_make_no_path_are_refused(survey, why):
    with pytest.raises(SurveyError, match=why):
        survey_table(stations(*survey))


def test_azimuth_of_a_full_turn_is_north():
    assert survey_table(stations([0, 100], [10, 10], [0, 360]))[1].dogleg_deg == pytest.approx(0, abs=1e-9)


def model(*wellbores):
    return WellModel(id="w", header=None, wellbores=wellbores)


def bore(name, survey=(), **more):
    return Wellbore(id=name, survey_runs=(SurveyRun(id=f"s-{name}", stations=tuple(survey)),), **more)


MAIN = bore("main", stations([0, 1000, 2000], [0, 30, 60], [0, 0, 0]))


def test_a_sidetrack_follows_its_parent_down_to_the_kick_off():
    side = bore("side", stations([1600, 1800], [40, 30], [20, 40]), parent_id="main", kick_off_md_m=1500)
    main, sidetrack = path_of(model(MAIN, side)), path_of(model(MAIN, side), "side")
    for md in (500, 1000, 1234, 1500):
        assert sidetrack.at(md)[1:6] == pytest.approx(main.at(md)[1:6])
    assert sidetrack.tvd_m(1800) > main.tvd_m(1800)
    assert sidetrack.at(1800).east_m > 0


def test_parent_stations_repeated_in_a_sidetrack_are_the_parents():
    repeated = stations([1000, 1600], [5, 40], [90, 20])
    side = bore("side", repeated, parent_id="main", kick_off_md_m=1500)
    assert path_of(model(MAIN, side), "side").tvd_m(1000) == path_of(model(MAIN)).tvd_m(1000)


def test_a_kick_off_below_the_last_survey_is_flagged():
    side = bore("side", stations([2300], [60], [0]), parent_id="main", kick_off_md_m=2200)
    sidetrack = path_of(model(MAIN, side), "side")
    methods = [sidetrack.at(md).method for md in (1999, 2000, 2100, 2200, 2250, 2400)]
    assert methods == ["arc", "arc", "extrapolated", "extrapolated", "arc", "extrapolated"]


@pytest.mark.parametrize(
    "wellbores",
    [
        (),
        (bore("a"),),
        (bore("a", parent_id="b", kick_off_md_m=5), bore("b", parent_id="a", kick_off_md_m=5)),
        (bore("a", stations([100], [0], [0]), parent_id="main"), MAIN),
    ],
    ids=["no wellbore", "no stations", "a circle of parents", "a kick-off that is not known"],
)
def test_a_path_that_is_not_known_is_none(wellbores):
    assert path_of(model(*wellbores)) is None


def test_only_accepted_runs_make_the_path():
    runs = tuple(
        SurveyRun(id=status or "none", status=status, stations=tuple(stations([md], [0], [0])))
        for md, status in enumerate(("planned", "received", "accepted", "rejected", "superseded", None))
    )
    assert [row.md_m for row in path_of(model(Wellbore(id="main", survey_runs=runs))).rows] == [2, 5]


def test_depths_of_the_contracts_answer_over_two_survey_runs():
    answer = json.loads((HERE / "calc" / "maasp-platform-oil-gas-lift.response.json").read_text())
    well_path = path_of(at(example("platform-oil-gas-lift")))
    depths = [candidate["depth"] for result in answer["results"] for candidate in result["candidates"]]
    depths = [depth for depth in depths if depth]
    assert len(depths) > 5
    for depth in depths:
        assert well_path.tvd_m(depth["md_m"]) == pytest.approx(depth["tvd_m"], abs=1e-3)


def test_the_sidetrack_of_an_example_leaves_its_parent_at_the_kick_off():
    suspended = at(example("suspended-plugs"))
    main, side = path_of(suspended), path_of(suspended, "st1")
    assert side.tvd_m(2620) == pytest.approx(main.tvd_m(2620))
    assert side.tvd_m(3060) != pytest.approx(main.tvd_m(3060), abs=1)
