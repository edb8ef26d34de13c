"""Internal yield (burst) pressure of the pipe body and of a coupling."""

from __future__ import annotations


def internal_yield_pa(*, od_m: float, wall_m: float, yield_pa: float, wall_factor: float) -> float:
    """Internal yield (burst) pressure of the pipe body [Pa].

        P = 2 k Y t / D

    k is the manufacturing tolerance (0.875) on a nominal wall and 1 on a measured least wall. Pipe body
    only: a coupling may be weaker. Source: API TR 5C3 (R4), from memory.

    7 in 29 lb/ft N80 is printed as 8160 psi:

    >>> from wells.engine.constants import PSI_PA
    >>> p = internal_yield_pa(od_m=0.1778, wall_m=0.0103632, yield_pa=80000 * PSI_PA, wall_factor=0.875)
    >>> round(p / PSI_PA)
    8160
    """
    return 2 * wall_factor * yield_pa * wall_m / od_m


def coupling_internal_yield_pa(*, od_m: float, root_m: float, yield_pa: float) -> float:
    """Internal yield pressure of a threaded coupling [Pa].

        P = Y (W - d1) / W

    W is the outside diameter of the coupling, d1 the diameter at the root of its thread where the pin ends.
    The thread's resistance to leaking is another figure and may be lower. A root that is not inside the
    coupling has no strength. Source: API TR 5C3 (R4), from memory.

    A 7 in buttress coupling of 7.656 in on a root of 6.727 in, 110 ksi:

    >>> round(coupling_internal_yield_pa(od_m=7.656, root_m=6.727, yield_pa=110_000))
    13348
    """
    if not 0 < root_m < od_m:
        raise ValueError(f"the thread root {root_m:g} m is not inside the coupling of {od_m:g} m")
    return yield_pa * (od_m - root_m) / od_m
