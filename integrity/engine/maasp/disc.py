"""Rupture discs in either wall (A10, X6): the least pressure at which they open, in the way they open.

P_RD (1 - tol)/SF - (sum(rho_ann g h) - p_opposing)
"""

from __future__ import annotations

from collections.abc import Iterator

from integrity.engine.maasp.candidate import (
    Assumed,
    Found,
    Title,
    across,
    across_rows,
    attempt,
    called,
    not_applicable,
    rating_of,
    rating_rows,
)
from integrity.engine.maasp.space import Space
from integrity.engine.maasp.well import NotKnown, known, set_depth_m
from integrity.engine.result import Candidate, Missing, Substitution
from wells.engine.model import Component, TubularString
from wells.engine.topology_exposure import depth_md_m

DISC = "P_RD*(1 - tol)/SF - (sum(rho_ann*g*h) - p_opposing)"


def discs(space: Space) -> Iterator[Candidate]:
    """Discs of the outer wall that open outward and of the inner wall that open inward."""
    for side, walls, way in (("outer", space.walls.outer, "outward"), ("inner", space.walls.inner, "inward")):
        for string in walls:
            for part in space.well.parts_on(string):
                if part.kind == "rupture_disc":
                    yield _disc(space, string, part, side, way)


def _disc(space: Space, string: TubularString, part: Component, side: str, way: str) -> Candidate:
    name = "A10" if space.letter == "A" else f"{space.letter}6"
    title = Title(name, part.id, "rupture disc", side, DISC)
    opens = part.ratings.opens if part.ratings is not None else None
    if opens is not None and opens not in (way, "both"):
        return not_applicable(title, "the disc opens the other way")
    if _is_sheltered(space, part, side):
        return not_applicable(title, "below what closes the annulus: not exposed to it")
    rating = rating_of(part, f"differential_{way}_pa")
    opposing = space.outside if side == "outer" else space.inside

    def compute(assumed: Assumed) -> Found:
        if opens is None:
            raise NotKnown(
                Missing(f"components/{part.id}/ratings/opens", f"way in which {called(part)} opens")
            )
        depth = space.point(set_depth_m(part, string), string.wellbore_id)
        net_pa, acting = across(space, opposing, depth, assumed)
        rating_pa = known(rating.rating_pa, rating.path, rating.title)
        stated = part.ratings.tolerance_fraction if part.ratings is not None else None
        path = f"components/{part.id}/ratings/tolerance_fraction"
        tolerance = known(stated, path, f"tolerance of {called(part)}")
        factor = space.equipment_factor()

        def derive() -> tuple[Substitution, ...]:
            return (
                *rating_rows(rating, factor, "P_RD"),
                Substitution("tol", "manufacturing tolerance", tolerance, "1", path),
                *across_rows(space, depth, acting),
            )

        least_pa = rating_pa * (1 - tolerance) / factor
        return Found(least_pa - net_pa, depth, derive=derive)

    return attempt(title, compute)


def _is_sheltered(space: Space, part: Component, side: str) -> bool:
    """Whether a disc lies below the packer, or in proven cement."""
    md_m = depth_md_m(part)
    if space.letter == "A":
        base_md_m = space.well.bottom.md_m
    else:
        reach = space.exposure
        base_md_m = reach.outer_base_md_m if side == "outer" else reach.inner_base_md_m
    return md_m is not None and base_md_m is not None and md_m > base_md_m
