"""Formation tests of FactPages: at which shoe, and on which day and in which annulus each can be judged."""

from __future__ import annotations

from dataclasses import dataclass

from wells.imports.sodir.annuli import Period
from wells.imports.sodir.records import Casing
from wells.imports.sodir.stages import String

#: A test reported on a row of its own was run just below the shoe above it.
BELOW_SHOE_M = 30.0
ROUNDING_M = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShoeTest:
    """A row with LOT or FIT above 0, for the count of shoes: invalid when `refused`, unknown when `missing`.

    Otherwise the document answers: on `day` (None = today) the candidate of `strength_id` in annulus
    `letter` is counted, unknown or invalid.
    """

    sheet: str
    row: int
    wellbore: str
    well_key: str
    emw_kg_m3: float | None
    shoe_md_m: float | None
    string_id: str | None = None
    strength_id: str | None = None
    letter: str | None = None
    day: str | None = None
    refused: str | None = None
    missing: str | None = None


def shoe_above(row: Casing, strings: list[String]) -> String | None:
    """The shoe a test on a row of its own was run below; None in open hole."""
    depth = row.shoe_md_m or 0.0
    above = [string for string in strings if string.shoe_md_m <= depth + ROUNDING_M]
    nearest = max(above, key=lambda string: string.shoe_md_m, default=None)
    return nearest if nearest is not None and depth - nearest.shoe_md_m <= BELOW_SHOE_M else None


def judged_in(string: String, stage: int, periods: list[Period]) -> Period | None:
    """The last stretch of days of a stage in which this is the exposed shoe of an annulus."""
    return max(
        (period for period in periods if period.shoe is string and period.stage == stage),
        key=lambda period: period.start or "",
        default=None,
    )
