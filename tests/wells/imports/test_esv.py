"""The public schematic of F-10: refused with the rule it breaks, accepted without that completion."""

import json

import numpy as np
import pytest

from tests.public_data import public_data
from tests.wells.imports.files import csv, folder, no_wells, wells_in
from wells.engine.document import at
from wells.engine.trajectory import path, path_of
from wells.imports import ImportRefused, compass, esv
from wells.imports.esv.log import tangents

SHOES_M = (202.0, 1389.0, 2607.0, 3435.0, 5070.0)


@pytest.fixture
def files():
    return folder(public_data("volve_f10_schematic"), "*.json")


@pytest.mark.public_data
def test_as_it_stands_the_tubing_does_not_go_into_its_casing(files):
    planned = esv.plan(files, no_wells, {})
    assert not planned.storable
    first = planned.errors[0]
    assert (first.code, first.sheet, first.row) == ("rule-14", "completion", 1)
    assert "304.8 mm" in first.what and "245.36 mm" in first.what
    assert (first.ask, first.options) == ("leave-out", ("completion",))


@pytest.mark.public_data
def test_without_the_completion_its_shoes_lie_where_the_survey_puts_them(files):
    planned = esv.plan(files, no_wells, {"leave-out": "completion"})
    assert planned.storable
    assert [item.code for item in planned.findings] == ["rkb-or-msl"]
    own = path_of(at(planned.wells[0].after))
    listing = folder(public_data("volve_surveys", "compass_ascii"), "F-10_ACTUAL.txt")
    survey = path_of(at(compass.plan(listing, no_wells, {}).wells[0].after))
    for shoe_m in SHOES_M:
        assert own.tvd_m(shoe_m) == pytest.approx(survey.tvd_m(shoe_m), abs=0.1)


@pytest.mark.public_data
def test_read_as_rkb_the_log_would_shift_every_shoe(files):
    planned = esv.plan(files, no_wells, {"leave-out": "completion", "poslog": "rkb"})
    shifted = path_of(at(planned.wells[0].after))
    right = path_of(at(esv.plan(files, no_wells, {"leave-out": "completion"}).wells[0].after))
    assert abs(shifted.tvd_m(2607.0) - right.tvd_m(2607.0)) > 10


@pytest.mark.public_data
def test_importing_again_changes_nothing(files):
    answers = {"leave-out": "completion"}
    first = esv.plan(files, no_wells, answers)
    again = esv.plan(files, wells_in([first.wells[0].after]), answers)
    assert (again.created, again.changed, again.wells) == (0, 0, ())


def test_files_that_name_no_well_ask_for_it():
    hole = csv("holesize.json", json.dumps([{"id": "h", "start": 0, "end": 100, "diameter": 36}]))
    (question,) = esv.plan([hole], no_wells, {}).questions
    assert question.ask == "well"
    assert esv.plan([hole], no_wells, {"well": "B-1"}).created == 1


def test_a_file_of_another_kind_is_refused():
    with pytest.raises(ImportRefused):
        esv.plan([csv("other.json", "[]")], no_wells, {})
    with pytest.raises(ImportRefused):
        esv.plan([csv("casings.json", "no json")], no_wells, {})


def test_tangents_lead_along_the_positions_they_came_from():
    class Station:
        def __init__(self, md, inclination, azimuth):
            self.md_m, self.inclination_deg, self.azimuth_deg = md, inclination, azimuth

    true = path([Station(md, md / 40.0, 90.0) for md in range(0, 2000, 10)])
    points = [(row.tvd_m, row.north_m, row.east_m) for row in true.rows]
    found = tangents([row.md_m for row in true.rows], points)
    wanted = [[np.cos(a), 0.0, np.sin(a)] for a in (np.radians(row.inclination_deg) for row in true.rows)]
    assert np.allclose(found, wanted, atol=2e-3)
