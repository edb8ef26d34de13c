"""Shares of what closes an annulus beside its pipe: wellhead, packer, safety valve, accessories, formation.

RP 90-2 as it is coded publicly counts 80 % of each rating, and of the margin to the fracture of the formation at
the exposed shoe. The margin alone carries a column: strength less the annulus at its heaviest. Source: R21, from
memory, not checked against the standard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from integrity.engine.maasp import formation
from integrity.engine.maasp.candidate import (
    BELOW_PACKER,
    Assumed,
    Equipment,
    Found,
    Title,
    attempt,
    called,
    not_applicable,
    rating_of,
    unknown,
)
from integrity.engine.maasp.inner_points import ACCESSORIES
from integrity.engine.maasp.laps import exposed_laps
from integrity.engine.maasp.space import Space
from integrity.engine.maasp.top import own_sections
from integrity.engine.maasp.well import NotKnown, Well, known
from integrity.engine.mawop.shares import Share
from integrity.engine.result import COUNTED, Candidate, Substitution, state_of, whole_pa
from wells.engine.model import Component
from wells.engine.topology import Walls
from wells.engine.topology_exposure import depth_md_m, top_sections


def equipment(well: Well, walls: Walls, share: Share) -> Iterator[Candidate]:
    """Every candidate beside the pipe. `share` names the fraction and the beginning of the ids."""
    yield from _wellhead(well, walls, share)
    if walls.letter == "A":
        yield from _packer(well, share)
        yield from _on_tubing(well, walls, share)
    yield from _formation(well, walls, share)


def _title(share: Share, noun: str, element: str, label: str, side: str) -> Title:
    factor = f"{share.fraction:g}" if share.source is None else "f"
    return Title(f"{share.id}_{noun}", element, f"{share.label} {label}", side, f"{factor} * P_rating")


def _rated(title: Title, rating_pa: float | None, path: str, what: str, share: Share) -> Candidate:
    def compute(assumed: Assumed) -> Found:
        value_pa = known(rating_pa, path, what)
        rows = (
            Substitution("P_rating", what, whole_pa(value_pa), "Pa", path),
            *_share_rows(share),
        )
        return Found(share.fraction * value_pa, derive=lambda: rows)

    return attempt(title, compute)


def _share_rows(share: Share) -> tuple[Substitution, ...]:
    if share.source is None:
        return ()
    return (Substitution("f", "share allowed", share.fraction, "1", share.source),)


def _wellhead(well: Well, walls: Walls, share: Share) -> Iterator[Candidate]:
    sections = top_sections(well.model, walls)
    for section in own_sections(well, walls, sections):
        title = _title(share, "wellhead", section.id, "of the wellhead rating", "top")
        path = f"wellhead_sections/{section.id}"
        if section.holds is None:
            yield unknown(title, f"{path}/holds", f"strings that {section.id} holds")
        else:
            what = f"rated working pressure of {section.id}"
            yield _rated(title, section.rated_working_pressure_pa, path, what, share)
    if not sections:
        title = _title(share, "wellhead", "wellhead", "of the wellhead rating", "top")
        what = f"wellhead section that holds the walls of annulus {walls.letter}"
        yield unknown(title, "wellhead_sections", what)


def _packer(well: Well, share: Share) -> Iterator[Candidate]:
    bottom = well.bottom
    title = _title(share, "packer", "no-packer", "of the packer rating", "bottom")
    if bottom.component is not None:
        part = bottom.component
        value_pa = part.ratings.differential_from_above_pa if part.ratings is not None else None
        what = f"differential rating from above of {called(part)}"
        rating = Equipment(part, "ratings/differential_from_above_pa", value_pa, what)
        yield _rated(replace(title, element=part.id), value_pa, rating.path, what, share)
    elif bottom.path is not None and bottom.what is not None:
        yield unknown(title, bottom.path, bottom.what)
    else:
        yield not_applicable(title, "no packer: the annulus is open to the formation")


def _on_tubing(well: Well, walls: Walls, share: Share) -> Iterator[Candidate]:
    for part in well.parts_on(walls.inner[0]) if walls.inner else ():
        if part.kind == "safety_valve":
            yield _of_part(
                well, part, _title(share, "sssv", part.id, "of the safety valve rating", "inner"), share
            )
        elif part.kind in ACCESSORIES:
            yield _of_part(
                well, part, _title(share, "accessory", part.id, "of the accessory rating", "inner"), share
            )


def _of_part(well: Well, part: Component, title: Title, share: Share) -> Candidate:
    md_m, packer_md_m = depth_md_m(part), well.bottom.md_m
    if md_m is not None and packer_md_m is not None and md_m > packer_md_m:
        return not_applicable(title, BELOW_PACKER)
    rating = rating_of(part, "collapse_pa")
    return _rated(title, rating.rating_pa, rating.path, rating.title, share)


def _formation(well: Well, walls: Walls, share: Share) -> Iterator[Candidate]:
    """The margin to fracture at the exposed shoe, as MAASP computes it, times the share."""
    title = _title(share, "formation", walls.outer[-1].id, "of the margin to fracture", "bottom")
    try:
        space = Space(well, walls)
    except NotKnown as gap:
        yield unknown(title, *gap.missing[0])
        return
    laps = exposed_laps(space) if walls.letter == "A" else []
    found = formation.shoe_in_lap(space, laps) if walls.letter == "A" else formation.shoe(space)
    for candidate in found:
        yield _share_of(candidate, title, share)


def _share_of(candidate: Candidate, title: Title, share: Share) -> Candidate:
    factor = title.formula.split(" * ")[0]
    told = candidate._replace(
        id=title.id, label=title.label, formula=f"{factor} * ({candidate.formula})", evaluated_at=()
    )
    if candidate.result_pa is None:
        return told
    result_pa = share.fraction * candidate.result_pa
    return told._replace(
        result_pa=result_pa,
        status=state_of(result_pa) if candidate.status == COUNTED else candidate.status,
        derive=lambda: (*candidate.derive(), *_share_rows(share)),
    )
