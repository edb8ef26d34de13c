"""Candidates of pipe: tubing and casing collapse (A5, X2), casing and liner burst (A7a, A7b, X3).

Every section is clipped to the exposed interval and cut again at the ends of wall logs; both ends of each
piece are tried and the least governs. Where the balance of the columns turns inside a piece (a layer top)
that depth is tried too, and listed when it governs the piece. Stage tools count beside the pipe.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from integrity.engine.maasp.backup import backup_spans, pore_spans
from integrity.engine.maasp.candidate import (
    INNER,
    OUTER,
    Assumed,
    Found,
    Title,
    attempt,
    depth_rows,
    equipment_at,
    rating_of,
    unknown,
)
from integrity.engine.maasp.columns import Opposing
from integrity.engine.maasp.laps import Lap
from integrity.engine.maasp.pieces import Span, pieces
from integrity.engine.maasp.pipe_doubts import Doubts, doubts_of
from integrity.engine.maasp.pipe_rating import BURST, COLLAPSE, Piece, Rating, rate
from integrity.engine.maasp.pipe_rows import rating_rows
from integrity.engine.maasp.space import Space
from integrity.engine.maasp.well import NotKnown, known, set_depth_m
from integrity.engine.result import Assumption, Candidate, Depth, Missing, Point, Substitution
from wells.engine.model import TubularString
from wells.engine.topology import name_of
from wells.engine.topology_exposure import depth_md_m
from wells.engine.value import value

LINER = "P_rating/SF - (sum(rho_ann*g*h) - P_EXT)"


@value
class Trial:
    """One depth of one piece, with the pressures on both sides."""

    depth: Depth
    piece: Piece
    opposing: Opposing
    difference_pa: float
    opposed_pa: float


def tubing_collapse(space: Space) -> Iterator[Candidate]:
    """A5: collapse of the tubing down to the packer, or to its end where the annulus is open."""
    if space.walls.inner:
        tubing = space.walls.inner[0]
        title = Title("A5", tubing.id, "tubing collapse", "inner", INNER)
        span = Span(None, space.well.bottom.md_m, space.inside)
        yield _down_to_bottom(space, title, tubing, COLLAPSE, [span])


def casing_burst(space: Space, laps: list[Lap]) -> Iterator[Candidate]:
    """A7a: burst of the production casing down to the packer, or to the top of the first exposed liner."""
    casing = space.walls.outer[0]
    tops = [lap.liner.top_md_m for lap in laps[:1] if lap.liner.top_md_m is not None]
    base_md_m = tops[0] if tops else space.well.bottom.md_m
    title = Title("A7a", casing.id, "production casing burst", "outer", OUTER)
    spans = backup_spans(space, casing, None, base_md_m)
    yield (
        pipe(space, title, casing, BURST, spans)
        if tops
        else _down_to_bottom(space, title, casing, BURST, spans)
    )
    yield from stage_tools(space, title, casing, "burst_pa", Span(None, base_md_m, space.outside))


def liner_burst(space: Space, laps: list[Lap]) -> Iterator[Candidate]:
    """A7b: burst of each exposed liner; in the lap B backs it up, below it the formation."""
    for lap in laps:
        title = Title("A7b", lap.liner.id, "liner burst", "outer", LINER)
        yield pipe(space, title, lap.liner, BURST, _liner_spans(space, lap))


def inner_collapse(space: Space) -> Iterator[Candidate]:
    """X2A, X2B: collapse of the inner casing down to the cement or the shoe."""
    string, reach = space.walls.inner[0], space.exposure
    title = Title(f"{space.letter}2{reach.case}", string.id, "inner casing collapse", "inner", INNER)
    span = Span(None, reach.inner_base_md_m, space.inside)
    yield pipe(space, title, string, COLLAPSE, [span], exposed=True)
    yield from stage_tools(space, title, string, "collapse_pa", span)


def outer_burst(space: Space) -> Iterator[Candidate]:
    """X3, X7: burst of the outer casing down to the cement or its shoe."""
    string, reach = space.walls.outer[0], space.exposure
    title = Title(f"{space.letter}3", string.id, "outer casing burst", "outer", OUTER)
    spans = backup_spans(space, string, None, reach.outer_base_md_m)
    yield pipe(space, title, string, BURST, spans, exposed=True)
    span = Span(None, reach.outer_base_md_m, space.outside)
    yield from stage_tools(space, title, string, "burst_pa", span)


def stage_tools(
    space: Space, title: Title, string: TubularString, field: str, span: Span
) -> Iterator[Candidate]:
    """Stage tools in the exposed length, beside the pipe and under the same id."""
    for part in space.well.parts_on(string):
        if part.kind != "stage_tool":
            continue
        md_m = depth_md_m(part)
        if md_m is not None and span.base_md_m is not None and md_m > span.base_md_m:
            continue
        own = replace(title, element=part.id, label=f"stage tool {field.removesuffix('_pa')}")
        rating = rating_of(part, field)
        yield equipment_at(
            space, own, rating, span.opposing, partial(set_depth_m, part, string), string.wellbore_id
        )


def _down_to_bottom(
    space: Space, title: Title, string: TubularString, way: str, spans: list[Span]
) -> Candidate:
    """Pipe down to the bottom of A: unknown where that depth is."""
    bottom = space.well.bottom
    if bottom.path is not None and bottom.what is not None:
        return unknown(title, bottom.path, bottom.what)
    return pipe(space, title, string, way, spans)


def _liner_spans(space: Space, lap: Lap) -> list[Span]:
    liner, ends = lap.liner, [space.well.bottom.md_m, lap.liner.shoe_md_m]
    if lap.following is not None:
        ends.append(lap.following.top_md_m)
    stated = [end for end in ends if end is not None]
    base_md_m = min(stated) if stated else None
    shoe_md_m = lap.casing.shoe_md_m
    if shoe_md_m is None or (liner.top_md_m is not None and shoe_md_m <= liner.top_md_m):
        return pore_spans(space, liner, liner.top_md_m, base_md_m)
    if base_md_m is not None and base_md_m <= shoe_md_m:
        return backup_spans(space, liner, liner.top_md_m, base_md_m)
    in_lap = backup_spans(space, liner, liner.top_md_m, shoe_md_m)
    return [*in_lap, *pore_spans(space, liner, shoe_md_m, base_md_m)]


def pipe(
    space: Space,
    title: Title,
    string: TubularString,
    way: str,
    spans: list[Span],
    *,
    exposed: bool = False,
) -> Candidate:
    """The least over depth of a string's rating less the difference across it."""

    def compute(assumed: Assumed) -> Found:
        if exposed and space.exposure.assumed is not None:
            assumed[Assumption(*space.exposure.assumed)] = None
        trials = _trials(space, string, spans, assumed)
        factor = _design_factor(space, string, way)
        ratings = _ratings(space, string, trials, way)
        points = [_point(trial, rating, factor) for trial, rating in zip(trials, ratings, strict=True)]
        for turn in _turning(space, string, trials, points, way, factor, assumed):
            turn.put_into(trials, points, ratings)
        results_pa = [point.result_pa for point in points]
        least = results_pa.index(min(results_pa))
        doubts = doubts_of(space.well, string, ratings, way)
        assumed.update(dict.fromkeys(doubts.assumptions))
        return _found(space, string, way, factor, points, ratings[least], trials[least], least, doubts)

    return attempt(title, compute)


def _found(
    space: Space,
    string: TubularString,
    way: str,
    factor: float,
    points: list[Point],
    rating: Rating,
    trial: Trial,
    least: int,
    doubts: Doubts,
) -> Found:
    depth = trial.depth
    governs = ("the connection governs",) if rating.connection_pa is not None else ()

    def derive() -> tuple[Substitution, ...]:
        _, acting = trial.opposing.at(depth.below_gauge_tvd_m, depth.md_m)
        return (
            *rating_rows(space.well, string, rating, way=way),
            Substitution(
                "SF", "design factor", factor, "1", f"rules/design_factors/{_factor_name(string, way)}"
            ),
            *depth_rows(depth),
            *space.rated.substitution(depth.below_gauge_tvd_m, depth.md_m),
            *acting.substitution(depth.below_gauge_tvd_m, depth.md_m),
        )

    return Found(
        points[least].result_pa,
        depth,
        "; ".join((*governs, *doubts.notes)),
        doubts.missing,
        doubts.taken,
        choices=doubts.choices,
        evaluated_at=tuple(points),
        derive=derive,
    )


def _trials(space: Space, string: TubularString, spans: list[Span], assumed: Assumed) -> list[Trial]:
    """Both ends of every piece, with the pressures there."""
    space.carried_pa(space.rated, 0.0)
    trials = [
        _trial(space, string, piece, span.opposing, md_m, assumed)
        for span in spans
        for piece in pieces(string, span)
        for md_m in (piece.top_md_m, piece.base_md_m)
    ]
    if not trials:
        raise NotKnown(
            Missing(f"strings/{string.id}/sections", f"sections of {name_of(string)} where it is exposed")
        )
    return trials


def _trial(
    space: Space, string: TubularString, piece: Piece, opposing: Opposing, md_m: float, assumed: Assumed
) -> Trial:
    depth = space.point(md_m, string.wellbore_id)
    z_m = depth.below_gauge_tvd_m
    opposed_pa, acting = opposing.at(z_m, md_m)
    for assumption in acting.assumed(z_m, md_m):
        assumed[assumption] = None
    return Trial(depth, piece, opposing, space.carried_pa(space.rated, z_m) - opposed_pa, opposed_pa)


def _ratings(space: Space, string: TubularString, trials: list[Trial], way: str) -> list[Rating]:
    """The rating at every trial; where neither heat nor load changes it along a pipe, once for each length of a
    wall."""
    rules = space.well.rules
    steady = rules.temperature_derating == "none" and (way == BURST or rules.axial_collapse == "none")
    ratings: list[Rating] = []
    for trial in trials:
        above = ratings[-1] if steady and ratings else None
        if above is not None and above.piece.same_wall(trial.piece):
            ratings.append(above)
        else:
            ratings.append(_rating(space, string, trial, way))
    return ratings


def _rating(space: Space, string: TubularString, trial: Trial, way: str) -> Rating:
    md_m = trial.depth.md_m or 0.0
    return rate(space.well, string, trial.piece, way=way, md_m=md_m, opposed_pa=trial.opposed_pa)


def _point(trial: Trial, rating: Rating, factor: float) -> Point:
    result_pa = rating.pressure_pa / factor - rating.held_back_pa - trial.difference_pa
    return Point(trial.depth.md_m, trial.depth.below_gauge_tvd_m, result_pa)


@value
class Turn:
    """A depth inside a piece, with the place of the piece's lower end among the trials."""

    index: int
    trial: Trial
    point: Point
    rating: Rating

    def put_into(self, trials: list[Trial], points: list[Point], ratings: list[Rating]) -> None:
        """Between the ends of its piece."""
        trials.insert(self.index, self.trial)
        points.insert(self.index, self.point)
        ratings.insert(self.index, self.rating)


def _turning(
    space: Space,
    string: TubularString,
    trials: list[Trial],
    points: list[Point],
    way: str,
    factor: float,
    assumed: Assumed,
) -> list[Turn]:
    """Depths inside a piece where the columns or the temperature turn and that are worse than both its ends.

    The deepest comes first, so that each can be put in its place without moving that of the next.
    """
    turns: list[Turn] = []
    common = (*space.rated.turns_md_m, *space.well.temperature_turns_md_m)
    for index in range(0, len(trials), 2):
        piece, opposing = trials[index].piece, trials[index].opposing
        inside = (*common, *opposing.turns_md_m)
        if not inside:
            continue
        least_pa = min(points[index].result_pa, points[index + 1].result_pa)
        for md_m in inside:
            if piece.top_md_m < md_m < piece.base_md_m:
                trial = _trial(space, string, piece, opposing, md_m, assumed)
                rating = _rating(space, string, trial, way)
                point = _point(trial, rating, factor)
                if point.result_pa < least_pa:
                    turns.append(Turn(index + 1, trial, point, rating))
    return sorted(turns, key=lambda turn: (turn.index, turn.point.md_m or 0.0), reverse=True)


def _factor_name(string: TubularString, way: str) -> str:
    return f"{'tubing' if string.kind == 'tubing' else 'casing'}_{way}"


def _design_factor(space: Space, string: TubularString, way: str) -> float:
    name = _factor_name(string, way)
    value: float | None = getattr(space.well.factors, name)
    return known(value, f"rules/design_factors/{name}", f"design factor {name}")
