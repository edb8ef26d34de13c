"""Liner laps that annulus A stands on: case 2, where the packer is set in a liner."""

from __future__ import annotations

from integrity.engine.maasp.space import Space
from wells.engine.model import TubularString
from wells.engine.value import value


@value
class Lap:
    """An exposed liner, the string it hangs in, the wall's first string, and the next liner below."""

    liner: TubularString
    host: TubularString
    casing: TubularString
    following: TubularString | None


def exposed_laps(space: Space) -> list[Lap]:
    """Liners of the outer wall that begin above the bottom of annulus A; one without a top may."""
    chain = space.walls.outer
    bottom_md_m = space.well.bottom.md_m
    laps = []
    for index in range(1, len(chain)):
        liner = chain[index]
        if liner.top_md_m is not None and bottom_md_m is not None and liner.top_md_m >= bottom_md_m:
            continue
        following = chain[index + 1] if index + 1 < len(chain) else None
        laps.append(Lap(liner, chain[index - 1], chain[0], following))
    return laps
