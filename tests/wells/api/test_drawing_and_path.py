"""Schematic and trajectory over HTTP."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_drawing_as_values(well, caller):
    body = caller.get(f"wells/{well.pk}/schematic").json()
    strings = {item["id"] for item in caller.get(f"wells/{well.pk}/strings").json()}
    assert strings & {element["uid"] for element in body["elements"]}
    assert body["legend"] and body["scale"]["note"]


@pytest.mark.parametrize(
    ("ending", "kind", "start"), [("svg", "image/svg+xml", b"<?xml"), ("png", "image/png", b"\x89PNG")]
)
def test_the_drawing_as_a_file(well, caller, ending, kind, start):
    answer = caller.get(f"wells/{well.pk}/schematic.{ending}", Accept="image/*")
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert answer.content.startswith(start)


def test_a_file_that_is_not_there_is_a_problem(foreign, caller):
    answer = caller.get(f"wells/{foreign.pk}/schematic.svg")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_the_path_with_depths_asked_for(well, caller):
    body = caller.get(f"wells/{well.pk}/trajectory?at_md_m=100&at_md_m=99999").json()
    assert body["status"] == "determined" and body["stations"]
    assert [row["method"] for row in body["at"]] == ["arc", "extrapolated"]


def test_a_path_that_is_not_known_is_a_state(well, caller):
    body = caller.get(f"wells/{well.pk}/trajectory?wellbore=none").json()
    assert (body["status"], body["stations"]) == ("not_determinable", []) and body["reason"]


@pytest.mark.parametrize("depth", ["deep", "-1", "nan", "inf"])
def test_a_depth_that_is_none(well, caller, depth):
    assert caller.get(f"wells/{well.pk}/trajectory?at_md_m={depth}").status_code == 400
