"""Known leaks between the spaces of a well, and which spaces they join.

A leak leads through a string, between the space inside and the one outside it. Through the tubing it joins
annulus A with the bore; through a liner or the last string it opens an annulus to what lies around the well.
A leak whose depth is not known may be anywhere on its string.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from wells.engine.model import Communication, TubularString, WellModel
from wells.engine.topology import Topology, name_of
from wells.engine.topology_exposure import Bottom

BORE = "bore"
AROUND = "around"
"""What no limit of this well describes: the formation behind a liner, what surrounds the last string, the well
below the packer."""


class Leak(NamedTuple):
    """A leak with the two spaces it joins: letters, the bore, or what lies around."""

    communication: Communication
    string: TubularString
    inner: str
    outer: str

    @property
    def path(self) -> str:
        return f"communications/{self.communication.id}"

    @property
    def name(self) -> str:
        """How it is called in a sentence."""
        md_m = self.communication.md_m
        where = "at a depth not known" if md_m is None else f"at {md_m:g} m MD"
        return f"the leak {self.communication.id} through {name_of(self.string)} {where}"

    def other(self, space: str) -> str:
        """The space on the far side."""
        return self.outer if space == self.inner else self.inner


class Leaks:
    """All known leaks of a well."""

    def __init__(self, items: tuple[Leak, ...]) -> None:
        self.items = items

    def __bool__(self) -> bool:
        return bool(self.items)

    @cached_property
    def _groups(self) -> tuple[frozenset[str], ...]:
        groups: list[frozenset[str]] = []
        for leak in self.items:
            if AROUND in (leak.inner, leak.outer):
                continue
            new = frozenset({leak.inner, leak.outer})
            apart = [group for group in groups if not group & new]
            groups = [*apart, new.union(*(group for group in groups if group & new))]
        return tuple(groups)

    def joined(self, space: str) -> frozenset[str]:
        """The spaces that leaks join with one, itself among them; empty where none does."""
        return next((group for group in self._groups if space in group), frozenset())

    def of(self, space: str) -> tuple[Leak, ...]:
        """The leaks of a space."""
        return tuple(leak for leak in self.items if space in (leak.inner, leak.outer))

    def open(self, space: str) -> bool:
        """Whether a space, or one joined with it, leaks to what lies around: its fluid may leave."""
        return any(
            AROUND in (leak.inner, leak.outer)
            for one in self.joined(space) | {space}
            for leak in self.of(one)
        )

    def through(self, string_id: str | None) -> Leak | None:
        """The first leak through a string."""
        return next((leak for leak in self.items if leak.string.id == string_id), None)

    def paths(self, start: str, end: str) -> list[tuple[Leak, ...]]:
        """Every way from one space to another that passes no space twice."""
        return list(self._paths(start, end, frozenset({start})))

    def _paths(self, start: str, end: str, seen: frozenset[str]) -> Iterator[tuple[Leak, ...]]:
        for leak in self.of(start):
            far = leak.other(start)
            if far == end:
                yield (leak,)
            elif far != AROUND and far not in seen:
                yield from ((leak, *rest) for rest in self._paths(far, end, seen | {far}))


def leaks_of(model: WellModel, nest: Topology, bottom: Bottom) -> Leaks:
    """The leaks of a model on its day; one through a string that is not in the well joins nothing."""
    if not model.communications:
        return Leaks(())
    strings = {string.id: string for string in model.strings or ()}
    found = []
    for item in model.communications:
        if item.through in strings:
            leak = _leak(item, strings[item.through], nest, bottom)
            if leak is not None:
                found.append(leak)
    return Leaks(tuple(found))


def _leak(item: Communication, string: TubularString, nest: Topology, bottom: Bottom) -> Leak | None:
    inner = next((walls.letter for walls in nest.annuli if string in walls.outer), None)
    outer = next((walls.letter for walls in nest.annuli if string in walls.inner[:1]), None)
    if string == nest.tubing:
        inner = BORE
    is_below = bottom.md_m is not None and item.md_m is not None and item.md_m > bottom.md_m
    if is_below and inner in (BORE, "A"):
        # below the packer both sides of the tubing are the well itself; outside the casing B stays joined to it
        return None if outer in (None, "A") else Leak(item, string, AROUND, outer)
    if inner is None and outer is None:
        return None
    return Leak(item, string, inner or AROUND, outer or AROUND)
