"""Where the hole goes: minimum curvature from survey stations, and the position at any measured depth.

Between two stations the hole is a circular arc that is tangent to both (minimum curvature, domain.md 3.3):

    beta = dogleg between the tangents      RF = 2 / beta * tan(beta / 2), 1 where beta is 0
    d(TVD, N, E) = dMD / 2 * (t1 + t2) * RF

A position inside the interval lies on the same arc, not on its chord. Above the first station the hole is
vertical; below the last one it is continued straight, and the answer says so. Depths are metres MD below
RKB, TVD positive down from RKB, north and east of the well reference point, angles in degrees.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import asin, atan2, cos, degrees, hypot, isfinite, pi, radians, sin, sqrt, tan
from typing import NamedTuple, Protocol

import wellpathpy

from wells.engine.model import Wellbore, WellModel

#: Course length that dogleg severity is given over.
COURSE_M = 30.0
#: Below this dogleg the arc is a straight line to the last bit.
STRAIGHT_RAD = 1e-9
#: The statuses of survey runs that make the path: accepted, or entered without a status.
PATH_STATUSES = (None, "accepted")

Vector = tuple[float, float, float]


class SurveyError(ValueError):
    """The stations do not describe a path; the message names the station and the reason."""


class StationLike(Protocol):
    """Anything with the three figures of a survey station."""

    @property
    def md_m(self) -> float: ...
    @property
    def inclination_deg(self) -> float: ...
    @property
    def azimuth_deg(self) -> float: ...


class Position(NamedTuple):
    """A point of the hole. `method`: arc, tie_in (above the first station) or extrapolated (below the last)."""

    md_m: float
    tvd_m: float
    north_m: float
    east_m: float
    inclination_deg: float
    azimuth_deg: float
    method: str


class SurveyRow(NamedTuple):
    """A station with its computed position, and the bend since the station above it."""

    md_m: float
    inclination_deg: float
    azimuth_deg: float
    tvd_m: float
    north_m: float
    east_m: float
    dogleg_deg: float
    dls_deg_30m: float


@dataclass(frozen=True)
class Path:
    """The path of a wellbore: stations in strictly increasing MD with their positions.

    Where a sidetrack was tied in below the last station of its parent, `extrapolated_from_m` and
    `extrapolated_to_m` bound the stretch that no survey covers.
    """

    rows: tuple[SurveyRow, ...]
    extrapolated_from_m: float | None = None
    extrapolated_to_m: float | None = None

    def tvd_m(self, md_m: float) -> float:
        """True vertical depth at a measured depth, m below RKB."""
        return self.at(md_m).tvd_m

    def at(self, md_m: float) -> Position:
        """The position at a measured depth. Errors: SurveyError for a depth that is negative or no number."""
        if not (isfinite(md_m) and md_m >= 0):
            raise SurveyError(f"{md_m} m MD is not a depth below RKB")
        index = bisect_right(self._depths, md_m) - 1
        if index < 0:
            return self._above(md_m)
        if index == len(self.rows) - 1:
            return self._below(md_m)
        return self._between(index, md_m)

    @cached_property
    def _depths(self) -> tuple[float, ...]:
        return tuple(row.md_m for row in self.rows)

    @cached_property
    def _tangents(self) -> tuple[Vector, ...]:
        return tuple(_tangent(row) for row in self.rows)

    @property
    def last_md_m(self) -> float:
        return self.rows[-1].md_m

    def _above(self, md_m: float) -> Position:
        first = self.rows[0]
        tvd_m = first.tvd_m - (first.md_m - md_m)
        return Position(md_m, tvd_m, first.north_m, first.east_m, 0.0, first.azimuth_deg, "tie_in")

    def _below(self, md_m: float) -> Position:
        last, beyond_m = self.rows[-1], md_m - self.rows[-1].md_m
        down, north, east = self._tangents[-1]
        return Position(
            md_m,
            last.tvd_m + beyond_m * down,
            last.north_m + beyond_m * north,
            last.east_m + beyond_m * east,
            last.inclination_deg,
            last.azimuth_deg,
            "extrapolated" if beyond_m > 0 else self._method(md_m),
        )

    def _between(self, index: int, md_m: float) -> Position:
        upper, lower = self.rows[index], self.rows[index + 1]
        length_m, beta = lower.md_m - upper.md_m, radians(lower.dogleg_deg)
        fraction = (md_m - upper.md_m) / length_m
        here = _turned(self._tangents[index], self._tangents[index + 1], beta, fraction)
        half_m = 0.5 * fraction * length_m * ratio_factor(fraction * beta)
        down, north, east = (a + b for a, b in zip(self._tangents[index], here, strict=True))
        inclination_deg, azimuth_deg = _angles(here, upper.azimuth_deg)
        return Position(
            md_m,
            upper.tvd_m + half_m * down,
            upper.north_m + half_m * north,
            upper.east_m + half_m * east,
            inclination_deg,
            azimuth_deg,
            self._method(md_m),
        )

    def _method(self, md_m: float) -> str:
        start_m, end_m = self.extrapolated_from_m, self.extrapolated_to_m
        if start_m is not None and end_m is not None and start_m < md_m <= end_m:
            return "extrapolated"
        return "arc"


def ratio_factor(beta_rad: float) -> float:
    """RF = 2 / beta * tan(beta / 2), 1 for a straight interval. It multiplies both stations.

    >>> round(ratio_factor(radians(12.957)), 5)
    1.00428
    """
    return 1.0 if beta_rad < STRAIGHT_RAD else 2.0 / beta_rad * tan(0.5 * beta_rad)


def dogleg_rad(upper: StationLike, lower: StationLike) -> float:
    """Angle between the tangents of two stations, by half-angle sines, which stay exact for small bends."""
    upper_rad, lower_rad = radians(upper.inclination_deg), radians(lower.inclination_deg)
    turn_rad = radians(lower.azimuth_deg - upper.azimuth_deg)
    bend = sin(0.5 * (lower_rad - upper_rad)) ** 2
    bend += sin(upper_rad) * sin(lower_rad) * sin(0.5 * turn_rad) ** 2
    return 2.0 * asin(min(1.0, sqrt(bend)))


def survey_table(
    stations: Sequence[StationLike],
    *,
    tvd_m: float | None = None,
    north_m: float = 0.0,
    east_m: float = 0.0,
) -> tuple[SurveyRow, ...]:
    """Positions of stations by minimum curvature, dogleg and dogleg severity in deg/30 m.

    The first station stands at (tvd_m, north_m, east_m); without `tvd_m` the hole above it is vertical, so
    that its TVD is its MD. Errors: SurveyError where MD does not increase or an angle is out of range.
    """
    if not stations:
        raise SurveyError("a survey needs at least one station")
    for station in stations:
        _guard(station)
    first_tvd_m = stations[0].md_m if tvd_m is None else tvd_m
    doglegs = (0.0, *(dogleg_rad(a, b) for a, b in itertools.pairwise(stations)))
    offsets = _minimum_curvature(stations)
    before = (stations[0], *stations[:-1])
    return tuple(
        SurveyRow(
            md_m=float(station.md_m),
            inclination_deg=float(station.inclination_deg),
            azimuth_deg=float(station.azimuth_deg),
            tvd_m=first_tvd_m + down,
            north_m=north_m + north,
            east_m=east_m + east,
            dogleg_deg=degrees(beta),
            dls_deg_30m=_severity(degrees(beta), station.md_m - above.md_m),
        )
        for station, above, beta, (down, north, east) in zip(stations, before, doglegs, offsets, strict=True)
    )


def path(
    stations: Sequence[StationLike], *, tvd_m: float | None = None, north_m: float = 0.0, east_m: float = 0.0
) -> Path:
    """The path through stations; see `survey_table` for where it begins."""
    return Path(rows=survey_table(stations, tvd_m=tvd_m, north_m=north_m, east_m=east_m))


def path_of(model: WellModel, wellbore_id: str | None = None) -> Path | None:
    """The path of a wellbore (the first where none is named), tied in to its parents; None where not known.

    A sidetrack follows its parent down to the kick-off and its own stations below it. Not known: no such
    wellbore, no stations that count, a sidetrack whose kick-off or parent path is not known.
    """
    wellbores = {wellbore.id: wellbore for wellbore in model.wellbores or ()}
    if wellbore_id is None and model.wellbores:
        wellbore_id = model.wellbores[0].id
    return _path(wellbores, wellbore_id, frozenset())


def stations_of(wellbore: Wellbore) -> tuple[StationLike, ...]:
    """Stations of the runs that make the path, in MD order."""
    runs = [run for run in wellbore.survey_runs or () if run.status in PATH_STATUSES]
    return tuple(sorted((station for run in runs for station in run.stations), key=lambda s: s.md_m))


def _path(wellbores: dict[str, Wellbore], wellbore_id: str | None, seen: frozenset[str]) -> Path | None:
    wellbore = wellbores.get(wellbore_id) if wellbore_id is not None else None
    if wellbore is None or wellbore.id in seen:
        return None
    stations = stations_of(wellbore)
    if wellbore.parent_id is None:
        return path(stations) if stations else None
    parent = _path(wellbores, wellbore.parent_id, seen | {wellbore.id})
    if parent is None or wellbore.kick_off_md_m is None:
        return None
    return _sidetrack(parent, wellbore.kick_off_md_m, stations)


def _sidetrack(parent: Path, kick_off_md_m: float, stations: Iterable[StationLike]) -> Path:
    """The parent down to the kick-off, then the sidetrack's own stations below it."""
    start = parent.at(kick_off_md_m)
    own = [start, *(station for station in stations if station.md_m > kick_off_md_m)]
    rows = survey_table(own, tvd_m=start.tvd_m, north_m=start.north_m, east_m=start.east_m)
    kept = tuple(row for row in parent.rows if row.md_m < kick_off_md_m)
    joint = _joint(kept, rows[0])
    if kick_off_md_m > parent.last_md_m:
        return Path((*kept, joint, *rows[1:]), parent.last_md_m, kick_off_md_m)
    return Path((*kept, joint, *rows[1:]), parent.extrapolated_from_m, parent.extrapolated_to_m)


def _joint(kept: tuple[SurveyRow, ...], start: SurveyRow) -> SurveyRow:
    """The kick-off as a station of the joined path, with the bend from the parent's last station above it."""
    if not kept:
        return start
    beta_deg = degrees(dogleg_rad(kept[-1], start))
    return start._replace(dogleg_deg=beta_deg, dls_deg_30m=_severity(beta_deg, start.md_m - kept[-1].md_m))


def _minimum_curvature(stations: Sequence[StationLike]) -> list[Vector]:
    """(down, north, east) of each station from the first one. The only place that knows wellpathpy."""
    if len(stations) == 1:
        return [(0.0, 0.0, 0.0)]
    depths = [station.md_m for station in stations]
    for above_m, below_m in itertools.pairwise(depths):
        if below_m <= above_m:
            raise SurveyError(f"station at {below_m:g} m MD follows one at {above_m:g} m: MD must increase")
    if any(dogleg_rad(a, b) > pi - 1e-6 for a, b in itertools.pairwise(stations)):
        raise SurveyError("two stations point in opposite directions: no arc joins them")
    inclinations = [station.inclination_deg for station in stations]
    azimuths = [station.azimuth_deg % 360.0 for station in stations]
    down, north, east, _ = wellpathpy.mincurve.minimum_curvature(depths, inclinations, azimuths, COURSE_M)
    return list(zip(down.tolist(), north.tolist(), east.tolist(), strict=True))


def _guard(station: StationLike) -> None:
    if not all(map(isfinite, (station.md_m, station.inclination_deg, station.azimuth_deg))):
        raise SurveyError(f"station at {station.md_m} m MD holds a value that is no number")
    if not 0 <= station.inclination_deg < 180:
        raise SurveyError(
            f"inclination {station.inclination_deg:g} deg at {station.md_m:g} m MD is not 0 to 180"
        )
    if not 0 <= station.azimuth_deg <= 360:
        raise SurveyError(f"azimuth {station.azimuth_deg:g} deg at {station.md_m:g} m MD is not 0 to 360")


def _severity(dogleg_deg: float, length_m: float) -> float:
    return dogleg_deg * COURSE_M / length_m if length_m > 0 else 0.0


def _tangent(station: StationLike) -> Vector:
    inclination, azimuth = radians(station.inclination_deg), radians(station.azimuth_deg)
    return cos(inclination), sin(inclination) * cos(azimuth), sin(inclination) * sin(azimuth)


def _turned(start: Vector, end: Vector, beta: float, fraction: float) -> Vector:
    """The unit tangent at a fraction of an arc: spherical interpolation of its end tangents."""
    if beta < STRAIGHT_RAD:
        return start
    a, b = sin((1.0 - fraction) * beta) / sin(beta), sin(fraction * beta) / sin(beta)
    return a * start[0] + b * end[0], a * start[1] + b * end[1], a * start[2] + b * end[2]


def _angles(tangent: Vector, azimuth_deg: float) -> tuple[float, float]:
    """Inclination and azimuth of a tangent; a vertical one keeps the azimuth it is given."""
    down, north, east = tangent
    across = hypot(north, east)
    inclination_deg = degrees(atan2(across, down))
    return inclination_deg, (degrees(atan2(east, north)) % 360.0 if across > 1e-12 else azimuth_deg)
