"""MAWOP after API RP 90:2006: fixed shares of the nominal ratings of the strings around an annulus.

The least of 50 % of the internal yield of the outer wall, 80 % of that of the next outer casing and 75 %
of the collapse of the inner wall; for the outermost casing 30 % of its own and 75 % of the inner collapse.
The weakest section counts. No fluid columns, no design factor, no wear. Source: R8, from memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from integrity.engine.maasp.well import Well
from integrity.engine.mawop.frame import mawop
from integrity.engine.mawop.shares import Share, Shares, tubulars
from integrity.engine.result import Candidate, LimitResult, SetAside
from wells.engine.topology import Walls

REGIME = "api-rp-90:2006"

FIXED = Shares(
    own=Share("50pct_miyp_own", "50 % of internal yield of the outer wall", 0.5),
    following=Share("80pct_miyp_next_outer", "80 % of internal yield of the next outer casing", 0.8),
    inner=Share("75pct_mcp_inner", "75 % of collapse of the inner wall", 0.75),
    outermost=Share("30pct_miyp_own", "30 % of internal yield of the outermost casing", 0.3),
)


def mawop_api_rp_90(well: Well, letter: str, *, set_aside: Iterable[SetAside] = ()) -> LimitResult:
    """The maximum allowable wellhead operating pressure of one annulus [Pa, gauge].

    `P = min(0.5 MIYP_own, 0.8 MIYP_next, 0.75 MCP_inner)`, outermost `min(0.3 MIYP_own, 0.75 MCP_inner)`, nominal
    pipe. Without the ratings of a string its candidate is unknown and the limit provisional. Source: R8, from
    memory; the published rule's wells in `tests/golden/mawop.json` are met.
    """
    return mawop(well.nominal, letter, candidates, set_aside)


def candidates(well: Well, walls: Walls) -> Iterator[Candidate]:
    """The fixed shares of the strings around an annulus."""
    return tubulars(well, walls, FIXED)
