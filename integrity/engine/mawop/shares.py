"""Shares of what the strings around an annulus hold: the weakest place of a string, times a share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from integrity.engine.maasp.candidate import Assumed, Found, Title, attempt, not_applicable
from integrity.engine.maasp.pipe_doubts import doubts_of
from integrity.engine.maasp.pipe_rating import BURST, COLLAPSE, Piece, Rating, rate
from integrity.engine.maasp.pipe_rows import rating_rows
from integrity.engine.maasp.well import NotKnown, Well
from integrity.engine.result import Candidate, Missing, Substitution, whole_pa
from wells.engine.model import TubularString
from wells.engine.topology import Walls, name_of

Strings = tuple[TubularString, ...]
Ratings = Callable[[Well, TubularString, str], list[Rating]]


class Share(NamedTuple):
    """A share of burst or collapse: the candidate's id, its label, the share, where it stands in a document."""

    id: str
    label: str
    fraction: float
    source: str | None = None


class Shares(NamedTuple):
    """The shares of a method: own outer wall, the next outer string, the inner wall; the last string has its own."""

    own: Share
    following: Share
    inner: Share
    outermost: Share


def nominal_ratings(well: Well, string: TubularString, way: str) -> list[Rating]:
    """The nominal rating of every section. Raises NotKnown."""
    if not string.sections:
        raise NotKnown(Missing(f"strings/{string.id}/sections", f"sections of {name_of(string)}"))
    pieces = [Piece(section, 0.0, 0.0, None, None) for section in string.sections]
    return [rate(well, string, piece, way=way, md_m=0.0, opposed_pa=0.0) for piece in pieces]


def tubulars(
    well: Well, walls: Walls, shares: Shares, ratings: Ratings = nominal_ratings
) -> Iterator[Candidate]:
    """The candidates of the strings around an annulus: burst outward, collapse inward."""
    own = walls.outer if walls.letter == "A" else walls.outer[:1]
    following = well.nest.next_outer(walls.letter)
    if following is None:
        yield share_of(well, shares.outermost, own, BURST, ratings)
    else:
        yield share_of(well, shares.own, own, BURST, ratings)
        yield share_of(well, shares.following, following.outer[:1], BURST, ratings)
    if walls.inner:
        yield share_of(well, shares.inner, walls.inner[:1], COLLAPSE, ratings)
    else:
        title = _title(shares.inner, "no-tubing", COLLAPSE)
        yield not_applicable(title, "no tubing: the annulus is the bore")


def _title(share: Share, element: str, way: str) -> Title:
    symbol, side = ("MIYP", "outer") if way == BURST else ("MCP", "inner")
    factor = f"{share.fraction:g}" if share.source is None else "f"
    return Title(share.id, element, share.label, side, f"{factor} * {symbol}")


def share_of(well: Well, share: Share, strings: Strings, way: str, ratings: Ratings) -> Candidate:
    """A share of the weakest place over some strings."""
    symbol = "MIYP" if way == BURST else "MCP"
    title = _title(share, strings[0].id, way)

    def compute(assumed: Assumed) -> Found:
        rated = [(string, rating) for string in strings for rating in ratings(well, string, way)]
        string, rating = min(rated, key=lambda item: item[1].pressure_pa)

        def derive() -> tuple[Substitution, ...]:
            section = rating.piece.section.id
            source = f"strings/{string.id}/sections/{section}"
            rows = [row for row in rating_rows(well, string, rating, way=way) if row.symbol != "P_rating"]
            weakest = whole_pa(rating.pressure_pa)
            rows.append(Substitution(symbol, f"weakest section {section}", weakest, "Pa", source))
            if share.source is not None:
                rows.append(Substitution("f", "share allowed", share.fraction, "1", share.source))
            return tuple(rows)

        missing, choices = _doubts(well, share, rated, way)
        return Found(share.fraction * rating.pressure_pa, missing=missing, choices=choices, derive=derive)

    return attempt(title, compute)


Rated = list[tuple[TubularString, Rating]]


def _doubts(well: Well, share: Share, rated: Rated, way: str) -> tuple[tuple[Missing, ...], tuple[str, ...]]:
    """What of the present condition is in doubt, and the rules that decided; fixed shares ask for nominal pipe."""
    if share.source is None:
        return (), ()
    by_string: dict[str, tuple[TubularString, list[Rating]]] = {}
    for string, rating in rated:
        by_string.setdefault(string.id, (string, []))[1].append(rating)
    found = [doubts_of(well, string, ratings, way) for string, ratings in by_string.values()]
    missing = tuple(item for doubts in found for item in doubts.missing)
    return missing, tuple(choice for doubts in found for choice in doubts.choices)
