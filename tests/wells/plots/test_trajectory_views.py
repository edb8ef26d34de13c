"""Side and plan view: to scale, inside their frame, labels apart, classes only."""

import itertools
import re
from pathlib import Path

import pytest

from tests.contract import dated_example
from wells.documents import read
from wells.engine.document import at
from wells.plots.tracks import marks, tracks
from wells.plots.trajectory import HEIGHT, WIDTH, plan_view, section_azimuth, side_view
from wells.schematic.metrics import text_width

DEMO = sorted((Path(__file__).parents[3] / "wells" / "demo").glob("*.yaml"))


def views(document):
    model = at(document)
    lines = tracks(model)
    points = marks(model, lines)
    return side_view(lines, points, azimuth_deg=section_azimuth(lines[-1])), plan_view(lines, points)


def vertical(depth_m=2500.0):
    stations = [{"md_m": md, "inclination_deg": 0, "azimuth_deg": 0} for md in (0, depth_m)]
    bore = {"id": "main", "total_depth_md_m": depth_m, "survey_runs": [{"id": "a", "stations": stations}]}
    return {"schema": "deepguard.well/1", "id": "w", "header": {"name": "W"}, "wellbores": [bore]}


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_labels_lie_in_the_frame_and_apart(path):
    for view in views(read(path.read_bytes(), path.name)):
        found = re.findall(r'<text class="tx" x="([\d.]+)" y="([\d.]+)">(.*?)</text>', view.svg)
        levels = sorted(float(y) for _, y, _ in found)
        assert all(below - above >= 15.9 for above, below in itertools.pairwise(levels))
        for x, y, words in found:
            assert float(x) + text_width(re.sub("<[^>]+>", "", words), size=11) <= WIDTH + 1
            assert float(y) <= max(HEIGHT, float(re.search(r'viewBox="0 0 \S+ (\S+)"', view.svg)[1]))


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_lines_stay_inside_the_drawing_and_carry_no_style(path):
    for view in views(read(path.read_bytes(), path.name)):
        assert "style=" not in view.svg
        for x, y in re.findall(r"[ML]([-\d.]+) ([-\d.]+)", view.svg):
            assert 0 <= float(x) <= WIDTH
            assert 0 <= float(y) <= HEIGHT


def test_a_straight_hole_is_drawn_without_a_direction():
    side, plan = views(vertical())
    assert "section at 0°" in side.svg
    assert "one scale" in plan.scale_note


def test_the_scale_of_a_narrow_section_is_said():
    side, _ = views(vertical())
    assert "times the depth scale" in side.scale_note


def test_a_sidetrack_has_a_line_of_its_own_and_the_chosen_one_is_drawn_last():
    document = read((DEMO[0].parent / "bra-b-07.yaml").read_bytes(), "b.yaml")
    lines = tracks(at(document))
    assert [(line.uid, line.chosen) for line in lines] == [("main", False), ("t2", True)]
    assert lines[0].points[0].md_m == 0
    assert tracks(at(document), "main")[0].points[0].md_m == 2480


def test_a_name_cannot_write_into_the_drawing():
    document = vertical()
    document["wellbores"][0]["name"] = "<script>&"
    for view in views(document):
        assert "<script>" not in view.svg


def test_without_stations_there_is_nothing_to_draw():
    model = at(dated_example("suspended-plugs") | {"wellbores": [{"id": "main"}]})
    assert tracks(model) == ()
    assert marks(model, ()) == ()
