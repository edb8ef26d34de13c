"""Elements that close the annulus below: packer or plug (A3b) and liner-top packer (A4a).

    P_PKR/SF + [P_FORM - rho_BELOW g h_BELOW] - sum(rho_ann g h)

What helps the element from below is the lowest credible formation pressure, depleted, less the heaviest
column up to it, and not below zero. The least over the formations that can act governs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from integrity.engine.maasp.candidate import (
    OUTER,
    Assumed,
    Equipment,
    Found,
    Title,
    attempt,
    called,
    depth_rows,
    equipment_at,
    not_applicable,
    rating_of,
    rating_rows,
    unknown,
)
from integrity.engine.maasp.laps import Lap
from integrity.engine.maasp.space import Space
from integrity.engine.maasp.well import NotKnown, known, set_depth_m
from integrity.engine.result import Candidate, Depth, Missing, Substitution, whole_pa
from wells.engine.constants import STANDARD_GRAVITY_M_S2
from wells.engine.model import Component, Formation
from wells.engine.topology import name_of
from wells.engine.topology_exposure import depth_md_m
from wells.engine.value import value

ELEMENT = "P_PKR/SF + [P_FORM - rho_BELOW*g*h_BELOW] - sum(rho_ann*g*h)"


@value
class Support:
    """The pressure of one formation at an element above it [Pa]."""

    pressure_pa: float
    formation: Formation
    lowest_pa: float
    density_kg_m3: float
    height_m: float


def bottom_element(space: Space) -> Iterator[Candidate]:
    """A3b: the packer element, or without tubing the plug, on the perforated formations."""
    bottom = space.well.bottom
    title = Title("A3b", "no-packer", "packer element", "bottom", ELEMENT)
    if bottom.component is not None:
        part = bottom.component
        label = "packer element" if bottom.kind == "packer" else "plug"
        title = Title("A3b", part.id, label, "bottom", ELEMENT)
        yield _element(
            space,
            title,
            part,
            lambda: set_depth_m(part, space.well.carrier(part)),
            lambda: _perforated(space, part),
        )
    elif bottom.path is not None and bottom.what is not None:
        yield unknown(title, bottom.path, bottom.what)
    else:
        yield not_applicable(title, "no packer: the annulus is open to the formation")


def liner_top_packers(space: Space, laps: list[Lap]) -> Iterator[Candidate]:
    """A4a: each liner-top packer that the annulus stands on."""
    for lap in laps:
        for part in space.well.parts_on(lap.liner):
            if part.kind == "liner_top_packer":
                title = Title("A4a", part.id, "liner-top packer element", "bottom", ELEMENT)
                yield _element(space, title, part, _top_of(lap, part), _in_open_hole(space, lap))
        if lap.liner.top_md_m is None:
            title = Title("A4a", lap.liner.id, "liner-top packer element", "bottom", ELEMENT)
            yield unknown(title, f"strings/{lap.liner.id}/top_md_m", f"top of {name_of(lap.liner)}")


def liner_hangers(space: Space, laps: list[Lap]) -> Iterator[Candidate]:
    """A4b: burst of each exposed liner hanger."""
    for lap in laps:
        for part in space.well.parts_on(lap.liner):
            if part.kind == "liner_hanger":
                title = Title("A4b", part.id, "liner hanger burst", "outer", OUTER)
                rating = rating_of(part, "burst_pa")
                bore = lap.liner.wellbore_id
                yield equipment_at(space, title, rating, space.outside, _top_of(lap, part), bore)


def _top_of(lap: Lap, part: Component) -> Callable[[], float]:
    def md_m() -> float:
        top_m = depth_md_m(part) if depth_md_m(part) is not None else lap.liner.top_md_m
        return known(top_m, f"components/{part.id}/md_m", f"setting depth of {called(part)}")

    return md_m


def _element(
    space: Space,
    title: Title,
    part: Component,
    md_m: Callable[[], float],
    formations: Callable[[], list[Formation]],
) -> Candidate:
    value = part.ratings.differential_from_above_pa if part.ratings is not None else None
    name = f"differential rating from above of {called(part)}"
    rating = Equipment(part, "ratings/differential_from_above_pa", value, name)
    string = space.well.carrier(part)
    bore = string.wellbore_id if string is not None else None

    def compute(assumed: Assumed) -> Found:
        depth = space.point(md_m(), bore)
        carried_pa = space.carried_pa(space.rated, depth.below_gauge_tvd_m)
        rating_pa = known(rating.rating_pa, rating.path, rating.title)
        factor = space.equipment_factor()
        support = _least_support(space, formations(), depth)

        def derive() -> tuple[Substitution, ...]:
            return (
                *rating_rows(rating, factor, "P_PKR"),
                *depth_rows(depth),
                *_support_rows(support),
                *space.rated.substitution(depth.below_gauge_tvd_m, depth.md_m),
            )

        return Found(rating_pa / factor + support.pressure_pa - carried_pa, depth, derive=derive)

    return attempt(title, compute)


def _least_support(space: Space, formations: list[Formation], depth: Depth) -> Support:
    supports: list[Support] = []
    gaps: list[Missing] = []
    for formation in formations:
        try:
            supports.append(_support(space, formation, depth))
        except NotKnown as gap:
            gaps.extend(gap.missing)
    if gaps:
        raise NotKnown(*gaps)
    return min(supports, key=lambda support: support.pressure_pa)


def _support(space: Space, formation: Formation, depth: Depth) -> Support:
    path, name = f"formations/{formation.id}/pressure", formation.name or formation.id
    stated = formation.pressure
    lowest = f"lowest credible pressure of {name}"
    if stated is None:
        raise NotKnown(Missing(f"{path}/lowest_credible_pa", lowest))
    lowest_pa = known(stated.lowest_credible_pa, f"{path}/lowest_credible_pa", lowest)
    density = known(
        stated.fluid_density_kg_m3, f"{path}/fluid_density_kg_m3", f"density of the fluid above {name}"
    )
    height_m = space.well.tvd_m(stated.md_m, formation.wellbore_id or space.bore) - depth.tvd_m
    pressure_pa = max(0.0, lowest_pa - density * STANDARD_GRAVITY_M_S2 * height_m)
    return Support(pressure_pa, formation, lowest_pa, density, height_m)


def _support_rows(support: Support) -> tuple[Substitution, ...]:
    path, name = f"formations/{support.formation.id}/pressure", support.formation.name or support.formation.id
    return (
        Substitution(
            "P_FORM",
            f"lowest credible pressure of {name}",
            whole_pa(support.lowest_pa),
            "Pa",
            f"{path}/lowest_credible_pa",
        ),
        Substitution(
            "rho_BELOW", "fluid below", support.density_kg_m3, "kg/m3", f"{path}/fluid_density_kg_m3"
        ),
        Substitution(
            "h_BELOW", "formation depth below the element, TVD", round(support.height_m, 3), "m", "trajectory"
        ),
    )


def _perforated(space: Space, closing: Component) -> list[Formation]:
    """The formations that the perforations below the element open."""
    by_id = {formation.id: formation for formation in space.well.model.formations or ()}
    found: dict[str, Formation] = {}
    closing_md_m = depth_md_m(closing)
    for part in space.well.parts:
        if part.kind != "perforations" or _is_above(part, closing_md_m):
            continue
        if part.formation_id not in by_id:
            path = f"components/{part.id}/formation_id"
            raise NotKnown(Missing(path, f"formation that {called(part)} opens"))
        found[part.formation_id] = by_id[part.formation_id]
    if not found:
        raise NotKnown(Missing("components", f"perforations: the pressure below {called(closing)}"))
    return list(found.values())


def _is_above(part: Component, md_m: float | None) -> bool:
    base_md_m = part.base_md_m if part.base_md_m is not None else part.md_m
    return base_md_m is not None and md_m is not None and base_md_m <= md_m


def _in_open_hole(space: Space, lap: Lap) -> Callable[[], list[Formation]]:
    """The formations between the previous shoe and the liner's that are not known to be tight."""

    def formations() -> list[Formation]:
        found = [
            formation
            for formation in space.well.model.formations or ()
            if formation.permeable is not False and _overlaps(formation, lap)
        ]
        if not found:
            what = f"formations behind {name_of(lap.liner)}: the pressure below its top packer"
            raise NotKnown(Missing("formations", what))
        return found

    return formations


def _overlaps(formation: Formation, lap: Lap) -> bool:
    """Whether a formation may lie between the two shoes; what is not known cannot exclude it."""
    bores = (formation.wellbore_id, lap.liner.wellbore_id)
    if None not in bores and bores[0] != bores[1]:
        return False
    shoe_md_m, end_md_m = lap.host.shoe_md_m, lap.liner.shoe_md_m
    if shoe_md_m is not None and formation.base_md_m is not None and formation.base_md_m <= shoe_md_m:
        return False
    return not (end_md_m is not None and formation.top_md_m is not None and formation.top_md_m >= end_md_m)
