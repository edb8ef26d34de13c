"""Rule 5: the diameters and wall of a pipe agree with each other."""

from __future__ import annotations

from collections.abc import Iterator

from wells.engine.rules.violation import Mapping, Place, Violation, broken, listed, mm, named, number

#: od - 2 wall and id agree within a tenth of a millimetre.
AGREEMENT_M = 1e-4


def diameters_agree(document: Mapping) -> Iterator[Violation]:
    """Rule 5: id < od, 2 wall < od, and od - 2 wall = id where both are stated."""
    for place, string in listed(document, "strings"):
        for inner, section in listed(string, "sections", place):
            yield from _agrees(inner, section, f"{named(string)}, section {named(section)}")


def bore_m(section: Mapping) -> float | None:
    """Inner diameter of a section: stated, or from OD and wall; None where not known."""
    inner, od, wall = number(section, "id_m"), number(section, "od_m"), number(section, "wall_m")
    if inner is not None:
        return inner
    return od - 2 * wall if od is not None and wall is not None else None


def _agrees(place: Place, section: Mapping, name: str) -> Iterator[Violation]:
    od, wall, inner = number(section, "od_m"), number(section, "wall_m"), number(section, "id_m")
    if od is None:
        return
    if inner is not None and inner >= od:
        yield broken(
            5, (*place, "id_m"), f"{name}: inner diameter {mm(inner)} is not less than the outer {mm(od)}"
        )
    elif wall is not None and 2 * wall >= od:
        yield broken(
            5, (*place, "wall_m"), f"{name}: twice the wall {mm(wall)} is not less than the OD {mm(od)}"
        )
    elif wall is not None and inner is not None and abs(od - 2 * wall - inner) > AGREEMENT_M:
        left = f"OD {mm(od)} less twice the wall {mm(wall)} is {mm(od - 2 * wall)}"
        yield broken(5, (*place, "id_m"), f"{name}: {left}, not the stated ID {mm(inner)}")
