"""What a pipe rating leaves in doubt: wall nobody measured, connection nobody rated, grade nobody proved.

The rules say what a doubt does: the careful choice leaves the limit provisional, the other counts and is
named. Every sentence is of a section, so that who reads it knows where to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from integrity.engine.maasp.pipe_rating import COLLAPSE, Rating, misread_sheet
from integrity.engine.maasp.pipe_steel import Place
from integrity.engine.maasp.well import Well
from integrity.engine.result import Assumption, Missing
from wells.engine.model import TubularString
from wells.engine.rules.ratings import AGREEMENT_FRACTION, AGREEMENT_PA
from wells.engine.topology import name_of
from wells.engine.tubular import parse_grade, sour_warning
from wells.engine.value import value

NOMINAL, PIPE_BODY = "nominal", "pipe_body"
NOMINAL_CHOSEN = "no wall log covers all of it, the nominal wall is taken (rules/unmeasured_wall: nominal)"


@value
class Doubts:
    """What of a pipe's ratings is in doubt.

    missing: what keeps the limit provisional although the pipe is rated; taken: what counts although it is
    not stated, of the limit; assumptions: the same, of the candidate; choices: the rules that decided, by
    name; notes: stated ratings and grades that count for less than they say.
    """

    missing: tuple[Missing, ...]
    taken: tuple[str, ...]
    assumptions: tuple[Assumption, ...]
    choices: tuple[str, ...]
    notes: tuple[str, ...]


class _Found:
    """Doubts on their way: each sentence once, in the order in which it came up."""

    def __init__(self) -> None:
        self.missing: dict[Missing, None] = {}
        self.taken: dict[str, None] = {}
        self.assumptions: dict[Assumption, None] = {}
        self.choices: dict[str, None] = {}
        self.notes: dict[str, None] = {}

    def frozen(self) -> Doubts:
        return Doubts(
            tuple(self.missing),
            tuple(self.taken),
            tuple(self.assumptions),
            tuple(self.choices),
            tuple(self.notes),
        )


def doubts_of(well: Well, string: TubularString, ratings: Iterable[Rating], way: str) -> Doubts:
    """The doubts of a string's ratings over all depths that were tried."""
    found = _Found()
    for rating in _distinct(ratings):
        place = Place(string, rating.piece.section)
        if not rating.wall_known:
            _wall(well, string, found)
        if not rating.connection_known:
            _connection(well, place, way, found)
        if well.model.header.sour:
            _sour(place, rating.piece.section.grade, found)
        found.notes |= dict.fromkeys(_unproven(place, rating, way))
    return found.frozen()


def _distinct(ratings: Iterable[Rating]) -> Iterable[Rating]:
    """One rating of each section, and of each of its walls that is measured or not."""
    seen: dict[tuple[str, bool], Rating] = {}
    above: Rating | None = None
    for rating in ratings:
        if rating is not above:
            seen.setdefault((rating.piece.section.id, rating.wall_known), rating)
        above = rating
    return seen.values()


def _wall(well: Well, string: TubularString, found: _Found) -> None:
    if well.rules.unmeasured_wall == NOMINAL:
        found.choices[NOMINAL_CHOSEN] = None
        return
    what = f"wall log of {name_of(string)}: no log covers all of it, so that the nominal wall is taken (rules/unmeasured_wall: unknown)"
    found.missing[Missing(f"strings/{string.id}/wall_logs", what)] = None


def _connection(well: Well, place: Place, way: str, found: _Found) -> None:
    if well.rules.missing_connection == PIPE_BODY:
        found.taken[f"no connection {way} rating for {place.path}: the pipe body is taken to govern"] = None
        choice = f"no connection {way} rating, the pipe body is taken to govern (rules/missing_connection: pipe_body)"
        found.choices[choice] = None
        return
    what = f"{way} rating of the connection of {place.words}: the pipe body is rated (rules/missing_connection: provisional)"
    found.missing[Missing(f"{place.path}/connection/{way}_pa", what)] = None


def _sour(place: Place, grade: str | None, found: _Found) -> None:
    warning = sour_warning(grade, True)
    if warning is not None:
        what = f"{place.words}: the well is sour, and {warning}; its strength is taken in full"
        found.assumptions[Assumption(f"{place.path}/grade", what)] = None
        found.taken[what] = None


def _unproven(place: Place, rating: Rating, way: str) -> Iterator[str]:
    """A stated rating without data sheet above the formula, or a grade the formula does not describe."""
    sheet, formula, grade = rating.sheet, rating.formula, rating.piece.section.grade
    if formula is None:
        return
    wrong = misread_sheet(sheet, formula) if sheet is not None else None
    if sheet is not None and wrong is not None:
        counts = "formula" if sheet.pressure_pa > formula.pressure_pa else "stated rating"
        yield f"{place.words}: the stated {way} rating of {sheet.pressure_pa / 1e5:.1f} bar looks like {wrong.seems} taken for {wrong.read_as}, so that the lower, the {counts}, counts"
    elif sheet is not None and not sheet.is_proven:
        allowed_pa = max(AGREEMENT_PA, AGREEMENT_FRACTION * formula.pressure_pa)
        if sheet.pressure_pa > formula.pressure_pa + allowed_pa:
            figures = f"{sheet.pressure_pa / 1e5:.1f} bar is above the {formula.pressure_pa / 1e5:.1f} bar"
            yield f"{place.words}: the stated {way} rating of {figures} of the formula and names no data sheet, so that the formula counts"
    elif way == COLLAPSE and sheet is None and grade and not parse_grade(grade).is_api:
        yield f"{place.words}: grade {grade} is not of the API and no data sheet is named, so that the formula on the stated yield counts"
