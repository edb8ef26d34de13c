"""From a mapping, as JSON or YAML gives it, to a rule pack, or to every fault by its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from integrity.engine.fault import Fault
from integrity.engine.rules.kinds import escaped
from integrity.engine.rules.pack import NEVER, SCHEMA, Checked, RulePack, StatedRule
from integrity.engine.rules.registry import RULES

HEAD = ("schema", "name", "version", "note", "rules")
OF_A_RULE = ("id", "value", "unit", "source", "clause", "checked", "note")
OF_A_CHECK = ("by", "on", "edition")
#: Longer lists are refused before any rule is read.
MOST_RULES = 1_000
MOST = {"name": 80, "version": 40, "note": 2000, "source": 500, "clause": 200, "by": 120, "edition": 120}


class PackFaults(ValueError):
    """A mapping is no rule pack; `faults` lists everything that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.pointer or '/'}: {fault.detail}" for fault in faults))
        self.faults = faults


def pack_of(mapping: Any) -> RulePack:
    """The pack that a mapping states. Errors: PackFaults."""
    reader = _Reader()
    pack = reader.pack(mapping)
    if reader.faults:
        raise PackFaults(reader.faults)
    return pack


class _Reader:
    """Reads on after a fault, so that one answer names everything."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, pointer: str, code: str, detail: str) -> None:
        self.faults.append(Fault(pointer, code, detail))

    def pack(self, mapping: Any) -> RulePack:
        if not isinstance(mapping, Mapping):
            self.fault("", "type", "a rule pack is a mapping with schema, name, version and rules")
            return RulePack("", "")
        self._unknown(mapping, HEAD, "")
        if mapping.get("schema") != SCHEMA:
            self.fault("/schema", "schema", f"the schema of a rule pack is {SCHEMA}")
        name = self._text(mapping, "name", "", needed=True)
        version = self._text(mapping, "version", "", needed=True)
        note = self._text(mapping, "note", "")
        return RulePack(name or "", version or "", self._rules(mapping.get("rules")), note)

    def _rules(self, given: Any) -> tuple[StatedRule, ...]:
        if not isinstance(given, (list, tuple)):
            self.fault(
                "/rules", "required" if given is None else "type", "rules is a list of rules, maybe empty"
            )
            return ()
        if len(given) > MOST_RULES:
            self.fault("/rules", "length", f"a pack has at most {MOST_RULES} rules")
            return ()
        seen: dict[str, StatedRule] = {}
        for index, item in enumerate(given):
            stated = self._rule(item, f"/rules/{index}")
            if stated is None:
                continue
            if stated.id in seen:
                self.fault(f"/rules/{index}/id", "twice", f"{stated.id} is stated twice; state it once")
            seen[stated.id] = stated
        return tuple(seen[name] for name in RULES if name in seen)

    def _rule(self, item: Any, at: str) -> StatedRule | None:
        if not isinstance(item, Mapping):
            self.fault(at, "type", "a rule is a mapping with id, value, source and checked")
            return None
        self._unknown(item, OF_A_RULE, at)
        name = item.get("id")
        rule = RULES.get(name) if isinstance(name, str) else None
        clause = self._text(item, "clause", at)
        checked = self._checked(item, at)
        source = self._text(item, "source", at, needed=True)
        note = self._text(item, "note", at)
        if checked is not None and clause is None:
            self.fault(
                f"{at}/clause", "required", "a rule that was checked names the clause it was checked against"
            )
        if rule is None or not isinstance(name, str):
            self.fault(f"{at}/id", "unknown_rule", _unknown_rule(name))
            return None
        if item.get("value") is None:
            self.fault(f"{at}/value", "required", "a rule has a value; leave out the rule that states none")
            return None
        unit = rule.kind.unit
        if item.get("unit") not in (None, unit):
            self.fault(f"{at}/unit", "unit", f"{name} is stated in {unit}" if unit else f"{name} has no unit")
        read = rule.kind.read(item["value"], f"{at}/value")
        self.faults += read.faults
        return StatedRule(name, read.value, source or "", clause, checked, note)

    def _checked(self, item: Mapping[str, Any], at: str) -> Checked | None:
        """Who checked it; absent is not “never”: whoever states a rule says so."""
        given = item.get("checked")
        at = f"{at}/checked"
        if given == NEVER:
            return None
        if not isinstance(given, Mapping):
            code = "required" if given is None else "type"
            self.fault(at, code, "checked is “never”, or by whom, on which day and against which edition")
            return None
        self._unknown(given, OF_A_CHECK, at)
        by, on, edition = (self._text(given, name, at, needed=True) for name in OF_A_CHECK)
        if on is not None and not _is_day(on):
            self.fault(f"{at}/on", "format", f"{on[:40]!r} is no day; write it as 2026-03-31")
        return Checked(by, on, edition) if by and on and edition else None

    def _text(self, owner: Mapping[str, Any], name: str, at: str, *, needed: bool = False) -> str | None:
        value = owner.get(name)
        most = MOST.get(name, 80)
        if value is None or (isinstance(value, str) and not value.strip()):
            if needed:
                self.fault(f"{at}/{name}", "required", f"{name} is needed")
            return None
        if not isinstance(value, str):
            self.fault(f"{at}/{name}", "type", f"{name} is a text; put it in quotes")
            return None
        if len(value) > most:
            self.fault(f"{at}/{name}", "length", f"{name} has more than {most} characters")
        return value.strip()

    def _unknown(self, owner: Mapping[Any, Any], known: tuple[str, ...], at: str) -> None:
        for name in owner:
            if name not in known:
                self.fault(
                    f"{at}/{escaped(name)}",
                    "unknown",
                    f"{str(name)[:60]!r} is not known here; known: {', '.join(known)}",
                )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _unknown_rule(name: Any) -> str:
    near = get_close_matches(name, RULES, n=3, cutoff=0.5) if isinstance(name, str) else []
    hint = f"did you mean {' or '.join(near)}?" if near else "docs/rule-packs.md lists those there are"
    return f"{str(name)[:60]!r} is no rule; {hint}"
