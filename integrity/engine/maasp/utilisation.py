"""How much of its limit an annulus uses.

    U = P_annulus / P_limit

A key figure of well integrity systems, not one of ISO 16530-1: the project's own definition, gauge over gauge at
the same gauge. It runs against an approved limit only.
"""

from __future__ import annotations

from typing import NamedTuple

NO_LIMIT = "no_approved_limit"
VACUUM = "vacuum"
BELOW_LOWER = "below_lower"
NORMAL = "normal"
UPPER_TRIGGER = "upper_trigger"
AT_OR_ABOVE_LIMIT = "at_or_above_limit"


class Utilisation(NamedTuple):
    """The share of the limit in use, and what that means; no share where there is no limit or no pressure."""

    fraction: float | None
    state: str


def utilisation(
    *,
    pressure_pa: float,
    limit_pa: float | None,
    upper_trigger_pa: float | None,
    lower_trigger_pa: float | None,
) -> Utilisation:
    """The share of an approved limit that a gauge pressure uses [1].

    Without an approved limit there is no share and never a good state; below 0 gauge the annulus stands under
    vacuum and has none either. Without a trigger its state is not reached.

    >>> utilisation(pressure_pa=23e5, limit_pa=20e5, upper_trigger_pa=16e5, lower_trigger_pa=None)
    Utilisation(fraction=1.15, state='at_or_above_limit')
    """
    if limit_pa is None or limit_pa <= 0:
        return Utilisation(None, NO_LIMIT)
    if pressure_pa < 0:
        return Utilisation(None, VACUUM)
    fraction = pressure_pa / limit_pa
    if pressure_pa >= limit_pa:
        return Utilisation(fraction, AT_OR_ABOVE_LIMIT)
    if upper_trigger_pa is not None and pressure_pa >= upper_trigger_pa:
        return Utilisation(fraction, UPPER_TRIGGER)
    if lower_trigger_pa is not None and pressure_pa < lower_trigger_pa:
        return Utilisation(fraction, BELOW_LOWER)
    return Utilisation(fraction, NORMAL)
