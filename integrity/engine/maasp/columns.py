"""Fluid columns of a well as limits see them: the rated one, and what opposes it.

The rated annulus carries its heaviest credible fluid and starts at zero at its gauge. What opposes it
carries the lightest and starts at its own guaranteed pressure. A density that is not known stops a rated
column; in an opposing one it counts 0, the least there can be, and is named as an assumption.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from integrity.engine.result import Assumption, Missing, Substitution, metres, whole_pa
from wells.engine.constants import STANDARD_GRAVITY_M_S2
from wells.engine.hydrostatics import LiquidColumn
from wells.engine.model import Layer
from wells.engine.value import value

HEIGHT = "height of that layer above the point, TVD"


class Acting(Protocol):
    """The one column that acts at a depth."""

    def substitution(self, below_gauge_m: float, md_m: float | None) -> tuple[Substitution, ...]: ...
    def assumed(self, below_gauge_m: float, md_m: float | None) -> tuple[Assumption, ...]: ...


class Opposing(Protocol):
    """Whatever pushes back at a depth below the gauge of the rated annulus."""

    @property
    def turns_md_m(self) -> tuple[float, ...]: ...
    def at(self, below_gauge_m: float, md_m: float | None) -> tuple[float, Acting]:
        """Pressure [Pa] at a depth, and the column that makes it."""
        ...


@value
class Naming:
    """How a column is called: its place in the document, its title, and the mark on its symbols."""

    path: str
    title: str
    mark: str


class Column:
    """Liquid layers below the gauge, with the words a derivation needs."""

    __slots__ = (
        "_assumed",
        "_densities",
        "_field",
        "_naming",
        "_surface",
        "known_to_m",
        "liquid",
        "missing",
        "turns_md_m",
    )

    def __init__(
        self,
        *,
        naming: Naming,
        field: str,
        tops_m: Sequence[float],
        tops_md_m: Sequence[float],
        densities: Sequence[float | None],
        surface_pa: float = 0.0,
        surface: Substitution | None = None,
        missing: tuple[Missing, ...] = (),
        assumed: tuple[tuple[float, Assumption], ...] = (),
        known_to_m: float | None = None,
    ) -> None:
        self._naming, self._field, self._surface = naming, field, surface
        self._densities = tuple([density or 0.0 for density in densities])
        self._assumed, self.missing, self.known_to_m = assumed, missing, known_to_m
        self.turns_md_m = tuple(tops_md_m)
        self.liquid = LiquidColumn(
            surface_pressure_pa=surface_pa, tops_m=tops_m, densities_kg_m3=self._densities or (0.0,)
        )

    def at(self, below_gauge_m: float, md_m: float | None) -> tuple[float, Column]:
        return self.liquid.pressure_pa(below_gauge_m), self

    def assumed(self, below_gauge_m: float, md_m: float | None) -> tuple[Assumption, ...]:
        if not self._assumed:
            return ()
        return tuple(what for from_m, what in self._assumed if below_gauge_m >= from_m)

    def substitution(self, below_gauge_m: float, md_m: float | None) -> tuple[Substitution, ...]:
        rows = [] if self._surface is None else [self._surface]
        path, title, mark = self._naming.path, self._naming.title, self._naming.mark
        heights = self.liquid.heights_m(below_gauge_m)
        for index in range(min(len(heights), len(self._densities))):
            number, height_m = index + 1, heights[index]
            source = f"{path}/layers/{index}/{self._field}"
            density = self._densities[index]
            rows.append(
                Substitution(
                    f"rho_{mark}{number}", f"density of {title}, layer {number}", density, "kg/m3", source
                )
            )
            rows.append(Substitution(f"h_{mark}{number}", HEIGHT, round(height_m, 3), "m", "trajectory"))
        return tuple(rows)


class Nothing:
    """No pressure is counted: evacuated, no back-up by policy, or nothing known."""

    __slots__ = ("_assumption", "_row")
    turns_md_m: tuple[float, ...] = ()

    def __init__(self, row: Substitution | None = None, assumption: Assumption | None = None) -> None:
        self._row, self._assumption = row, assumption

    def at(self, below_gauge_m: float, md_m: float | None) -> tuple[float, Nothing]:
        return 0.0, self

    def substitution(self, below_gauge_m: float, md_m: float | None) -> tuple[Substitution, ...]:
        return () if self._row is None else (self._row,)

    def assumed(self, below_gauge_m: float, md_m: float | None) -> tuple[Assumption, ...]:
        return () if self._assumption is None else (self._assumption,)


class LeastState:
    """The content of the bore in several well states: the one with the least pressure at the depth opposes."""

    __slots__ = ("_columns", "turns_md_m")

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = tuple(columns)
        self.turns_md_m = tuple(turn for column in columns for turn in column.turns_md_m)

    def at(self, below_gauge_m: float, md_m: float | None) -> tuple[float, Column]:
        least = self._columns[0]
        least_pa = least.liquid.pressure_pa(below_gauge_m)
        for column in self._columns[1:]:
            pressure_pa = column.liquid.pressure_pa(below_gauge_m)
            if pressure_pa < least_pa:
                least, least_pa = column, pressure_pa
        return least_pa, least


def least_of(columns: Sequence[Opposing], below_gauge_m: float, md_m: float | None) -> tuple[float, Acting]:
    """Of several columns the pressure and the column with the least at a depth; of equal ones the first."""
    least = columns[0].at(below_gauge_m, md_m)
    for column in columns[1:]:
        found = column.at(below_gauge_m, md_m)
        if found[0] < least[0]:
            least = found
    return least


class SeaWater:
    """Sea water outside the last string: from mean sea level to the mudline, constant below it."""

    __slots__ = ("_density", "_mudline_m", "_sea_level_m", "turns_md_m")

    def __init__(
        self, *, density_kg_m3: float, sea_level_m: float, mudline_m: float, turns_md_m: Sequence[float]
    ) -> None:
        self._density, self._sea_level_m, self._mudline_m = density_kg_m3, sea_level_m, mudline_m
        self.turns_md_m = tuple(turns_md_m)

    def _height_m(self, below_gauge_m: float) -> float:
        return max(0.0, min(below_gauge_m, self._mudline_m) - self._sea_level_m)

    def at(self, below_gauge_m: float, md_m: float | None) -> tuple[float, SeaWater]:
        return self._density * STANDARD_GRAVITY_M_S2 * self._height_m(below_gauge_m), self

    def assumed(self, below_gauge_m: float, md_m: float | None) -> tuple[Assumption, ...]:
        return ()

    def substitution(self, below_gauge_m: float, md_m: float | None) -> tuple[Substitution, ...]:
        height_m = metres(self._height_m(below_gauge_m))
        return (
            Substitution(
                "rho_sw",
                "density of sea water",
                self._density,
                "kg/m3",
                "fluids_policy/seawater_density_kg_m3",
            ),
            Substitution(
                "h_sw", "height of sea water above the point or the mudline", height_m or 0.0, "m", "datum"
            ),
        )


Below = Callable[[float], float | None]


def rated_column(
    layers: Sequence[Layer] | None, *, naming: Naming, field: str, below_gauge_m: Below
) -> Column:
    """The column of the annulus being rated, from zero at its gauge; known down to the first gap in it."""
    if not layers:
        gap = Missing(f"{naming.path}/layers", f"fluid column of {naming.title}")
        return Column(
            naming=naming,
            field=field,
            tops_m=(0.0,),
            tops_md_m=(),
            densities=(),
            missing=(gap,),
            known_to_m=-1.0,
        )
    densities = [getattr(layer, field) for layer in layers]
    tops_m, tops_md_m, lost = _tops(layers, below_gauge_m)
    for index, density in enumerate(densities):
        if index == lost:
            gap = Missing(
                f"{naming.path}/layers/{index}/top_md_m", f"top of {naming.title}, layer {index + 1}"
            )
            known_to_m = -1.0
        elif density is None:
            gap = Missing(
                f"{naming.path}/layers/{index}/{field}", f"density of {naming.title}, layer {index + 1}"
            )
            known_to_m = tops_m[index] if index else -1.0
        else:
            continue
        return Column(
            naming=naming,
            field=field,
            tops_m=tops_m,
            tops_md_m=tops_md_m,
            densities=densities[: len(tops_m)],
            missing=(gap,),
            known_to_m=known_to_m,
        )
    return Column(naming=naming, field=field, tops_m=tops_m, tops_md_m=tops_md_m, densities=densities)


def opposing_column(
    layers: Sequence[Layer] | None,
    *,
    naming: Naming,
    below_gauge_m: Below,
    surface_pa: float = 0.0,
    surface: Substitution | None = None,
) -> Column:
    """A column that opposes, at its lightest; what is not known of it counts 0 and is said."""
    field = "lightest_density_kg_m3"
    tops_m, tops_md_m, lost = _tops(layers or (), below_gauge_m)
    whole = None
    if not layers:
        whole = Assumption(f"{naming.path}/layers", f"fluid column of {naming.title}; 0 is used")
    elif lost is not None:
        path = f"{naming.path}/layers/{lost}/top_md_m"
        whole = Assumption(path, f"top of {naming.title}, layer {lost + 1}; 0 is used for the column")
    if whole is not None or not layers:
        assumed = () if whole is None else ((0.0, whole),)
        return Column(
            naming=naming,
            field=field,
            tops_m=(0.0,),
            tops_md_m=(),
            densities=(),
            surface_pa=surface_pa,
            surface=surface,
            assumed=assumed,
        )
    densities = [layer.lightest_density_kg_m3 for layer in layers]
    return Column(
        naming=naming,
        field=field,
        tops_m=tops_m,
        tops_md_m=tops_md_m,
        densities=densities,
        surface_pa=surface_pa,
        surface=surface,
        assumed=_assumed_empty(naming, field, tops_m, densities) if None in densities else (),
    )


def _assumed_empty(
    naming: Naming, field: str, tops_m: Sequence[float], densities: Sequence[float | None]
) -> tuple[tuple[float, Assumption], ...]:
    """For each layer whose density is not known: from where on it counts nothing, in words."""
    what = f"lightest credible density of {naming.title}; 0 is used"
    return tuple(
        (tops_m[index], Assumption(f"{naming.path}/layers/{index}/{field}", what))
        for index, density in enumerate(densities)
        if density is None
    )


def _tops(layers: Sequence[Layer], below_gauge_m: Below) -> tuple[list[float], list[float], int | None]:
    """Tops of the layers below the gauge and in MD, and the first layer whose top is not known.

    The first layer always begins at the top of the space.
    """
    tops_m: list[float] = [0.0]
    tops_md_m: list[float] = []
    for index in range(1, len(layers)):
        md_m = layers[index].top_md_m
        top_m = None if md_m is None else below_gauge_m(md_m)
        if md_m is None or top_m is None:
            return tops_m, tops_md_m, index
        tops_m.append(max(top_m, tops_m[-1]))
        tops_md_m.append(md_m)
    return tops_m, tops_md_m, None


def fixed_row(symbol: str, name: str, pressure_pa: float, source: str) -> Substitution:
    """A pressure that is what it is, for a derivation."""
    return Substitution(symbol, name, whole_pa(pressure_pa), "Pa", source)
