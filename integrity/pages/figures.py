"""The numbers of a limit as people read them: its unit once, and each number in it.

A pressure in force stands in the reader's unit, rounded to the safe side; anything else, and what was entered and
waits, in the unit it is kept in.
"""

from __future__ import annotations

from dataclasses import dataclass

from deepguard.formatting import MINUS, NOT_APPLICABLE
from deepguard.units import UNITS, display_unit
from integrity.models import LimitProposal, OperatingEnvelope
from integrity.quantities import as_typed
from integrity.services.limits.numbers import FROM_ABOVE, rounded


@dataclass(frozen=True)
class Figures:
    """Texts, “–” for a side that is not bounded. `kept_as`: the number that holds, where it reads otherwise here."""

    unit: str
    low_limit: str
    lower_trigger: str
    upper_trigger: str
    limit: str
    kept_as: str = ""

    @property
    def line(self) -> str:
        """`250 bar`, `20 to 250 bar`, `at least 20 bar`."""
        if self.limit == NOT_APPLICABLE:
            return f"at least {self.low_limit} {self.unit}".rstrip()
        low = "" if self.low_limit == NOT_APPLICABLE else f"{self.low_limit} to "
        return f"{low}{self.limit} {self.unit}".rstrip()


def figures_of(bounds: LimitProposal | OperatingEnvelope, system: str) -> Figures:
    """The numbers of a proposal or a limit in force for a reader of a system of units."""
    kept = _kept(bounds)
    reader = display_unit("pressure", system).symbol
    waits = isinstance(bounds, LimitProposal) and bounds.unit
    if waits or bounds.kind.dimension != "pressure" or bounds.unit == reader:
        return Figures(UNITS[bounds.unit].label, **{name: number(value) for name, value in kept.items()})
    found = {name: getattr(bounds, f"{name}_si") for name in FROM_ABOVE}
    shown = {
        name: number(None if si is None else rounded(si, reader, down=FROM_ABOVE[name]))
        for name, si in found.items()
    }
    return Figures(UNITS[reader].label, **shown, kept_as=_kept_as(bounds, kept))


def _kept(bounds: LimitProposal | OperatingEnvelope) -> dict[str, float | None]:
    """The numbers in the unit they are kept in; none for a computed limit that waits."""
    if isinstance(bounds, OperatingEnvelope):
        return {name: getattr(bounds, f"{name}_in_unit") for name in FROM_ABOVE}
    found = {name: getattr(bounds, f"{name}_si") for name in FROM_ABOVE}
    return {
        name: None if si is None or not bounds.unit else as_typed(si, bounds.unit)
        for name, si in found.items()
    }


def _kept_as(bounds: LimitProposal | OperatingEnvelope, kept: dict[str, float | None]) -> str:
    value = kept["low_limit"] if kept["limit"] is None else kept["limit"]
    return "" if value is None else f"{number(value)} {UNITS[bounds.unit].label}"


def number(value: float | None) -> str:
    """
    >>> number(1878.0), number(-0.5), number(None), number(12345.25)
    ('1,878', '−0.5', '–', '12,345.25')
    """
    return NOT_APPLICABLE if value is None else f"{value:,.9g}".replace("-", MINUS)
