"""Which well of the register a listing belongs to: by name, and where names leave a doubt, by place."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, hypot, radians

from wells.imports.compass.listing import Listing
from wells.imports.names import matches
from wells.imports.report import Answers, Document, Finding

#: Slots of one installation lie closer together, wells of two installations further apart.
SAME_PLACE_M = 2000.0
METRES_A_DEGREE = 111_195.0
NEW = "new"


def choose(
    listing: Listing, known: Mapping[str, Document], answers: Answers
) -> tuple[str | None, Finding | None]:
    """(key of the well, what to say about it); key None where it has to be asked.

    A short name that leaves one well is taken with a warning; the surface position decides between several,
    and keeps a well apart that has only its slot name in common.
    """
    wanted = listing.well
    candidates = [key for key in known if matches(key, wanted)]
    answer = answers.get(f"well:{wanted}")
    if answer == NEW or wanted in candidates or not candidates:
        return wanted, None
    if answer in candidates:
        return answer, None
    near = [key for key in candidates if _distance_m(listing, known[key]) is not None and (_distance_m(listing, known[key]) or 0.0) <= SAME_PLACE_M]  # fmt: skip
    if len(near) == 1:
        distance = _distance_m(listing, known[near[0]])
        return near[0], _said(listing, near[0], f"its surface position is {distance:.0f} m away")
    unplaced = [key for key in candidates if _distance_m(listing, known[key]) is None]
    if not near and not unplaced:
        return wanted, None
    if not near and len(candidates) == 1:
        return candidates[0], _said(listing, candidates[0], "it is the only well whose name ends so")
    return None, _asked(listing, sorted(near or unplaced))


def _distance_m(listing: Listing, document: Document) -> float | None:
    one, other = listing.position, document["header"].get("position")
    if one is None or not other:
        return None
    north = float(str(one["latitude_deg"])) - other["latitude_deg"]
    east = float(str(one["longitude_deg"])) - other["longitude_deg"]
    return METRES_A_DEGREE * hypot(north, east * cos(radians(other["latitude_deg"])))


def _said(listing: Listing, key: str, why: str) -> Finding:
    return Finding(
        severity="warning",
        code="well-by-short-name",
        sheet=listing.file,
        well=key,
        what=f"“{listing.header['WELL NAME']}” is taken for {key}: {why}.",
        mend="Answer “new” if it is another well.",
        ask=f"well:{listing.well}",
        options=(key, NEW),
    )


def _asked(listing: Listing, keys: list[str]) -> Finding:
    return Finding(
        severity="question",
        code="ambiguous-well",
        sheet=listing.file,
        row=listing.lines[0].row if listing.lines else None,
        well=listing.well,
        what=f"“{listing.header['WELL NAME']}” can be {', '.join(keys)}.",
        mend="Say which well it is.",
        ask=f"well:{listing.well}",
        options=(*keys, NEW),
    )
