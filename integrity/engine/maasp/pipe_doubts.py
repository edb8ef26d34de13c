"""What a pipe rating leaves in doubt: wall nobody measured, connection nobody rated, grade nobody proved.

The rules say what a doubt does: the careful choice leaves the limit provisional, the other counts and is
named. Every sentence is of a section, so that who reads it knows where to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from integrity.engine.maasp.pipe_rating import COLLAPSE, Rating, place_of
from integrity.engine.maasp.well import Well
from integrity.engine.result import Assumption, Missing
from wells.engine.model import TubularString
from wells.engine.rules.ratings import AGREEMENT_FRACTION, AGREEMENT_PA
from wells.engine.topology import name_of
from wells.engine.tubular import parse_grade, sour_warning

NOMINAL, PIPE_BODY = "nominal", "pipe_body"


def missing_of(well: Well, string: TubularString, ratings: Iterable[Rating], way: str) -> tuple[Missing, ...]:
    """What keeps the limit provisional although the pipe is rated."""
    found: dict[Missing, None] = {}
    for rating in ratings:
        place = place_of(string, rating.piece.section)
        if not rating.wall_known and well.rules.unmeasured_wall != NOMINAL:
            what = f"wall log of {name_of(string)}: no log covers all of it, so that the nominal wall is taken (rules/unmeasured_wall: unknown)"
            found[Missing(f"strings/{string.id}/wall_logs", what)] = None
        if not rating.connection_known and well.rules.missing_connection != PIPE_BODY:
            what = f"{way} rating of the connection of {place.words}: the pipe body is rated (rules/missing_connection: provisional)"
            found[Missing(f"{place.path}/connection/{way}_pa", what)] = None
    return tuple(found)


def taken_of(well: Well, string: TubularString, ratings: Iterable[Rating], way: str) -> tuple[str, ...]:
    """The sentences for what counts although it is not stated, and for steel that does not go with H2S."""
    found: dict[str, None] = {}
    for rating in ratings:
        place = place_of(string, rating.piece.section)
        if not rating.connection_known and well.rules.missing_connection == PIPE_BODY:
            found[f"no connection {way} rating for {place.path}: the pipe body is taken to govern"] = None
    return (*found, *(f"{item.path}: {item.what}" for item in sour_of(well, string, ratings)))


def sour_of(well: Well, string: TubularString, ratings: Iterable[Rating]) -> tuple[Assumption, ...]:
    """The sections whose steel does not go with the H2S of the well, or is not known to."""
    found: dict[Assumption, None] = {}
    for rating in ratings:
        section = rating.piece.section
        warning = sour_warning(section.grade, well.model.header.sour)
        if warning is not None:
            path = f"{place_of(string, section).path}/grade"
            found[Assumption(path, f"sour well: {warning}; its strength is taken in full")] = None
    return tuple(found)


def choices_of(well: Well, string: TubularString, ratings: Iterable[Rating], way: str) -> tuple[str, ...]:
    """The choices of the rules that decided, by name."""
    rules, found = well.rules, dict[str, None]()
    for rating in ratings:
        if not rating.wall_known and rules.unmeasured_wall == NOMINAL:
            found[
                "no wall log covers all of it, the nominal wall is taken (rules/unmeasured_wall: nominal)"
            ] = None
        if not rating.connection_known and rules.missing_connection == PIPE_BODY:
            found[
                f"no connection {way} rating, the pipe body is taken to govern (rules/missing_connection: pipe_body)"
            ] = None
    return tuple(found)


def notes_of(string: TubularString, ratings: Iterable[Rating], governing: Rating, way: str) -> str:
    """What governs, and which stated rating or grade counts for less than it says."""
    found = {"the connection governs": None} if governing.connection_pa is not None else {}
    for rating in ratings:
        found |= dict.fromkeys(_unproven(string, rating, way))
    return "; ".join(found)


def _unproven(string: TubularString, rating: Rating, way: str) -> Iterator[str]:
    section, sheet, formula = rating.piece.section, rating.sheet, rating.formula
    words = place_of(string, section).words
    if formula is None:
        return
    if sheet is not None and not sheet.is_proven:
        above_pa = max(AGREEMENT_PA, AGREEMENT_FRACTION * formula.pressure_pa)
        if sheet.pressure_pa > formula.pressure_pa + above_pa:
            yield f"{words}: the stated {way} rating of {sheet.pressure_pa / 1e5:.1f} bar is above the {formula.pressure_pa / 1e5:.1f} bar of the formula and names no data sheet, so that the formula counts"
            return
    if way == COLLAPSE and sheet is None and section.grade and not parse_grade(section.grade).is_api:
        yield f"{words}: grade {section.grade} is not of the API and no data sheet is named, so that the formula on the stated yield counts"
