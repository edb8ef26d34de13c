"""Which wall goes into the formulas, and with which tolerance.

The manufacturing tolerance (12.5 %, k = 0.875) belongs to a nominal wall whose thinnest place nobody has
measured, and to burst only: the collapse formulas already contain it. It is taken once, never twice: a
measured least wall has k = 1.
"""

from __future__ import annotations

from ..value import value


@value
class Wall:
    """The wall for burst and collapse [m], the factor k for burst, and what it is."""

    wall_m: float
    factor: float
    basis: str
    is_measured: bool


def nominal_wall(*, wall_m: float, factor: float) -> Wall:
    """The wall as ordered, with the manufacturing tolerance."""
    return Wall(wall_m, factor, "nominal wall", False)


def measured_wall(*, least_m: float) -> Wall:
    """The least wall that a log found, k = 1. It goes into collapse as if it were uniform."""
    return Wall(least_m, 1.0, "least remaining wall", True)


def worn_wall(*, wall_m: float, lost_fraction: float, factor: float) -> Wall:
    """A nominal wall less a uniform loss: `t (1 - loss)`. The tolerance stays, because nothing was measured.

    Collapse is computed anew on this wall and never scaled with it. A loss outside 0 to 1 leaves no wall:
    ValueError.

    >>> round(worn_wall(wall_m=0.012, lost_fraction=0.25, factor=0.875).wall_m, 6)
    0.009
    """
    if not 0 <= lost_fraction < 1:
        raise ValueError(f"a loss of {lost_fraction:g} of the wall leaves none; it lies between 0 and 1")
    return Wall(wall_m * (1 - lost_fraction), factor, "nominal wall less a uniform loss", False)


def grooved_wall(*, wall_m: float, depth_m: float, factor: float) -> Wall:
    """A nominal wall less the depth of a wear groove, taken as if it went all around (conservative).

    >>> grooved_wall(wall_m=0.012, depth_m=0.002, factor=0.875).wall_m
    0.01
    """
    if not 0 <= depth_m < wall_m:
        raise ValueError(f"a groove of {depth_m:g} m leaves nothing of a wall of {wall_m:g} m")
    return Wall(wall_m - depth_m, factor, "nominal wall less a groove", False)
