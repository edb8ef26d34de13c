"""Labels: every one readable, none over another, leaders that can be followed."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wells.schematic.wells import EXAMPLES, component, crowded, example, well
from wells.engine.trajectory import path_of
from wells.schematic import Overlay, draw
from wells.schematic.spread import spread


def overlap(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def turn(a: list[float], b: list[float], c: list[float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def cross(one: tuple[Any, Any], other: tuple[Any, Any]) -> bool:
    """Whether two stretches cross in their inside: touching ends are no crossing."""
    a, b = turn(*one, other[0]), turn(*one, other[1])
    c, d = turn(*other, one[0]), turn(*other, one[1])
    return a * b < -1e-6 and c * d < -1e-6


def check(scene: dict[str, Any]) -> None:
    labels = scene["labels"]
    for one, other in combinations(labels, 2):
        assert not overlap(one["box"], other["box"]), (one["text"], other["text"])
        stretches = [(a, b) for a in pairwise(one["leader"]) for b in pairwise(other["leader"])]
        assert not any(cross(a, b) for a, b in stretches), (one["text"], other["text"])
    for label in labels:
        left, top, right, base = label["box"]
        assert left >= 0 and top >= 0 and right <= scene["width"] and base <= scene["height"], label


@pytest.mark.parametrize("name", EXAMPLES)
def test_labels_of_the_examples_neither_meet_nor_leave_the_drawing(name: str) -> None:
    model = example(name)
    check(draw(model, path=path_of(model)).scene)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(crowded())
def test_labels_of_a_crowded_well_neither_meet_nor_leave_the_drawing(model: Any) -> None:
    check(draw(model).scene)


def test_forty_components_in_ten_metres_are_all_labelled() -> None:
    parts = [component(f"c{index}", "nipple", "tubing", 2400 + index / 4) for index in range(40)]
    drawing = draw(well(components=parts))
    check(drawing.scene)
    labelled = {uid for label in drawing.scene["labels"] for uid in label["uids"]}
    assert {part["id"] for part in parts} <= labelled


def test_a_failed_valve_of_the_tree_says_so_in_the_column() -> None:
    drawing = draw(example("platform-oil-gas-lift"), overlay=[Overlay("tree-kill-wing", "failed")])
    check(drawing.scene)
    assert "KWV ✕ failed" in {label["text"] for label in drawing.scene["labels"]}


def test_depths_are_shown_in_feet_where_asked() -> None:
    from wells.schematic import FEET

    drawing = draw(well(), units=FEET)
    assert "9⅝″ shoe 10,499" in {label["text"] for label in drawing.scene["labels"]}
    assert "ft MD" in drawing.scale_note


def test_a_label_keeps_the_words_short_and_the_element_keeps_the_whole_name() -> None:
    name = "A very long name of a plug that nobody could ever draw beside a well"
    drawing = draw(well(components=[component("p", "plug", "liner", 3500, name=name)]))
    label = next(one for one in drawing.scene["labels"] if one["uids"] == ["p"])
    assert "…" in label["text"]
    assert any(name in one["label"] for one in drawing.scene["elements"] if one["uid"] == "p")


@given(st.lists(st.floats(0, 500), max_size=30).map(sorted))
def test_labels_are_spread_in_order_and_a_line_apart(targets: list[float]) -> None:
    placed = spread(targets, gap=16.5, low=12, high=600)
    assert all(below - above >= 16.5 - 1e-9 for above, below in pairwise(placed))
    assert all(y >= 12 for y in placed)
