"""Burst and collapse of many pipes at once, for catalogues: the formulas of one pipe over arrays.

Equal to `internal_yield_pa` and `collapse` for each pipe, within 1e-9 of the figure.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wells.engine.constants import PSI_PA
from wells.engine.tubular.collapse import ELASTIC_PSI, GREATEST_YIELD_PA, LEAST_YIELD_PA

REGIMES = ("yield", "plastic", "transition", "elastic")

Floats = NDArray[np.float64]


class Ratings(NamedTuple):
    """Burst and collapse [Pa] and the collapse regime of each pipe; NaN and "" where there is none."""

    burst_pa: Floats
    collapse_pa: Floats
    regime: NDArray[np.str_]


def ratings(*, od_m: ArrayLike, wall_m: ArrayLike, yield_pa: ArrayLike, wall_factor: ArrayLike) -> Ratings:
    """Internal yield and collapse of pipes given as arrays, which may be of one length or single [Pa].

    A pipe that is none (no wall, a wall of half the diameter, no yield) has NaN for both; a yield outside 20
    to 180 ksi has NaN for collapse. Sources and formulas: `internal_yield`, `collapse`.

    >>> found = ratings(od_m=[0.1778, 0.244475], wall_m=[0.0103632, 0.0119888], yield_pa=80_000 * PSI_PA, wall_factor=0.875)
    >>> [round(value / PSI_PA) for value in found.burst_pa], [str(name) for name in found.regime]
    ([8160, 6865], ['plastic', 'plastic'])
    """
    od, wall, strength, factor = (
        np.array(column, dtype=np.float64)
        for column in np.broadcast_arrays(od_m, wall_m, yield_pa, wall_factor)
    )
    is_pipe = (od > 0) & (wall > 0) & (2 * wall < od) & (strength > 0)
    od, wall, strength = (np.where(is_pipe, column, np.nan) for column in (od, wall, strength))
    burst = 2 * factor * strength * wall / od
    fits = (strength >= LEAST_YIELD_PA) & (strength <= GREATEST_YIELD_PA)
    pressure_psi, regime = _collapse_psi(od / wall, np.where(fits, strength, np.nan) / PSI_PA)
    return Ratings(burst, pressure_psi * PSI_PA, regime)


def _collapse_psi(x: Floats, y: Floats) -> tuple[Floats, NDArray[np.str_]]:
    a = 2.8762 + 0.10679e-5 * y + 0.21301e-10 * y**2 - 0.53132e-16 * y**3
    b = 0.026233 + 0.50609e-6 * y
    c = -465.93 + 0.030867 * y - 0.10483e-7 * y**2 + 0.36989e-13 * y**3
    ratio = b / a
    k = 3 * ratio / (2 + ratio)
    f = ELASTIC_PSI * k**3 / (y * (k - ratio) * (1 - k) ** 2)
    g = f * ratio
    d = b + c / y
    bounds = (
        (np.sqrt((a - 2) ** 2 + 8 * d) + (a - 2)) / (2 * d),
        y * (a - f) / (c + y * (b - g)),
        (2 + ratio) / (3 * ratio),
    )
    pressures = (
        2 * y * (x - 1) / x**2,
        y * (a / x - b) - c,
        y * (f / x - g),
        ELASTIC_PSI / (x * (x - 1) ** 2),
    )
    within = [x <= bound for bound in bounds]
    known = np.isfinite(x) & np.isfinite(y)
    pressure = np.select(within, pressures[:3], pressures[3])
    regime = np.select(within, REGIMES[:3], REGIMES[3])
    return np.where(known, pressure, np.nan), np.where(known, regime, "")
