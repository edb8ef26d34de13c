"""What a well leaves unstated, taken from a pack; and where each rule in force came from.

What the document states holds for that well. What it does not state comes from the pack. What neither states
stays unknown, or is the conservative choice where an absent choice means that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from integrity.engine.rules.kinds import Value
from integrity.engine.rules.pack import UNCHECKED, Checked, RulePack, StatedRule, standing_of
from integrity.engine.rules.registry import FILLING, Rule
from wells.engine.model import DesignFactors, FluidsPolicy, Rules, Source, WellModel

DOCUMENT, PACK, ABSENT = "document", "pack", "absent"


class Provenance(NamedTuple):
    """Where the value of a rule came from: the document, a pack, or nowhere."""

    rule: Rule
    origin: str
    value: Value | None = None
    pack: str | None = None
    source: str | None = None
    clause: str | None = None
    checked: Checked | None = None

    @property
    def standing(self) -> str | None:
        """Whether the figure was checked against its source; nothing to say of a rule nobody states."""
        return None if self.origin == ABSENT else standing_of(self.checked)

    @property
    def taken(self) -> Value | None:
        """What the limits stand on: the value, or the conservative choice where none is stated."""
        return self.rule.taken_when_absent if self.origin == ABSENT else self.value


class Filled(NamedTuple):
    """A model with its unstated rules filled, and the provenance of every rule in the registry's order."""

    model: WellModel
    provenance: tuple[Provenance, ...]


def filled(model: WellModel, pack: RulePack | None) -> Filled:
    """The model with what it leaves unstated taken from the pack. What it states never changes."""
    taken, provenance = _looked_up(model.rules, model.fluids_policy, pack)
    if not taken:
        return Filled(model, provenance)
    rules, policy = _with_rules(model.rules, dict(taken)), _with_policy(model.fluids_policy, dict(taken))
    return Filled(replace(model, rules=rules, fluids_policy=policy), provenance)


@lru_cache(maxsize=4_096)
def _looked_up(
    rules: Rules | None, policy: FluidsPolicy | None, pack: RulePack | None
) -> tuple[tuple[tuple[tuple[str, ...], Any], ...], tuple[Provenance, ...]]:
    """What a pack fills, by path, and where every rule came from. Kept: the wells of a fleet state the same few
    rules again and again."""
    provenance = tuple(_provenance(rule, rules, policy, pack) for rule in FILLING)
    return tuple((one.rule.path, one.value) for one in provenance if one.origin == PACK), provenance


def _provenance(
    rule: Rule, rules: Rules | None, policy: FluidsPolicy | None, pack: RulePack | None
) -> Provenance:
    stated = _stated(rule, rules, policy)
    if stated is not None:
        origin = rules.source if rule.path[0] == "rules" and rules else policy.source if policy else None
        return Provenance(rule, DOCUMENT, stated, source=_words(origin, rules))
    found: StatedRule | None = pack.stated(rule.id) if pack is not None else None
    if found is None or pack is None:
        return Provenance(rule, ABSENT)
    return Provenance(rule, PACK, found.value, pack.title, found.source, found.clause, found.checked)


def _stated(rule: Rule, rules: Rules | None, policy: FluidsPolicy | None) -> Any:
    owner: Any = rules if rule.path[0] == "rules" else policy
    for name in rule.path[1:]:
        owner = getattr(owner, name) if owner is not None else None
    return owner


def _words(source: Source | None, rules: Rules | None) -> str:
    """What the document says of its source: a paper, a person, or the pack it names."""
    if source is not None and (source.document or source.person):
        return ", ".join(part for part in (source.document, source.person, source.date) if part)
    if rules is not None and rules.pack:
        return f"the well document, which names {rules.pack} {rules.version or ''}".strip()
    return "the well document"


def _with_rules(rules: Rules | None, taken: dict[tuple[str, ...], Any]) -> Rules | None:
    factors = {path[2]: value for path, value in taken.items() if path[:2] == ("rules", "design_factors")}
    own = {path[1]: value for path, value in taken.items() if path[0] == "rules" and len(path) == 2}
    if factors:
        own["design_factors"] = replace((rules and rules.design_factors) or DesignFactors(), **factors)
    return replace(rules or Rules(), **own) if own else rules


def _with_policy(policy: FluidsPolicy | None, taken: dict[tuple[str, ...], Any]) -> FluidsPolicy | None:
    own = {path[1]: value for path, value in taken.items() if path[0] == "fluids_policy"}
    return replace(policy or FluidsPolicy(), **own) if own else policy


def rows_of(provenance: Iterable[Provenance]) -> list[dict[str, Any]]:
    """The rules in force as every answer lists them; `value` null where nobody states one."""
    return [_row(one) for one in provenance]


def _row(one: Provenance) -> dict[str, Any]:
    kind = one.rule.kind
    return {
        "id": one.rule.id,
        "path": one.rule.place,
        "value": None if one.value is None else kind.written(one.value),
        "unit": kind.unit or None,
        "from": one.origin,
        "taken": None if one.taken is None else kind.written(one.taken),
        "pack": one.pack,
        "source": one.source,
        "clause": one.clause,
        "checked": None if one.checked is None else one.checked._asdict(),
        "standing": one.standing,
    }


__all__ = ["ABSENT", "DOCUMENT", "PACK", "UNCHECKED", "Filled", "Provenance", "filled", "rows_of"]
