"""From the candidates of a MAWOP method to the limit of an annulus: the same for every edition.

Where a known leak joins annuli, the candidates of every joined annulus count for each: these methods carry no
columns, so nothing is moved. No candidate drops: a leak never raises a limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from integrity.engine.aside import put_aside
from integrity.engine.maasp.leaks import BORE
from integrity.engine.maasp.limit import NEGATIVE, NO_LOAD, UPPER_BOUND, blocked
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
    SetAside,
    floor_to,
)
from wells.engine.topology import Walls

Candidates = Callable[[Well, Walls], Iterable[Candidate]]


def mawop(well: Well, letter: str, candidates: Candidates, set_aside: Iterable[SetAside] = ()) -> LimitResult:
    """The limit of one annulus under a method that gives these candidates [Pa, gauge]."""
    walls = well.nest.walls(letter)
    if well.nest.problems or walls is None:
        missing = tuple(LimitMissing(None, *problem) for problem in well.nest.problems)
        reason = missing[0].what if missing else f"the well has no annulus {letter}"
        return blocked(well, letter, None, reason, missing)
    found = put_aside(tuple(_with_joined(well, walls, candidates)), set_aside, walls)
    return _limit(well, walls, found, (*_missing_of(found), *_gaps(well, walls), *_rounding(well)))


def _with_joined(well: Well, walls: Walls, candidates: Candidates) -> Iterator[Candidate]:
    yield from candidates(well, walls)
    for letter in sorted(well.leaks.joined(walls.letter) - {walls.letter, BORE}):
        other = well.nest.walls(letter)
        for candidate in candidates(well, other) if other is not None else ():
            label = f"{candidate.label}, annulus {letter}"
            note = "; ".join(filter(None, [candidate.note, f"annulus {letter} is joined by a leak"]))
            yield candidate._replace(label=label, note=note)


def _missing_of(candidates: tuple[Candidate, ...]) -> tuple[LimitMissing, ...]:
    return tuple(
        LimitMissing(item.id, item.element, path, what) for item in candidates for path, what in item.missing
    )


def _gaps(well: Well, walls: Walls) -> tuple[LimitMissing, ...]:
    following = well.nest.next_outer(walls.letter)
    bounding = {walls.letter, *walls.inner_ids, *walls.outer_ids, *(following.outer_ids if following else ())}
    return tuple(
        LimitMissing(None, gap.about, "gaps", gap.what)
        for gap in well.model.gaps or ()
        if gap.about in bounding
    )


def _rounding(well: Well) -> tuple[LimitMissing, ...]:
    if well.rules.rounding_pa is not None:
        return ()
    return (LimitMissing(None, "rules", "rules/rounding_pa", "step to which limits are rounded down"),)


def _limit(
    well: Well, walls: Walls, candidates: tuple[Candidate, ...], missing: tuple[LimitMissing, ...]
) -> LimitResult:
    counted = [candidate for candidate in candidates if candidate.status == COUNTED]
    invalid = [candidate for candidate in candidates if candidate.status == INVALID]
    status, reason, governing = DETERMINED, None, None
    if invalid:
        status, reason, governing = INVALID, invalid[0].note or NEGATIVE, invalid[0]
    elif not any(candidate.side in LOAD_SIDES for candidate in counted):
        status, reason = NOT_DETERMINABLE, NO_LOAD
    else:
        governing = min(counted, key=lambda candidate: candidate.result_pa or 0.0)
        if missing:
            status, reason = PROVISIONAL, UPPER_BOUND
    unrounded_pa = governing.result_pa if governing is not None and not invalid else None
    step_pa = well.rules.rounding_pa
    return LimitResult(
        annulus=walls.letter,
        inner_ids=walls.inner_ids,
        outer_ids=walls.outer_ids,
        gauge_tvd_m=None,
        status=status,
        reason=reason,
        limit_pa=None if unrounded_pa is None else floor_to(unrounded_pa, step_pa or 1.0),
        unrounded_pa=unrounded_pa,
        rounding_pa=step_pa,
        upper_trigger_pa=None,
        governing=governing,
        missing=missing,
        assumptions=(),
        candidates=candidates,
        outermost=well.nest.next_outer(walls.letter) is None,
    )
