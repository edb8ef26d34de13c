"""Rule packs: an operator's figures, each with source, clause and whether anybody checked it.

    RULES                     every rule there is, by id
    pack_of(mapping)          a pack, or PackFaults with every fault by its place
    filled(model, pack)       the model with its unstated rules filled, and where each rule came from
    compare(before, after)    what two packs state otherwise
    PREDICATES, holds         questions that rules name, answered by what the limits ask

A rule is a value, a choice, a table or the name of a predicate; never an expression.
"""

from __future__ import annotations

from integrity.engine.rules.comparing import Difference, compare
from integrity.engine.rules.filling import Filled, Provenance, filled, rows_of
from integrity.engine.rules.pack import SCHEMA, UNCHECKED, Checked, RulePack, StatedRule, to_mapping
from integrity.engine.rules.predicates import PREDICATES, holds
from integrity.engine.rules.reading import PackFaults, pack_of
from integrity.engine.rules.registry import GROUPS, RULES, Rule

__all__ = [
    "GROUPS",
    "PREDICATES",
    "RULES",
    "SCHEMA",
    "UNCHECKED",
    "Checked",
    "Difference",
    "Filled",
    "PackFaults",
    "Provenance",
    "Rule",
    "RulePack",
    "StatedRule",
    "compare",
    "filled",
    "holds",
    "pack_of",
    "rows_of",
    "to_mapping",
]
