"""The top of an annulus (A8, X4): the sections that hold its walls, its hanger, its valves and gauges."""

from __future__ import annotations

from collections.abc import Iterator

from integrity.engine.maasp.candidate import Found, Title, attempt, called, not_applicable, unknown
from integrity.engine.maasp.space import Space
from integrity.engine.maasp.well import Well, known
from integrity.engine.result import Candidate, Substitution, whole_pa
from wells.engine.model import WellheadSection
from wells.engine.topology import Walls
from wells.engine.topology_exposure import HANGERS, top_equipment, top_sections

TOP = "P_WH/SF"
OWN_SPOOL = "own_spool by rules/top_rating"


def top(space: Space) -> Iterator[Candidate]:
    """One candidate for each section, hanger, valve and gauge."""
    name = f"{space.letter}8" if space.letter == "A" else f"{space.letter}4"
    model = space.well.model
    sections = top_sections(model, space.walls)
    own = own_sections(space.well, space.walls, sections)
    for section in sections:
        title = Title(name, section.id, "wellhead rating", "top", TOP)
        path = f"wellhead_sections/{section.id}"
        if section not in own:
            yield not_applicable(title, f"{OWN_SPOOL}: it does not hold the inner wall")
        elif section.holds is None:
            yield unknown(title, f"{path}/holds", f"strings that {section.id} holds")
        else:
            yield _rating(space, title, section.rated_working_pressure_pa, path, section.id)
    if not sections:
        title = Title(name, "wellhead", "wellhead rating", "top", TOP)
        what = f"wellhead section that holds the walls of annulus {space.letter}"
        yield unknown(title, "wellhead_sections", what)
    for part in top_equipment(model, space.walls, space.well.top_parts):
        hanger = part.kind in HANGERS
        label = "hanger seal rating" if hanger else "wellhead valve or gauge rating"
        value = part.ratings.rated_working_pressure_pa if part.ratings is not None else None
        yield _rating(
            space, Title(name, part.id, label, "top", TOP), value, f"components/{part.id}", called(part)
        )


def own_sections(
    well: Well, walls: Walls, sections: tuple[WellheadSection, ...]
) -> tuple[WellheadSection, ...]:
    """The sections that bound an annulus: all that hold a wall, or by `own_spool` those of the inner wall.

    A section that names no string may hold any. Without an inner wall, or where none is said to hold it, all count.
    """
    inner = walls.inner[0].id if walls.inner else None
    if not well.own_spool or not any(inner in (section.holds or ()) for section in sections):
        return sections
    return tuple(section for section in sections if section.holds is None or inner in section.holds)


def _rating(space: Space, title: Title, value_pa: float | None, path: str, name: str) -> Candidate:
    what = f"rated working pressure of {name}"

    def compute(assumed: object) -> Found:
        rating_pa = known(value_pa, path, what)
        factor = space.equipment_factor()

        def derive() -> tuple[Substitution, ...]:
            source = "rules/design_factors/equipment"
            return (
                Substitution("P_WH", what, whole_pa(rating_pa), "Pa", path),
                Substitution("SF", "design factor", factor, "1", source),
            )

        return Found(rating_pa / factor, derive=derive)

    return attempt(title, compute)
