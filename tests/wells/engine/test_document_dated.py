"""From one state of a well, as people send it, to the dated form of the record."""

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contract import WELLS, dated_example, example
from wells.engine.document import at, canonical, dated, is_dated

NAMES = pytest.mark.parametrize("name", WELLS)


@NAMES
def test_the_kept_dated_examples_are_what_dating_gives(name):
    assert canonical(dated(example(name))) == canonical(dated_example(name))


@NAMES
def test_dating_twice_changes_nothing_more(name):
    once = dated(example(name))
    assert is_dated(once)
    assert dated(once) == once


@NAMES
def test_what_was_sent_is_left_as_it_was(name):
    document = example(name)
    before = copy.deepcopy(document)
    result = dated(document)
    result["header"]["name"] = "changed"
    result["wellbores"][0]["survey_runs"][0]["stations"].clear()
    assert document == before


@NAMES
def test_the_model_of_both_shapes_is_the_same(name):
    assert at(example(name)) == at(dated_example(name))


def test_shorthand_becomes_dated_facts():
    document = dated(example("platform-oil-gas-lift"))
    assert document["header"]["status"] == [{"value": "operating"}]
    assert document["datum"][0]["id"] == "datum-1"
    assert (document["rules"][0]["id"], document["fluids_policy"][0]["id"]) == ("rules-1", "policy-1")
    old_tubing = next(item for item in document["strings"] if item["id"] == "tubing-2009")
    assert (old_tubing["valid_from"], old_tubing["valid_to"]) == ("2009-11-14", "2019-05-02")


def test_an_annulus_gets_its_gauge_and_column():
    annulus = dated(example("platform-oil-gas-lift"))["annuli"][0]
    assert (annulus["id"], annulus["monitoring"]) == ("annulus-a", "gauge")
    assert annulus["gauges"] == [{"id": "gauge-a-1", "tag": "PT-A07-101"}]
    column = annulus["columns"][0]
    assert (column["id"], column["as_left_on"]) == ("column-a-1", "2019-05-21")
    assert column["sources"]["layers"]["person"] == "completion engineer"
    assert "sources" not in annulus


def test_cement_gets_its_evaluation():
    cement = dated(example("platform-oil-gas-lift"))["cement"][3]
    assert cement["evaluations"] == [
        {
            "id": "cement-9-5-8-evaluation-1",
            "verified_by": "bond_log",
            "quality": "good",
            "valid_from": "2009-10-20",
        }
    ]


def test_no_monitoring_is_by_design_only_behind_a_subsea_wellhead():
    assert dated(example("subsea-gas"))["annuli"][1]["monitoring"] == "none_by_design"
    assert "monitoring" not in dated(example("old-unknowns"))["annuli"][1]


def test_tests_without_id_are_named_by_their_day():
    tests = [
        {"performed_on": "2020-01-02", "result": "pass"},
        {"performed_on": "2020-01-02", "result": "fail"},
    ]
    document = dated({"id": "w", "header": {"name": "W"}, "annuli": [{"letter": "A", "tests": tests}]})
    assert [test["id"] for test in document["annuli"][0]["tests"]] == ["test-2020-01-02", "test-2020-01-02-2"]


def test_a_minted_id_steps_aside_for_one_that_is_taken():
    document = {
        "id": "w",
        "header": {"name": "W"},
        "holes": [{"id": "datum-1"}],
        "datum": {"rkb_elevation_m": 30},
    }
    assert dated(document)["datum"][0]["id"] == "datum-1-2"


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "letter", "tests", "layers", "pressure", "valid_from"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
parts = [
    "header",
    "datum",
    "rules",
    "strings",
    "cement",
    "annuli",
    "bore_contents",
    "formations",
    "gaps",
    "components",
]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(parts), junk, max_size=4))
def test_ill_formed_documents_are_dated_without_failing_and_only_once(document):
    once = dated(document)
    assert dated(once) == once


def test_an_undated_well_with_rules_is_dated_with_the_choices_it_always_meant():
    [rules] = dated(example("onshore-liner"))["rules"]
    chosen = ("unmeasured_wall", "missing_connection", "backup_below_cement", "top_rating")
    assert [rules[name] for name in chosen] == ["nominal", "pipe_body", "full_column", "both_spools"]


def test_a_choice_that_is_stated_stays_and_dated_rules_get_none():
    document = example("onshore-liner")
    document["rules"]["backup_below_cement"] = "pore_pressure"
    assert dated(document)["rules"][0]["backup_below_cement"] == "pore_pressure"
    document = dated_example("onshore-liner")
    del document["rules"][0]["unmeasured_wall"]
    document["gaps"] = [{"about": "A", "what": "brine not sampled"}]  # one shorthand part among dated ones
    assert "unmeasured_wall" not in dated(document)["rules"][0]


def test_a_leak_is_there_from_its_first_day_until_it_is_repaired():
    document = dated_example("onshore-liner")
    leak = {"id": "leak-1", "through": "casing-9-5-8", "valid_from": "2020-01-01", "valid_to": "2021-06-01"}
    document["communications"] = [leak]
    days = ("2019-12-31", "2020-01-01", "2021-05-31", "2021-06-01")
    assert [len(at(document, day).communications) for day in days] == [0, 1, 1, 0]
