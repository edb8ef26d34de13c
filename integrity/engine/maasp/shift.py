"""How much higher the pressure of one space stands than that of another, where leaks join them.

Both sides of a leak have one pressure:  P_Y = P_X + (sum rho_X g h - sum rho_Y g h) at the leak

Each annulus at its heaviest, the bore at its lightest: a light bore carries most to the tree. Where the depth is
not known, the worst of both ends of the exposed length and of every depth between at which a column turns.
Source: rule 12 of the project's reading of ISO 16530-1 (R7).
"""

from __future__ import annotations

from integrity.engine.maasp.leaks import BORE, Leak
from integrity.engine.maasp.space import Space, space_name
from integrity.engine.maasp.well import Contradiction, NotKnown, known
from integrity.engine.result import Missing, Substitution, metres, whole_pa
from wells.engine.topology import name_of
from wells.engine.value import value


@value
class Shift:
    """The worst difference of surface pressures over a way of leaks [Pa], and the rows that show it."""

    pressure_pa: float
    rows: tuple[Substitution, ...]


class Spaces:
    """The spaces of a group that leaks join, each ready or with what keeps it from being so."""

    def __init__(self, own: Space) -> None:
        self.own = own
        self._ready: dict[str, Space] = {own.letter: own}

    def space(self, letter: str) -> Space:
        """An annulus of the well. Raises NotKnown."""
        found = self._ready.get(letter)
        if found is None:
            walls = self.own.well.nest.walls(letter)
            if walls is None:
                raise NotKnown(Missing(f"annuli/{letter}", f"strings that bound annulus {letter}"))
            found = self._ready[letter] = Space(self.own.well, walls)
        return found

    def shift(self, target: str) -> Shift:
        """The worst way to another space. Raises NotKnown and Contradiction."""
        ways = self.own.well.leaks.paths(self.own.letter, target)
        return max((self._along(way) for way in ways), key=lambda shift: shift.pressure_pa)

    def _along(self, way: tuple[Leak, ...]) -> Shift:
        at, total_pa = self.own.letter, 0.0
        rows: list[Substitution] = []
        for leak in way:
            far = leak.other(at)
            step = self._across(leak, at, far)
            total_pa += step.pressure_pa
            rows += step.rows
            at = far
        return Shift(total_pa, tuple(rows))

    def _across(self, leak: Leak, near: str, far: str) -> Shift:
        tried = [self._at(leak, near, far, md_m) for md_m in self._depths(leak, near, far)]
        return max(tried, key=lambda shift: shift.pressure_pa)

    def _at(self, leak: Leak, near: str, far: str, md_m: float) -> Shift:
        near_pa, far_pa = self.column_pa(near, leak, md_m), self.column_pa(far, leak, md_m)
        rows = (
            Substitution("z_leak", f"depth of {leak.name}, MD", metres(md_m) or 0.0, "m", leak.path),
            Substitution(
                f"p_{near},leak", f"column of {space_name(near)} there", whole_pa(near_pa), "Pa", leak.path
            ),
            Substitution(
                f"p_{far},leak", f"column of {space_name(far)} there", whole_pa(far_pa), "Pa", leak.path
            ),
        )
        return Shift(near_pa - far_pa, rows)

    def column_pa(self, name: str, leak: Leak, md_m: float) -> float:
        """The weight of a space's column from its gauge to a depth of the leaking string [Pa]."""
        bore = leak.string.wellbore_id
        if name == BORE:
            return self.least_bore_pa(self.own.point(md_m, bore).below_gauge_tvd_m)
        space = self.space(name)
        return space.carried_pa(space.rated, space.point(md_m, bore).below_gauge_tvd_m)

    def least_bore_pa(self, below_gauge_m: float) -> float:
        """The lightest column of the bore in any state, without its wellhead pressure [Pa]; 0 where none is known."""
        columns = self.own.bore_columns()
        weights = [column.at(below_gauge_m, None)[0] - column.at(0.0, None)[0] for column in columns]
        return min(weights, default=0.0)

    def _depths(self, leak: Leak, near: str, far: str) -> list[float]:
        stated, string = leak.communication.md_m, leak.string
        if stated is not None:
            if string.shoe_md_m is not None and stated > string.shoe_md_m:
                raise Contradiction(f"{leak.name} lies below the shoe of {name_of(string)}")
            return [stated]
        top_md_m, base_md_m = string.top_md_m or 0.0, self._exposed_to(leak)
        turns = (*self._turns(near), *self._turns(far))
        return [top_md_m, *(turn for turn in turns if top_md_m < turn < base_md_m), base_md_m]

    def _turns(self, name: str) -> tuple[float, ...]:
        if name == BORE:
            return tuple(turn for column in self.own.bore_columns() for turn in column.turns_md_m)
        return self.space(name).rated.turns_md_m

    def _exposed_to(self, leak: Leak) -> float:
        """The lower end of the length on which both spaces touch the leaking string, MD."""
        ends = [leak.string.shoe_md_m]
        if "A" in (leak.inner, leak.outer):
            ends.append(self.own.well.bottom.md_m)
        if leak.outer not in (BORE, "A"):
            ends.append(self.space(leak.outer).exposure.inner_base_md_m)
        stated = [end for end in ends if end is not None]
        path = f"strings/{leak.string.id}/shoe_md_m"
        return known(min(stated, default=None), path, f"shoe depth of {name_of(leak.string)}")
