"""What a limit is made of: candidates with their derivation, and the limit they bound.

Frozen values. Pressures are gauge at the annulus gauge [Pa], unrounded; depths are metres below RKB or
below the annulus gauge, as named. Substitutions are built only when somebody asks for them: most limits
are computed to be compared, not to be read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import floor
from typing import Any, NamedTuple

COUNTED = "counted"
NOT_APPLICABLE = "not_applicable"
SET_ASIDE = "set_aside"
UNKNOWN = "unknown"
INVALID = "invalid"
CANDIDATE_STATES = (COUNTED, NOT_APPLICABLE, SET_ASIDE, UNKNOWN, INVALID)

DETERMINED = "determined"
PROVISIONAL = "provisional"
NOT_DETERMINABLE = "not_determinable"
LIMIT_STATES = (DETERMINED, PROVISIONAL, NOT_DETERMINABLE, INVALID)

LOAD_SIDES = frozenset({"inner", "outer", "bottom"})
"""A limit stands on at least one of these: a wellhead rating or a test alone is no limit."""

WITHOUT_LEAK = "limit without this leak"
"""What the candidate is called that holds the whole limit of an annulus as if a leak were not there."""


class Substitution(NamedTuple):
    """One symbol of a formula with its value, unit and the place it came from."""

    symbol: str
    name: str
    value: float | str
    unit: str
    source: str


class Depth(NamedTuple):
    """A point of the well: MD and TVD below RKB, TVD below the annulus gauge [m]. `md_m` None: the gauge."""

    md_m: float | None
    tvd_m: float
    below_gauge_tvd_m: float


class Point(NamedTuple):
    """One depth at which a candidate was tried, and what came out [Pa]."""

    md_m: float | None
    below_gauge_tvd_m: float
    result_pa: float


class Missing(NamedTuple):
    """What is not known: its place in the document, and a sentence."""

    path: str
    what: str


class Assumption(NamedTuple):
    """What was taken although it is not stated."""

    path: str
    what: str


Derive = Callable[[], tuple[Substitution, ...]]


def nothing() -> tuple[Substitution, ...]:
    """The derivation of a candidate that was not computed."""
    return ()


class SetAside(NamedTuple):
    """The decision of two people that a candidate takes no part until a day, its first day of counting again.

    The annulus is its outer string (`annulus_uid`) where that is stated, else its letter. `regime` empty: in every
    one. `person`, `second_person`: a name, or the uid the record knows them by. `uid`: of the request. `label`: which
    one, where an element has several candidates of one id.
    """

    annulus: str
    candidate: str
    element: str
    reason: str
    person: str
    second_person: str
    until: str
    annulus_uid: str = ""
    regime: str = ""
    valid_from: str = ""
    uid: str = ""
    label: str = ""

    def names(self, candidate: Candidate) -> bool:
        """Whether it is about this candidate: by id and element, and by label where that is stated."""
        own = candidate.id, candidate.element
        return own == (self.candidate, self.element) and self.label in ("", candidate.label)


class Candidate(NamedTuple):
    """One point that may bound the annulus. `derive` gives the substituted values on demand; `choices` are the
    choices of the rules that decided something, by name; `rests_on`: the set-asides it was left out by, or that
    its number rests on."""

    id: str
    element: str
    label: str
    side: str
    status: str
    formula: str
    result_pa: float | None = None
    depth: Depth | None = None
    note: str = ""
    missing: tuple[Missing, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    taken: tuple[str, ...] = ()
    evaluated_at: tuple[Point, ...] = ()
    derive: Derive = nothing
    choices: tuple[str, ...] = ()
    rests_on: tuple[SetAside, ...] = ()

    @property
    def substitution(self) -> tuple[Substitution, ...]:
        """The formula's symbols with their values."""
        return self.derive()


class LimitMissing(NamedTuple):
    """A missing input of a limit: of which candidate and element (None: of the annulus as a whole)."""

    candidate: str | None
    element: str
    path: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitResult:
    """The limit of one annulus: its state, its number where it has one, and every candidate in order."""

    annulus: str
    inner_ids: tuple[str, ...]
    outer_ids: tuple[str, ...]
    gauge_tvd_m: float | None
    status: str
    reason: str | None
    limit_pa: float | None
    unrounded_pa: float | None
    rounding_pa: float | None
    upper_trigger_pa: float | None
    governing: Candidate | None
    missing: tuple[LimitMissing, ...]
    assumptions: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    outermost: bool | None = None

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """The decisions this limit rests on: without them it might be lower."""
        return tuple(dict.fromkeys(one for candidate in self.candidates for one in candidate.rests_on))

    @property
    def aside(self) -> int:
        """How many they are."""
        return len(self.set_aside)

    @property
    def set_aside_until(self) -> date | None:
        """The day on which the first of them ends; None where none is, or no end is stated yet."""
        ends = [one.until for one in self.set_aside if one.until]
        return date.fromisoformat(min(ends)) if ends else None


def state_of(result_pa: float) -> str:
    """A candidate of zero or less is invalid: a data error or a well that cannot hold its own fluid."""
    return COUNTED if result_pa > 0 else INVALID


#: Relative error that a few dozen additions of doubles can leave.
NOISE = 1e-12


def floor_to(value_pa: float, step_pa: float) -> float:
    """Round down to a multiple of a step, below zero too [Pa].

    A value within 1e-12 of a multiple is that multiple: what separates them is the processor's noise.

    >>> floor_to(13_268_099, 10_000), floor_to(-1, 10_000), floor_to(0.1 * 3, 0.1) == 3 * 0.1
    (13260000, -10000, True)
    """
    steps = value_pa / step_pa
    nearest = round(steps)
    if abs(steps - nearest) <= NOISE * max(1.0, abs(steps)):
        return nearest * step_pa
    return floor(steps) * step_pa


def whole_pa(value_pa: float) -> int:
    """Whole pascals, rounded down."""
    return int(floor_to(value_pa, 1))


def metres(value_m: float | None) -> float | None:
    """A length to the millimetre."""
    return None if value_m is None else round(value_m, 3)


def depth_dict(depth: Depth | None) -> dict[str, Any] | None:
    """A depth as the contract writes it."""
    if depth is None:
        return None
    return {
        "md_m": metres(depth.md_m),
        "tvd_m": metres(depth.tvd_m),
        "below_gauge_tvd_m": metres(depth.below_gauge_tvd_m),
    }
