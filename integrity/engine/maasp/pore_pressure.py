"""The lowest credible formation pressure outside a string, at the depth of the pipe.

Each formation carries its own pressure up and down with the density of its fluid; where no formation with a
stated pressure lies, or where two overlap, the least counts: 0, or the lower of both.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from integrity.engine.result import Assumption, Substitution, whole_pa
from wells.engine.constants import STANDARD_GRAVITY_M_S2
from wells.engine.model import Formation, FormationPressure, TubularString
from wells.engine.value import value

if TYPE_CHECKING:
    from integrity.engine.maasp.space import Space

UNKNOWN_ROW = Substitution("P_EXT", "formation pressure not known", 0, "Pa", "formations")
BISECTIONS = 40
"""Halvings that find where a pressure reaches zero: 10 km to well under a millimetre."""


@value
class Held:
    """A formation with a stated pressure and the depths between which it lies, MD."""

    formation: Formation
    stated: FormationPressure
    top_md_m: float
    base_md_m: float


class PorePressure:
    """What backs up a string from outside: the formation there, 0 where nothing is known.

    With `there` the formations are those of one interval and their bounds are not asked again.
    """

    def __init__(self, space: Space, string: TubularString, there: Sequence[Held] | None = None) -> None:
        self._space, self._string, self._bore = space, string, string.wellbore_id
        self._there = there
        self._held = self._stated() if there is None else there

    def _stated(self) -> list[Held]:
        found = []
        for formation in self._space.well.model.formations or ():
            stated, top_m, base_m = formation.pressure, formation.top_md_m, formation.base_md_m
            if stated is None or top_m is None or base_m is None or not self._is_beside(formation):
                continue
            if stated.lowest_credible_pa is not None and stated.fluid_density_kg_m3 is not None:
                found.append(Held(formation, stated, top_m, base_m))
        return found

    def _is_beside(self, formation: Formation) -> bool:
        """Whether a formation is one of the string's wellbore; with several bores only one that says so."""
        if len(self._space.well.model.wellbores or ()) < 2:
            return True
        return formation.wellbore_id is not None and formation.wellbore_id == self._bore

    # where it changes

    @cached_property
    def bounds_md_m(self) -> tuple[float, ...]:
        """Depths at which a formation with a known pressure begins or ends."""
        return tuple(sorted({end for held in self._held for end in (held.top_md_m, held.base_md_m)}))

    @property
    def turns_md_m(self) -> tuple[float, ...]:
        """Depths inside one interval at which a pressure reaches zero."""
        if not self._there:
            return ()
        return tuple(turn for held in self._there if (turn := self._zero_md_m(held)) is not None)

    def _zero_md_m(self, held: Held) -> float | None:
        high_m, low_m = held.top_md_m, held.base_md_m
        if self._unbounded_pa(held, high_m) >= 0 or self._unbounded_pa(held, low_m) <= 0:
            return None
        for _ in range(BISECTIONS):
            middle_m = (high_m + low_m) / 2
            if self._unbounded_pa(held, middle_m) < 0:
                high_m = middle_m
            else:
                low_m = middle_m
        return low_m

    def between(self, top_md_m: float, base_md_m: float) -> PorePressure:
        """The pressure along an interval that no formation boundary cuts."""
        there = [held for held in self._held if held.top_md_m <= top_md_m and held.base_md_m >= base_md_m]
        return PorePressure(self._space, self._string, there)

    def beside(self, md_m: float) -> PorePressure:
        """At a depth that may be a boundary: the side of it with the least pressure."""
        upper = [held for held in self._held if held.top_md_m < md_m <= held.base_md_m]
        lower = [held for held in self._held if held.top_md_m <= md_m < held.base_md_m]
        sides = [PorePressure(self._space, self._string, there) for there in (upper, lower)]
        return min(sides, key=lambda side: side.at(0.0, md_m)[0])

    # what it is

    def _unbounded_pa(self, held: Held, md_m: float) -> float:
        tvd_m = self._space.well.tvd_m
        height_m = tvd_m(md_m, self._bore) - tvd_m(held.stated.md_m, self._bore)
        column_pa = (held.stated.fluid_density_kg_m3 or 0.0) * STANDARD_GRAVITY_M_S2 * height_m
        return (held.stated.lowest_credible_pa or 0.0) + column_pa

    def _found(self, md_m: float | None) -> tuple[Formation, float] | None:
        """The formation at a depth and its lowest credible pressure there [Pa]."""
        if md_m is None:
            return None
        there = self._held
        if self._there is None:
            there = [held for held in there if held.top_md_m <= md_m < held.base_md_m]
        if not there:
            return None
        found = [(held.formation, max(0.0, self._unbounded_pa(held, md_m))) for held in there]
        return min(found, key=lambda item: item[1])

    def at(self, below_gauge_m: float, md_m: float | None) -> tuple[float, PorePressure]:
        found = self._found(md_m)
        return (0.0 if found is None else found[1]), self

    def assumed(self, below_gauge_m: float, md_m: float | None) -> tuple[Assumption, ...]:
        if md_m is None or self._found(md_m) is not None:
            return ()
        return (Assumption("formations", f"lowest credible formation pressure at {md_m:g} m MD; 0 is used"),)

    def substitution(self, below_gauge_m: float, md_m: float | None) -> tuple[Substitution, ...]:
        found = self._found(md_m)
        if found is None:
            return (UNKNOWN_ROW,)
        formation, pressure_pa = found
        name = f"lowest credible pressure of {formation.name or formation.id} at the point"
        source = f"formations/{formation.id}/pressure/lowest_credible_pa"
        return (Substitution("P_EXT", name, whole_pa(pressure_pa), "Pa", source),)
