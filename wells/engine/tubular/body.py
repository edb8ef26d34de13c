"""The pipe body in tension: its cross-section and the force at which it yields."""

from __future__ import annotations

from math import pi


def body_area_m2(*, od_m: float, wall_m: float) -> float:
    """Cross-section of steel [m2]: `pi t (D - t)`, the same as `pi/4 (D^2 - d^2)`.

    >>> round(body_area_m2(od_m=0.2, wall_m=0.01), 6)
    0.005969
    """
    return pi * wall_m * (od_m - wall_m)


def body_yield_n(*, od_m: float, wall_m: float, yield_pa: float) -> float:
    """Axial force at which the pipe body yields [N]: `Y pi/4 (D^2 - d^2)`.

    No wall tolerance is taken off: the standard rates the body on its nominal wall. Source: R4, from memory.

    2-7/8 in 6.5 lb/ft N80 is printed as 145,000 lbf:

    >>> from wells.engine.constants import PSI_PA
    >>> round(body_yield_n(od_m=0.073025, wall_m=0.0055118, yield_pa=80000 * PSI_PA) / 4.4482216, -3)
    145000.0
    """
    return yield_pa * body_area_m2(od_m=od_m, wall_m=wall_m)
