"""Places on the axis of a well's events: days to per cent of its length, and marks that do not overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

#: Ends of the axis and the least distance of two marks, in per cent of its length: 2.4 % are 16 px of 680.
LEFT, RIGHT = 1.5, 98.5
PITCH = 2.4
#: Years that can be written under the axis, and the steps between them.
MOST_TICKS = 12
STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Axis:
    """From the first day to the last, both included."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Where a day stands, in per cent; a day outside stands at the end.

        >>> Axis(date(2020, 1, 1), date(2020, 12, 31)).x(date(2019, 1, 1))
        1.5
        """
        span = max(1, (self.last - self.first).days)
        share = min(1.0, max(0.0, (day - self.first).days / span))
        return round(LEFT + (RIGHT - LEFT) * share, 2)

    def ticks(self) -> list[tuple[float, int]]:
        """Beginnings of years with their place; the year alone where none begins between the ends.

        >>> [year for _, year in Axis(date(2001, 5, 1), date(2026, 1, 1)).ticks()]
        [2005, 2010, 2015, 2020, 2025]
        """
        years = range(self.first.year + 1, self.last.year + 1)
        step = next((step for step in STEPS if len(years) / step <= MOST_TICKS), STEPS[-1])
        found = [(self.x(date(year, 1, 1)), year) for year in years if year % step == 0]
        return found or [(LEFT, self.first.year)]


def clusters(places: Iterable[tuple[float, int]]) -> list[tuple[float, list[int]]]:
    """Marks at least `PITCH` apart: of places (per cent, index) in order, those nearer stand in one mark.

    >>> clusters([(1.0, 0), (2.0, 1), (3.5, 2), (9.0, 3)])
    [(1.0, [0, 1]), (3.5, [2]), (9.0, [3])]
    """
    marks: list[tuple[float, list[int]]] = []
    for x, index in places:
        if marks and x - marks[-1][0] < PITCH:
            marks[-1][1].append(index)
        else:
            marks.append((x, [index]))
    return marks
