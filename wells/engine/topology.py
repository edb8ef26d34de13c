"""Which strings bound which annulus, from the wellhead down.

Strings that reach the wellhead are nested by the outside diameter of their top section: annulus A lies
outside the tubing, B, C, D outward; without tubing A is the innermost bore. A liner continues the wall of
the smallest string it fits in, or of the tie-back that lands on it. Structural pipe and screens are no
walls. What cannot be nested with certainty is refused with a reason: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from .model import TubularString, WellModel
from .topology_bores import open_ends

LETTERS = "ABCDEFGHIJKLMNOP"
CASINGS = frozenset({"conductor", "surface_casing", "intermediate_casing", "production_casing"})
REACHING = CASINGS | {"tieback", "tubing"}

TIE_BACK_LANDING_M = 30.0
"""A tie-back lands on the liner whose top lies within this MD of its lower end."""


class Problem(NamedTuple):
    """Why the strings cannot be nested: the element, its place in the document, what is wrong."""

    element: str
    path: str
    what: str


@dataclass(frozen=True, slots=True)
class Walls:
    """An annulus: the string at the wellhead on each side, then the liners that continue it."""

    letter: str
    inner: tuple[TubularString, ...]
    outer: tuple[TubularString, ...]

    @property
    def inner_ids(self) -> tuple[str, ...]:
        return tuple(string.id for string in self.inner)

    @property
    def outer_ids(self) -> tuple[str, ...]:
        return tuple(string.id for string in self.outer)


@dataclass(frozen=True, slots=True)
class Topology:
    """The annuli of a well from the inside out; empty where `problems` says why."""

    annuli: tuple[Walls, ...]
    tubing: TubularString | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def letters(self) -> tuple[str, ...]:
        return tuple(walls.letter for walls in self.annuli)

    def walls(self, letter: str) -> Walls | None:
        return next((walls for walls in self.annuli if walls.letter == letter), None)

    def next_outer(self, letter: str) -> Walls | None:
        return self.walls(LETTERS[LETTERS.index(letter) + 1])


def topology(model: WellModel) -> Topology:
    """The annuli of a well, or the problems that keep them from being known.

    >>> from .model import build
    >>> def casing(name, kind, od): return {"id": name, "kind": kind, "sections": [{"id": "s1", "od_m": od}]}
    >>> well = build({"id": "w", "header": {"name": "W"}, "strings": [
    ...     casing("outer", "surface_casing", 0.34), casing("inner", "production_casing", 0.24),
    ...     casing("tubing", "tubing", 0.11)]})
    >>> [(a.letter, a.inner_ids, a.outer_ids) for a in topology(well).annuli]
    [('A', ('tubing',), ('inner',)), ('B', ('inner',), ('outer',))]
    """
    reaching = [string for string in model.strings or () if string.kind in REACHING]
    liners = [string for string in model.strings or () if string.kind == "liner"]
    if not reaching:
        return Topology(
            (), None, (Problem("well", "strings", "no string that reaches the wellhead is described"),)
        )
    problems = [*_unknown_sizes((*reaching, *liners)), *_two_tubings(reaching), *_open_bores(model)]
    if problems:
        return Topology((), None, tuple(problems))
    order = sorted(reaching, key=_top_od_m)
    chains, loose = _chains(order, liners)
    problems = [*_misfits(order), *loose]
    if problems:
        return Topology((), None, tuple(problems))
    return _nested(order, chains)


def _nested(order: list[TubularString], chains: dict[str, list[TubularString]]) -> Topology:
    tubing = order[0] if order[0].kind == "tubing" else None
    walls = [(string, *chains[string.id]) for string in order]
    if tubing is None:
        walls.insert(0, ())
    pairs = zip(LETTERS, walls, walls[1:], strict=False)
    return Topology(tuple(Walls(letter, inner, outer) for letter, inner, outer in pairs), tubing)


def name_of(item: TubularString) -> str:
    """The name people use for a string, else its id."""
    return item.name or item.id


def _top_od_m(string: TubularString) -> float:
    """Outside diameter at the wellhead [m]; `_unknown_sizes` has refused the strings that have none."""
    od_m = string.sections[0].od_m if string.sections else None
    if od_m is None:
        raise ValueError(f"{string.id} has no outside diameter")
    return od_m


def _unknown_sizes(strings: Iterable[TubularString]) -> list[Problem]:
    """Strings without an outside diameter: where they belong cannot be known."""
    problems = []
    for string in strings:
        if not string.sections:
            problems.append(
                Problem(string.id, f"strings/{string.id}/sections", f"sections of {name_of(string)}")
            )
        elif string.sections[0].od_m is None:
            path = f"strings/{string.id}/sections/{string.sections[0].id}/od_m"
            problems.append(Problem(string.id, path, f"outside diameter of {name_of(string)}"))
    return problems


def _two_tubings(reaching: list[TubularString]) -> list[Problem]:
    tubings = [string for string in reaching if string.kind == "tubing"]
    if len(tubings) < 2:
        return []
    what = "more than one tubing string is in the well: dual completions and inner strings are not rated"
    return [Problem(tubings[1].id, "strings", what)]


def _open_bores(model: WellModel) -> list[Problem]:
    """A multilateral: two wellbores that are open at once."""
    ends = open_ends(model)
    if len(ends) < 2:
        return []
    what = "two wellbores are open: multilateral wells are not rated"
    return [Problem(ends[1].id, "wellbores", what)]


def _misfits(order: list[TubularString]) -> list[Problem]:
    """Neighbours of the same size, or an inner string that its outer one cannot hold."""
    problems = []
    for inner, outer in pairwise(order):
        bore_m = _top_bore_m(outer)
        if _top_od_m(inner) >= (_top_od_m(outer) if bore_m is None else bore_m):
            what = f"{name_of(inner)} does not fit in {name_of(outer)}: they cannot be nested"
            problems.append(Problem(inner.id, f"strings/{inner.id}", what))
        elif inner.kind != "tubing" and outer.kind == "tubing":
            what = f"{name_of(inner)} lies inside the tubing {name_of(outer)}"
            problems.append(Problem(inner.id, f"strings/{inner.id}", what))
    return problems


def _top_bore_m(string: TubularString) -> float | None:
    section = (string.sections or (None,))[0]
    if section is None or section.od_m is None:
        return None
    if section.id_m is not None:
        return section.id_m
    return None if section.wall_m is None else section.od_m - 2 * section.wall_m


def _chains(
    order: list[TubularString], liners: list[TubularString]
) -> tuple[dict[str, list[TubularString]], list[Problem]]:
    """The liners that continue each wall, top to bottom, and those that fit nowhere."""
    chains: dict[str, list[TubularString]] = {string.id: [] for string in order}
    loose = []
    for liner in sorted(liners, key=lambda string: (string.top_md_m is None, string.top_md_m or 0.0)):
        host = _tied_back(liner, order) or _smallest_host(liner, order)
        if host is None:
            what = f"{name_of(liner)} fits in no casing that reaches the wellhead"
            loose.append(Problem(liner.id, f"strings/{liner.id}", what))
        else:
            chains[host.id].append(liner)
    for string in order:
        if string.kind == "tieback" and chains[string.id]:
            _follow(chains, string, order)
    return chains, loose


def _follow(
    chains: dict[str, list[TubularString]], tieback: TubularString, order: list[TubularString]
) -> None:
    """Liners below the one a tie-back lands on continue the tie-back's wall too."""
    first = chains[tieback.id][0]
    for string in order:
        deeper = [
            liner
            for liner in chains[string.id]
            if string is not tieback
            and liner.top_md_m is not None
            and liner.top_md_m > (first.top_md_m or 0.0)
        ]
        chains[tieback.id].extend(deeper)
        chains[string.id] = [liner for liner in chains[string.id] if liner not in deeper]


def _tied_back(liner: TubularString, order: list[TubularString]) -> TubularString | None:
    """The tie-back that lands on the top of this liner."""
    if liner.top_md_m is None:
        return None
    for string in order:
        if string.kind == "tieback" and string.shoe_md_m is not None:
            lands = abs(string.shoe_md_m - liner.top_md_m) <= TIE_BACK_LANDING_M
            if lands and _top_od_m(liner) > (_top_bore_m(string) or 0.0):
                return string
    return None


def _smallest_host(liner: TubularString, order: list[TubularString]) -> TubularString | None:
    od_m = _top_od_m(liner)
    hosts = (string for string in order if string.kind in CASINGS)
    return next((string for string in hosts if od_m < _least_bore_m(string)), None)


def _least_bore_m(string: TubularString) -> float:
    """The tightest place of a string; its outside diameter where the wall is not known."""
    bores = []
    for section in string.sections or ():
        if section.id_m is not None:
            bores.append(section.id_m)
        elif section.od_m is not None:
            bores.append(section.od_m - 2 * (section.wall_m or 0.0))
    return min(bores)
