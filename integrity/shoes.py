"""What became of every formation test of FactPages: counted, unknown or invalid, each at its shoe.

A test is judged in the annulus whose exposed shoe it was, on the last day it was so: its document of that
day is assessed and the candidate “formation strength at the shoe” gives the state. The three counts add up to every row
with a LOT or FIT above 0.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from integrity.engine.limits import LimitSet, assess_limits
from integrity.engine.result import COUNTED, INVALID, UNKNOWN, Candidate
from wells.engine.document import at
from wells.imports.sodir import ShoeTest

Document = dict[str, Any]
NO_SURVEY = "no survey, so no TVD"
TOO_WEAK = "the formation would not hold the column of mud: the candidate is zero or less"


@dataclass(frozen=True, slots=True)
class Judged:
    """A test with its state and the reason in a sentence."""

    test: ShoeTest
    state: str
    why: str


def judge(tests: Iterable[ShoeTest], documents: Mapping[str, Document]) -> list[Judged]:
    """Each test with its state; `documents` by well key. Wells are assessed once a day that is asked for."""
    found: list[Judged] = []
    ordered = sorted(tests, key=lambda test: (test.well_key, test.day or ""))
    for (key, day), group in groupby(ordered, key=lambda test: (test.well_key, test.day)):
        limits: LimitSet | None = None
        for test in group:
            if test.refused or test.missing:
                found.append(_without_limit(test))
                continue
            limits = limits or assess_limits(at(documents[key], day))
            found.append(_from_limit(test, limits))
    return found


def counts(judged: Iterable[Judged]) -> Counter[str]:
    """How many are counted, unknown and invalid."""
    return Counter({COUNTED: 0, UNKNOWN: 0, INVALID: 0}) + Counter(one.state for one in judged)


def _without_limit(test: ShoeTest) -> Judged:
    if test.refused:
        return Judged(test, INVALID, f"the row is refused: {test.refused}")
    return Judged(test, UNKNOWN, test.missing or "")


def _from_limit(test: ShoeTest, limits: LimitSet) -> Judged:
    limit = limits.limit(test.letter or "")
    if limit is None:
        why = limits.problems[0].detail if limits.problems else f"no annulus {test.letter} on that day"
        return Judged(test, UNKNOWN, why)
    candidate = next((one for one in limit.candidates if _is_of(one, test)), None)
    if candidate is None:
        return Judged(test, UNKNOWN, _plain(limit.reason or "the shoe bounds no annulus on that day"))
    if candidate.status == COUNTED:
        return Judged(test, COUNTED, candidate.note)
    if candidate.status == INVALID:
        return Judged(test, INVALID, candidate.note if candidate.result_pa is None else TOO_WEAK)
    return Judged(test, UNKNOWN, _why(candidate))


def _why(candidate: Candidate) -> str:
    missing = "; ".join(missing.what for missing in candidate.missing)
    return _plain(missing or candidate.note)


def _plain(reason: str) -> str:
    """The same words for every well: which wellbore lacks its survey is of no use in a count."""
    return NO_SURVEY if reason.endswith("no TVD") else reason


def _is_of(candidate: Candidate, test: ShoeTest) -> bool:
    """The candidate of the shoe this test was run at."""
    return candidate.element == test.string_id and candidate.label.startswith("formation strength")
