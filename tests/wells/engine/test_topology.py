"""Which strings bound which annulus, how far it reaches, and what is refused."""

import pytest

from tests.contract import WELLS, dated_example, example
from tests.golden import cases, name_of
from wells.engine.document import at
from wells.engine.model import build
from wells.engine.topology import topology
from wells.engine.topology_exposure import bottom_of_a, exposure, lap_sealed, top_sections

KINDS = {"LINER": "liner", "TUBING": "tubing", "CASING": "intermediate_casing"}


def string(name, kind, od_m, top_md_m=0.0, shoe_md_m=1000.0, **more):
    section = {"id": "s1", "od_m": od_m} | {key: more.pop(key) for key in ("wall_m", "id_m") if key in more}
    return {
        "id": name,
        "kind": kind,
        "top_md_m": top_md_m,
        "shoe_md_m": shoe_md_m,
        "sections": [section],
        **more,
    }


def well(*strings, **more):
    return build({"id": "w", "header": {"name": "W"}, "strings": list(strings), **more})


CASED = (
    string("surface", "surface_casing", 0.340, shoe_md_m=600),
    string("production", "production_casing", 0.244, shoe_md_m=2500, wall_m=0.012),
)
TUBING = string("tubing", "tubing", 0.114, shoe_md_m=2300)


@pytest.mark.parametrize("case", cases("annulus_topology"), ids=name_of)
def test_published_cases_nest_the_same(case):
    strings = [
        string(item["name"], KINDS[item["type"]], item["od_in"] * 0.0254, item["md_top"], item["md_base"])
        for item in case["inputs"]["strings"]
    ]
    nest = topology(well(*strings))
    found = [(walls.letter, set(walls.inner_ids), set(walls.outer_ids)) for walls in nest.annuli]
    assert found == [(a["annulus"], set(a["inner"]), set(a["outer"])) for a in case["expected"]["annuli"]]


def test_without_tubing_the_innermost_bore_is_a():
    walls = topology(well(*CASED)).annuli[0]
    assert (walls.letter, walls.inner_ids, walls.outer_ids) == ("A", (), ("production",))


def test_structural_pipe_and_screens_are_no_walls():
    nest = topology(
        well(*CASED, TUBING, string("drive", "structural", 0.9), string("screen", "screen", 0.16))
    )
    assert nest.letters == ("A", "B")


def test_a_tie_back_shifts_the_letters_and_its_liner_follows_it():
    liner = string("liner", "liner", 0.178, top_md_m=2300, shoe_md_m=3500)
    tieback = string("tieback", "tieback", 0.178, shoe_md_m=2305, wall_m=0.01)
    nest = topology(well(*CASED, liner, tieback, string("tubing", "tubing", 0.089, shoe_md_m=3300)))
    assert [(walls.letter, walls.outer_ids) for walls in nest.annuli] == [
        ("A", ("tieback", "liner")),
        ("B", ("production",)),
        ("C", ("surface",)),
    ]


def test_two_tubings_are_refused():
    nest = topology(well(*CASED, TUBING, string("tubing-2", "tubing", 0.06)))
    assert nest.annuli == () and "more than one tubing" in nest.problems[0].what


def test_two_open_wellbores_are_refused():
    bores = [{"id": "main"}, {"id": "side-1", "parent_id": "main"}, {"id": "side-2", "parent_id": "main"}]
    liners = [
        string(f"liner-{number}", "liner", 0.178, top_md_m=2300, wellbore_id=f"side-{number}")
        for number in (1, 2)
    ]
    assert "multilateral" in topology(well(*CASED, *liners, wellbores=bores)).problems[0].what
    bores[1]["abandoned_on"] = "2020-01-01"
    assert not topology(well(*CASED, *liners, wellbores=bores)).problems


def test_a_string_without_a_diameter_is_not_guessed():
    bare = {
        "id": "unknown",
        "kind": "intermediate_casing",
        "sections": [{"id": "s1", "linear_mass_kg_m": 70}],
    }
    problem = topology(well(*CASED, bare)).problems[0]
    assert problem.path == "strings/unknown/sections/s1/od_m"


def test_strings_that_do_not_fit_are_refused():
    wide = string("tubing", "tubing", 0.23)
    assert "does not fit" in topology(well(*CASED, wide)).problems[0].what


def test_a_liner_wider_than_every_casing_is_refused():
    assert "fits in no casing" in topology(well(*CASED, string("liner", "liner", 0.4))).problems[0].what


def test_every_example_nests_the_same_dated_and_as_sent():
    for name in WELLS:
        sent, dated = topology(at(example(name))), topology(at(dated_example(name)))
        assert [w.inner_ids + w.outer_ids for w in sent.annuli] == [
            w.inner_ids + w.outer_ids for w in dated.annuli
        ]


def packer(md_m):
    return {"id": f"packer-{md_m}", "kind": "packer", "string_id": "tubing", "md_m": md_m}


def test_the_shallowest_packer_closes_a():
    model = well(*CASED, TUBING, components=[packer(2200), packer(1900)])
    assert bottom_of_a(model, topology(model)).md_m == 1900


def test_a_packer_without_a_depth_leaves_the_bottom_unknown():
    model = well(*CASED, TUBING, components=[packer(2200), packer(None)])
    bottom = bottom_of_a(model, topology(model))
    assert bottom.md_m is None and bottom.path == "components/packer-None/md_m"


def test_without_packer_the_bottom_is_open_only_where_it_says_so():
    said, silent = (
        well(*CASED, TUBING, annuli=[{"letter": "A", "bottom": bottom}]) for bottom in ("open", None)
    )
    assert bottom_of_a(said, topology(said)).kind == "open"
    assert bottom_of_a(silent, topology(silent)).kind == "unknown"


def reach(**cement):
    stated = [{"id": "c", "behind": "production", **cement}]
    model = well(*CASED, TUBING, cement=stated)
    return exposure(model, topology(model).walls("B"))


def test_only_logged_or_tested_good_cement_covers_the_shoe():
    proven = reach(top_md_m=400, verified_by="bond_log", quality="good")
    assert (proven.shoe_exposed, proven.inner_base_md_m, proven.outer_base_md_m) == (False, 400, 400)
    for weak in (
        {"verified_by": "job_records", "quality": "good"},
        {"verified_by": "bond_log", "quality": "fair"},
    ):
        unproven = reach(top_md_m=400, **weak)
        assert (unproven.shoe_exposed, unproven.inner_base_md_m) == (True, 600)


def test_cement_below_the_shoe_leaves_the_inner_wall_open_to_it():
    below = reach(top_md_m=1400)
    assert (below.case, below.shoe_exposed, below.inner_base_md_m, below.outer_base_md_m) == (
        "A",
        True,
        1400,
        600,
    )


def test_an_unknown_top_of_cement_exposes_the_whole_inner_wall():
    unknown = reach()
    assert (unknown.shoe_exposed, unknown.inner_base_md_m) == (True, 2500)
    assert unknown.assumed[0] == "cement behind production"


LINER = string("liner", "liner", 0.178, top_md_m=2200, shoe_md_m=3200)


def lap_with(*tests):
    part = {"id": "ltp", "kind": "liner_top_packer", "string_id": "liner", "tests": list(tests)}
    model = well(*CASED, LINER, components=[part])
    return lap_sealed(model, model.strings[2])


def lap_test(direction, result="pass", day="2020-01-01", **more):
    return {"performed_on": day, "direction": direction, "result": result, "kind": "strength"} | more


def test_a_lap_is_sealed_only_by_a_strength_test_from_above():
    assert lap_with(lap_test("from_above"))
    assert not lap_with(lap_test("from_below"))
    assert not lap_with(lap_test("from_above", kind="leak"))
    assert not lap_with(lap_test("from_above", kind=None))
    assert not lap_with(lap_test("from_above"), lap_test("from_above", "fail", "2021-01-01"))


@pytest.mark.parametrize("kind", ["strength", "leak", None])
def test_a_later_failure_of_any_kind_ends_the_seal_of_a_lap(kind):
    assert not lap_with(lap_test("from_above"), lap_test("from_above", "fail", "2021-01-01", kind=kind))


def test_an_older_leak_test_takes_nothing_from_a_newer_strength_test():
    assert lap_with(lap_test("from_above"), lap_test("from_above", "pass", "2021-01-01", kind="leak"))


def test_the_sections_that_hold_the_walls_bound_the_top():
    heads = [{"id": "head", "holds": ["surface", "production"]}, {"id": "spool", "holds": ["tubing"]}]
    model = well(*CASED, TUBING, wellhead_sections=heads)
    nest = topology(model)
    assert [section.id for section in top_sections(model, nest.walls("A"))] == ["head", "spool"]
    assert [section.id for section in top_sections(model, nest.walls("B"))] == ["head"]
