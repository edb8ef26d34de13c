"""The lowest credible formation pressure outside a liner, at the depth of the pipe."""

from __future__ import annotations

from integrity.engine.maasp.space import Space
from integrity.engine.result import Assumption, Substitution, whole_pa
from wells.engine.constants import STANDARD_GRAVITY_M_S2
from wells.engine.model import Formation, FormationPressure, TubularString

UNKNOWN_ROW = Substitution("P_EXT", "formation pressure not known", 0, "Pa", "formations")


class PorePressure:
    """What backs up a liner below the previous shoe: the formation there, 0 where nothing is known."""

    turns_md_m: tuple[float, ...] = ()

    def __init__(self, space: Space, liner: TubularString) -> None:
        self._space, self._bore = space, liner.wellbore_id
        self._formations = [
            formation
            for formation in space.well.model.formations or ()
            if formation.wellbore_id is None or self._bore is None or formation.wellbore_id == self._bore
        ]

    def _formation_at(self, md_m: float | None) -> tuple[Formation, FormationPressure, float] | None:
        """The formation at a depth, its pressure, and the lowest credible value at that depth [Pa]."""
        for formation in self._formations:
            stated = formation.pressure
            top_m, base_m = formation.top_md_m, formation.base_md_m
            if md_m is None or stated is None or top_m is None or base_m is None:
                continue
            if top_m <= md_m < base_m and stated.lowest_credible_pa is not None:
                pressure_pa = self._shifted_pa(stated, md_m)
                return None if pressure_pa is None else (formation, stated, pressure_pa)
        return None

    def _shifted_pa(self, stated: FormationPressure, md_m: float) -> float | None:
        if stated.lowest_credible_pa is None or stated.fluid_density_kg_m3 is None:
            return None
        height_m = self._space.well.tvd_m(md_m, self._bore) - self._space.well.tvd_m(stated.md_m, self._bore)
        column_pa = stated.fluid_density_kg_m3 * STANDARD_GRAVITY_M_S2 * height_m
        return max(0.0, stated.lowest_credible_pa + column_pa)

    def at(self, below_gauge_m: float, md_m: float | None) -> tuple[float, PorePressure]:
        found = self._formation_at(md_m)
        return (0.0 if found is None else found[2]), self

    def assumed(self, below_gauge_m: float, md_m: float | None) -> tuple[Assumption, ...]:
        if self._formation_at(md_m) is not None:
            return ()
        return (Assumption("formations", f"lowest credible formation pressure at {md_m:g} m MD; 0 is used"),)

    def substitution(self, below_gauge_m: float, md_m: float | None) -> tuple[Substitution, ...]:
        found = self._formation_at(md_m)
        if found is None:
            return (UNKNOWN_ROW,)
        formation, _, pressure_pa = found
        name = f"lowest credible pressure of {formation.name or formation.id} at the point"
        source = f"formations/{formation.id}/pressure/lowest_credible_pa"
        return (Substitution("P_EXT", name, whole_pa(pressure_pa), "Pa", source),)
