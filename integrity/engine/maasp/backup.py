"""What backs up a string from outside, above and below the top of cement there (A4b, A7a, A10, X3, X6).

The fluid outside a string guarantees its back-up only down to the top of cement behind the string. Below it
stands cement that transmits nothing one can count on: the lowest credible pore pressure backs up, 0 where none
is known. Where the top is not known, at each depth the lesser of both. Source: rule 14 of the project's
reading of ISO 16530-1 (R7); `rules/backup_below_cement` chooses, decision 0023.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from integrity.engine.maasp.columns import Acting, Opposing, least_of
from integrity.engine.maasp.pieces import Span
from integrity.engine.maasp.pore_pressure import PorePressure
from integrity.engine.result import Assumption, Substitution, metres
from wells.engine.model import TubularString
from wells.engine.topology import name_of
from wells.engine.value import value

if TYPE_CHECKING:
    from integrity.engine.maasp.space import Space

RULE = "rules/backup_below_cement"
CHOICE = Substitution("back-up", "what backs up below the cement outside", "pore_pressure", "", RULE)


@value
class Top:
    """Down to where the fluid outside a string counts, MD; None: not known. `path`, `what`: where it stands."""

    md_m: float | None
    path: str
    what: str


class Named:
    """What acts, with the top of cement it was chosen by."""

    __slots__ = ("_acting", "_assumption", "_rows")

    def __init__(
        self, acting: Acting, rows: tuple[Substitution, ...], assumption: Assumption | None = None
    ) -> None:
        self._acting, self._rows, self._assumption = acting, rows, assumption

    def substitution(self, below_gauge_m: float, md_m: float | None) -> tuple[Substitution, ...]:
        return (*self._acting.substitution(below_gauge_m, md_m), *self._rows)

    def assumed(self, below_gauge_m: float, md_m: float | None) -> tuple[Assumption, ...]:
        taken = self._acting.assumed(below_gauge_m, md_m)
        return taken if self._assumption is None else (*taken, self._assumption)


class Marked:
    """A back-up whose derivation names the choice; with several the least at the depth."""

    __slots__ = ("_assumption", "_backups", "_rows")

    def __init__(
        self, *backups: Opposing, rows: tuple[Substitution, ...], assumption: Assumption | None = None
    ) -> None:
        self._backups, self._rows, self._assumption = backups, rows, assumption

    @property
    def turns_md_m(self) -> tuple[float, ...]:
        return tuple([turn for backup in self._backups for turn in backup.turns_md_m])

    def at(self, below_gauge_m: float, md_m: float | None) -> tuple[float, Named]:
        least_pa, acting = least_of(self._backups, below_gauge_m, md_m)
        return least_pa, Named(acting, self._rows, self._assumption)


class Least:
    """Of several columns the one with the least pressure at the depth: spaces that a leak joins."""

    __slots__ = ("_columns", "turns_md_m")

    def __init__(self, columns: Sequence[Opposing]) -> None:
        self._columns = tuple(columns)
        self.turns_md_m = tuple(turn for column in columns for turn in column.turns_md_m)

    def at(self, below_gauge_m: float, md_m: float | None) -> tuple[float, Acting]:
        return least_of(self._columns, below_gauge_m, md_m)


class BelowCement:
    """The back-up of one string: the column outside down to the cement there, below it the pores."""

    def __init__(self, space: Space, string: TubularString, column: Opposing) -> None:
        self._space, self._string, self._column = space, string, column
        self._pore = PorePressure(space, string)
        self.top = top_outside(space, string)
        self.turns_md_m = column.turns_md_m
        row = Substitution("D_TOC", self.top.what, metres(self.top.md_m) or 0.0, "m", self.top.path)
        self._rows = (CHOICE,) if self.top.md_m is None else (CHOICE, row)
        self._assumption = None
        if self.top.md_m is None:
            self._assumption = Assumption(
                self.top.path, f"{self.top.what}; the lesser of column and pore is used"
            )

    def at(self, below_gauge_m: float, md_m: float | None) -> tuple[float, Named]:
        """At one depth; on a boundary the side that backs up less."""
        if md_m is None:
            return self._drawn(below_gauge_m).at(below_gauge_m, md_m)
        return self._beside(md_m).at(below_gauge_m, md_m)

    def _beside(self, md_m: float) -> Marked:
        top_md_m = self.top.md_m
        if top_md_m is not None and md_m < top_md_m:
            return self._marked(self._column)
        pore = self._pore.beside(md_m)
        if top_md_m is not None and md_m > top_md_m:
            return self._marked(pore)
        return self._marked(self._column, pore)

    def _drawn(self, below_gauge_m: float) -> Marked:
        """For a depth below the gauge that has no measured depth: the column above the cement, else nothing."""
        top_md_m = self.top.md_m
        if below_gauge_m <= 0 or (
            top_md_m is not None
            and below_gauge_m <= self._space.below_gauge_m(top_md_m, self._string.wellbore_id)
        ):
            return self._marked(self._column)
        return self._marked(self._column, self._pore)

    def _marked(self, *backups: Opposing) -> Marked:
        return Marked(*backups, rows=self._rows, assumption=self._assumption)

    def spans(self, top_md_m: float | None, base_md_m: float | None) -> list[Span]:
        """An exposed length, cut at the top of cement and at the formations below it."""
        top_of_cement = self.top.md_m
        ends = _ends(self._string, top_md_m, base_md_m)
        cuts = set(self._pore.bounds_md_m) if top_of_cement is None else {top_of_cement}
        cuts |= {bound for bound in self._pore.bounds_md_m if top_of_cement is None or bound > top_of_cement}
        edges = [top_md_m, *_inside(cuts, *ends), base_md_m]
        return [Span(high, low, self._along(high, low)) for high, low in pairwise(edges)]

    def _along(self, high_m: float | None, low_m: float | None) -> Opposing:
        """What backs up between two cuts; an end that is None is the string's own."""
        start_m, end_m = _ends(self._string, high_m, low_m)
        top_md_m = self.top.md_m
        if top_md_m is not None and start_m < top_md_m:
            return self._marked(self._column)
        pore = self._pore.between(start_m, max(start_m, end_m))
        return self._marked(pore) if top_md_m is not None else self._marked(self._column, pore)


def backup_spans(
    space: Space, string: TubularString, top_md_m: float | None, base_md_m: float | None
) -> list[Span]:
    """The lengths of an outer wall with what backs each up."""
    outside = space.outside
    if isinstance(outside, BelowCement):
        return outside.spans(top_md_m, base_md_m)
    return [Span(top_md_m, base_md_m, outside)]


def pore_spans(
    space: Space, string: TubularString, top_md_m: float | None, base_md_m: float | None
) -> list[Span]:
    """The lengths of a liner below the previous shoe, cut where formations begin and end.

    With `full_column` the length is not cut, as the published answers have it.
    """
    pore = PorePressure(space, string)
    if not space.well.careful_backup:
        return [Span(top_md_m, base_md_m, pore)]
    ends = _ends(string, top_md_m, base_md_m)
    edges = [top_md_m, *_inside(pore.bounds_md_m, *ends), base_md_m]
    return [Span(high, low, pore.between(*_ends(string, high, low))) for high, low in pairwise(edges)]


def _ends(string: TubularString, top_md_m: float | None, base_md_m: float | None) -> tuple[float, float]:
    """The ends of a length in numbers; what is not known reaches as far as there is anything."""
    start_m = top_md_m if top_md_m is not None else string.top_md_m
    end_m = inf if base_md_m is None else base_md_m
    if string.shoe_md_m is not None and string.shoe_md_m < end_m:
        end_m = string.shoe_md_m
    return (0.0 if start_m is None else start_m), end_m


def _inside(cuts: Sequence[float] | set[float], start_m: float, end_m: float) -> list[float]:
    return sorted(cut for cut in cuts if start_m < cut < end_m)


def top_outside(space: Space, string: TubularString) -> Top:
    """The top of cement behind a string; without cement its shoe, below which its back-up is not its own."""
    path = f"cement behind {string.id}"
    behind = [cement for cement in space.well.model.cement or () if cement.behind == string.id]
    if space.well.model.cement is not None and not behind:
        what = f"shoe of {name_of(string)}: no cement behind it"
        return Top(string.shoe_md_m, f"strings/{string.id}/shoe_md_m", what)
    tops = [cement.top_md_m for cement in behind]
    stated = [top for top in tops if top is not None]
    if not stated or len(stated) < len(tops):
        return Top(None, path, f"top of cement behind {name_of(string)}")
    highest = min(behind, key=lambda cement: cement.top_md_m or 0.0)
    return Top(min(stated), f"cement/{highest.id}/top_md_m", f"top of cement outside {name_of(string)}: MD")
