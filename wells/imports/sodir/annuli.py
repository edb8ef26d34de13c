"""Annuli of a FactPages well, the mud left in them, and which shoe each one ends at.

An annulus is the space inside its outer string. FactPages has no tubing, so the innermost is the bore, A.
The wall of an annulus is its outer string and the liners that hang in it; the deepest of them is the shoe
that is exposed. Its fluid is the heaviest mud measured below that shoe and above the next string's shoe:
the mud in which the next string was run. Strings come and go by day, so letters and fluids do too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from wells.imports.sodir.records import Mud
from wells.imports.sodir.stages import SAME_SIZE_IN, Stage, String


@dataclass(slots=True, kw_only=True)
class Period:
    """An annulus over some days: its letter, its exposed shoe, its mud."""

    outer: String
    letter: str
    shoe: String
    stage: int
    start: str | None
    end: str | None
    mud: Mud | None
    measured: list[Mud] = field(default_factory=list)

    @property
    def last_day(self) -> str | None:
        """A day on which it stands; None = today."""
        if self.end is None:
            return None
        return (date.fromisoformat(self.end) - timedelta(days=1)).isoformat()


def periods(stages: list[Stage], strings: list[String]) -> list[Period]:
    """Every annulus over every stretch of days in which nothing changes."""
    days = {day for string in strings for day in (string.valid_from, string.valid_to) if day}
    days |= {stage.begun for stage in stages[1:] if stage.begun}
    edges: list[str | None] = [None, *sorted(days)]
    found: list[Period] = []
    for number, start in enumerate(edges):
        end = edges[number + 1] if number + 1 < len(edges) else None
        found += _annuli_of(stages, strings, start, end)
    return found


def _annuli_of(
    stages: list[Stage], strings: list[String], start: str | None, end: str | None
) -> Iterator[Period]:
    alive = [string for string in strings if string.stands_on(start)]
    current = _stage_on(stages, start)
    nested = nest(alive)
    for letter, outer, inner in nested:
        shoe = _exposed(outer, inner, alive, [string for _, string, _ in nested])
        limit = _next_shoe(shoe, strings, current, start)
        measured = [
            mud
            for mud in stages[current].muds
            if mud.md_m > shoe.shoe_md_m and (limit is None or mud.md_m <= limit)
        ]
        heaviest = max(measured, key=lambda mud: mud.density_kg_m3, default=None)
        yield Period(
            outer=outer,
            letter=letter,
            shoe=shoe,
            stage=current,
            start=start,
            end=end,
            mud=heaviest,
            measured=measured,
        )


def _stage_on(stages: list[Stage], start: str | None) -> int:
    begun = [
        number
        for number, stage in enumerate(stages)
        if number and start is not None and stage.begun is not None and stage.begun <= start
    ]
    return max(begun, default=0)


def nest(alive: list[String]) -> list[tuple[str, String, String | None]]:
    """(letter, outer string, next inner string) from the inside out; nothing where a size is not known."""
    hung = [string for string in alive if string.at_wellhead]
    if any(string.od_in is None for string in hung):
        return []
    hung.sort(key=lambda string: (string.kind != "tubing", string.od_in or 0.0))
    if hung and hung[0].kind == "tubing":
        pairs = list(zip(hung[1:], hung[:-1], strict=True))
    else:
        pairs = list(zip(hung, [None, *hung], strict=False))
    return [(chr(ord("A") + number), outer, inner) for number, (outer, inner) in enumerate(pairs[:26])]


def _exposed(outer: String, inner: String | None, alive: list[String], walls: list[String]) -> String:
    """The deepest shoe of the wall: the outer string's own, or that of a liner hung in it."""
    below = None if inner is None or inner.kind == "tubing" else inner.shoe_md_m
    liners = [
        string
        for string in alive
        if string.is_liner
        and host(string, walls) is outer
        and string.shoe_md_m > outer.shoe_md_m
        and (below is None or string.shoe_md_m < below)
    ]
    return max([outer, *liners], key=lambda string: string.shoe_md_m)


def host(liner: String, walls: list[String]) -> String | None:
    """The narrowest string at the wellhead that the liner fits in."""
    wider = [
        string
        for string in walls
        if string.kind != "tubing" and (string.od_in or 0.0) > (liner.od_in or 0.0) + SAME_SIZE_IN
    ]
    return min(wider, key=lambda string: string.od_in or 0.0, default=None)


def _next_shoe(shoe: String, strings: list[String], current: int, start: str | None) -> float | None:
    """The depth to which the hole below a shoe was drilled before the next string was run."""
    deeper = [
        string.shoe_md_m
        for string in strings
        if string.shoe_md_m > shoe.shoe_md_m
        and string.stage <= current
        and string.kind != "tubing"
        and (string.valid_to is None or start is None or string.valid_to > start)
    ]
    return min(deeper, default=None)
