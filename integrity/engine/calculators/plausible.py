"""Numbers that no well has: a unit that was mistaken shows itself by them.

Bounds are wide and the fault says which unit it looks like, so that nobody has to guess. A body may carry
any of these names anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from integrity.engine.calculators.errors import Fault


class Bounds(NamedTuple):
    """Least and greatest value that can be meant, and what a value outside was likely given in."""

    least: float
    greatest: float
    below: str
    above: str


_DEPTH = Bounds(-500, 15_000, "depths are positive down", "is it in feet?")
_TEMPERATURE = Bounds(200, 700, "is it in degC or degF?", "is it in degF or degR?")
BOUNDS: Mapping[str, Bounds] = {
    "density_kg_m3": Bounds(30, 3_500, "is it a specific gravity or in ppg?", "is it in g/m3?"),
    "gas_specific_gravity": Bounds(0.05, 3, "air is 1", "is it a molar mass in g/mol?"),
    "mean_temperature_k": _TEMPERATURE,
    "temperature_k": _TEMPERATURE,
    "cold_temperature_k": _TEMPERATURE,
    "z": Bounds(0.15, 3, "Z is a factor near 1", "Z is a factor near 1, not a percentage"),
    "surface_pressure_pa": Bounds(-101_325, 350e6, "gauge pressure ends at -101325 Pa", "is it in kPa?"),
    "top_tvd_m": _DEPTH,
    "base_tvd_m": _DEPTH,
    "at_tvd_m": _DEPTH,
    "sound_speed_m_s": Bounds(150, 600, "is it in km/s?", "is it in ft/s, or that of a liquid?"),
    "travel_time_s": Bounds(0.01, 120, "the echo is too near", "is it in ms?"),
    "average_joint_length_m": Bounds(4, 16, "joints are 5 to 14 m long", "is it in feet?"),
    "gun_md_m": _DEPTH,
    "expansion_per_k": Bounds(1e-5, 5e-3, "is it a percentage?", "is it in 1e-6/K?"),
    "compressibility_per_pa": Bounds(1e-11, 1e-8, "is it in 1/kPa?", "is it in 1/psi or 1/bar?"),
    "youngs_modulus_pa": Bounds(5e10, 4e11, "is it in GPa, MPa or psi?", "steel has 2e11 Pa"),
    "temperature_delta_k": Bounds(-300, 400, "it is a difference", "it is a difference: no 273 is added"),
}


def misfits(body: Any, pointer: str = "", name: str = "") -> Iterator[Fault]:
    """Every number of a body that looks like another unit."""
    if isinstance(body, Mapping):
        for key, value in body.items():
            yield from misfits(value, f"{pointer}/{key}", key)
    elif isinstance(body, (list, tuple)):
        for index, value in enumerate(body):
            yield from misfits(value, f"{pointer}/{index}", name)
    elif isinstance(body, (int, float)) and not isinstance(body, bool) and name in BOUNDS:
        bounds = BOUNDS[name]
        if body < bounds.least:
            yield Fault(
                pointer, "implausible", f"{body:g} is below {bounds.least:g}: {bounds.below} ({name})"
            )
        elif body > bounds.greatest:
            yield Fault(
                pointer, "implausible", f"{body:g} is above {bounds.greatest:g}: {bounds.above} ({name})"
            )
