"""Candidates that two people set aside until a day: which can be, what becomes of them, which decision is idle.

Only what counts, complete, is set aside. Where an input is not known the candidate stays unknown and the limit
provisional: what is not known is accepted by whoever approves, by name. What is invalid stays so: an error in the
data, or a well that would not hold its fluid, is no matter of judgement. Decision 0031.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from integrity.engine.result import (
    COUNTED,
    INVALID,
    NOT_APPLICABLE,
    SET_ASIDE,
    UNKNOWN,
    WITHOUT_LEAK,
    Candidate,
    LimitResult,
    SetAside,
)
from wells.engine.canonical import canonical
from wells.engine.topology import Walls

NONE = "[]"
"""The evidence of a well of which nothing was decided."""
_REASONS = {
    UNKNOWN: "an input of it is not known: that is accepted by whoever approves the limit, not set aside",
    INVALID: "it is invalid: its data have to be put right",
    NOT_APPLICABLE: "it does not apply to this annulus",
}


def put_aside(
    candidates: tuple[Candidate, ...], decisions: Iterable[SetAside], walls: Walls
) -> tuple[Candidate, ...]:
    """The candidates with those that were set aside marked as such; they take no part."""
    own = [item for item in decisions if is_of(item, walls)]
    if not own:
        return candidates
    return tuple(_marked(one, next((item for item in own if item.names(one)), None)) for one in candidates)


def is_of(decision: SetAside, walls: Walls | LimitResult) -> bool:
    """Whether a decision is about the annulus with these walls: by its outer string, else by its letter."""
    if decision.annulus_uid:
        return decision.annulus_uid in walls.outer_ids[:1]
    return decision.annulus == (walls.letter if isinstance(walls, Walls) else walls.annulus)


def why_not(candidate: Candidate) -> str:
    """Why a candidate cannot be set aside, in words; empty where it can."""
    if candidate.status in _REASONS:
        return _REASONS[candidate.status]
    if candidate.status == COUNTED and candidate.missing:
        return _REASONS[UNKNOWN]
    if candidate.status == COUNTED and candidate.label == WITHOUT_LEAK:
        return "it is the whole limit without a leak: set aside what bounds that"
    return ""


def idle(limit: LimitResult, decisions: Iterable[SetAside]) -> tuple[tuple[SetAside, str], ...]:
    """The decisions about this annulus that change nothing today, each with the reason."""
    effective = set(limit.set_aside)
    return tuple(
        (one, _why_idle(limit, one)) for one in decisions if is_of(one, limit) and one not in effective
    )


def decisions_of(items: Iterable[Any]) -> tuple[SetAside, ...]:
    """The decisions that evidence holds, from its plain form."""
    return tuple(SetAside(**item) for item in items)


def items_of(decisions: Iterable[SetAside]) -> list[dict[str, str]]:
    """The plain form of decisions, in one order: what is hashed, stored and sent to an engine."""
    return [one._asdict() for one in sorted(set(decisions), key=lambda one: (one.uid, *one))]


def text_of(decisions: Sequence[SetAside]) -> str:
    """The evidence as canonical JSON; the same decisions give the same bytes.

    >>> text_of(())
    '[]'
    """
    return canonical(items_of(decisions)).decode() if decisions else NONE


def holding(decisions: Iterable[SetAside], day: str | None) -> tuple[SetAside, ...]:
    """Those that hold on a day (`YYYY-MM-DD`; None: all): from their first day, and before their last."""
    if day is None:
        return tuple(decisions)
    return tuple(one for one in decisions if one.valid_from <= day < one.until)


def _marked(candidate: Candidate, decision: SetAside | None) -> Candidate:
    if decision is None or why_not(candidate):
        return candidate
    note = "; ".join(filter(None, [f"set aside until {decision.until}: {decision.reason}", candidate.note]))
    return candidate._replace(status=SET_ASIDE, note=note, rests_on=(*candidate.rests_on, decision))


def _why_idle(limit: LimitResult, decision: SetAside) -> str:
    found = [one for one in limit.candidates if decision.names(one)]
    if not found:
        return "this candidate is not computed any more"
    return next(filter(None, map(why_not, found)), "another decision sets it aside")
