"""Two documents side by side: every fact that differs is named once, nothing else is."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract import WELLS, dated_example
from wells.engine.compare import ORDER, compare
from wells.engine.document import canonical, copied, snapshot


def brute_force(value, path=()):
    """Every leaf of a document, written down without regard to how `compare` does it."""
    if value is None:
        return {}
    name, owner = (path[-1] if path else ""), (path[-2] if len(path) > 1 else "")
    one_fact = name in ("source", "stations") or owner == "sources" or name.startswith("x_")
    if isinstance(value, dict) and value and not one_fact:
        parts = [brute_force(part, (*path, key)) for key, part in value.items()]
    elif isinstance(value, list) and value and not one_fact and all(isinstance(v, dict) for v in value):
        parts = [
            brute_force(item, (*path, str(item.get("id") or key_of(item, number)))) or {(*path, number): "{}"}
            for number, item in enumerate(value, start=1)
        ]
    else:
        return {path: canonical(value)}
    return {key: leaf for part in parts for key, leaf in part.items()}


def key_of(item, number):
    return f"from {item.get('valid_from') or 'the beginning'}" if "value" in item else number


def places(value, path=()):
    """Where something can be taken out or written: every value of a mapping, every item of a list."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield (*path, key)
        yield from places(part, (*path, key))


def edited(document, place, act):
    """The document with one place removed, or its leaf replaced."""
    document = copied(document)
    owner = document
    for step in place[:-1]:
        owner = owner[step]
    if act == "remove":
        del owner[place[-1]]
    elif place[-1] not in ("id", "valid_from") and not isinstance(owner[place[-1]], (dict, list)):
        old = owner[place[-1]]
        owner[place[-1]] = (
            not old
            if isinstance(old, bool)
            else (old * 2 + 1 if isinstance(old, (int, float)) else f"{old}?")
        )
    return document


@st.composite
def pairs(draw):
    """An example well and the same well after one to four edits anywhere in it."""
    before = dated_example(draw(st.sampled_from(sorted(set(WELLS) - {"volve-15-9-f-12"}))))
    after = before
    for _ in range(draw(st.integers(1, 4))):
        kept = ("id", "schema", "header")  # a document without them is none
        choices = [place for place in places(after) if place[-1] not in kept]
        after = edited(after, draw(st.sampled_from(choices)), draw(st.sampled_from(["remove", "write"])))
    return before, after


@settings(max_examples=60, deadline=None)
@given(pairs())
def test_every_leaf_that_differs_is_a_fact_and_nothing_else_is(pair):
    before, after = pair
    old, new = brute_force(before), brute_force(after)
    expected = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    found = [fact.path for fact in compare(before, after).facts if fact.path[-1] != ORDER]
    assert len(found) == len(set(found))
    assert set(found) == expected


@settings(max_examples=25, deadline=None)
@given(pairs())
def test_the_way_back_names_the_same_facts_the_other_way_round(pair):
    before, after = pair
    there = {
        (fact.path, canonical(fact.before), canonical(fact.after)) for fact in compare(before, after).facts
    }
    back = {
        (fact.path, canonical(fact.after), canonical(fact.before)) for fact in compare(after, before).facts
    }
    assert there == back


def test_a_document_does_not_differ_from_itself():
    for name in WELLS:
        assert not compare(dated_example(name), dated_example(name))
        assert compare(dated_example(name), dated_example(name)).count == 0


def test_null_is_the_same_as_absent_and_an_empty_list_is_not():
    well = {"schema": "deepguard.well/1", "id": "w", "header": {"name": "W"}}
    assert not compare(well, well | {"strings": None})
    (fact,) = compare(well, well | {"strings": []}).facts
    assert (fact.kind, fact.after) == ("added", [])


def test_true_is_not_one():
    well = {"schema": "deepguard.well/1", "id": "w", "header": {"name": "W", "x_flag": True}}
    assert compare(well, well | {"header": {"name": "W", "x_flag": 1}}).count == 1


def test_a_changed_field_is_named_in_the_words_of_the_field_with_the_name_that_carries_its_unit():
    before = dated_example("platform-oil-gas-lift")
    after = copied(before)
    after["strings"][1]["shoe_md_m"] += 5
    (item,) = compare(before, after).items
    (fact,) = item.facts
    assert (item.name, item.kind, fact.words) == (before["strings"][1]["name"], "changed", "shoe MD")
    assert (fact.hint, fact.after - fact.before) == ("shoe_md_m", 5)


def test_an_item_that_came_or_went_is_marked_so_for_the_drawing():
    before = dated_example("platform-oil-gas-lift")
    after = copied(before)
    gone = after["components"].pop()["id"]
    after["strings"].append({"id": "scab-liner", "kind": "liner"})
    after["annuli"][0]["gauges"][0]["tag"] = "PT-1"
    marks = compare(before, after).marks
    assert marks == {gone: "removed", "scab-liner": "added", after["annuli"][0]["id"]: "changed"}


def test_items_in_another_order_are_one_fact_and_a_new_item_in_between_is_no_new_order():
    before = dated_example("platform-oil-gas-lift")
    turned, between = copied(before), copied(before)
    turned["strings"].reverse()
    between["strings"].insert(1, {"id": "new", "kind": "liner"})
    (fact,) = compare(before, turned).facts
    assert fact.words == "order"
    assert {fact.uid for fact in compare(before, between).facts} == {"new"}


def test_replaced_stations_are_one_fact():
    before = dated_example("volve-15-9-f-12")
    after = copied(before)
    after["wellbores"][0]["survey_runs"][0]["stations"][5]["inclination_deg"] += 0.1
    (fact,) = compare(before, after).facts
    assert fact.words == "survey definitive, stations"


def test_two_days_of_one_document_differ_by_what_happened_between_them():
    document = dated_example("platform-oil-gas-lift")
    marks = compare(document, document, "2018-01-01", "2020-01-01").marks
    assert marks["tubing-2009"] == "removed"
    assert marks["tubing-5-1-2"] == "added"


def test_nouns_stand_in_the_order_of_the_document():
    before = dated_example("platform-oil-gas-lift")
    after = copied(before)
    after["remarks"], after["annuli"], after["holes"] = "seen", [], []
    assert [noun.words for noun in compare(before, after).nouns] == ["Hole sections", "Annuli", "Document"]


DAYS = st.dates(date(2008, 1, 1), date(2026, 12, 31)).map(str)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(sorted(set(WELLS) - {"volve-15-9-f-12"})), DAYS, DAYS)
def test_two_days_differ_in_every_leaf_of_their_documents_and_mirror_one_another(name, one, other):
    document = dated_example(name)
    old, new = (brute_force(snapshot(document, day)) for day in (one, other))
    expected = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    found = compare(document, document, one, other)
    assert {fact.path for fact in found.facts if fact.path[-1] != ORDER} == expected
    kinds = {"added": "removed", "removed": "added", "changed": "changed"}
    back = {(fact.path, kinds[fact.kind]) for fact in compare(document, document, other, one).facts}
    assert {(fact.path, fact.kind) for fact in found.facts} == back
    assert not compare(document, document, one, one)
