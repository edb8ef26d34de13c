"""Which limit bounds an annulus in a state: its own, that of every state, or the lowest of all."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity.engine.envelope import bound_of, low_bound_of
from integrity.engine.limits import UNKNOWN_STATE

STATES = ("", "flowing", "shut_in", "gas_lift")


@dataclass(frozen=True)
class Held:
    well_state: str
    limit_si: float | None = None
    low_limit_si: float | None = None


EVERY, FLOWING, SHUT_IN = Held("", 100), Held("flowing", 120, 10), Held("shut_in", 80, 25)


@pytest.mark.parametrize(
    ("envelopes", "state", "bounds"),
    [
        ([EVERY, FLOWING, SHUT_IN], "flowing", FLOWING),
        ([EVERY, FLOWING, SHUT_IN], "gas_lift", EVERY),
        ([EVERY, FLOWING, SHUT_IN], UNKNOWN_STATE, SHUT_IN),
        ([EVERY, FLOWING, SHUT_IN], None, SHUT_IN),
        ([FLOWING, SHUT_IN], "gas_lift", SHUT_IN),
        ([], "flowing", None),
        ([Held("", None, 5)], "flowing", None),
    ],
)
def test_the_envelope_of_a_state(envelopes, state, bounds):
    assert bound_of(envelopes, state) == bounds


def test_from_below_the_highest_counts():
    assert low_bound_of([EVERY, FLOWING, SHUT_IN], "flowing") == FLOWING
    assert low_bound_of([EVERY, FLOWING, SHUT_IN], UNKNOWN_STATE) == SHUT_IN
    assert low_bound_of([EVERY], "flowing") is None


number = st.one_of(st.none(), st.floats(-1e9, 1e9))
held = st.builds(Held, st.sampled_from(STATES), number, number)


@given(st.lists(held), st.sampled_from([UNKNOWN_STATE, "", None]))
def test_never_above_the_least_while_the_state_is_unknown(envelopes, state):
    limits = [one.limit_si for one in envelopes if one.limit_si is not None]
    lows = [one.low_limit_si for one in envelopes if one.low_limit_si is not None]
    above, below = bound_of(envelopes, state), low_bound_of(envelopes, state)
    assert (above and above.limit_si) == min(limits, default=None)
    assert (below and below.low_limit_si) == max(lows, default=None)


@given(st.lists(held), st.sampled_from(STATES[1:]))
def test_not_knowing_the_state_never_raises_the_limit(envelopes, state):
    known, unknown = bound_of(envelopes, state), bound_of(envelopes, UNKNOWN_STATE)
    assert (known is None) == (unknown is None)
    assert known is None or unknown.limit_si <= known.limit_si
