"""How much an annulus grows with its pressure: the elasticity of the pipes that bound it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple


class Pipe(NamedTuple):
    """A pipe that bounds an annulus [m]."""

    od_m: float
    wall_m: float


class Steel(NamedTuple):
    """Young's modulus [Pa] and Poisson's ratio [1]."""

    youngs_modulus_pa: float
    poissons_ratio: float


def swell_thick_wall(*, pipe: Pipe, steel: Steel) -> tuple[float, float]:
    """Radial strain of the inner wall per pressure inside, and shrink of the outer wall per pressure
    outside [1/Pa], thick wall (Lame), ends held.

        inside:  u(a)/a = (1 + v)/(E (b^2 - a^2)) ((1 - 2 v) a^2 + b^2)
        outside: u(b)/b = (1 + v)/(E (b^2 - a^2)) ((1 - 2 v) b^2 + a^2)

    Source: R5, from memory.
    """
    outer, inner = pipe.od_m / 2, pipe.od_m / 2 - pipe.wall_m
    v = steel.poissons_ratio
    share = (1 + v) / (steel.youngs_modulus_pa * (outer**2 - inner**2))
    grows = share * ((1 - 2 * v) * inner**2 + outer**2)
    shrinks = share * ((1 - 2 * v) * outer**2 + inner**2)
    return grows, shrinks


def swell_thin_wall(*, pipe: Pipe, steel: Steel) -> tuple[float, float]:
    """The same for a thin wall: `u/r = r / (E t)`, r the inside radius inside and the outside radius outside.

    A ring that may shorten freely: it yields more than the thick wall with its ends held.
    """
    outer, inner = pipe.od_m / 2, pipe.od_m / 2 - pipe.wall_m
    stiffness = steel.youngs_modulus_pa * pipe.wall_m
    return inner / stiffness, outer / stiffness


THICK, THIN = "thick-wall", "thin-wall"
METHODS: Final[dict[str, Callable[..., tuple[float, float]]]] = {
    THICK: swell_thick_wall,
    THIN: swell_thin_wall,
}


def compliance_per_pa(
    *, outer: Pipe, inner: Pipe, outer_gives: bool, inner_gives: bool, steel: Steel, method: str
) -> float:
    """Share by which an annulus grows per pascal of its own pressure [1/Pa].

        C = 2 (a^2 u_a/a + b^2 u_b/b) / (a^2 - b^2)

    a is the inside radius of the outer pipe, which grows, b the outside radius of the inner pipe, which
    shrinks; u is the displacement per pressure. A pipe that is held (cemented) does not give; other
    pressures stand still. Source: R5, from memory.

    9-5/8 in 47 lb/ft over 4-1/2 in 12.6 lb/ft gives half of what brine does (2.9e-10 1/Pa):

    >>> c = compliance_per_pa(outer=Pipe(0.244475, 0.0119888), inner=Pipe(0.1143, 0.006883), outer_gives=True,
    ...                       inner_gives=True, steel=Steel(2.07e11, 0.3), method=THICK)
    >>> round(c * 1e12)
    146
    """
    a, b = outer.od_m / 2 - outer.wall_m, inner.od_m / 2
    grows = METHODS[method](pipe=outer, steel=steel)[0] if outer_gives else 0.0
    shrinks = METHODS[method](pipe=inner, steel=steel)[1] if inner_gives else 0.0
    return 2 * (a**2 * grows + b**2 * shrinks) / (a**2 - b**2)
