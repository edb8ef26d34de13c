"""Numbers of a limit: in order, of one dimension, and rounded to the safe side in the approver's unit."""

from collections.abc import Mapping
from math import isfinite

from deepguard.errors import Refused
from deepguard.units import UNITS, from_si, to_si
from integrity.engine.result import floor_to
from integrity.models import LimitProposal
from integrity.quantities import STORED_DIGITS, Kind, as_typed

#: The step a pressure is rounded to, in the approver's unit. Source: domain, rule 11 of 1.5.
STEPS = {"bar": 1.0, "psi": 1.0, "kPa": 10.0, "MPa": 0.01, "Pa": 10_000.0}
#: The numbers of a limit from below, and whether each bounds from above.
FROM_ABOVE = {"low_limit": False, "lower_trigger": False, "upper_trigger": True, "limit": True}

Numbers = Mapping[str, float | None]


def refuse_disorder(numbers: Numbers, *, from_zero: bool = True) -> None:
    """Raise where numbers are not low limit ≤ lower trigger < upper trigger ≤ limit, or lie below zero."""
    low, lower, upper, limit = (numbers.get(name) for name in FROM_ABOVE)
    if from_zero:
        _refuse_negative(numbers)
    if upper is not None and limit is not None and upper > limit:
        told = "The upper trigger lies above the limit: it would warn too late. Lower it."
        raise Refused(told, "trigger", "upper_trigger")
    if lower is not None and low is not None and lower < low:
        told = "The lower trigger lies below the low limit: it would warn too late. Raise it."
        raise Refused(told, "trigger", "lower_trigger")
    above, below = (limit if upper is None else upper), (low if lower is None else lower)
    if above is not None and below is not None and below >= above:
        field = "low_limit" if lower is None else "lower_trigger"
        over = "limit" if upper is None else "upper trigger"
        raise Refused(f"The {field.replace('_', ' ')} must lie below the {over}.", "trigger", field)


def _refuse_negative(numbers: Numbers) -> None:
    for name, value in numbers.items():
        if value is not None and value < 0:
            told = f"The {name.replace('_', ' ')} lies below zero, which this quantity cannot."
            raise Refused(told, "negative", name)


def entered_si(kind: Kind, numbers: Numbers, unit: str) -> dict[str, float | None]:
    """Numbers entered in a unit, SI. Errors: Refused for a unit of another dimension, or what is no number."""
    if unit not in UNITS or UNITS[unit].dimension != kind.dimension:
        fitting = ", ".join(one.symbol for one in kind.units)
        raise Refused(f"“{unit}” is no unit of this quantity. Use one of: {fitting}.", "unit", "unit")
    for name, value in numbers.items():
        if value is not None and not isfinite(value):
            raise Refused("A limit is a number: this one is not finite.", "number", name)
    return {name: None if value is None else to_si(value, unit) for name, value in numbers.items()}


def unit_of(proposal: LimitProposal, asked: str) -> str:
    """The unit a limit is kept in: a pressure in the one its approver asks for, anything else as it was entered."""
    if proposal.kind.dimension != "pressure":
        if asked and asked != proposal.unit:
            told = f"This limit is kept in {proposal.unit}, as it was proposed. Leave the unit out."
            raise Refused(told, "unit", "unit")
        return proposal.unit
    unit = asked or proposal.unit
    if unit not in UNITS or UNITS[unit].dimension != "pressure":
        raise Refused("Say in which unit of pressure the limit is kept: bar, psi, …", "unit", "unit")
    return unit


def kept_in(proposal: LimitProposal, unit: str) -> dict[str, float | None]:
    """The numbers that come into force, in their unit. Pressures are rounded to whole steps: what bounds from above
    down, what bounds from below up. Errors: Refused where two of them meet by that.
    """
    numbers = {name: getattr(proposal, f"{name}_si") for name in FROM_ABOVE}
    if proposal.kind.dimension != "pressure":
        return {
            name: None if si is None else as_typed(si, unit, STORED_DIGITS) for name, si in numbers.items()
        }
    kept = {
        name: None if si is None else rounded(si, unit, down=FROM_ABOVE[name]) for name, si in numbers.items()
    }
    try:
        refuse_disorder(kept)
    except Refused as met:
        told = f"In whole {unit} these numbers meet: {met.message} Approve it in a finer unit."
        raise Refused(told, "unit", "unit") from None
    return kept


def rounded(value_si: float, unit: str, *, down: bool) -> float:
    """A pressure in a unit, rounded to that unit's step: once, here.

    >>> rounded(12_950_000, "bar", down=True), rounded(12_950_000, "psi", down=True)
    (129.0, 1878.0)
    >>> rounded(12_950_000, "bar", down=False)
    130.0
    """
    value, step = from_si(value_si, unit), STEPS.get(unit, 1.0)
    return float(floor_to(value, step) if down else -floor_to(-value, step))
