"""Items of two wells matched by the part they play, and what has no counterpart."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract import WELLS, dated_example
from wells.engine.compare import compare_states, leaves
from wells.engine.counterparts import ALONE, ROLES, counterparts
from wells.engine.document import canonical, copied, snapshot
from wells.engine.model import build

wells = st.sampled_from(sorted(WELLS))


def state(name):
    return snapshot(dated_example(name))


def renamed(document):
    """The same well with every id of an item, and every reference to one, written otherwise."""
    text = canonical(document).decode()
    uids = sorted({item["id"] for noun in ROLES for item in document.get(noun) or []}, key=len, reverse=True)
    for uid in uids:
        text = text.replace(f'"{uid}"', f'"{uid}-of-b"')
    return json.loads(text)


@pytest.mark.parametrize("name", sorted(WELLS))
def test_a_well_differs_from_itself_under_other_ids_in_nothing(name):
    document = state(name)
    found = counterparts(document, renamed(document))
    assert found.alone == ((), ())
    assert [fact.path for fact in compare_states(document, found.document).facts] == []


def test_a_well_is_all_its_own_counterpart():
    document = state("platform-oil-gas-lift")
    assert not compare_states(document, counterparts(document, document).document)


@settings(max_examples=20, deadline=None)
@given(wells, wells)
def test_what_differs_between_two_wells_is_complete(one, other):
    """Every leaf of either document is a fact or the same in both."""
    first, second = state(one), counterparts(state(one), state(other)).document
    old, new = ({path: canonical(leaf) for path, leaf in leaves(side)} for side in (first, second))
    expected = {
        path for path in old.keys() | new.keys() if old.get(path) != new.get(path) and path[-1] != "order"
    }
    assert {fact.path for fact in compare_states(first, second).facts if fact.path[-1] != "order"} == expected


@settings(max_examples=20, deadline=None)
@given(wells, wells)
def test_the_way_back_matches_the_same_items(one, other):
    there, back = counterparts(state(one), state(other)), counterparts(state(other), state(one))
    own = {uid: match for uid, match in there.pairs.items() if "/" not in uid}
    assert own == {match: uid for uid, match in back.pairs.items() if "/" not in uid}
    assert there.alone == back.alone[::-1]


@settings(max_examples=20, deadline=None)
@given(wells, wells)
def test_an_item_without_a_counterpart_is_never_taken_for_one(one, other):
    """Ids that two wells share by chance match nothing."""
    first, found = state(one), counterparts(state(one), state(other))
    ours = {item["id"] for noun in ROLES for item in first.get(noun) or []}
    theirs = {item["id"] for noun in ROLES for item in found.document.get(noun) or []}
    assert theirs & ours == {match for uid, match in found.pairs.items() if "/" not in uid}
    assert all(uid in ours or uid.startswith(ALONE) for uid in theirs)
    build(found.document)


def test_strings_are_matched_by_kind_and_outside_in():
    first = state("platform-oil-gas-lift")
    second = copied(first)
    second["strings"].reverse()
    second["strings"].append(
        {"id": "casing-30", "kind": "conductor", "sections": [{"id": "s1", "od_m": 0.9}], "top_md_m": 0}
    )
    found = counterparts(first, second)
    assert found.pairs["casing-30"] == "conductor-30"
    assert found.pairs["casing-9-5-8"] == "casing-9-5-8"
    assert len(found.alone[1]) == 1
