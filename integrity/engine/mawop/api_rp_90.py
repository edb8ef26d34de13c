"""MAWOP after API RP 90:2006: fixed shares of the nominal ratings of the strings around an annulus.

The least of 50 % of the internal yield of the outer wall, 80 % of that of the next outer casing and 75 %
of the collapse of the inner wall; for the outermost casing 30 % of its own and 75 % of the inner collapse.
The weakest section counts. No fluid columns, no design factor, no wear. Source: R8, from memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from integrity.engine.maasp.candidate import Assumed, Found, Title, attempt, not_applicable
from integrity.engine.maasp.limit import NO_LOAD, UPPER_BOUND, blocked
from integrity.engine.maasp.pipe_rating import BURST, COLLAPSE, Piece, Rating, rate
from integrity.engine.maasp.pipe_rows import rating_rows
from integrity.engine.maasp.well import NotKnown, Well
from integrity.engine.result import (
    COUNTED,
    DETERMINED,
    INVALID,
    NOT_DETERMINABLE,
    PROVISIONAL,
    Candidate,
    LimitMissing,
    LimitResult,
    Missing,
    Substitution,
    floor_to,
    whole_pa,
)
from wells.engine.model import Rules, TubularString, WellModel
from wells.engine.topology import Walls, name_of

REGIME = "api-rp-90:2006"


def nominal(model: WellModel) -> Well:
    """The well with nominal pipe: no temperature, no axial load."""
    rules = replace(model.rules or Rules(), temperature_derating="none", axial_collapse="none")
    return Well(replace(model, rules=rules))


def mawop_api_rp_90(well: Well, letter: str) -> LimitResult:
    """The maximum allowable wellhead operating pressure of one annulus [Pa, gauge]. `well` is `nominal`."""
    walls = well.nest.walls(letter)
    if well.nest.problems or walls is None:
        missing = tuple(LimitMissing(None, *problem) for problem in well.nest.problems)
        reason = missing[0].what if missing else f"the well has no annulus {letter}"
        return blocked(well, letter, None, reason, missing)
    candidates = tuple(_candidates(well, walls))
    missing = tuple(
        LimitMissing(item.id, item.element, path, what) for item in candidates for path, what in item.missing
    )
    missing += _gaps(well, walls)
    if well.rules.rounding_pa is None:
        missing += (
            LimitMissing(None, "rules", "rules/rounding_pa", "step to which limits are rounded down"),
        )
    return _limit(well, walls, candidates, missing)


def _candidates(well: Well, walls: Walls) -> Iterator[Candidate]:
    own = walls.outer if walls.letter == "A" else walls.outer[:1]
    following = well.nest.next_outer(walls.letter)
    if following is None:
        yield _share(
            well, "30pct_miyp_own", "30 % of internal yield of the outermost casing", 0.3, own, BURST
        )
    else:
        yield _share(well, "50pct_miyp_own", "50 % of internal yield of the outer wall", 0.5, own, BURST)
        label = "80 % of internal yield of the next outer casing"
        yield _share(well, "80pct_miyp_next_outer", label, 0.8, following.outer[:1], BURST)
    label = "75 % of collapse of the inner wall"
    if walls.inner:
        yield _share(well, "75pct_mcp_inner", label, 0.75, walls.inner[:1], COLLAPSE)
    else:
        title = Title("75pct_mcp_inner", "no-tubing", label, "inner", "0.75 * MCP")
        yield not_applicable(title, "no tubing: the annulus is the bore")


def _share(
    well: Well, name: str, label: str, share: float, strings: tuple[TubularString, ...], way: str
) -> Candidate:
    """A share of the weakest section over some strings."""
    symbol = "MIYP" if way == BURST else "MCP"
    side = "outer" if way == BURST else "inner"
    title = Title(name, strings[0].id, label, side, f"{share:g} * {symbol}")

    def compute(assumed: Assumed) -> Found:
        rated = [(string, rating) for string in strings for rating in _sections(well, string, way)]
        string, rating = min(rated, key=lambda item: item[1].pressure_pa)

        def derive() -> tuple[Substitution, ...]:
            section = rating.piece.section.id
            source = f"strings/{string.id}/sections/{section}"
            rows = [row for row in rating_rows(well, string, rating, way=way) if row.symbol != "P_rating"]
            weakest = whole_pa(rating.pressure_pa)
            return (*rows, Substitution(symbol, f"weakest section {section}", weakest, "Pa", source))

        return Found(share * rating.pressure_pa, derive=derive)

    return attempt(title, compute)


def _sections(well: Well, string: TubularString, way: str) -> list[Rating]:
    """The nominal rating of every section. Raises NotKnown."""
    if not string.sections:
        raise NotKnown(Missing(f"strings/{string.id}/sections", f"sections of {name_of(string)}"))
    pieces = [Piece(section, 0.0, 0.0, None, None) for section in string.sections]
    return [rate(well, string, piece, way=way, md_m=0.0, opposed_pa=0.0) for piece in pieces]


def _gaps(well: Well, walls: Walls) -> tuple[LimitMissing, ...]:
    following = well.nest.next_outer(walls.letter)
    bounding = {walls.letter, *walls.inner_ids, *walls.outer_ids, *(following.outer_ids if following else ())}
    return tuple(
        LimitMissing(None, gap.about, "gaps", gap.what)
        for gap in well.model.gaps or ()
        if gap.about in bounding
    )


def _limit(
    well: Well, walls: Walls, candidates: tuple[Candidate, ...], missing: tuple[LimitMissing, ...]
) -> LimitResult:
    counted = [candidate for candidate in candidates if candidate.status == COUNTED]
    invalid = [candidate for candidate in candidates if candidate.status == INVALID]
    status, reason, governing = DETERMINED, None, None
    if invalid:
        status, reason, governing = INVALID, invalid[0].note or "a candidate is zero or negative", invalid[0]
    elif not counted:
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
