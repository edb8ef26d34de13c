"""What is not known is drawn as not known, and the well that is hardly described still has a drawing."""

from __future__ import annotations

import json

import pytest

from tests.wells.schematic.wells import EXAMPLES, component, example, string, well
from wells.engine.model import build
from wells.engine.trajectory import path_of
from wells.schematic import draw


def texts(drawing: object) -> set[str]:
    return {label["text"] for label in drawing.scene["labels"]}  # type: ignore[attr-defined]


def test_a_well_without_anything_says_so() -> None:
    drawing = draw(build({"id": "w", "header": {"name": "New well"}}))
    assert "No strings yet" in drawing.svg
    assert drawing.scene["elements"] == []
    json.dumps(drawing.scene)


def test_a_string_without_a_shoe_ends_with_a_question_and_words() -> None:
    drawing = draw(
        build(
            {
                "id": "w",
                "header": {"name": "W"},
                "strings": [string("c", "production_casing", 9.625, 0.0, None)],
            }
        )
    )
    assert "9⅝″ shoe depth not known" in texts(drawing)
    assert ">?<" in drawing.svg


def test_a_liner_without_a_top_says_so() -> None:
    drawing = draw(
        well(strings=[string("c", "production_casing", 9.625, 20, 2000), string("l", "liner", 7, None, 2500)])
    )
    assert "7″ top not known" in texts(drawing)


def test_a_string_without_a_size_is_named_by_its_kind_and_has_no_diameter() -> None:
    drawing = draw(
        well(
            strings=[
                string("a", "surface_casing", 13.375, 20, 500),
                string("b", "production_casing", None, 20, 900),
            ]
        )
    )
    assert "Production casing shoe 900" in texts(drawing)
    assert [one["od_m"] for one in drawing.scene["pipes"] if one["uid"] == "b"] == [None]
    assert drawing.scene["letters"] == [] and drawing.scene["problems"]


def test_the_top_of_cement_that_is_not_known_has_no_depth() -> None:
    drawing = draw(well(cement=[{"id": "k", "behind": "production_casing", "base_md_m": 3200}]))
    assert "TOC 9⅝″ not known" in texts(drawing)


def test_cement_that_no_log_or_test_proved_looks_and_reads_different() -> None:
    proven = {
        "id": "k",
        "behind": "production_casing",
        "top_md_m": 2000,
        "base_md_m": 3200,
        "verified_by": "bond_log",
    }
    good = draw(well(cement=[{**proven, "quality": "good"}]))
    fair = draw(well(cement=[{**proven, "quality": "fair"}]))
    assert (
        "url(#sch-cement)" in good.svg and "url(#sch-cement-unverified)" not in good.svg.split("</defs>")[1]
    )
    assert "url(#sch-cement-unverified)" in fair.svg.split("</defs>")[1]
    assert "not verified by log or test" in fair.svg
    assert [item.text for item in fair.legend if "cement" in item.text] == ["cement, not verified"]


def test_a_component_without_a_depth_is_named_with_the_reason() -> None:
    drawing = draw(well(components=[component("v", "safety_valve", "tubing", None)]))
    assert drawing.not_drawn == [{"uid": "v", "noun": "components", "reason": "depth not known"}]
    assert "1 item not drawn" in drawing.svg


def test_a_well_of_which_only_shoes_are_known_is_drawn() -> None:
    drawing = draw(example("volve-15-9-f-12"))
    assert {"14″ shoe depth not known", "Liner top not known", "Wellhead not known"} <= texts(drawing)


def test_a_well_of_which_no_depth_is_known_has_no_axis() -> None:
    drawing = draw(well(strings=[string("c", "production_casing", 9.625, None, None)]))
    assert 'class="axis"' not in drawing.svg
    assert "no depth is known" in drawing.scale_note


def test_the_drawing_says_that_its_axes_are_not_to_scale() -> None:
    note = draw(well()).scale_note
    assert "depth axis compressed, m MD RKB" in note and "nominal" in note


def test_tvd_stands_beside_md_where_the_path_is_known() -> None:
    model = example("platform-oil-gas-lift")
    assert ">TVD<" in draw(model, path=path_of(model)).svg
    assert ">TVD<" not in draw(model).svg


def test_all_figures_are_tvd_where_asked() -> None:
    model = example("platform-oil-gas-lift")
    path = path_of(model)
    assert path is not None
    drawing = draw(model, path=path, depth="tvd")
    assert f"Packer {path.tvd_m(3050):,.0f}" in texts(drawing)
    assert "m TVD RKB" in drawing.scale_note


def test_tvd_without_a_path_is_refused() -> None:
    with pytest.raises(ValueError, match="no survey"):
        draw(well(), depth="tvd")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_has_a_scene_that_is_json(name: str) -> None:
    model = example(name)
    scene = draw(model, path=path_of(model)).scene
    assert json.loads(json.dumps(scene)) == scene
