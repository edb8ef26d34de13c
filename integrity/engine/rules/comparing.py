"""Two packs side by side: which rules one adds, leaves out or states otherwise."""

from __future__ import annotations

from typing import NamedTuple

from integrity.engine.rules.pack import RulePack, StatedRule
from integrity.engine.rules.registry import RULES, Rule

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


class Difference(NamedTuple):
    """One rule that two packs do not state alike. `value_differs`: a figure moved, not its source alone."""

    rule: Rule
    kind: str
    before: StatedRule | None
    after: StatedRule | None

    @property
    def value_differs(self) -> bool:
        return self.before is None or self.after is None or self.before.value != self.after.value


def compare(before: RulePack | None, after: RulePack) -> tuple[Difference, ...]:
    """What the second pack states otherwise than the first, in the order of the registry; no pack states nothing."""
    found = (_difference(rule, before, after) for rule in RULES.values())
    return tuple(one for one in found if one is not None)


def _difference(rule: Rule, before: RulePack | None, after: RulePack) -> Difference | None:
    old, new = before.stated(rule.id) if before else None, after.stated(rule.id)
    if old == new:
        return None
    kind = ADDED if old is None else REMOVED if new is None else CHANGED
    return Difference(rule, kind, old, new)
