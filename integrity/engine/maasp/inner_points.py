"""Candidates of the tubing's own equipment: safety valve, accessories, packer body, and what A11 lists.

Each is a stated rating against the annulus outside and the bore inside, at the depth where it is set.
A component below the packer is not exposed. Domain: points A1, A2, A3a, A11.
"""

from __future__ import annotations

from collections.abc import Iterator

from integrity.engine.maasp.candidate import (
    BELOW_PACKER,
    INNER,
    Assumed,
    Equipment,
    Found,
    Title,
    attempt,
    depth_rows,
    equipment_at,
    not_applicable,
    rating_of,
    rating_rows,
    unknown,
)
from integrity.engine.maasp.space import Space
from integrity.engine.maasp.well import known, set_depth_m
from integrity.engine.result import Assumption, Candidate, Point, Substitution
from wells.engine.constants import STANDARD_GRAVITY_M_S2
from wells.engine.model import Component, ControlLine
from wells.engine.topology_exposure import depth_md_m

ACCESSORIES = frozenset(
    {
        "gas_lift_mandrel",
        "gauge_carrier",
        "injection_mandrel",
        "sliding_sleeve",
        "expansion_joint",
        "nipple",
        "crossover",
    }
)
OTHERS = {
    "gas_lift_valve": ("gas-lift valve or dummy, reverse rating", "differential_inward_pa"),
    "annulus_safety_valve": ("annulus safety valve collapse", "collapse_pa"),
    "feed_through": ("feed-through rating", "differential_from_above_pa"),
    "polished_bore_receptacle": ("polished bore receptacle seal", "differential_inward_pa"),
}
"""A11: label and the rating that the annulus loads."""


def safety_valves(space: Space) -> Iterator[Candidate]:
    """A1: collapse of the safety valve."""
    for part in _on_tubing(space):
        if part.kind == "safety_valve":
            yield _inner(space, "A1", part, "safety valve collapse", "collapse_pa")


def accessories(space: Space) -> Iterator[Candidate]:
    """A2: collapse of each mandrel, carrier, sleeve, joint and nipple."""
    for part in _on_tubing(space):
        if part.kind in ACCESSORIES:
            yield _inner(space, "A2", part, "accessory collapse", "collapse_pa")


def packer_body(space: Space) -> Iterator[Candidate]:
    """A3a: collapse of the packer's mandrel."""
    bottom = space.well.bottom
    if space.well.nest.tubing is None:
        return
    if bottom.component is not None:
        yield _inner(space, "A3a", bottom.component, "packer body collapse", "collapse_pa")
        return
    title = Title("A3a", "no-packer", "packer body collapse", "inner", INNER)
    if bottom.path is not None and bottom.what is not None:
        yield unknown(title, bottom.path, bottom.what)
    else:
        yield not_applicable(title, "no packer: the annulus is open to the formation")


def others(space: Space) -> Iterator[Candidate]:
    """A11: gas-lift valves, annulus safety valve, feed-through, receptacle, and control lines."""
    for part in _on_tubing(space):
        if part.kind in OTHERS:
            label, field = OTHERS[part.kind]
            yield _inner(space, "A11", part, label, field)
        if part.control_line is not None:
            yield _control_line(space, part, part.control_line)


def _on_tubing(space: Space) -> list[Component]:
    return space.well.parts_on(space.walls.inner[0]) if space.walls.inner else []


def _inner(space: Space, name: str, part: Component, label: str, field: str) -> Candidate:
    title = Title(name, part.id, label, "inner", INNER)
    if _is_below_packer(space, part):
        return not_applicable(title, BELOW_PACKER)
    tubing = space.walls.inner[0]
    return equipment_at(
        space,
        title,
        rating_of(part, field),
        space.inside,
        lambda: set_depth_m(part, tubing),
        tubing.wellbore_id,
    )


def _is_below_packer(space: Space, part: Component) -> bool:
    md_m, packer_md_m = depth_md_m(part), space.well.bottom.md_m
    return md_m is not None and packer_md_m is not None and md_m > packer_md_m


def _control_line(space: Space, part: Component, line: ControlLine) -> Candidate:
    """Collapse of an unpressurised line at the gauge and where it ends; its own fluid stands in it."""
    title = Title("A11", part.id, "control line collapse", "inner", INNER)
    path = f"components/{part.id}/control_line"
    rating = Equipment(part, "control_line/collapse_pa", line.collapse_pa, "control line collapse")

    def compute(assumed: Assumed) -> Found:
        if line.fluid_density_kg_m3 is None:
            what = f"density of the fluid in the control line of {part.name or part.id}; 0 is used"
            assumed[Assumption(f"{path}/fluid_density_kg_m3", what)] = None
        density = line.fluid_density_kg_m3 or 0.0
        end_md_m = set_depth_m(part, space.walls.inner[0])
        packer_md_m = space.well.bottom.md_m
        if packer_md_m is not None:
            end_md_m = min(end_md_m, packer_md_m)
        ends = (space.at_gauge, space.point(end_md_m, space.walls.inner[0].wellbore_id))
        carried = [space.carried_pa(space.rated, end.below_gauge_tvd_m) for end in ends]
        rating_pa = known(rating.rating_pa, rating.path, "collapse rating of the control line")
        factor = space.equipment_factor()
        gradient = density * STANDARD_GRAVITY_M_S2
        points = tuple(
            Point(
                end.md_m,
                end.below_gauge_tvd_m,
                rating_pa / factor - (pressure_pa - gradient * end.below_gauge_tvd_m),
            )
            for end, pressure_pa in zip(ends, carried, strict=True)
        )
        least = min(range(2), key=lambda index: points[index].result_pa)
        depth = ends[least]

        def derive() -> tuple[Substitution, ...]:
            source = f"{path}/fluid_density_kg_m3"
            return (
                *rating_rows(rating, factor),
                Substitution("rho_CL", "control line fluid", density, "kg/m3", source),
                *depth_rows(depth),
                *space.rated.substitution(depth.below_gauge_tvd_m, depth.md_m),
            )

        return Found(points[least].result_pa, depth, evaluated_at=points, derive=derive)

    return attempt(title, compute)
