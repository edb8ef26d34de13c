"""What lies where: order of diameters, letters in their annuli, depth scale, nothing left out in silence."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wells.schematic.wells import EXAMPLES, component, crowded, example, string, well
from wells.engine.model import WellModel, build
from wells.engine.topology import topology
from wells.engine.trajectory import path_of
from wells.schematic import draw
from wells.schematic.scale import Scale, knots

NOUNS = ("strings", "components", "cement", "formations", "holes", "wellhead_sections", "trees", "wellbores")


def check_order(scene: dict[str, Any]) -> None:
    known = sorted((pipe["od_m"], pipe["half_width"]) for pipe in scene["pipes"] if pipe["od_m"])
    for (od_m, half), (next_od_m, next_half) in pairwise(known):
        assert half == next_half if od_m == next_od_m else half < next_half


def check_letters(scene: dict[str, Any]) -> None:
    for letter in scene["letters"]:
        inner, outer = letter["walls"]
        away = scene["axis_x"] - letter["at"][0]
        assert inner + 1 < away - letter["radius"], letter
        assert away + letter["radius"] < outer - 1, letter


@pytest.mark.parametrize("name", EXAMPLES)
def test_pipes_of_the_examples_lie_in_the_order_of_their_diameters(name: str) -> None:
    check_order(draw(example(name)).scene)


@pytest.mark.parametrize("name", EXAMPLES)
def test_letters_of_the_examples_are_those_of_topology_and_lie_in_their_annuli(name: str) -> None:
    model = example(name)
    scene = draw(model).scene
    assert [one["letter"] for one in scene["letters"]] == list(topology(model).letters)
    check_letters(scene)


@given(st.lists(st.floats(5, 36), min_size=1, max_size=9, unique=True), st.booleans())
def test_any_nest_of_strings_is_ordered_with_room_for_its_letters(sizes: list[float], tubing: bool) -> None:
    strings = [string(f"s{i}", "intermediate_casing", od, 20.0, 500.0 + 40 * i) for i, od in enumerate(sizes)]
    strings += [string("t", "tubing", 2.875, 20.0, 480.0)] if tubing else []
    scene = draw(build({"id": "w", "header": {"name": "W"}, "strings": strings})).scene
    check_order(scene)
    check_letters(scene)


def everything(model: WellModel) -> set[str]:
    return {item.id for noun in NOUNS for item in getattr(model, noun) or ()}


def accounted(scene: dict[str, Any]) -> set[str]:
    return {one["uid"] for one in (*scene["elements"], *scene["not_drawn"])}


@pytest.mark.parametrize("name", EXAMPLES)
def test_everything_in_the_examples_is_drawn_or_named_with_a_reason(name: str) -> None:
    model = example(name)
    scene = draw(model, path=path_of(model)).scene
    drawn_bores = {bore.id for bore in model.wellbores or ()}
    assert everything(model) - drawn_bores <= accounted(scene)
    assert all(one["reason"] for one in scene["not_drawn"])


@given(crowded())
def test_everything_in_a_crowded_well_is_drawn_or_named_with_a_reason(model: WellModel) -> None:
    assert everything(model) <= accounted(draw(model).scene)


def test_a_sidetrack_that_is_not_drawn_leaves_a_stub_with_its_name() -> None:
    drawing = draw(example("suspended-plugs"))
    assert "Wellbore 3, abandoned 2,620" in {label["text"] for label in drawing.scene["labels"]}


def test_the_other_wellbore_is_drawn_where_asked() -> None:
    drawing = draw(example("suspended-plugs"), wellbore_id="main")
    assert "Wellbore 3 T2 2,620" in {label["text"] for label in drawing.scene["labels"]}
    reasons = {one["uid"]: one["reason"] for one in drawing.not_drawn}
    assert reasons["hole-8-1-2"] == "in wellbore 3 T2, which is drawn as a stub"


def test_a_wellbore_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="wellbore 'st9' is not in the document"):
        draw(example("suspended-plugs"), wellbore_id="st9")


def test_sections_of_two_diameters_step_from_one_to_the_other() -> None:
    pipes = [one for one in draw(example("subsea-gas")).scene["pipes"] if one["uid"] == "casing-10-3-4"]
    assert [round(one["od_m"], 6) for one in pipes] == [0.27305, 0.244475]
    assert pipes[0]["half_width"] > pipes[1]["half_width"]


def test_components_that_share_a_depth_do_not_cover_each_other() -> None:
    parts = [component(f"c{i}", "nipple", "tubing", 2400) for i in range(4)]
    boxes = sorted(
        one["box"] for one in draw(well(components=parts)).scene["elements"] if one["kind"] == "nipple"
    )
    assert all(above[3] <= below[1] for above, below in pairwise(sorted(boxes, key=lambda box: box[1])))


@given(st.lists(st.floats(0, 5000), max_size=60), st.floats(0, 5000), st.floats(0, 5000))
def test_the_depth_scale_never_turns_back(depths: list[float], one_m: float, other_m: float) -> None:
    scale = Scale(knots(depths, top_m=0, base_m=5000), 100, 900)
    upper, lower = sorted((one_m, other_m))
    assert scale.y(upper) <= scale.y(lower)
    assert abs(scale.y(0) - 100) < 1e-6 and abs(scale.y(5000) - 900) < 1e-6
