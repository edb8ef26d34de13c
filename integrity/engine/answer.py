"""How results are written: the contract's dictionaries, and the hash of an answer.

Pressures are whole pascals rounded down, below zero too; lengths to the millimetre.
"""

from __future__ import annotations

from typing import Any

from integrity.engine.result import Candidate, LimitResult, Point, SetAside, depth_dict, metres, whole_pa
from wells.engine.canonical import sha256

#: What replay compares: the last digits of a double are the processor's.
SIGNIFICANT_DIGITS = 9


def limit_dict(result: LimitResult) -> dict[str, Any]:
    """A MAASP result as the contract writes it."""
    return {
        "annulus": result.annulus,
        "walls": {"inner": list(result.inner_ids), "outer": list(result.outer_ids)},
        "gauge_tvd_m": metres(result.gauge_tvd_m),
        "status": result.status,
        "reason": result.reason,
        "maasp_pa": pascals(result.limit_pa),
        "maasp_unrounded_pa": pascals(result.unrounded_pa),
        **common_dict(result),
        "upper_trigger_pa": pascals(result.upper_trigger_pa),
        "missing": [item._asdict() for item in result.missing],
        "assumptions": list(result.assumptions),
        **aside_dict(result),
        "candidates": [candidate_dict(candidate) for candidate in result.candidates],
    }


def mawop_dict(result: LimitResult) -> dict[str, Any]:
    """A MAWOP result as the contract writes it."""
    return {
        "annulus": result.annulus,
        "outermost": result.outermost,
        "status": result.status,
        "mawop_pa": pascals(result.limit_pa),
        "mawop_unrounded_pa": pascals(result.unrounded_pa),
        **common_dict(result),
        "missing": [item._asdict() for item in result.missing],
        **aside_dict(result),
        "candidates": [_mawop_candidate(candidate) for candidate in result.candidates],
    }


def _mawop_candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "id": candidate.id,
        "element": candidate.element,
        "label": candidate.label,
        "status": candidate.status,
        "formula": candidate.formula,
        "substitution": [row._asdict() for row in candidate.derive()],
        "result_pa": pascals(candidate.result_pa),
        "note": candidate.note,
        "missing": [item._asdict() for item in candidate.missing],
    }


def common_dict(result: LimitResult) -> dict[str, Any]:
    """Rounding and what governs, the same in every regime."""
    governing = result.governing
    return {
        "rounding": {"step_pa": pascals(result.rounding_pa), "direction": "down"},
        "governing": None if governing is None else {"id": governing.id, "element": governing.element},
    }


def candidate_dict(candidate: Candidate) -> dict[str, Any]:
    """A candidate with its substituted values."""
    return {
        "id": candidate.id,
        "element": candidate.element,
        "label": candidate.label,
        "side": candidate.side,
        "status": candidate.status,
        "formula": candidate.formula,
        "substitution": [row._asdict() for row in candidate.derive()],
        "result_pa": pascals(candidate.result_pa),
        "depth": depth_dict(candidate.depth),
        "note": candidate.note,
        "missing": [item._asdict() for item in candidate.missing],
        "assumptions": [item._asdict() for item in candidate.assumptions],
        "evaluated_at": [_point_dict(point) for point in candidate.evaluated_at],
    }


def aside_dict(result: LimitResult) -> dict[str, Any]:
    """`set_aside` where the limit rests on a decision to set a candidate aside; nothing where it rests on none."""
    return {"set_aside": aside_list(result.set_aside)} if result.set_aside else {}


def aside_list(decisions: tuple[SetAside, ...]) -> list[dict[str, str]]:
    """What was set aside, until when and why, by whom."""
    names = ("candidate", "element", "label", "until", "reason", "person", "second_person", "uid")
    return [{name: getattr(one, name) for name in names} for one in decisions]


def choices_list(result: LimitResult) -> list[dict[str, str]]:
    """The choices of the rules that decided something, by candidate; beside the contract's answer, not in it."""
    return [
        {"candidate": candidate.id, "element": candidate.element, "what": what}
        for candidate in result.candidates
        for what in candidate.choices
    ]


def _point_dict(point: Point) -> dict[str, Any]:
    return {
        "md_m": metres(point.md_m),
        "below_gauge_tvd_m": metres(point.below_gauge_tvd_m),
        "result_pa": whole_pa(point.result_pa),
    }


def pascals(value_pa: float | None) -> int | None:
    """Whole pascals rounded down; None stays None."""
    return None if value_pa is None else whole_pa(value_pa)


def result_sha256(answer: Any) -> str:
    """SHA-256 of an answer with every number at 9 significant digits: what replay compares.

    >>> result_sha256({"a": 1.0000000001}) == result_sha256({"a": 1})
    True
    """
    return sha256(answer, digits=SIGNIFICANT_DIGITS)
