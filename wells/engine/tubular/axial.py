"""What axial load and internal pressure leave of collapse: one reduction of yield, two editions.

The editions differ in the stress that reduces yield and in the load that the collapse rating is held
against, so that a rating says nothing without its edition:

    api-5c3-biaxial   stress sigma_a;        load p_o - (1 - 2 t/D) p_i, the equivalent external pressure
    tr-5c3-2018       stress sigma_a + p_i;  load p_o - p_i, the difference across the wall

Without internal pressure both are the same.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple


def equivalent_yield_pa(*, yield_pa: float, stress_pa: float) -> float | None:
    """Yield strength left for collapse under an axial stress [Pa], tension positive; None where none is left.

        Y' = Y (sqrt(1 - 0.75 (s/Y)^2) - 0.5 s/Y)

    Compression would raise it and is not credited. A tension at or above yield leaves nothing.
    The stress is that of the edition (`METHODS`). Leaving out the second term, as some web forms do,
    overrates the pipe. Sources: R4, R5, from memory.

    80 ksi under 20 ksi of tension:

    >>> round(equivalent_yield_pa(yield_pa=80_000, stress_pa=20_000), 1)
    68102.5
    """
    ratio = stress_pa / yield_pa
    if ratio >= 1:
        return None
    if ratio <= 0:
        return yield_pa
    return yield_pa * (sqrt(1 - 0.75 * ratio**2) - 0.5 * ratio)


class AxialMethod(NamedTuple):
    """One edition of collapse under axial load and internal pressure."""

    name: str
    standard: str
    stress_words: str
    load_words: str
    is_differential: bool

    def stress_pa(self, *, axial_stress_pa: float, internal_pa: float) -> float:
        """The stress that reduces yield [Pa], tension positive."""
        return axial_stress_pa + internal_pa if self.is_differential else axial_stress_pa

    def load_pa(self, *, external_pa: float, internal_pa: float, slenderness: float) -> float:
        """The pressure that a collapse rating of this edition is held against [Pa].

        With 60 MPa outside and 20 MPa inside a pipe of D/t 20:

        >>> METHODS["tr-5c3-2018"].load_pa(external_pa=60e6, internal_pa=20e6, slenderness=20)
        40000000.0
        >>> METHODS["api-5c3-biaxial"].load_pa(external_pa=60e6, internal_pa=20e6, slenderness=20)
        42000000.0
        """
        return external_pa - self.internal_share(slenderness=slenderness) * internal_pa

    def external_pa(self, *, rating_pa: float, internal_pa: float, slenderness: float) -> float:
        """The greatest external pressure that a rating allows with this pressure inside [Pa]."""
        return rating_pa + self.internal_share(slenderness=slenderness) * internal_pa

    def internal_share(self, *, slenderness: float) -> float:
        """The share of the internal pressure that helps against the external one; never more than all of it."""
        return 1.0 if self.is_differential else 1 - 2 / slenderness


METHODS: dict[str, AxialMethod] = {
    method.name: method
    for method in (
        AxialMethod(
            "api-5c3-biaxial",
            "API Bull 5C3, ISO 10400: biaxial",
            "sigma_a",
            "collapse is to be compared with p_o - (1 - 2 / (D/t)) * p_i",
            False,
        ),
        AxialMethod(
            "tr-5c3-2018",
            "API TR 5C3:2018 (2015 addendum), ISO/TR 10400: combined load",
            "sigma_a + p_i",
            "collapse is a differential: the internal pressure comes on top of it",
            True,
        ),
    )
}
"""The editions by the name that documents and requests use."""
