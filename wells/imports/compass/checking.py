"""Does our own minimum curvature give the positions the listing prints?"""

from __future__ import annotations

from typing import NamedTuple

from wells.engine.document import at
from wells.engine.trajectory import Path, SurveyError, path, path_of
from wells.imports.compass.listing import Line, Listing
from wells.imports.report import Document, Finding

#: Listings print centimetres of depth and millimetres of offset; tie-ins of long wells add up to this.
TOLERANCE_M = 0.02


class Difference(NamedTuple):
    """Largest differences between the listing and the recomputed path, metres."""

    tvd_m: float
    north_m: float
    east_m: float

    @property
    def largest_m(self) -> float:
        return max(self)


def difference(listing: Listing, document: Document, wellbore_id: str) -> Difference | None:
    """Against the path of the document (a sidetrack's through its parent), or of the plan on its own."""
    if not listing.lines:
        return None
    first = listing.lines[0]
    try:
        own: Path | None
        if listing.planned:
            own = path(
                [_Station(line) for line in listing.lines],
                tvd_m=first.tvd_m,
                north_m=first.north_m,
                east_m=first.east_m,
            )
        else:
            own = path_of(at(document), wellbore_id)
    except SurveyError:
        return None
    return _compared(own, listing) if own is not None else None


class _Station:
    """A line as the trajectory engine takes stations."""

    def __init__(self, line: Line):
        self.md_m, self.inclination_deg, self.azimuth_deg = line.md_m, line.inclination_deg, line.azimuth_deg


def _compared(own: Path, listing: Listing) -> Difference:
    first = listing.lines[0]
    start = own.at(first.md_m)
    north, east = first.north_m - start.north_m, first.east_m - start.east_m
    points = [(line, own.at(line.md_m)) for line in listing.lines]
    return Difference(
        max(abs(point.tvd_m - line.tvd_m) for line, point in points),
        max(abs(point.north_m + north - line.north_m) for line, point in points),
        max(abs(point.east_m + east - line.east_m) for line, point in points),
    )


def finding(listing: Listing, found: Difference, kb_m: float | None) -> Finding | None:
    """A warning where the listing and the recomputed path part by more than the tolerance."""
    if found.largest_m <= TOLERANCE_M:
        return None
    shifted = kb_m is not None and abs(found.tvd_m - kb_m) < 0.5 and max(found.north_m, found.east_m) < 1.0
    mend = (
        f"The difference is the elevation of the rotary table, {kb_m:g} m: TVD looks as if it were below mean sea level."
        if shifted
        else "Sidetracks joined from rounded surveys do this. The stations are kept, TVD is recomputed from them."
    )
    return Finding(
        severity="question" if shifted else "warning",
        code="rkb-or-msl" if shifted else "recomputed-position",
        sheet=listing.file,
        well=listing.header["WELLBORE NAME"],
        what=f"Recomputed by minimum curvature, {listing.header['WELLBORE NAME']} parts from its listing by "
        f"{found.tvd_m:.3f} m TVD, {found.north_m:.3f} m north, {found.east_m:.3f} m east.",
        mend=mend,
        ask=f"datum-of-tvd:{listing.file}" if shifted else "",
        options=("rkb",) if shifted else (),
    )
