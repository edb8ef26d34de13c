"""Capacities and volumes along the hole, and how much heavier a well may become."""

from __future__ import annotations

from collections.abc import Iterable
from math import pi


def annular_capacity_m2(*, outer_diameter_m: float, inner_diameter_m: float) -> float:
    """Volume of an annulus per length [m3/m]: `pi/4 (D^2 - d^2)`.

    8-3/4 in hole with 5 in pipe, 0.050089 bbl/ft:

    >>> capacity = annular_capacity_m2(outer_diameter_m=0.22225, inner_diameter_m=0.127)
    >>> round(capacity * 0.3048 / 0.158987295, 5)
    0.05009
    """
    return pi / 4 * (outer_diameter_m**2 - inner_diameter_m**2)


def volume_m3(pieces: Iterable[tuple[float, float]]) -> float:
    """Volume of pieces of hole, each (capacity [m3/m], length along the hole [m]). Lengths are MD, never TVD.

    >>> round(volume_m3([(0.05, 100), (0.04, 50)]), 6)
    7.0
    """
    return sum(capacity_m2 * length_m for capacity_m2, length_m in pieces)


def kick_tolerance_kg_m3(
    *, shoe_tvd_m: float, well_tvd_m: float, greatest_density_kg_m3: float, density_kg_m3: float
) -> float:
    """Kick tolerance as a density [kg/m3]: `shoe / well (greatest - present)`, depths TVD.

    How much more than the present mud a formation at the bottom may ask for before the shoe gives way.
    Gas at the shoe is not considered. Source: golden case KTF-P1.

    >>> round(kick_tolerance_kg_m3(shoe_tvd_m=1500, well_tvd_m=3000, greatest_density_kg_m3=1600, density_kg_m3=1200))
    200
    """
    return shoe_tvd_m / well_tvd_m * (greatest_density_kg_m3 - density_kg_m3)
