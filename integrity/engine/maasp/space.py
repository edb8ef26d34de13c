"""One annulus made ready: its gauge, its own column, and what opposes it inside and outside."""

from __future__ import annotations

from functools import cached_property

from integrity.engine.maasp.backup import BelowCement, Least
from integrity.engine.maasp.columns import (
    Column,
    LeastState,
    Naming,
    Nothing,
    Opposing,
    SeaWater,
    fixed_row,
    opposing_column,
    rated_column,
)
from integrity.engine.maasp.leaks import BORE
from integrity.engine.maasp.well import Contradiction, NotKnown, Well, known
from integrity.engine.result import Assumption, Depth, Substitution
from wells.engine.constants import STANDARD_GRAVITY_M_S2
from wells.engine.model import BoreContent
from wells.engine.topology import LETTERS, Walls
from wells.engine.topology_exposure import Exposure, exposure

DENSITIES = {"heaviest": "density_kg_m3", "lightest": "lightest_density_kg_m3"}
GRAVITY = Substitution("g", "standard gravity", STANDARD_GRAVITY_M_S2, "m/s2", "constant")


class Space:
    """An annulus as the candidates see it. Depths below its gauge; above the gauge counts as 0."""

    def __init__(self, well: Well, walls: Walls) -> None:
        self.well, self.walls, self.letter = well, walls, walls.letter
        self.annulus = well.annuli.get(walls.letter)
        self.bore = walls.outer[0].wellbore_id
        self.beyond: dict[float, None] = {}
        datum = well.model.datum
        elevation_m = self.annulus.gauge_elevation_m if self.annulus is not None else None
        if elevation_m is None and datum is not None:
            elevation_m = datum.annulus_gauge_elevation_m
        path, what = "datum/annulus_gauge_elevation_m", f"elevation of the gauge of annulus {self.letter}"
        self.gauge_elevation_m = known(elevation_m, path, what)
        rkb_m = datum.rkb_elevation_m if datum is not None else None
        self.rkb_elevation_m = known(rkb_m, "datum/rkb_elevation_m", "elevation of the RKB")
        self.gauge_tvd_m = self.rkb_elevation_m - self.gauge_elevation_m
        well.tvd_m(0.0, self.bore)

    # depths

    def below_gauge_m(self, md_m: float, wellbore_id: str | None = None) -> float:
        """TVD of a depth below the gauge; 0 above it."""
        return max(0.0, self.well.tvd_m(md_m, wellbore_id or self.bore) - self.gauge_tvd_m)

    def point(self, md_m: float, wellbore_id: str | None = None) -> Depth:
        """A depth as the answer gives it; remembers the ones that no survey reaches."""
        tvd_m, extrapolated = self.well.survey(wellbore_id or self.bore).at(md_m)
        if extrapolated:
            self.beyond[md_m] = None
        below_m = tvd_m - self.gauge_tvd_m
        return Depth(md_m, tvd_m, below_m if below_m > 0 else 0.0)

    @property
    def at_gauge(self) -> Depth:
        return Depth(None, self.gauge_tvd_m, 0.0)

    def _below(self, md_m: float) -> float | None:
        try:
            return self.below_gauge_m(md_m)
        except NotKnown:
            return None

    # the annulus itself

    @cached_property
    def exposure(self) -> Exposure:
        """How far its fluid reaches along its walls; outside A only."""
        return exposure(self.well.model, self.walls)

    @cached_property
    def rated(self) -> Column:
        """Its own column for burst, collapse and elements."""
        return self._rated(DENSITIES[self.well.policy.rated_annulus])

    @cached_property
    def rated_for_formation(self) -> Column:
        """Its own column for the strength of a formation."""
        field = DENSITIES[self.well.policy.formation_check]
        return (
            self.rated
            if self.well.policy.formation_check == self.well.policy.rated_annulus
            else self._rated(field)
        )

    def _rated(self, field: str) -> Column:
        layers = self.annulus.layers if self.annulus is not None else None
        return rated_column(
            layers, naming=annulus_naming(self.letter), field=field, below_gauge_m=self._below
        )

    def carried_pa(self, column: Column, below_gauge_m: float) -> float:
        """Pressure of the rated column at a depth. Raises NotKnown below a gap in it, Contradiction where a
        layer is said to weigh nothing."""
        if self._weightless is not None:
            raise Contradiction(self._weightless)
        if column.known_to_m is not None and below_gauge_m > column.known_to_m:
            raise NotKnown(*column.missing)
        return column.liquid.pressure_pa(below_gauge_m)

    @cached_property
    def _weightless(self) -> str | None:
        """A layer whose heaviest density is stated as 0: no fluid weighs nothing."""
        layers = self.annulus.layers if self.annulus is not None else None
        for number, layer in enumerate(layers or (), start=1):
            if layer.density_kg_m3 == 0:
                return f"the density of annulus {self.letter}, layer {number} is 0: no fluid weighs nothing"
        return None

    # what opposes it

    @cached_property
    def inside(self) -> Opposing:
        """Content of the inner wall: the bore for A (and for B without tubing), else the next inner annulus."""
        index = LETTERS.index(self.letter)
        inner = LETTERS[index - 1] if index and self.well.nest.annuli[index - 1].inner else BORE
        return self._content(inner)

    @cached_property
    def outside(self) -> Opposing:
        """Back-up of the outer wall: the next outer annulus, or what surrounds the last string."""
        if self.well.policy.backup == "none":
            return Nothing(fixed_row("p_o", "no back-up by policy", 0, "fluids_policy/backup"))
        following = self.well.nest.next_outer(self.letter)
        if following is None:
            return self._surroundings()
        content = self._content(following.letter)
        if not self.well.careful_backup or isinstance(content, Nothing):
            return content
        return BelowCement(self, self.walls.outer[0], content)

    def _content(self, name: str) -> Opposing:
        """What a neighbouring space opposes with. One that a leak joins to this annulus opposes with nothing: its
        pressure is this one's. One that a leak joins to others may hold what they hold: the least of them."""
        if not self.well.leaks:
            return self._own_content(name)
        joined = self.well.leaks.joined(name)
        if self.letter in joined:
            row = fixed_row(
                "p_joined", f"no back-up: {space_name(name)} is joined by a leak", 0, "communications"
            )
            return Nothing(row)
        if self.well.leaks.open(name):
            row = fixed_row("p_open", f"no back-up: {space_name(name)} leaks away", 0, "communications")
            return Nothing(row)
        contents = [self._own_content(one) for one in (name, *sorted(joined - {name}))]
        return contents[0] if len(contents) == 1 else Least(contents)

    def _own_content(self, name: str) -> Opposing:
        return self._bore_column() if name == BORE else self._annulus_column(name)

    def _annulus_column(self, letter: str) -> Column:
        annulus = self.well.annuli.get(letter)
        sea_pa, row = self._sea_head()
        return opposing_column(
            annulus.layers if annulus is not None else None,
            naming=annulus_naming(letter),
            below_gauge_m=self._below,
            surface_pa=sea_pa,
            surface=row,
        )

    def _sea_head(self) -> tuple[float, Substitution | None]:
        """Sea-water head at a subsea wellhead: what an annulus behind it cannot fall below.

        On land, on a platform, or where the environment or the density is not known: 0.
        """
        density = (
            self.well.model.fluids_policy.seawater_density_kg_m3 if self.well.model.fluids_policy else None
        )
        if self.well.model.header.environment != "subsea" or density is None or self.gauge_elevation_m >= 0:
            return 0.0, None
        head_pa = density * STANDARD_GRAVITY_M_S2 * -self.gauge_elevation_m
        return head_pa, fixed_row(
            "p_sea", "sea-water head at the gauge", head_pa, "fluids_policy/seawater_density_kg_m3"
        )

    def _bore_column(self) -> Opposing:
        choice = self.well.policy.inner
        if choice == "evacuated":
            return Nothing(fixed_row("p_i", "inner bore evacuated", 0, "fluids_policy/inner"))
        columns = self.bore_columns()
        if not columns:
            what = "content of the inner bore; 0 is used"
            return Nothing(None, Assumption("bore_contents", what))
        return columns[0] if len(columns) == 1 else LeastState(columns)

    def bore_columns(self) -> list[Column]:
        """The column of the bore in each state that the policy counts; none where it is taken as evacuated."""
        choice = self.well.policy.inner
        return [
            self._state_column(content)
            for content in self.well.model.bore_contents or ()
            if choice in ("least_state", content.state)
        ]

    def _state_column(self, content: BoreContent) -> Column:
        surface_pa = content.guaranteed_wellhead_pressure_pa or 0.0
        path = f"bore_contents/{content.state}"
        row = None
        if surface_pa:
            name = f"guaranteed wellhead pressure, {content.state}"
            row = fixed_row("p_WH", name, surface_pa, f"{path}/guaranteed_wellhead_pressure_pa")
        return opposing_column(
            content.layers,
            naming=Naming(path, f"inner bore, {content.state}", "i"),
            below_gauge_m=self._below,
            surface_pa=surface_pa,
            surface=row,
        )

    def _surroundings(self) -> Opposing:
        policy, datum = self.well.model.fluids_policy, self.well.model.datum
        if self.well.policy.outermost_backup == "none":
            return Nothing(
                fixed_row("p_o", "no back-up outside the last string", 0, "fluids_policy/outermost_backup")
            )
        density = policy.seawater_density_kg_m3 if policy is not None else None
        ground_m = datum.ground_elevation_m if datum is not None else None
        if density is None:
            what = "density of sea water; 0 is used"
            return Nothing(None, Assumption("fluids_policy/seawater_density_kg_m3", what))
        if ground_m is None:
            return Nothing(None, Assumption("datum/ground_elevation_m", "level of the mudline; 0 is used"))
        return SeaWater(
            density_kg_m3=density,
            sea_level_m=self.gauge_elevation_m,
            mudline_m=self.gauge_elevation_m - ground_m,
            turns_md_m=(self.rkb_elevation_m,),
        )

    def equipment_factor(self) -> float:
        return known(self.well.factors.equipment, "rules/design_factors/equipment", "design factor equipment")


def space_name(name: str) -> str:
    """How a space is called in a sentence."""
    return "the bore" if name == BORE else f"annulus {name}"


def annulus_naming(letter: str) -> Naming:
    """How the column of an annulus is called."""
    return Naming(f"annuli/{letter}", f"annulus {letter}", letter)
