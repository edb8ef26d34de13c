"""The quantities that an operating envelope bounds, and what is to know of each: one table.

Source of the list: what ISO 16530-1 asks limits on (domain 1.6). Annulus pressure is computed, the others are entered.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from deepguard.units import UNITS, Unit, quantity_of
from wells.record import schema

#: The states of a well that the document can describe, and that an envelope can hold in.
WELL_STATES = schema.words("bore_content", "state")
#: Digits that bring back what was typed: from what a form cleaned to SI, and from what a service stored.
DIGITS = 9
STORED_DIGITS = 12


class Quantity(models.TextChoices):
    ANNULUS_PRESSURE = "annulus_pressure", "Annulus pressure"
    TUBING_PRESSURE = "tubing_pressure", "Tubing-head pressure"
    LIQUID_RATE = "liquid_rate", "Liquid rate"
    GAS_RATE = "gas_rate", "Gas rate, standard conditions"
    VELOCITY = "velocity", "Flow velocity"
    DRAWDOWN = "drawdown", "Drawdown"
    TEMPERATURE = "temperature", "Flowing wellhead temperature"
    H2S = "h2s", "H2S in the gas"
    CO2 = "co2", "CO2 in the gas"
    SAND = "sand", "Sand rate"
    CONTROL_LINE_PRESSURE = "control_line_pressure", "Control-line pressure"
    CHEMICAL_INJECTION_PRESSURE = "chemical_injection_pressure", "Chemical-injection pressure"
    ACTUATOR_PRESSURE = "actuator_pressure", "Actuator pressure"
    WELLHEAD_MOVEMENT = "wellhead_movement", "Wellhead movement, up positive"
    FATIGUE_CYCLES = "fatigue_cycles", "Fatigue cycles"
    BLEED_VOLUME = "bleed_volume", "Volume bled off in 30 days"
    BLEED_FREQUENCY = "bleed_frequency", "Bleed-offs"
    TOP_UP_VOLUME = "top_up_volume", "Volume topped up in 30 days"
    TOP_UP_FREQUENCY = "top_up_frequency", "Top-ups"


@dataclass(frozen=True, slots=True)
class Kind:
    """Of one quantity. `hint` names its unit (deepguard.units); it belongs to the well, or to each annulus;
    `has_low`: it is bounded from below as well."""

    hint: str
    of_annulus: bool = False
    has_low: bool = False
    may_be_negative: bool = False
    is_computed: bool = False

    @property
    def dimension(self) -> str:
        return UNITS[quantity_of(self.hint).si].dimension

    @property
    def units(self) -> list[Unit]:
        """The units it can be entered in."""
        return [unit for unit in UNITS.values() if unit.dimension == self.dimension]


KINDS: dict[str, Kind] = {
    Quantity.ANNULUS_PRESSURE: Kind("pressure", of_annulus=True, is_computed=True),
    Quantity.TUBING_PRESSURE: Kind("pressure", has_low=True),
    Quantity.LIQUID_RATE: Kind("well_rate", has_low=True),
    Quantity.GAS_RATE: Kind("gas_rate", has_low=True),
    Quantity.VELOCITY: Kind("velocity"),
    Quantity.DRAWDOWN: Kind("pressure"),
    Quantity.TEMPERATURE: Kind("temperature", has_low=True),
    Quantity.H2S: Kind("trace"),
    Quantity.CO2: Kind("fraction"),
    Quantity.SAND: Kind("mass_rate"),
    Quantity.CONTROL_LINE_PRESSURE: Kind("pressure", has_low=True),
    Quantity.CHEMICAL_INJECTION_PRESSURE: Kind("pressure", has_low=True),
    Quantity.ACTUATOR_PRESSURE: Kind("pressure", has_low=True),
    Quantity.WELLHEAD_MOVEMENT: Kind("movement", has_low=True, may_be_negative=True),
    Quantity.FATIGUE_CYCLES: Kind("count"),
    Quantity.BLEED_VOLUME: Kind("volume", of_annulus=True),
    Quantity.BLEED_FREQUENCY: Kind("frequency", of_annulus=True),
    Quantity.TOP_UP_VOLUME: Kind("volume", of_annulus=True),
    Quantity.TOP_UP_FREQUENCY: Kind("frequency", of_annulus=True),
}
ENTERED = [quantity for quantity in Quantity if not KINDS[quantity].is_computed]


def as_typed(value_si: float, unit: str, digits: int = DIGITS) -> float:
    """The number that was typed in a unit, from its SI value.

    >>> as_typed(1723689.32329, "psi"), as_typed(0.00002, "ppm"), as_typed(293.15, "degC")
    (250.0, 20.0, 20.0)
    """
    scale = UNITS[unit]
    return float(f"{(value_si - scale.offset) / scale.factor:.{digits}g}")
