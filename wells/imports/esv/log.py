"""Position logs: the stations whose path goes through the positions."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, degrees, hypot
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wells.engine.trajectory import ratio_factor

#: The path of a log stays this close to its TVD, in at most this many rounds.
TVD_DRIFT_M, ROUNDS = 0.02, 40
#: Weight of smoothness against positions in the tangents of a log.
SMOOTHING = 1e-3

Row = dict[str, Any]


def stations_of(rows: list[Row], add_m: float) -> list[dict[str, float]]:
    """Stations whose path by minimum curvature goes through the positions."""
    points = [(row["tvd"], row["northing"], row["easting"]) for row in rows]
    stations = []
    for row, (down, north, east) in zip(rows, tangents([row["md"] for row in rows], points), strict=True):
        across = hypot(north, east)
        azimuth = degrees(atan2(east, north)) % 360.0 if across > 1e-9 else 0.0
        stations.append(
            {
                "md_m": round(row["md"] + add_m, 4),
                "inclination_deg": round(degrees(atan2(across, down)), 6),
                "azimuth_deg": round(azimuth, 6) % 360.0,
            }
        )
    return stations


def tangents(depths: Sequence[float], points: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """Unit tangents at points of a path, from measured depths and positions (down, north, east).

    Minimum curvature says of two stations  t1 + t2 = 2 dP / (dMD RF),  one equation fewer than there are
    tangents; of all that fulfil it the smoothest are taken (least squares with a little weight on the second
    difference), because the one that zigzags is no well. A smooth path is a little shorter than the wiggling
    hole, and would run ahead of the log by some 1e-4 of its length: the drift in TVD is fed back until it
    stays below TVD_DRIFT_M; what remains lies in the horizontal.
    """
    steps = np.diff(np.asarray(points, dtype=float), axis=0) / np.diff(depths)[:, None]
    bands, aim = _normal_equations(len(depths)), steps.copy()
    found = best = _smoothest(bands, aim, np.ones(len(steps)))
    least = float("inf")
    for _ in range(ROUNDS):
        factor = _ratio_factors(found)
        made = (found[:-1] + found[1:]) * factor[:, None] / 2.0
        behind = (steps[:, 0] - made[:, 0]) * np.diff(depths)
        drift = float(np.max(np.abs(np.cumsum(behind))))
        if drift < least:
            least, best = drift, found
        if drift < TVD_DRIFT_M:
            break
        aim[:, 0] += _averaged(behind) / np.diff(depths)
        found = _smoothest(bands, aim, factor)
    return best


def _smoothest(
    bands: NDArray[np.float64], aim: NDArray[np.float64], factor: NDArray[np.float64]
) -> NDArray[np.float64]:
    right = np.zeros((len(aim) + 1, 3))
    right[:-1] += 2.0 * aim / factor[:, None]
    right[1:] += 2.0 * aim / factor[:, None]
    found = _solved(bands, right)
    return found / np.linalg.norm(found, axis=1)[:, None]


def _ratio_factors(found: NDArray[np.float64]) -> NDArray[np.float64]:
    cosines = np.clip(np.sum(found[:-1] * found[1:], axis=1), -1.0, 1.0)
    return np.array([ratio_factor(float(beta)) for beta in np.arccos(cosines)])


def _averaged(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """A running mean over 21 intervals: the drift, without the rounding of single points."""
    width = min(21, len(values))
    kernel = np.ones(width)
    return np.convolve(values, kernel, "same") / np.convolve(np.ones(len(values)), kernel, "same")


def _normal_equations(count: int) -> NDArray[np.float64]:
    """Upper bands of A'A for rows (1 1) on neighbours and SMOOTHING (1 -2 1) on three."""
    bands = np.zeros((3, count))
    for weight, row in ((1.0, (1.0, 1.0)), (SMOOTHING, (1.0, -2.0, 1.0))):
        for start in range(count - len(row) + 1):
            for one in range(len(row)):
                for other in range(one, len(row)):
                    bands[2 - (other - one), start + other] += weight * row[one] * row[other]
    return bands


def _solved(bands: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """x of A x = right for a symmetric positive definite A with two bands above its diagonal (L D L')."""
    count = bands.shape[1]
    low, diagonal, x = np.zeros((count, 2)), np.zeros(count), right.copy()
    for i in range(count):
        if i > 1:
            low[i, 1] = bands[0, i] / diagonal[i - 2]
        if i > 0:
            carried = low[i, 1] * diagonal[i - 2] * low[i - 1, 0] if i > 1 else 0.0
            low[i, 0] = (bands[1, i] - carried) / diagonal[i - 1]
        diagonal[i] = bands[2, i]
        for step in range(min(i, 2)):
            diagonal[i] -= low[i, step] ** 2 * diagonal[i - 1 - step]
            x[i] -= low[i, step] * x[i - 1 - step]
    x /= diagonal[:, None]
    for i in range(count - 1, -1, -1):
        for step in range(min(count - 1 - i, 2)):
            x[i] -= low[i + 1 + step, step] * x[i + 1 + step]
    return x
