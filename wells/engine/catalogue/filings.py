"""Many statements of one pipe: their median against the formula, and which of them are outliers.

The median is the lower of the middle two, so that it is a figure somebody stated. Where it agrees with the
formula, a statement that does not is an outlier; where it does not agree, or there is no formula, the
median itself is what the others are held against, and the group stays unverified.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from wells.engine.catalogue.checking import VERIFIED, Check, agrees, check
from wells.engine.catalogue.reasons import Pair, Why, explain
from wells.engine.catalogue.sizes import Wall, wall_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlier:
    """A burst and collapse that were stated together [Pa], how often, and why they do not agree."""

    filed: Pair
    count: int
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A group: median figures [Pa], wall, check against the formulas, why it differs, and its outliers."""

    burst_pa: float
    collapse_pa: float
    wall: Wall | None
    check: Check
    why: Why | None
    outliers: tuple[Outlier, ...]

    @property
    def agrees(self) -> bool:
        return self.check.standing == VERIFIED


def judge(
    *,
    od_m: float,
    linear_mass_kg_m: float,
    yield_pa: float | None,
    filed: Sequence[Pair],
    connection: str | None = None,
) -> Judged:
    """The group of pipes of one size, weight and grade, from the burst and collapse each statement gives [Pa]."""
    median = (median_low([pair[0] for pair in filed]), median_low([pair[1] for pair in filed]))
    wall = wall_of(od_m=od_m, linear_mass_kg_m=linear_mass_kg_m)
    found = check(
        od_m=od_m,
        wall_m=wall.wall_m if wall else None,
        linear_mass_kg_m=linear_mass_kg_m,
        yield_pa=yield_pa,
        burst_pa=median[0],
        collapse_pa=median[1],
    )

    def why(pair: Pair) -> Why:
        return explain(pair, od_m=od_m, yield_pa=yield_pa, wall=wall, connection=connection)

    is_verified = found.standing == VERIFIED
    burst, crush = found.formula.burst_pa, found.formula.collapse_pa
    held = (burst, crush) if is_verified and burst is not None and crush is not None else median
    return Judged(
        burst_pa=median[0],
        collapse_pa=median[1],
        wall=wall,
        check=found,
        why=None if is_verified else why(median),
        outliers=tuple(
            Outlier(filed=pair, count=count, why=why(pair))
            for pair, count in sorted(Counter(filed).items(), key=lambda one: (-one[1], one[0]))
            if not (agrees(pair[0], held[0]) and agrees(pair[1], held[1]))
        ),
    )
