"""From the candidates of an annulus to its limit: state, number, what governs, what is missing."""

from __future__ import annotations

from math import inf

from integrity.engine.maasp.space import Space
from integrity.engine.maasp.well import Well
from integrity.engine.result import (
    COUNTED,
    DETERMINED,
    INVALID,
    LOAD_SIDES,
    NOT_DETERMINABLE,
    PROVISIONAL,
    Candidate,
    LimitMissing,
    LimitResult,
    floor_to,
)
from wells.engine.model import Gap
from wells.engine.topology import Walls

NO_LOAD = "no candidate that carries a load can be computed"
NEGATIVE = "a candidate is zero or negative"
UPPER_BOUND = "an input is missing: the value is an upper bound"

PLACELESS_ALLOWED = frozenset({"gauge", "obstruction", "other"})


def limit_of(space: Space, candidates: tuple[Candidate, ...]) -> LimitResult:
    """The limit that the candidates of an annulus make."""
    missing = (*_of_candidates(candidates), *_of_annulus(space, candidates))
    status, reason = _state(candidates, bool(missing))
    governing = _governing(candidates, status)
    rules = space.well.rules
    unrounded_pa = (
        governing.result_pa if governing is not None and status in (DETERMINED, PROVISIONAL) else None
    )
    limit_pa = unrounded_pa if unrounded_pa is None else floor_to(unrounded_pa, rules.rounding_pa or 1.0)
    fraction = rules.upper_trigger_fraction
    trigger_pa = None
    if limit_pa is not None and fraction is not None:
        trigger_pa = floor_to(limit_pa * fraction, rules.rounding_pa or 1.0)
    return LimitResult(
        annulus=space.letter,
        inner_ids=space.walls.inner_ids,
        outer_ids=space.walls.outer_ids,
        gauge_tvd_m=space.gauge_tvd_m,
        status=status,
        reason=reason,
        limit_pa=limit_pa,
        unrounded_pa=unrounded_pa,
        rounding_pa=rules.rounding_pa,
        upper_trigger_pa=trigger_pa,
        governing=governing,
        missing=missing,
        assumptions=_assumptions(space, candidates),
        candidates=candidates,
    )


def blocked(
    well: Well, letter: str, walls: Walls | None, reason: str, missing: tuple[LimitMissing, ...]
) -> LimitResult:
    """A limit that cannot be determined for a reason that stands before any candidate."""
    return LimitResult(
        annulus=letter,
        inner_ids=walls.inner_ids if walls is not None else (),
        outer_ids=walls.outer_ids if walls is not None else (),
        gauge_tvd_m=None,
        status=NOT_DETERMINABLE,
        reason=reason,
        limit_pa=None,
        unrounded_pa=None,
        rounding_pa=well.rules.rounding_pa,
        upper_trigger_pa=None,
        governing=None,
        missing=missing,
        assumptions=(),
        candidates=(),
    )


def _state(candidates: tuple[Candidate, ...], is_missing: bool) -> tuple[str, str | None]:
    carries = False
    for candidate in candidates:
        status = candidate.status
        if status == INVALID:
            return INVALID, NEGATIVE
        carries = carries or (status == COUNTED and candidate.side in LOAD_SIDES)
    if not carries:
        return NOT_DETERMINABLE, NO_LOAD
    return (PROVISIONAL, UPPER_BOUND) if is_missing else (DETERMINED, None)


def _governing(candidates: tuple[Candidate, ...], status: str) -> Candidate | None:
    if status == NOT_DETERMINABLE:
        return None
    wanted = INVALID if status == INVALID else COUNTED
    chosen = [candidate for candidate in candidates if candidate.status == wanted]
    return min(chosen, key=lambda candidate: -inf if candidate.result_pa is None else candidate.result_pa)


def _of_candidates(candidates: tuple[Candidate, ...]) -> tuple[LimitMissing, ...]:
    return tuple(
        [
            LimitMissing(candidate.id, candidate.element, path, what)
            for candidate in candidates
            for path, what in candidate.missing
        ]
    )


def _of_annulus(space: Space, candidates: tuple[Candidate, ...]) -> tuple[LimitMissing, ...]:
    """What is missing beside the candidates: rules, places of components, declared gaps."""
    model = space.well.model
    missing = []
    if space.well.rules.rounding_pa is None:
        missing.append(
            LimitMissing(None, "rules", "rules/rounding_pa", "step to which limits are rounded down")
        )
    if model.components is None:
        missing.append(LimitMissing(None, model.id, "components", "what is fitted in the well"))
    missing += _placeless(space)
    if model.gaps:
        bounding = _bounding(space, candidates)
        missing += [
            LimitMissing(None, gap.about, "gaps", gap.what)
            for gap in model.gaps
            if _bears(space, gap, bounding)
        ]
    return tuple(missing)


def _placeless(space: Space) -> list[LimitMissing]:
    return [
        LimitMissing(None, part.id, f"components/{part.id}/string_id", f"place of {part.name or part.id}")
        for part in space.well.placeless
        if part.kind not in PLACELESS_ALLOWED
    ]


def _bounding(space: Space, candidates: tuple[Candidate, ...]) -> set[str]:
    walls = {*space.walls.inner_ids, *space.walls.outer_ids}
    behind = {cement.id for cement in space.well.model.cement or () if cement.behind in walls}
    own = (
        {space.letter}
        if space.annulus is None or space.annulus.id is None
        else {space.letter, space.annulus.id}
    )
    return walls | behind | own | {candidate.element for candidate in candidates}


def _bears(space: Space, gap: Gap, bounding: set[str]) -> bool:
    """Whether a gap concerns this annulus: a thing that bounds it, or one that belongs to no annulus alone."""
    if gap.about in bounding:
        return True
    model, nest = space.well.model, space.well.nest
    elsewhere = {string.id for string in model.strings or ()} | {part.id for part in space.well.parts}
    elsewhere |= {cement.id for cement in model.cement or ()} | {tree.id for tree in model.trees or ()}
    elsewhere |= {section.id for section in model.wellhead_sections or ()} | set(nest.letters)
    elsewhere |= {item.id for item in model.annuli or () if item.id is not None}
    return gap.about not in elsewhere


def _assumptions(space: Space, candidates: tuple[Candidate, ...]) -> tuple[str, ...]:
    sentences: dict[str, None] = {}
    for candidate in candidates:
        for sentence in candidate.taken:
            sentences[sentence] = None
    for md_m in sorted(space.beyond):
        sentences[f"{md_m:g} m MD lies where no survey is: straight line"] = None
    return tuple(sentences)
