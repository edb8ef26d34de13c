"""MAWOP after API RP 90-2 (2016), onshore wells: the simple and the explicit derating method, two regimes.

Simple: the fixed shares of RP 90 on nominal pipe, and 80 % of wellhead, packer, safety valve, accessories and of
the margin to fracture at the exposed shoe. Explicit: one share, an operator's rule, of what the strings hold as
they are: measured wall, temperature, axial load; and of the same equipment. Neither carries fluid columns across
pipe. Source: R21, every figure from memory, not checked against the standard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from integrity.engine.maasp.candidate import Title, unknown
from integrity.engine.maasp.columns import Nothing
from integrity.engine.maasp.pieces import Span, pieces
from integrity.engine.maasp.pipe_rating import Rating, rate
from integrity.engine.maasp.well import Well
from integrity.engine.mawop.api_rp_90 import FIXED
from integrity.engine.mawop.equipment import equipment
from integrity.engine.mawop.frame import mawop
from integrity.engine.mawop.shares import Share, Shares, tubulars
from integrity.engine.result import Candidate, LimitResult, SetAside
from wells.engine.model import TubularString
from wells.engine.topology import Walls

SIMPLE = "api-rp-90-2:2016/simple"
EXPLICIT = "api-rp-90-2:2016/explicit"

RULE = "rules/mawop_explicit_fraction"
NO_COLUMN = Nothing()
SIMPLE_EQUIPMENT = Share("80pct", "80 %", 0.8)


def mawop_simple(well: Well, letter: str, *, set_aside: Iterable[SetAside] = ()) -> LimitResult:
    """MAWOP of one annulus by the simple derating method [Pa, gauge].

    `P = min(RP 90's shares, 0.8 P_wellhead, 0.8 P_packer, 0.8 P_sssv, 0.8 P_accessory, 0.8 (S_FS - column))`.
    Nominal pipe. An unknown rating leaves the limit provisional. Source: R21, from memory.
    """
    return mawop(well.nominal, letter, _simple, set_aside)


def mawop_explicit(well: Well, letter: str, *, set_aside: Iterable[SetAside] = ()) -> LimitResult:
    """MAWOP of one annulus by the explicit derating method [Pa, gauge].

    `P = f min(P_b,own, P_b,next, P_c,inner, P_equipment, S_FS - column)`, each string at its weakest place as it
    is. f is `rules.mawop_explicit_fraction`; without it nothing is determinable. Source: R21, from memory.
    """
    return mawop(well, letter, _explicit, set_aside)


def _simple(well: Well, walls: Walls) -> Iterator[Candidate]:
    yield from tubulars(well, walls, FIXED)
    yield from equipment(well, walls, SIMPLE_EQUIPMENT)


def _explicit(well: Well, walls: Walls) -> Iterator[Candidate]:
    fraction = well.rules.mawop_explicit_fraction
    if fraction is None:
        title = Title("explicit", walls.outer[0].id, "share of the derated ratings", "outer", "f * P")
        yield unknown(title, RULE, "share of the derated rating that the explicit method allows")
        return
    burst, collapse = "share of the derated internal yield of", "share of the derated collapse of"
    shares = Shares(
        own=Share("explicit_burst_own", f"{burst} the outer wall", fraction, RULE),
        following=Share("explicit_burst_next_outer", f"{burst} the next outer casing", fraction, RULE),
        inner=Share("explicit_collapse_inner", f"{collapse} the inner wall", fraction, RULE),
        outermost=Share("explicit_burst_own", f"{burst} the outermost casing", fraction, RULE),
    )
    yield from tubulars(well, walls, shares, present_ratings)
    yield from equipment(well, walls, Share("explicit", "share", fraction, RULE))


def present_ratings(well: Well, string: TubularString, way: str) -> list[Rating]:
    """The rating of a string as it is, at both ends of every length of one wall, and where temperature bends."""
    found = []
    for piece in pieces(string, Span(None, None, NO_COLUMN)):
        bends = [md_m for md_m in well.temperature_turns_md_m if piece.top_md_m < md_m < piece.base_md_m]
        for md_m in (piece.top_md_m, *bends, piece.base_md_m):
            found.append(rate(well, string, piece, way=way, md_m=md_m, opposed_pa=0.0))
    return found
