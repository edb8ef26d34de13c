"""What a rule pack may say, and that every fault of one is told by its place."""

import pytest
from hypothesis import given

from integrity.engine.rules import PackFaults, pack_of, to_mapping
from tests.integrity.engine.rules.packs import PACKS, mapping, stated


def faults(given_mapping):
    with pytest.raises(PackFaults) as refused:
        pack_of(given_mapping)
    return {fault.pointer: fault.code for fault in refused.value.faults}


@given(PACKS)
def test_what_is_written_reads_back_the_same(drawn):
    pack = pack_of(drawn)
    again = pack_of(to_mapping(pack))
    assert again == pack and again.sha256 == pack.sha256


def test_the_order_of_rules_does_not_change_the_pack():
    one, two = stated("wall_factor", 0.875), stated("rounding_pa", 10_000)
    assert pack_of(mapping(one, two)).sha256 == pack_of(mapping(two, one)).sha256


@pytest.mark.parametrize(
    ("rule", "pointer", "code"),
    [
        (stated("no_such_rule", 1), "/rules/0/id", "unknown_rule"),
        (stated(None, 1), "/rules/0/id", "unknown_rule"),
        (stated(["wall_factor"], 1), "/rules/0/id", "unknown_rule"),
        (stated("design_factor.casing_burst", 0.9), "/rules/0/value", "minimum"),
        (stated("wall_factor", 0), "/rules/0/value", "minimum"),
        (stated("wall_factor", 1.2), "/rules/0/value", "maximum"),
        (stated("wall_factor", True), "/rules/0/value", "type"),
        (stated("wall_factor", float("nan")), "/rules/0/value", "type"),
        (stated("wall_factor", float("inf")), "/rules/0/value", "type"),
        (stated("wall_factor", None), "/rules/0/value", "required"),
        (stated("wall_factor", "0.875"), "/rules/0/value", "type"),
        (stated("wall_factor", "0.5 * 1.75"), "/rules/0/value", "expression"),
        (stated("wall_factor", "min(0.8, x)"), "/rules/0/value", "expression"),
        (stated("wall_factor", "7/8"), "/rules/0/value", "expression"),
        (stated("wall_factor", 0.875, unit="psi"), "/rules/0/unit", "unit"),
        (stated("rounding_pa", 10_000, unit="bar"), "/rules/0/unit", "unit"),
        (stated("axial_collapse", "biaxial"), "/rules/0/value", "option"),
        (stated("axial_collapse", "none if vertical"), "/rules/0/value", "expression"),
        (stated("axial_collapse", {"choose": "none"}), "/rules/0/value", "option"),
        (stated("test_fluid_correction", 1), "/rules/0/value", "option"),
        (stated("test_fluid_correction", "yes"), "/rules/0/value", "option"),
        (stated("wall_factor", 0.875, source=None), "/rules/0/source", "required"),
        (stated("wall_factor", 0.875, source="  "), "/rules/0/source", "required"),
        (stated("wall_factor", 0.875, source=12), "/rules/0/source", "type"),
        (stated("wall_factor", 0.875, source="x" * 501), "/rules/0/source", "length"),
        (stated("wall_factor", 0.875, checked=None), "/rules/0/checked", "required"),
        (stated("wall_factor", 0.875, checked="yes"), "/rules/0/checked", "type"),
        (stated("wall_factor", 0.875, author="me"), "/rules/0/author", "unknown"),
        ("wall_factor: 0.875", "/rules/0", "type"),
(stated("casing_pressure.repeat_share", {"annulus_a": 0.1}), "/rules/0/value/outer_annuli", "required"),
        (stated("casing_pressure.monitoring", "daily"), "/rules/0/value", "type"),
        (stated("casing_pressure.repeat_share", {"annulus_a": 1.5, "outer_annuli": 0.2}), "/rules/0/value/annulus_a", "maximum"),
        (stated("casing_pressure.repeat_share", {"annulus_a": "1/10", "outer_annuli": 0.2}), "/rules/0/value/annulus_a", "expression"),
        (stated("casing_pressure.repeat_share", {"annulus_a": 0.1, "outer_annuli": 0.2, "b": 1}), "/rules/0/value/b", "unknown"),
        (stated("evidence.shoe", "cement_looks_fine"), "/rules/0/value", "predicate"),
        (stated("evidence.shoe", "cement_proven or shoe_strength_tested"), "/rules/0/value", "expression"),
        (stated("evidence.shoe", 3), "/rules/0/value", "type"),
        (stated("evidence.shoe", {"predicate": "cement_proven", "parameters": {"by": "log"}}), "/rules/0/value/parameters/by", "unknown"),
        (stated("evidence.shoe", "shoe_strength_tested"), "/rules/0/value/parameters/fit_counts", "required"),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_its_place(rule, pointer, code):
    assert faults(mapping(rule)) == {pointer: code}


@pytest.mark.parametrize(
    ("checked", "wrong"),
    [
        ({"by": "Ingrid", "on": "31.3.2026", "edition": "2017"}, {"/rules/0/checked/on": "format"}),
        ({"by": "Ingrid", "on": "2026-02-30", "edition": "2017"}, {"/rules/0/checked/on": "format"}),
        ({"by": "Ingrid", "on": "2026-03-31"}, {"/rules/0/checked/edition": "required"}),
        ({"on": "2026-03-31", "edition": "2017", "how": "read"},
         {"/rules/0/checked/by": "required", "/rules/0/checked/how": "unknown"}),
    ],
)  # fmt: skip
def test_a_check_names_who_when_and_which_edition(checked, wrong):
    assert faults(mapping(stated("wall_factor", 0.875, clause="5.4", checked=checked))) == wrong


def test_a_check_without_a_clause_is_none():
    checked = {"by": "Ingrid", "on": "2026-03-31", "edition": "2017"}
    assert faults(mapping(stated("wall_factor", 0.875, checked=checked))) == {"/rules/0/clause": "required"}


def test_a_rule_that_is_misspelt_is_shown_those_that_were_meant():
    with pytest.raises(PackFaults) as refused:
        pack_of(mapping(stated("design_factor.casing_brust", 1.1)))
    assert "design_factor.casing_burst" in refused.value.faults[0].detail


def test_a_list_without_end_is_refused_before_it_is_read():
    assert faults(mapping(*[stated("wall_factor", 2)] * 1_001)) == {"/rules": "length"}


def test_two_of_one_rule_are_refused():
    twice = mapping(stated("wall_factor", 0.875), stated("wall_factor", 0.9))
    assert faults(twice) == {"/rules/1/id": "twice"}


def test_every_fault_is_told_at_once():
    wrong = mapping(stated("wall_factor", 2), stated("nothing", 1), version=1.1, owner="us")
    assert set(faults(wrong)) == {"/rules/0/value", "/rules/1/id", "/version", "/owner"}


@pytest.mark.parametrize("sent", [None, [], "a pack", 3])
def test_what_is_no_mapping_is_refused(sent):
    assert faults(sent) == {"": "type"}


@pytest.mark.parametrize(
    ("head", "wrong"),
    [
        ({"schema": "deepguard.well/1"}, {"/schema": "schema"}),
        ({"name": ""}, {"/name": "required"}),
        ({"version": 2}, {"/version": "type"}),
        ({"rules": {"wall_factor": 1}}, {"/rules": "type"}),
        ({"rules": None}, {"/rules": "required"}),
    ],
)
def test_the_head_of_a_pack(head, wrong):
    assert faults(mapping(**head)) == wrong
