"""The limits of a well: every described annulus, one regime, states and numbers, derivation on demand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from integrity.engine import mawop
from integrity.engine.answer import limit_dict, mawop_dict, result_sha256
from integrity.engine.maasp import ISO_16530_1
from integrity.engine.maasp import METHODS as MAASP_METHODS
from integrity.engine.maasp.well import Policy, Well
from integrity.engine.result import LimitResult, SetAside
from integrity.engine.rules import Provenance, RulePack, filled, rows_of
from integrity.engine.version import ENGINE_VERSION
from wells.engine.model import FluidsPolicy, WellModel
from wells.engine.topology import Problem

METHODS = {**MAASP_METHODS, **mawop.METHODS}
"""Every regime by standard and edition. A limit carries the one it was made under; they are never mixed."""

UNKNOWN_STATE = "unknown"
"""The state of a well that nobody knows: every state it may be in counts, the lowest limit holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitSet:
    """The limits of one well under one regime, inside out. `problems`: why its strings cannot be nested;
    `rules`: every rule in force with where its value came from."""

    well_id: str
    regime: str
    policy: Policy
    undescribed: tuple[str, ...]
    results: tuple[LimitResult, ...]
    problems: tuple[Problem, ...] = ()
    rules: tuple[Provenance, ...] = ()

    def limit(self, letter: str) -> LimitResult | None:
        """The limit of an annulus by its letter."""
        return next((result for result in self.results if result.annulus == letter), None)

    def to_dict(self) -> dict[str, Any]:
        """The limits as the contract writes them: whole pascals, millimetres, every substitution."""
        return {
            "regime": self.regime,
            "engine_version": ENGINE_VERSION,
            "well_id": self.well_id,
            "policy": self.policy._asdict(),
            "rules": self.rules_in_force(),
            "undescribed": list(self.undescribed),
            "results": self.derivation(),
        }

    def rules_in_force(self) -> list[dict[str, Any]]:
        """Each rule with its value, from the document or a pack, its source and whether it was checked."""
        return rows_of(self.rules)

    @property
    def pack(self) -> str | None:
        """Name and version of the pack that filled a rule; None where the document states all that is stated."""
        return next((one.pack for one in self.rules if one.pack is not None), None)

    @property
    def upper_trigger_fraction(self) -> float | None:
        """The share of the limit at which to act, wherever it is stated."""
        found = next((one.value for one in self.rules if one.rule.id == "upper_trigger_fraction"), None)
        return found if isinstance(found, float | int) else None

    def derivation(self) -> list[dict[str, Any]]:
        """Each limit with all its candidates, formulas and substituted values."""
        return [self.written(result) for result in self.results]

    def written(self, result: LimitResult) -> dict[str, Any]:
        """One limit as the contract writes it under this regime."""
        return mawop_dict(result) if self.regime in mawop.METHODS else limit_dict(result)

    @property
    def result_sha256(self) -> str:
        """Hash of the answer with its numbers at 9 significant digits."""
        return result_sha256(self.to_dict())


def assess_limits(
    model: WellModel,
    *,
    regime: str = ISO_16530_1,
    letters: Sequence[str] | None = None,
    set_aside: Iterable[SetAside] = (),
    pack: RulePack | None = None,
) -> LimitSet:
    """The limits of a well on the day of its model.

    `pack` fills the rules that the model leaves unstated; what it states holds. `set_aside`: the decisions that
    hold on that day; those of another regime are passed over.
    `letters` chooses annuli; without it all that the document describes and the topology has. A limit that
    cannot be computed is a state, not an error. Errors: KeyError for a regime that is not in METHODS.
    """
    method = METHODS[regime]
    complete = filled(model, pack)
    model = complete.model
    well = Well(model)
    decisions = tuple(one for one in set_aside if one.regime in ("", regime))
    described = [item.letter for item in model.annuli or ()]
    there = well.nest.letters
    if letters is None:
        letters = (
            sorted(described) if well.nest.problems else [letter for letter in there if letter in described]
        )
    return LimitSet(
        well_id=model.id,
        regime=regime,
        policy=well.policy,
        undescribed=tuple(letter for letter in there if letter not in described),
        results=tuple(method(well, letter, set_aside=decisions) for letter in letters),
        problems=well.nest.problems,
        rules=complete.provenance,
    )


def in_state(model: WellModel, state: str) -> WellModel:
    """The well in one of its states: its content of the bore and its temperatures alone.

    A state that the document does not describe, `unknown` among them, is any of those it does: all count and the
    least opposes. A bore that the policy takes as evacuated stays so.
    """
    policy = model.fluids_policy or FluidsPolicy()
    if policy.inner not in (None, "evacuated"):
        policy = replace(policy, inner="least_state")
    contents = tuple(item for item in model.bore_contents or () if item.state == state)
    if not contents:
        return replace(model, fluids_policy=policy)
    return replace(model, fluids_policy=policy, bore_contents=contents)


def states_of(model: WellModel) -> tuple[str, ...]:
    """The well states that the document describes, in its order."""
    return tuple(dict.fromkeys(item.state for item in model.bore_contents or ()))


def limits_by_state(
    model: WellModel,
    *,
    regime: str = ISO_16530_1,
    set_aside: Iterable[SetAside] = (),
    pack: RulePack | None = None,
) -> dict[str, LimitSet]:
    """The limits in each state that the document describes, and under `unknown` while nobody knows which it is.

    The last is never above any of the others.
    """
    decisions = tuple(set_aside)
    return {
        state: assess_limits(in_state(model, state), regime=regime, set_aside=decisions, pack=pack)
        for state in (*states_of(model), UNKNOWN_STATE)
    }
