"""What of a string is exposed: its sections, clipped and cut where a wall log begins or ends."""

from __future__ import annotations

from itertools import pairwise

from integrity.engine.maasp.columns import Opposing
from integrity.engine.maasp.pipe_rating import Piece
from integrity.engine.maasp.well import NotKnown, known
from integrity.engine.result import Missing
from wells.engine.model import Section, TubularString, WallLog
from wells.engine.topology import name_of
from wells.engine.value import value


@value
class Span:
    """A length of a string that an annulus loads, and what opposes it there. `base_md_m` None: its end."""

    top_md_m: float | None
    base_md_m: float | None
    opposing: Opposing


def pieces(string: TubularString, span: Span) -> list[Piece]:
    """Sections clipped to the exposed length, cut at the ends of wall-log intervals."""
    path, name = f"strings/{string.id}", name_of(string)
    top_md_m = known(string.top_md_m, f"{path}/top_md_m", f"top of {name}")
    start_m = top_md_m if span.top_md_m is None else span.top_md_m
    if not string.sections:
        raise NotKnown(Missing(f"{path}/sections", f"sections of {name}"))
    end_m = span.base_md_m
    if end_m is None or (string.shoe_md_m is not None and string.shoe_md_m < end_m):
        end_m = known(string.shoe_md_m, f"{path}/shoe_md_m", f"shoe depth of {name}")
    end_m = max(end_m, start_m)
    above_m = top_md_m
    found: list[Piece] = []
    for index, section in enumerate(string.sections):
        section_top_m = above_m if section.top_md_m is None else section.top_md_m
        above_m = _section_base_m(string, index, end_m)
        low_m, high_m = max(section_top_m, start_m), min(above_m, end_m)
        if high_m > low_m or (high_m == low_m == end_m == start_m):
            found += _cut(string.wall_logs or (), section, low_m, high_m)
    return found


def _section_base_m(string: TubularString, index: int, end_m: float) -> float:
    """Base of a section; the last one reaches the end of what is exposed where the shoe is not known."""
    sections = string.sections or ()
    section = sections[index]
    if section.base_md_m is not None:
        return section.base_md_m
    if index == len(sections) - 1:
        return end_m if string.shoe_md_m is None else string.shoe_md_m
    path = f"strings/{string.id}/sections/{section.id}/base_md_m"
    return known(sections[index + 1].top_md_m, path, f"base of section {section.id} of {name_of(string)}")


def _cut(logs: tuple[WallLog, ...], section: Section, low_m: float, high_m: float) -> list[Piece]:
    if not logs:
        return [Piece(section, low_m, high_m, None, None)]
    ends = {end for log in logs for item in log.intervals for end in (item.top_md_m, item.base_md_m)}
    cuts = [low_m, *sorted(end for end in ends if low_m < end < high_m), high_m]
    return [
        Piece(section, top_m, base_m, *_least_wall(logs, top_m, base_m)) for top_m, base_m in pairwise(cuts)
    ]


def _least_wall(logs: tuple[WallLog, ...], top_m: float, base_m: float) -> tuple[float | None, str | None]:
    """The least wall of the latest log that covers a length."""
    latest = None
    for log in logs:
        walls = [
            item.min_remaining_wall_m
            for item in log.intervals
            if item.top_md_m <= top_m and item.base_md_m >= base_m
        ]
        if walls and (latest is None or log.logged_on > latest[0]):
            latest = (log.logged_on, min(walls), log.id)
    return (None, None) if latest is None else latest[1:]
