"""A rule pack: an operator's figures with their sources under one name and version. Frozen, hashed.

pack_of(mapping)   the pack, or PackFaults with every fault by its place
to_mapping(pack)   the mapping that gives the same pack again; its canonical bytes are hashed
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from integrity.engine.rules.kinds import Value
from integrity.engine.rules.registry import RULES
from wells.engine.canonical import sha256

SCHEMA = "deepguard.rules/1"
NEVER = "never"
UNCHECKED = "from memory, not checked against the standard"


class Checked(NamedTuple):
    """Who compared a rule with which edition of its source, and on which day."""

    by: str
    on: str
    edition: str


def standing_of(checked: Checked | None) -> str:
    """How far a rule can be trusted, in the words that every face prints.

    >>> standing_of(None)
    'from memory, not checked against the standard'
    >>> standing_of(Checked("Ingrid Haugen", "2026-03-31", "2017"))
    'checked by Ingrid Haugen on 2026-03-31 against edition 2017'
    """
    if checked is None:
        return UNCHECKED
    return f"checked by {checked.by} on {checked.on} against edition {checked.edition}"


class StatedRule(NamedTuple):
    """A rule as a pack states it."""

    id: str
    value: Value
    source: str
    clause: str | None = None
    checked: Checked | None = None
    note: str | None = None

    @property
    def standing(self) -> str:
        return standing_of(self.checked)


@dataclass(frozen=True)
class RulePack:
    """Rules under a name and version, in the order of the registry."""

    name: str
    version: str
    rules: tuple[StatedRule, ...] = ()
    note: str | None = None

    def __hash__(self) -> int:
        """By its content, found once: packs name what is kept of many wells."""
        return hash(self.sha256)

    @property
    def title(self) -> str:
        return f"{self.name} {self.version}"

    def stated(self, rule_id: str) -> StatedRule | None:
        """What the pack says of a rule."""
        return self._by_id.get(rule_id)

    @cached_property
    def _by_id(self) -> dict[str, StatedRule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def sha256(self) -> str:
        """Hash of the canonical bytes: the same figures under the same name hash alike."""
        return sha256(to_mapping(self))


def to_mapping(pack: RulePack) -> dict[str, Any]:
    """The pack as JSON or YAML writes it; what is not stated is left out."""
    head = {"schema": SCHEMA, "name": pack.name, "version": pack.version, "note": pack.note}
    rules = [rule_mapping(rule) for rule in pack.rules]
    return {key: value for key, value in head.items() if value is not None} | {"rules": rules}


def rule_mapping(stated: StatedRule) -> dict[str, Any]:
    """One rule of a pack as it is written."""
    rule = RULES[stated.id]
    facts = {
        "id": stated.id,
        "value": rule.kind.written(stated.value),
        "unit": rule.kind.unit or None,
        "source": stated.source,
        "clause": stated.clause,
        "checked": NEVER if stated.checked is None else stated.checked._asdict(),
        "note": stated.note,
    }
    return {key: value for key, value in facts.items() if value is not None}
