"""Each numbered rule refuses what it is for, says where, and with which figures."""

import json

import pytest

from tests.contract import WELLS, dated_example
from tests.public_data import public_data
from wells.engine.rules import Violation, errors, violations

INCH_M = 0.0254


def well(**parts):
    return {"schema": "deepguard.well/1", "id": "w", "header": {"name": "W"}, **parts}


def string(name, kind, od, bore=None, top=0, shoe=1000, **more):
    section = {"id": "s1", "od_m": od} | ({} if bore is None else {"id_m": bore})
    return {"id": name, "kind": kind, "top_md_m": top, "shoe_md_m": shoe, "sections": [section], **more}


def survey(*depths, name="run", **more):
    rows = [{"md_m": md, "inclination_deg": 0, "azimuth_deg": 0} for md in depths]
    return {"id": name, "stations": rows, **more}


@pytest.mark.parametrize("name", WELLS)
def test_the_examples_break_no_rule(name):
    assert errors(dated_example(name)) == []


BROKEN = {
    "an id used twice": (
        well(holes=[{"id": "x"}], strings=[{"id": "x", "kind": "liner"}]),
        ("rule-1", "/strings/0/id", "the id 'x' is used twice"),
    ),
    "a section id used twice in its string": (
        well(strings=[{"id": "x", "kind": "liner", "sections": [{"id": "s1"}, {"id": "s1"}]}]),
        ("rule-1", "/strings/0/sections/1/id", "twice in x's sections"),
    ),
    "a letter of two annuli on one day": (
        well(annuli=[{"id": "a1", "letter": "A"}, {"id": "a2", "letter": "A", "valid_from": "2020-01-01"}]),
        ("rule-1", "/annuli/1/letter", "letter A on 2020-01-01"),
    ),
    "a state described twice": (
        well(bore_contents=[{"id": "b1", "state": "shut_in"}, {"id": "b2", "state": "shut_in"}]),
        ("rule-1", "/bore_contents/1/state", "shut_in"),
    ),
    "a string that is not there": (
        well(cement=[{"id": "c", "behind": "casing-7"}]),
        ("rule-2", "/cement/0/behind", "no string has the id 'casing-7'"),
    ),
    "a thing of the wrong noun": (
        well(holes=[{"id": "h"}], components=[{"id": "c", "kind": "packer", "string_id": "h"}]),
        ("rule-2", "/components/0/string_id", "no string has the id 'h'"),
    ),
    "a held string that is not there": (
        well(wellhead_sections=[{"id": "head", "holds": ["casing-9"]}]),
        ("rule-2", "/wellhead_sections/0/holds/0", "casing-9"),
    ),
    "wellbores that are each other's parents": (
        well(wellbores=[{"id": "a", "parent_id": "b"}, {"id": "b", "parent_id": "a"}]),
        ("rule-2", "/wellbores/0/parent_id", "circle"),
    ),
    "a string of two wellbores": (
        well(wellbores=[{"id": "a"}, {"id": "b"}], strings=[{"id": "s", "kind": "liner"}]),
        ("rule-3", "/strings/0/wellbore_id", "the well has a, b"),
    ),
    "a base above its top": (
        well(holes=[{"id": "h", "top_md_m": 500, "base_md_m": 400}]),
        ("rule-4", "/holes/0/base_md_m", "base 400 m MD lies above its top 500 m"),
    ),
    "overlapping sections": (
        well(
            strings=[
                {
                    "id": "c",
                    "kind": "surface_casing",
                    "sections": [{"id": "s1", "base_md_m": 500}, {"id": "s2", "top_md_m": 450.5}],
                }
            ]
        ),
        (
            "rule-4",
            "/strings/0/sections/1/top_md_m",
            "section s2 from 450.5 m MD overlaps s1, which ends at 500 m",
        ),
    ),
    "a gap between sections": (
        well(
            strings=[
                {
                    "id": "c",
                    "kind": "surface_casing",
                    "sections": [{"id": "s1", "base_md_m": 500}, {"id": "s2", "top_md_m": 510}],
                }
            ]
        ),
        ("rule-4", "/strings/0/sections/1/top_md_m", "leaves a gap"),
    ),
    "a section below its shoe": (
        well(
            strings=[
                {"id": "c", "kind": "liner", "shoe_md_m": 900, "sections": [{"id": "s1", "base_md_m": 950}]}
            ]
        ),
        ("rule-4", "/strings/0/sections/0/base_md_m", "below the shoe of c at 900 m"),
    ),
    "overlapping holes": (
        well(
            holes=[
                {"id": "h1", "top_md_m": 0, "base_md_m": 500},
                {"id": "h2", "top_md_m": 490, "base_md_m": 900},
            ]
        ),
        ("rule-4", "/holes/1/top_md_m", "overlap from 490 m to 500 m MD"),
    ),
    "layers that are not written downward": (
        well(
            annuli=[
                {
                    "id": "a",
                    "letter": "A",
                    "columns": [{"id": "k", "layers": [{"top_md_m": 900}, {"top_md_m": 100}]}],
                }
            ]
        ),
        ("rule-4", "/annuli/0/columns/0/layers/1/top_md_m", "follows one at 900 m"),
    ),
    "an ID that is not below the OD": (
        well(strings=[string("c", "liner", 0.1778, 0.1778)]),
        (
            "rule-5",
            "/strings/0/sections/0/id_m",
            "inner diameter 177.8 mm is not less than the outer 177.8 mm",
        ),
    ),
    "two walls as thick as the pipe": (
        well(strings=[{"id": "c", "kind": "liner", "sections": [{"id": "s1", "od_m": 0.1, "wall_m": 0.05}]}]),
        ("rule-5", "/strings/0/sections/0/wall_m", "twice the wall"),
    ),
    "wall and ID that disagree": (
        well(
            strings=[
                {
                    "id": "c",
                    "kind": "liner",
                    "sections": [{"id": "s1", "od_m": 0.2, "wall_m": 0.01, "id_m": 0.17}],
                }
            ]
        ),
        ("rule-5", "/strings/0/sections/0/id_m", "is 180 mm, not the stated ID 170 mm"),
    ),
    "stations out of order": (
        well(wellbores=[{"id": "main", "survey_runs": [survey(0, 300, 200)]}]),
        ("rule-6", "/wellbores/0/survey_runs/0/stations/2/md_m", "station at 200 m MD follows one at 300 m"),
    ),
    "runs that overlap": (
        well(
            wellbores=[
                {"id": "main", "survey_runs": [survey(0, 300, name="r1"), survey(250, 400, name="r2")]}
            ]
        ),
        (
            "rule-6",
            "/wellbores/0/survey_runs/1/stations/0/md_m",
            "r2 begins at 250 m MD, not below the last station of r1",
        ),
    ),
    "a sidetrack that begins above its kick-off": (
        well(
            wellbores=[
                {"id": "main"},
                {"id": "st", "parent_id": "main", "kick_off_md_m": 1000, "survey_runs": [survey(900, 1100)]},
            ]
        ),
        ("rule-6", "/wellbores/1/survey_runs/0/stations/0/md_m", "not below the kick-off of st at 1000 m"),
    ),
    "an end before the beginning": (
        well(trees=[{"id": "t", "valid_from": "2020-05-01", "valid_to": "2019-05-01"}]),
        ("rule-9", "/trees/0/valid_to", "t ends on 2019-05-01, before it begins on 2020-05-01"),
    ),
    "two tubings on one day": (
        well(
            strings=[
                {"id": "t1", "kind": "tubing", "valid_to": "2020-01-02"},
                {"id": "t2", "kind": "tubing", "valid_from": "2020-01-01"},
            ]
        ),
        ("rule-10", "/strings/1", "two tubing strings are in the well on 2020-01-01: t1 and t2"),
    ),
    "two trees on one day": (well(trees=[{"id": "t1"}, {"id": "t2"}]), ("rule-10", "/trees/1", "two trees")),
    "two gauges on one day": (
        well(annuli=[{"id": "a", "letter": "A", "gauges": [{"id": "g1"}, {"id": "g2"}]}]),
        ("rule-10", "/annuli/0/gauges/1", "annulus A has two gauges"),
    ),
    "a shoe below total depth": (
        well(
            wellbores=[{"id": "main", "total_depth_md_m": 3000}],
            strings=[{"id": "c", "kind": "liner", "shoe_md_m": 3100}],
        ),
        (
            "rule-13",
            "/strings/0/shoe_md_m",
            "shoe of c at 3100 m MD lies below the total depth 3000 m of main",
        ),
    ),
    "a casing wider than the casing it hangs in": (
        well(
            strings=[
                string("outer", "surface_casing", 0.34, 0.31),
                string("inner", "intermediate_casing", 0.32),
            ]
        ),
        (
            "rule-14",
            "/strings/1/sections/0/od_m",
            "inner with an OD of 320 mm is wider than the bore of outer, 310 mm",
        ),
    ),
    "a casing wider than its hole": (
        well(
            holes=[{"id": "h", "top_md_m": 0, "base_md_m": 1000, "diameter_m": 0.311}],
            strings=[string("c", "surface_casing", 0.34, 0.31)],
        ),
        ("rule-14", "/strings/0/sections/0/od_m", "stands 1000 m in h, a hole of 311 mm"),
    ),
    "a leak-off of 21 g/cm3": (
        well(formation_strength=[{"id": "lot", "kind": "lot", "emw_kg_m3": 21000}]),
        ("rule-15", "/formation_strength/0/emw_kg_m3", "21000 kg/m3 (21 g/cm3)"),
    ),
    "a fluid of no well": (
        well(bore_contents=[{"id": "b", "state": "shut_in", "layers": [{"density_kg_m3": 10300}]}]),
        ("rule-15", "/bore_contents/0/layers/0/density_kg_m3", "10300 kg/m3"),
    ),
    "cement below the shoe": (
        well(
            strings=[{"id": "c", "kind": "liner", "shoe_md_m": 900}],
            cement=[{"id": "k", "behind": "c", "top_md_m": 950}],
        ),
        ("rule-16", "/cement/0/top_md_m", "top of cement k at 950 m MD lies below the shoe of c at 900 m"),
    ),
    "two values of a fact on one day": (
        well(
            header={
                "name": "W",
                "status": [{"value": "operating"}, {"value": "shut_in", "valid_from": "2020-01-01"}],
            }
        ),
        ("rule-17", "/header/status/1", "two values of header/status hold on 2020-01-01"),
    ),
    "two columns of one annulus": (
        well(annuli=[{"id": "a", "letter": "B", "columns": [{"id": "k1"}, {"id": "k2"}]}]),
        ("rule-17", "/annuli/0/columns/1", "fluid column of annulus B"),
    ),
    "a lightest density above the heaviest": (
        well(
            bore_contents=[
                {
                    "id": "b",
                    "state": "shut_in",
                    "layers": [{"density_kg_m3": 900, "lightest_density_kg_m3": 1000}],
                }
            ]
        ),
        ("rule-18", "/bore_contents/0/layers/0/lightest_density_kg_m3", "above the heaviest 900"),
    ),
}


@pytest.mark.parametrize(("document", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_is_named_with_its_place_and_figures(document, expected):
    code, pointer, words = expected
    found = [
        violation for violation in errors(document) if (violation.code, violation.pointer) == (code, pointer)
    ]
    assert found, violations(document)
    assert words in found[0].detail


@pytest.mark.parametrize("document", [document for document, _ in BROKEN.values()], ids=BROKEN)
def test_a_broken_rule_breaks_no_other(document):
    assert len({violation.code for violation in errors(document)}) == 1


FINE = {
    "a letter that passes to a new annulus": well(
        annuli=[
            {"id": "a1", "letter": "A", "valid_to": "2020-01-01"},
            {"id": "a2", "letter": "A", "valid_from": "2020-01-01"},
        ]
    ),
    "a tubing run on the day the old one was pulled": well(
        strings=[
            {"id": "t1", "kind": "tubing", "valid_to": "2020-01-01"},
            {"id": "t2", "kind": "tubing", "valid_from": "2020-01-01"},
        ]
    ),
    "a pulled tubing that would not fit the new liner": well(
        strings=[
            string("tubing", "tubing", 0.18, valid_to="2015-01-01"),
            string("liner", "liner", 0.17, 0.15, valid_from="2016-01-01"),
        ]
    ),
    "a liner as wide as the casing above it, below its shoe": well(
        strings=[
            string("casing", "production_casing", 0.2445, 0.22, shoe=1000),
            string("liner", "liner", 0.2445, top=1000, shoe=1500),
        ]
    ),
    "a casing of the parent below the kick-off of a sidetrack": well(
        wellbores=[{"id": "main"}, {"id": "st", "parent_id": "main", "kick_off_md_m": 500}],
        strings=[
            string("casing", "production_casing", 0.18, 0.16, top=600, shoe=1000, wellbore_id="main"),
            string("liner", "liner", 0.17, top=600, shoe=1500, wellbore_id="st"),
        ],
    ),
    "a later pressure survey": well(
        formations=[
            {
                "id": "f",
                "pressures": [{"id": "p1", "md_m": 1}, {"id": "p2", "md_m": 1, "valid_from": "2020-01-01"}],
            }
        ]
    ),
    "a rejected run over an accepted one": well(
        wellbores=[
            {
                "id": "main",
                "survey_runs": [survey(0, 300, name="r1"), survey(0, 300, name="r2", status="rejected")],
            }
        ]
    ),
    "an item that ended on the day it began": well(
        trees=[{"id": "t1", "valid_from": "2020-01-01", "valid_to": "2020-01-01"}, {"id": "t2"}]
    ),
}


@pytest.mark.parametrize("document", FINE.values(), ids=FINE)
def test_what_was_never_so_on_one_day_is_no_violation(document):
    assert errors(document) == []


WARNED = {
    "a disc that does not say how it opens": (
        well(components=[{"id": "d", "kind": "rupture_disc", "mounted_on": None, "string_id": "c"}], strings=[{"id": "c", "kind": "liner"}]),
        "rule-8",
    ),
    "a packer without a place": (well(components=[{"id": "p", "kind": "packer"}]), "rule-11"),
    "a packer that outlasts its tubing": (
        well(
            strings=[{"id": "t", "kind": "tubing", "valid_to": "2020-01-01"}],
            components=[{"id": "p", "kind": "packer", "string_id": "t"}],
        ),
        "rule-11",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("document", "code"), WARNED.values(), ids=WARNED)
def test_what_leaves_a_limit_open_is_warned_of_and_kept(document, code):
    assert {(found.code, found.severity) for found in violations(document)} == {(code, "warning")}


def overridden(**override):
    section = {
        "id": "s1",
        "od_m": 0.244475,
        "wall_m": 0.0119888,
        "yield_pa": 551.6e6,
        "rating_override": override,
    }
    return well(
        strings=[{"id": "c", "kind": "production_casing", "sections": [section]}],
        rules=[{"id": "r", "wall_factor": 0.875}],
    )


def test_a_rating_far_from_its_formula_is_warned_of():
    found = violations(overridden(collapse_pa=48e6, burst_pa=47.3e6, source={"person": "N. N."}))
    assert [(one.code, one.severity, one.pointer) for one in found] == [
        ("rule-12", "warning", "/strings/0/sections/0/rating_override/collapse_pa")
    ]
    assert "480.0 bar is not the 327.8 bar of the formula" in found[0].detail


def test_a_rating_with_its_data_sheet_is_taken():
    assert violations(overridden(collapse_pa=48e6, source={"document": "HC data sheet"})) == []


@pytest.mark.parametrize(
    ("typed", "stated_pa", "seems"),
    [("kPa", 4750e3, "psi"), ("psi", 328 * 6894.757, "bar"), ("bar", 4750e5, "psi"), ("MPa", 328e6, "bar")],
)
def test_a_rating_that_fits_in_another_unit_is_asked_about_even_with_a_data_sheet(typed, stated_pa, seems):
    found = violations(overridden(collapse_pa=stated_pa, source={"document": "sheet"}))
    assert [(one.code, one.severity) for one in found] == [("rule-12", "warning")]
    assert f"was it {seems} taken for {typed}?" in found[0].detail
    assert "Then it is 32" in found[0].detail


def test_a_connection_typed_in_the_wrong_unit_is_asked_about_and_a_weak_one_is_not():
    document = overridden()
    section = document["strings"][0]["sections"][0]
    section["connection"] = {"burst_pa": 6870e3}
    (found,) = violations(document)
    assert (
        found.pointer == "/strings/0/sections/0/connection/burst_pa" and "psi taken for kPa" in found.detail
    )
    section["connection"] = {"burst_pa": 30e6}
    assert violations(document) == []


def graded(grade, sour):
    document = overridden()
    document["header"]["sour"] = sour
    document["strings"][0]["sections"][0] |= {"grade": grade, "rating_override": None}
    return document


@pytest.mark.parametrize("grade", ["P110", "N-80", "Q125", "13CR80", "HC95", None])
def test_in_a_sour_well_steel_that_does_not_go_with_h2s_is_warned_of(grade):
    (found,) = violations(graded(grade, True))
    assert (found.code, found.severity) == ("rule-19", "warning")
    assert found.pointer == "/strings/0/sections/0/grade" and "H2S" in found.detail
    assert violations(graded(grade, False)) == violations(graded(grade, None)) == []


@pytest.mark.parametrize("grade", ["L80", "L-80 Type 1", "J55", "T95", "C 90"])
def test_in_a_sour_well_steel_that_goes_with_h2s_is_not_warned_of(grade):
    assert violations(graded(grade, True)) == []


def volve_f10(*, completion):
    """Casing, holes and completion of 15/9-F-10 as published, inches to metres."""

    def rows(name):
        return json.loads(public_data("volve_f10_schematic", f"{name}.json").read_text())

    strings = [
        string(
            row["id"],
            "liner" if row["id"] == "casing-07" else "intermediate_casing",
            row["diameter"] * INCH_M,
            row["innerDiameter"] * INCH_M,
            row["start"],
            row["end"],
        )
        for row in rows("casings")
    ]
    if completion:
        strings += [
            string(row["id"], row["kind"], row["diameter"] * INCH_M, None, row["start"], row["end"])
            for row in rows("completion")
        ]
    holes = [
        {
            "id": row["id"],
            "top_md_m": row["start"],
            "base_md_m": row["end"],
            "diameter_m": row["diameter"] * INCH_M,
        }
        for row in rows("holesize")
    ]
    return well(wellbores=[{"id": "f-10", "total_depth_md_m": 5331}], holes=holes, strings=strings)


def test_volve_f_10_is_refused_as_it_stands_and_says_why():
    found = [violation for violation in errors(volve_f10(completion=True)) if violation.code == "rule-14"]
    details = " | ".join(violation.detail for violation in found)
    assert "tubing-01 with an OD of 304.8 mm is wider than the bore of casing-04, 245.36 mm" in details


def test_volve_f_10_is_accepted_without_that_completion():
    assert errors(volve_f10(completion=False)) == []


def test_a_violation_is_a_plain_value():
    assert Violation(pointer="/a", code="rule-1", detail="b").severity == "error"
