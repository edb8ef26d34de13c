"""Adverse facts: what they are, and when a document no longer states them."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wells.factories import example
from wells.engine.adverse import adverse_facts, may_hold_adverse, weakened
from wells.engine.document import canonical

LOG = {
    "id": "caliper",
    "logged_on": "2026-01-10",
    "intervals": [{"top_md_m": 0, "base_md_m": 900, "min_remaining_wall_m": 0.006}],
}
WELL = {
    "schema": "deepguard.well/1",
    "id": "w",
    "strings": [{"id": "tubing", "wall_logs": [LOG]}],
    "components": [
        {
            "id": "packer",
            "tests": [
                {"id": "t1", "performed_on": "2026-02-01", "result": "fail"},
                {"id": "t2", "performed_on": "2026-03-01", "result": "pass"},
            ],
        }
    ],
    "cement": [
        {"id": "c", "evaluations": [{"id": "e1", "quality": "poor"}, {"id": "e2", "quality": "good"}]}
    ],
    "communications": [{"id": "leak", "through": "tubing", "valid_from": "2026-01-01"}],
}
ADDRESSES = [
    "strings/tubing/wall_logs/caliper",
    "components/packer/tests/t1",
    "cement/c/evaluations/e1",
    "communications/leak",
]


def changed(make):
    after = copy.deepcopy(WELL)
    make(after)
    return [fact.address for fact in weakened(WELL, after)]


def test_what_is_adverse():
    assert list(adverse_facts(WELL)) == ADDRESSES
    assert may_hold_adverse(canonical(WELL).decode())
    assert not may_hold_adverse(canonical({"id": "w", "strings": []}).decode())


def test_nothing_leaves_while_everything_is_stated():
    assert weakened(WELL, copy.deepcopy(WELL)) == []


@pytest.mark.parametrize(
    ("make", "left"),
    [
        (lambda well: well.pop("components"), [ADDRESSES[1]]),
        (lambda well: well["strings"][0].pop("wall_logs"), [ADDRESSES[0]]),
        (lambda well: well["strings"][0].update(id="tubing-2"), [ADDRESSES[0]]),
        (lambda well: well["components"][0]["tests"][0].update(result="pass"), [ADDRESSES[1]]),
        (lambda well: well["components"][0]["tests"][0].update(performed_on="2020-02-01"), [ADDRESSES[1]]),
        (
            lambda well: well["strings"][0]["wall_logs"][0]["intervals"][0].update(
                min_remaining_wall_m=0.009
            ),
            [ADDRESSES[0]],
        ),
        (lambda well: well["strings"][0]["wall_logs"][0]["intervals"].clear(), [ADDRESSES[0]]),
        (lambda well: well["cement"][0]["evaluations"][0].update(quality="good"), [ADDRESSES[2]]),
        (lambda well: well["cement"][0]["evaluations"][0].update(valid_to="2026-02-01"), [ADDRESSES[2]]),
        (lambda well: well["communications"][0].update(through="casing"), [ADDRESSES[3]]),
        (lambda well: well["communications"][0].update(valid_from="2027-01-01"), [ADDRESSES[3]]),
    ],
)
def test_taken_out_or_said_otherwise(make, left):
    assert changed(make) == left


@pytest.mark.parametrize(
    "make",
    [
        lambda well: well["communications"][0].update(valid_to="2026-06-01"),
        lambda well: well["communications"][0].update(md_m=1200.0, evidence="noise log"),
        lambda well: well["components"][0]["tests"][0].update(remarks="seal extrusion", pressure_pa=1e7),
        lambda well: well["components"][0]["tests"].pop(1),
        lambda well: well["components"][0]["tests"].append({"id": "t3", "result": "pass"}),
        lambda well: well["components"][0].update(valid_to="2026-05-01"),
        lambda well: well["strings"].insert(0, {"id": "casing"}),
    ],
    ids=["repaired", "filled in", "told more", "a pass", "a newer pass", "pulled", "another order"],
)
def test_what_one_person_may_do(make):
    assert changed(make) == []


@given(st.data())
def test_whatever_adverse_fact_is_struck_from_a_real_well_is_named(data):
    document = example("water-injector")
    facts = adverse_facts(document)
    address = data.draw(st.sampled_from(sorted(facts)))
    owner, list_name, uid = address.rsplit("/", 2)
    after = copy.deepcopy(document)
    node = after
    for step in owner.split("/") if owner else ():
        node = node[step] if isinstance(node, dict) else next(one for one in node if one["id"] == step)
    node[list_name] = [one for one in node[list_name] if one["id"] != uid]
    assert [fact.address for fact in weakened(document, after)] == [address]
