"""Which of the limits in force bounds while the well is in a state.

Its own holds in a state; without one, the limit of every state. While nobody knows the state, or none of these is
there, all count: the lowest bounds from above, the highest from below.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from integrity.engine.limits import UNKNOWN_STATE


class Held(Protocol):
    """A limit in force of one place and quantity; `well_state` empty: in every state."""

    @property
    def well_state(self) -> str: ...
    @property
    def limit_si(self) -> float | None: ...
    @property
    def low_limit_si(self) -> float | None: ...


E = TypeVar("E", bound=Held)


def bound_of(envelopes: Iterable[E], state: str | None) -> E | None:
    """The envelope that bounds from above in a state; `unknown`, empty or None: nobody knows which it is.

    Never above the least of all while the state is unknown. None where nothing bounds from above.
    """
    above = [one for one in envelopes if one.limit_si is not None]
    return min(_of_state(above, state), key=_limit, default=None)


def low_bound_of(envelopes: Iterable[E], state: str | None) -> E | None:
    """The same from below: the highest low limit of those that count."""
    below = [one for one in envelopes if one.low_limit_si is not None]
    return max(_of_state(below, state), key=_low_limit, default=None)


def _of_state(envelopes: list[E], state: str | None) -> list[E]:
    if not state or state == UNKNOWN_STATE:
        return envelopes
    own = [one for one in envelopes if one.well_state == state]
    every = [one for one in envelopes if not one.well_state]
    return own or every or envelopes


def _limit(one: Held) -> float:
    return float("inf") if one.limit_si is None else one.limit_si


def _low_limit(one: Held) -> float:
    return float("-inf") if one.low_limit_si is None else one.low_limit_si
