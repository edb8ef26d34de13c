"""MAASP after ISO 16530-1:2017: the least of all points of an annulus that can give way.

The points and their order are those of the operators' practice that the standard describes (R7, from
memory, clause numbers not checked). Every point that applies is reported, also the ones that do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from integrity.engine.aside import put_aside
from integrity.engine.maasp import below, disc, formation, inner_points, pipe, proof, top
from integrity.engine.maasp.joined import is_touched, joined
from integrity.engine.maasp.laps import exposed_laps
from integrity.engine.maasp.leaks import Leak
from integrity.engine.maasp.limit import blocked, limit_of
from integrity.engine.maasp.space import Space
from integrity.engine.maasp.well import NotKnown, Well
from integrity.engine.result import Candidate, LimitMissing, LimitResult, SetAside

REGIME = "iso-16530-1:2017"


def maasp_iso_16530_1(well: Well, letter: str, *, set_aside: Iterable[SetAside] = ()) -> LimitResult:
    """The maximum allowable annulus surface pressure of one annulus [Pa, gauge at its gauge]."""
    walls = well.nest.walls(letter)
    if well.nest.problems:
        missing = tuple(LimitMissing(None, *problem) for problem in well.nest.problems)
        return blocked(
            well, letter, None, f"the strings cannot be nested: {well.nest.problems[0].what}", missing
        )
    if walls is None:
        lack = LimitMissing(None, letter, f"annuli/{letter}", f"strings that bound annulus {letter}")
        return blocked(well, letter, None, f"the well has no annulus {letter}", (lack,))
    try:
        space = Space(well, walls)
    except NotKnown as gap:
        missing = tuple(LimitMissing(None, well.model.id, *item) for item in gap.missing)
        return blocked(well, letter, walls, f"not known: {gap.missing[0].what}", missing)
    decisions = tuple(set_aside)
    points = (
        _points(space)
        if not is_touched(space)
        else joined(space, _points, _less_one(well, letter, decisions))
    )
    return limit_of(space, put_aside(tuple(points), decisions, walls))


def _less_one(well: Well, letter: str, decisions: tuple[SetAside, ...]) -> Callable[[Leak], LimitResult]:
    """The limit of the annulus as if one of its leaks were not there."""

    def without(leak: Leak) -> LimitResult:
        less = well.without(leak.communication)
        if (letter, decisions) not in less.known_limits:
            found = maasp_iso_16530_1(less, letter, set_aside=decisions)
            less.known_limits[letter, decisions] = found
        return less.known_limits[letter, decisions]

    return without


def _points(space: Space) -> Iterator[Candidate]:
    return _points_of_a(space) if space.letter == "A" else _points_outside(space)


def _points_of_a(space: Space) -> Iterator[Candidate]:
    laps = exposed_laps(space)
    yield from inner_points.safety_valves(space)
    yield from inner_points.accessories(space)
    yield from inner_points.packer_body(space)
    yield from below.bottom_element(space)
    yield from below.liner_top_packers(space, laps)
    yield from below.liner_hangers(space, laps)
    yield from pipe.tubing_collapse(space)
    yield from formation.shoe_in_lap(space, laps)
    yield from pipe.casing_burst(space, laps)
    yield from pipe.liner_burst(space, laps)
    yield from top.top(space)
    yield from proof.annulus_test(space, laps)
    yield from disc.discs(space)
    yield from inner_points.others(space)


def _points_outside(space: Space) -> Iterator[Candidate]:
    yield from formation.shoe(space)
    yield from pipe.inner_collapse(space)
    yield from pipe.outer_burst(space)
    yield from top.top(space)
    yield from proof.annulus_test(space, [])
    yield from disc.discs(space)
