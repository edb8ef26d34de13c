"""What a pack fills, what it never touches, and that nobody can tell a filled well from one that states it."""

from copy import deepcopy
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrity.engine.limits import assess_limits
from integrity.engine.rules import RULES, compare, filled, pack_of, rows_of
from integrity.engine.rules.kinds import Choice, Number
from integrity.engine.rules.registry import FILLING
from tests.integrity.engine.rules.packs import PACKS, WHOLE, mapping, pack, stated, values_of, whole_pack
from tests.integrity.engine.wells import limits, well
from wells.engine.document import at, dated
from wells.engine.model import DesignFactors, FluidsPolicy, Rules

few = settings(max_examples=60)
OWN = st.dictionaries(
    st.sampled_from([rule.id for rule in FILLING]), st.integers(), max_size=len(FILLING)
).flatmap(lambda chosen: st.fixed_dictionaries({name: values_of(RULES[name].kind) for name in chosen}))


def document_stating(own):
    """A plain well, dated, that states these rules and no other."""
    document = dated({key: value for key, value in well().items() if key != "rules"})
    for name, value in own.items():
        noun, *path, last = RULES[name].path
        owner = document.setdefault(noun, [{"id": noun}])[0]
        for step in path:
            owner = owner.setdefault(step, {})
        owner[last] = value
    return document


def read(model, path):
    for name in path:
        model = getattr(model, name) if model is not None else None
    return model


def test_every_field_of_the_rules_has_an_entry_and_every_entry_a_field():
    """A new rule of the document is noticed here: operators want to state it in a pack too."""
    beside = {"pack", "version", "source", "reason", "design_factors"}
    wanted = {("rules", field.name) for field in fields(Rules) if field.name not in beside}
    wanted |= {("rules", "design_factors", field.name) for field in fields(DesignFactors)}
    wanted |= {("fluids_policy", field.name) for field in fields(FluidsPolicy) if field.name not in beside}
    assert {rule.path for rule in FILLING} == wanted


def test_options_are_those_of_the_document():
    """A pack can choose what a document can choose, and nothing else."""
    import json

    from wells.documents import SCHEMAS

    schema = json.loads((SCHEMAS / "well-1.schema.json").read_text())["$defs"]
    for rule in FILLING:
        node = schema[rule.path[0]]
        for name in rule.path[1:]:
            node = node["properties"][name]
        if isinstance(rule.kind, Choice) and "enum" in node:
            assert set(rule.kind.options) == set(node["enum"]) - {None}, rule.id
            if rule.absent == "conservative":
                assert rule.kind.conservative == node["enum"][0], rule.id
        if isinstance(rule.kind, Number):
            assert (rule.kind.least, rule.kind.above) == (node.get("minimum"), node.get("exclusiveMinimum"))


@few
@given(own=OWN, drawn=PACKS)
def test_filling_never_changes_what_a_document_states(own, drawn):
    model = at(document_stating(own))
    complete = filled(model, pack_of(drawn))
    for rule in FILLING:
        before = read(model, rule.path)
        if before is not None:
            assert read(complete.model, rule.path) == before
            assert next(one for one in complete.provenance if one.rule is rule).origin == "document"


@few
@given(own=OWN)
def test_an_empty_pack_and_no_pack_change_nothing(own):
    model = at(document_stating(own))
    for nothing in (None, pack()):
        complete = filled(model, nothing)
        assert complete.model is model
        assert {one.origin for one in complete.provenance} <= {"document", "absent"}


@few
@given(own=OWN, drawn=PACKS)
def test_a_filled_well_answers_as_one_that_states_the_same(own, drawn):
    ruled = pack_of(drawn)
    by_pack = assess_limits(at(document_stating(own)), pack=ruled)
    taken = {one.id: one.value for one in ruled.rules if RULES[one.id].path}
    by_document = assess_limits(at(document_stating(taken | own)))
    assert by_pack.derivation() == by_document.derivation()
    assert by_pack.policy == by_document.policy
    assert [row["value"] for row in by_pack.rules_in_force()] == [
        row["value"] for row in by_document.rules_in_force()
    ]


@few
@given(drawn=PACKS)
def test_nothing_but_the_rules_is_filled(drawn):
    model = at(document_stating({}))
    complete = filled(model, pack_of(drawn)).model
    assert is_dataclass(complete)
    for field in fields(complete):
        if field.name not in ("rules", "fluids_policy"):
            assert getattr(complete, field.name) is getattr(model, field.name)


def test_what_neither_states_stays_unknown():
    document = well(rules={"rounding_pa": 1})
    ruled = assess_limits(at(document), pack=pack(upper_trigger_fraction=0.8))
    assert all("rules/design_factors" in str(one.missing) for one in ruled.results)
    assert ruled.derivation()[0]["status"] == "not_determinable"
    row = next(row for row in ruled.rules_in_force() if row["id"] == "wall_factor")
    assert (row["from"], row["value"], row["standing"]) == ("absent", None, None)


def test_a_whole_pack_determines_a_well_that_states_no_rule():
    bare = {key: value for key, value in well().items() if key != "rules"}
    assert "determined" not in {one.status for one in limits(bare).results}
    ruled = limits(bare, pack=whole_pack())
    assert {one.status for one in ruled.results} == {"determined"}
    assert {row["pack"] for row in ruled.rules_in_force() if row["from"] == "pack"} == {"Test pack 1"}


def test_each_rule_says_where_it_came_from_and_whether_anybody_checked_it():
    checked = {"by": "Ingrid Haugen", "on": "2026-03-31", "edition": "2017"}
    ruled = pack_of(
        mapping(
            stated("wall_factor", 0.8),
            stated("upper_trigger_fraction", 0.7, clause="8.3", checked=checked, source="ISO 16530-1"),
        )
    )
    rows = {
        row["id"]: row for row in rows_of(filled(at(well(rules={"wall_factor": 0.875})), ruled).provenance)
    }
    own, taken, gone = (rows[name] for name in ("wall_factor", "upper_trigger_fraction", "rounding_pa"))
    assert (own["from"], own["value"], own["pack"], own["source"]) == (
        "document",
        0.875,
        None,
        "the well document",
    )
    assert own["standing"] == "from memory, not checked against the standard"
    assert (taken["from"], taken["value"], taken["pack"], taken["clause"]) == (
        "pack",
        0.7,
        "Test pack 1",
        "8.3",
    )
    assert taken["standing"] == "checked by Ingrid Haugen on 2026-03-31 against edition 2017"
    assert (gone["from"], gone["value"], gone["standing"]) == ("absent", None, None)
    assert rows["fluids.rated_annulus"]["taken"] == "heaviest"


def test_a_stated_source_of_the_rules_is_told():
    rules = {"wall_factor": 0.875, "pack": "WI-12", "version": "3"}
    named = filled(at(well(rules=rules)), None).provenance
    assert "the well document, which names WI-12 3" in {one.source for one in named}
    stated_source = rules | {"source": {"document": "Well programme", "date": "2011-05-02"}}
    assert "Well programme, 2011-05-02" in {
        one.source for one in filled(at(well(rules=stated_source)), None).provenance
    }


@pytest.mark.parametrize("name", ["upper_trigger_fraction", "rounding_pa", "design_factor.casing_burst"])
def test_a_pack_moves_the_number_as_a_document_does(name):
    values = {"upper_trigger_fraction": 0.5, "rounding_pa": 1_000_000, "design_factor.casing_burst": 2.0}
    bare = {key: value for key, value in well().items() if key != "rules"}
    before, after = limits(bare, pack=whole_pack()), limits(bare, pack=whole_pack(**{name: values[name]}))
    assert before.derivation() != after.derivation()


def test_comparing_names_what_was_added_left_out_and_changed():
    before = pack(wall_factor=0.875, rounding_pa=10_000, axial_collapse="none")
    after = pack(wall_factor=0.8, axial_collapse="none", upper_trigger_fraction=0.8)
    assert {(one.rule.id, one.kind) for one in compare(before, after)} == {
        ("wall_factor", "changed"),
        ("rounding_pa", "removed"),
        ("upper_trigger_fraction", "added"),
    }
    assert compare(before, before) == ()
    assert {one.kind for one in compare(None, after)} == {"added"}


def test_another_source_is_a_change_that_moves_no_figure():
    before = pack_of(mapping(stated("wall_factor", 0.875)))
    after = pack_of(mapping(stated("wall_factor", 0.875, source="API TR 5C3")))
    (found,) = compare(before, after)
    assert (found.kind, found.value_differs) == ("changed", False)


@few
@given(one=PACKS, two=PACKS)
def test_comparing_both_ways_is_the_same_seen_from_behind(one, two):
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    a, b = pack_of(deepcopy(one)), pack_of(deepcopy(two))
    assert {(d.rule.id, d.kind) for d in compare(a, b)} == {
        (d.rule.id, turned[d.kind]) for d in compare(b, a)
    }


def test_the_whole_pack_of_these_tests_is_whole():
    assert set(WHOLE) >= {
        rule.id for rule in FILLING if rule.absent == "unknown" and rule.id != "mawop_explicit_fraction"
    }
