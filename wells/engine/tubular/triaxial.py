"""Triaxial stress of a loaded pipe: Lame at both walls, bending, von Mises, safety factor."""

from __future__ import annotations

from math import radians, sqrt
from typing import NamedTuple

YOUNGS_MODULUS_PA = 206.8e9
"""Elastic modulus of steel [Pa]: 30e6 psi (R5, from memory)."""


class WallStress(NamedTuple):
    """Stresses at one radius of a loaded pipe [Pa], tension positive."""

    hoop_pa: float
    radial_pa: float
    von_mises_pa: float


class Triaxial(NamedTuple):
    """The worst von Mises stress of a loaded pipe [Pa], where it is, and yield over it."""

    inner: WallStress
    outer: WallStress
    axial_stress_pa: float
    bending_stress_pa: float
    von_mises_pa: float
    where: str
    safety_factor: float | None


def wall_stress(
    *,
    od_m: float,
    wall_m: float,
    radius_m: float,
    internal_pa: float,
    external_pa: float,
    axial_stress_pa: float,
) -> WallStress:
    """Hoop, radial and von Mises stress at a radius of a thick-walled pipe (Lame) [Pa].

        s_h = (p_i r_i^2 - p_o r_o^2) / (r_o^2 - r_i^2) + (p_i - p_o) r_i^2 r_o^2 / ((r_o^2 - r_i^2) r^2)

    s_r is the same with minus; the von Mises stress joins both with the axial one. Source: ISO/TR 10400
    clause 6 (R5), from memory.

    7 in 29 lb/ft under 8000 psi inside, at the inner wall:

    >>> s = wall_stress(od_m=7, wall_m=0.408, radius_m=3.092, internal_pa=8000, external_pa=0, axial_stress_pa=0)
    >>> round(s.hoop_pa), round(s.von_mises_pa, 1)
    (64875, 69222.6)
    """
    outer, inner = od_m / 2, od_m / 2 - wall_m
    thickness = outer**2 - inner**2
    mean_pa = (internal_pa * inner**2 - external_pa * outer**2) / thickness
    swing_pa = (internal_pa - external_pa) * inner**2 * outer**2 / (thickness * radius_m**2)
    hoop_pa, radial_pa = mean_pa + swing_pa, mean_pa - swing_pa
    squares = (
        (hoop_pa - radial_pa) ** 2 + (radial_pa - axial_stress_pa) ** 2 + (axial_stress_pa - hoop_pa) ** 2
    )
    return WallStress(hoop_pa, radial_pa, sqrt(0.5 * squares))


def bending_stress_pa(*, od_m: float, dls_deg_30m: float) -> float:
    """Bending stress at the outer fibre of a pipe in a dogleg [Pa], acting as tension and as compression.

        s_b = E (D/2) kappa

    kappa is the curvature, the dogleg severity in rad/m. Source: beam theory; 218 D DLS in field units.

    7 in in 10 deg/100 ft; the field form gives 15,260 psi:

    >>> round(bending_stress_pa(od_m=0.1778, dls_deg_30m=10 * 30 / 30.48) / 6894.757, -1)
    15270.0
    """
    return YOUNGS_MODULUS_PA * (od_m / 2) * radians(dls_deg_30m) / 30


def triaxial(
    *,
    od_m: float,
    wall_m: float,
    yield_pa: float,
    internal_pa: float,
    external_pa: float,
    axial_stress_pa: float,
    dls_deg_30m: float = 0.0,
) -> Triaxial:
    """The worst von Mises stress over inner and outer wall and both signs of bending, and the safety factor.

        SF = Y / VME

    The bending of the outer fibre is taken at both walls, which is a little too much at the inner one.
    The yield is the one at temperature. An unloaded pipe has no safety factor: None, never infinite.
    Operators ask for 1.2 to 1.25. Source: ISO/TR 10400 clause 6 (R5), from memory.

    7 in 29 lb/ft 80 ksi under 8000 psi inside:

    >>> t = triaxial(od_m=7, wall_m=0.408, yield_pa=80_000, internal_pa=8000, external_pa=0, axial_stress_pa=0)
    >>> round(t.safety_factor, 4), t.where
    (1.1557, 'inner wall')
    """
    bending_pa = bending_stress_pa(od_m=od_m, dls_deg_30m=dls_deg_30m)
    radii = {"inner wall": od_m / 2 - wall_m, "outer wall": od_m / 2}
    worst = {}
    for where, radius_m in radii.items():
        found = [
            wall_stress(
                od_m=od_m,
                wall_m=wall_m,
                radius_m=radius_m,
                internal_pa=internal_pa,
                external_pa=external_pa,
                axial_stress_pa=axial_stress_pa + sign * bending_pa,
            )
            for sign in (1, -1)
        ]
        worst[where] = max(found, key=lambda stress: stress.von_mises_pa)
    where = max(worst, key=lambda name: worst[name].von_mises_pa)
    stress_pa = worst[where].von_mises_pa
    return Triaxial(
        worst["inner wall"],
        worst["outer wall"],
        axial_stress_pa,
        bending_pa,
        stress_pa,
        where,
        yield_pa / stress_pa if stress_pa > 0 else None,
    )
