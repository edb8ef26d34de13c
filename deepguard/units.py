"""Units: one table of exact factors, and which unit each kind of quantity is shown in.

SI stands inside (engine, database, JSON); this table is used where numbers come in and go out, and nowhere
else. A quantity is known from the name of a field: `shoe_md_m` is a depth, `emw_kg_m3` a density.
Value in SI = value * factor + offset.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

POUND: Final = Fraction("0.45359237")  # kg
INCH: Final = Fraction("0.0254")  # m
FOOT: Final = 12 * INCH
GRAVITY: Final = Fraction("9.80665")  # m/s2
GALLON: Final = 231 * INCH**3  # US liquid gallon, m3
BARREL: Final = 42 * GALLON  # the oil barrel
POUND_FORCE: Final = POUND * GRAVITY
PSI: Final = POUND_FORCE / INCH**2


@dataclass(frozen=True, slots=True)
class Unit:
    symbol: str
    dimension: str
    factor: float
    offset: float = 0.0
    label: str = ""


def _units(dimension: str, **factors: Fraction | int | str) -> list[Unit]:
    return [
        Unit(symbol, dimension, float(Fraction(factor)), label=symbol) for symbol, factor in factors.items()
    ]


def _unit(
    symbol: str, dimension: str, factor: Fraction | int = 1, *, offset: Fraction | int = 0, label: str = ""
) -> Unit:
    return Unit(symbol, dimension, float(factor), float(offset), label or symbol)


_TABLE: Final = [
    *_units("pressure", Pa=1, kPa=1000, MPa=10**6, bar=10**5, psi=PSI, ksi=1000 * PSI, atm=101_325),
    _unit("kgf/cm2", "pressure", GRAVITY * 10_000, label="kgf/cm²"),
    _unit("kg/m3", "density", label="kg/m³"),
    _unit("g/cm3", "density", 1000, label="g/cm³"),
    _unit("lb/ft3", "density", POUND / FOOT**3, label="lb/ft³"),
    *_units("density", sg=1000, ppg=POUND / GALLON),
    _unit("Pa/m", "gradient"),
    _unit("kPa/m", "gradient", 1000),
    _unit("bar/m", "gradient", 10**5),
    _unit("psi/ft", "gradient", PSI / FOOT),
    *_units("length", m=1, mm="0.001", cm="0.01", km=1000, ft=FOOT),
    _unit("in", "length", INCH),
    *_units("volume", m3=1, l="0.001", gal=GALLON, bbl=BARREL, ft3=FOOT**3),
    _unit("m3/s", "rate", label="m³/s"),
    _unit("m3/h", "rate", Fraction(1, 3600), label="m³/h"),
    _unit("m3/d", "rate", Fraction(1, 86_400), label="m³/d"),
    _unit("l/min", "rate", Fraction(1, 60_000)),
    _unit("bbl/min", "rate", BARREL / 60),
    _unit("bbl/d", "rate", BARREL / 86_400),
    _unit("scf/min", "rate", FOOT**3 / 60),
    _unit("MMscf/d", "rate", 10**6 * FOOT**3 / 86_400),
    _unit("kg/s", "mass_rate"),
    _unit("g/s", "mass_rate", Fraction(1, 1000)),
    _unit("kg/d", "mass_rate", Fraction(1, 86_400)),
    _unit("lb/d", "mass_rate", POUND / 86_400),
    _unit("per second", "frequency"),
    _unit("per day", "frequency", Fraction(1, 86_400)),
    _unit("per week", "frequency", Fraction(1, 7 * 86_400)),
    _unit("per month", "frequency", Fraction(1, 30 * 86_400), label="per 30 d"),
    _unit("per year", "frequency", Fraction(1, 365 * 86_400)),
    _unit("m/s", "speed"),
    _unit("ft/s", "speed", FOOT),
    _unit("K", "temperature"),
    _unit("degC", "temperature", offset=Fraction("273.15"), label="°C"),
    _unit("degF", "temperature", Fraction(5, 9), offset=Fraction("459.67") * Fraction(5, 9), label="°F"),
    _unit("delta_K", "temperature_difference", label="K"),
    _unit("delta_degC", "temperature_difference", label="°C"),
    _unit("delta_degF", "temperature_difference", Fraction(5, 9), label="°F"),
    _unit("N", "force"),
    _unit("kN", "force", 1000),
    _unit("lbf", "force", POUND_FORCE),
    _unit("klbf", "force", 1000 * POUND_FORCE),
    _unit("kg/m", "linear_mass"),
    _unit("lb/ft", "linear_mass", POUND / FOOT),
    *_units("mass", kg=1, t=1000, lb=POUND),
    *_units("time", s=1, min=60, h=3600, d=86_400),
    _unit("deg", "angle", label="°"),
    _unit("fraction", "fraction", label=""),
    _unit("%", "fraction", Fraction(1, 100)),
    _unit("ppm", "fraction", Fraction(1, 10**6)),
    _unit("cycles", "count"),
]
UNITS: Final = {unit.symbol: unit for unit in _TABLE}

_WORDS: Final = {
    "psig": "psi", "psi g": "psi", "barg": "bar", "bar g": "bar", "bars": "bar", "bar(g)": "bar",
    "kgf/cm²": "kgf/cm2", "kg/cm2": "kgf/cm2", "kg/m³": "kg/m3", "g/cc": "g/cm3", "g/cm³": "g/cm3",
    "s.g.": "sg", "lb/gal": "ppg", "lbs/gal": "ppg", "pcf": "lb/ft3", "metre": "m", "metres": "m",
    "meter": "m", "meters": "m", "feet": "ft", "foot": "ft", "'": "ft", "′": "ft", '"': "in", "″": "in",
    "''": "in", "inch": "in", "inches": "in", "c": "degC", "°c": "degC", "f": "degF", "°f": "degF",
    "°": "deg", "m³": "m3", "ft³": "ft3", "l": "l", "litre": "l", "litres": "l", "m³/s": "m3/s",
    "m³/h": "m3/h", "m³/d": "m3/d", "ppf": "lb/ft", "lbs/ft": "lb/ft", "hours": "h", "hour": "h",
    "minutes": "min", "days": "d", "day": "d", "seconds": "s",
}  # fmt: skip
_BY_WORD: Final = {**{symbol.lower(): symbol for symbol in UNITS}, **_WORDS}


@dataclass(frozen=True, slots=True)
class Shown:
    """A unit and the decimals a number is shown with in it."""

    unit: str
    decimals: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A kind of number: its SI unit, and how each system of units shows it."""

    name: str
    si: str
    metric: Shown
    field: Shown
    inside: Shown

    def shown(self, system: str) -> Shown:
        return {"metric": self.metric, "field": self.field, "si": self.inside}[system]


def _quantity(name: str, metric: tuple[str, int], field: tuple[str, int], si: tuple[str, int]) -> Quantity:
    return Quantity(name, si[0], Shown(*metric), Shown(*field), Shown(*si))


_KINDS: Final = [
    _quantity("pressure", ("bar", 1), ("psi", 0), ("Pa", 0)),
    _quantity("stress", ("MPa", 0), ("ksi", 1), ("Pa", 0)),
    _quantity("gradient", ("bar/m", 4), ("psi/ft", 3), ("Pa/m", 0)),
    _quantity("density", ("sg", 2), ("ppg", 2), ("kg/m3", 0)),
    _quantity("gas_density", ("kg/m3", 1), ("lb/ft3", 2), ("kg/m3", 1)),
    _quantity("depth", ("m", 0), ("ft", 0), ("m", 0)),
    _quantity("tvd", ("m", 1), ("ft", 1), ("m", 1)),
    _quantity("length", ("m", 1), ("ft", 1), ("m", 1)),
    _quantity("diameter", ("in", 3), ("in", 3), ("m", 4)),
    _quantity("wall", ("in", 3), ("in", 3), ("m", 4)),
    _quantity("volume", ("m3", 2), ("bbl", 1), ("m3", 2)),
    _quantity("rate", ("m3/h", 2), ("bbl/min", 2), ("m3/s", 6)),
    _quantity("speed", ("m/s", 0), ("ft/s", 0), ("m/s", 0)),
    _quantity("temperature", ("degC", 0), ("degF", 0), ("K", 1)),
    _quantity("temperature_difference", ("delta_degC", 1), ("delta_degF", 1), ("delta_K", 1)),
    _quantity("force", ("kN", 0), ("klbf", 0), ("N", 0)),
    _quantity("linear_mass", ("kg/m", 1), ("lb/ft", 1), ("kg/m", 1)),
    _quantity("mass", ("kg", 0), ("lb", 0), ("kg", 0)),
    _quantity("time", ("min", 0), ("min", 0), ("s", 0)),
    _quantity("angle", ("deg", 2), ("deg", 2), ("deg", 2)),
    _quantity("fraction", ("%", 0), ("%", 0), ("fraction", 3)),
    _quantity("well_rate", ("m3/d", 0), ("bbl/d", 0), ("m3/s", 6)),
    _quantity("gas_rate", ("m3/d", 0), ("MMscf/d", 3), ("m3/s", 6)),
    _quantity("mass_rate", ("kg/d", 1), ("lb/d", 1), ("kg/s", 6)),
    _quantity("velocity", ("m/s", 1), ("ft/s", 1), ("m/s", 1)),
    _quantity("trace", ("ppm", 0), ("ppm", 0), ("fraction", 6)),
    _quantity("frequency", ("per month", 1), ("per month", 1), ("per second", 9)),
    _quantity("movement", ("mm", 0), ("in", 2), ("m", 4)),
    _quantity("count", ("cycles", 0), ("cycles", 0), ("cycles", 0)),
]
QUANTITIES: Final = {quantity.name: quantity for quantity in _KINDS}

# The first ending that fits names the quantity, so the longer ones stand first.
_ENDINGS: Final = [
    (r"yield_pa", "stress"),
    (r"pa_m", "gradient"),
    (r"pa(_abs)?", "pressure"),
    (r"gas_density_kg_m3", "gas_density"),
    (r"kg_m3", "density"),
    (r"kg_m", "linear_mass"),
    (r"m3_s", "rate"),
    (r"m3", "volume"),
    (r"m_s", "speed"),
    (r"delta_k", "temperature_difference"),
    (r"tvd_m", "tvd"),
    (r"md_m", "depth"),
    (r"wall_m", "wall"),
    (r"(od|id|diameter|drift)_m", "diameter"),
    (r"m", "length"),
    (r"k", "temperature"),
    (r"deg", "angle"),
    (r"n", "force"),
    (r"kg", "mass"),
    (r"s", "time"),
    (r"fraction", "fraction"),
]


def unit_of(word: str) -> Unit | None:
    """The unit a person means by a word, or None.

    >>> unit_of("psig").symbol, unit_of("g/cc").symbol, unit_of("furlong")
    ('psi', 'g/cm3', None)
    """
    symbol = _BY_WORD.get(" ".join(word.lower().split()))
    return UNITS[symbol] if symbol else None


def to_si(value: float, unit: str) -> float:
    """The value in SI.

    >>> to_si(250, "psi"), to_si(1.65, "sg"), to_si(20, "degC")
    (1723689.3232920903, 1650.0, 293.15)
    """
    return value * UNITS[unit].factor + UNITS[unit].offset


def from_si(value: float, unit: str) -> float:
    """A value in SI, in the unit.

    >>> from_si(9_640_000, "bar"), from_si(373.15, "degF")
    (96.4, 212.0)
    """
    return round((value - UNITS[unit].offset) / UNITS[unit].factor, 12)


def convert(value: float, unit: str, to: str) -> float:
    """The value in another unit; density and pressure gradient turn into each other by standard gravity.

    >>> round(convert(1, "ppg", "psi/ft"), 9)
    0.051948052
    """
    kinds = UNITS[unit].dimension, UNITS[to].dimension
    if kinds[0] == kinds[1]:
        return from_si(to_si(value, unit), to)
    if kinds == ("density", "gradient"):
        return from_si(to_si(value, unit) * float(GRAVITY), to)
    if kinds == ("gradient", "density"):
        return from_si(to_si(value, unit) / float(GRAVITY), to)
    raise ValueError(f"{unit} is a {kinds[0]}, {to} is a {kinds[1]}: one cannot become the other")


def quantity_of(name: str) -> Quantity:
    """The quantity a field name carries by its ending; the name of a quantity itself is taken too.

    Errors: ValueError where there is none, and for what is counted per unit (`expansion_per_k`).

    >>> quantity_of("maasp_pa").name, quantity_of("shoe_md_m").name, quantity_of("od_m").name
    ('pressure', 'depth', 'diameter')
    """
    if name in QUANTITIES:
        return QUANTITIES[name]
    if re.search(r"_per_[a-z]+$", name):
        raise ValueError(f"{name} is counted per unit and is shown as it stands")
    for ending, quantity in _ENDINGS:
        if re.search(rf"(^|_){ending}$", name):
            return QUANTITIES[quantity]
    raise ValueError(f"the name {name} carries no unit: it should end in _pa, _m, _kg_m3, _k, …")


def display_unit(hint: str, system: str) -> Unit:
    """The unit that a system of units shows a quantity in.

    >>> display_unit("pressure_pa", "metric").label, display_unit("emw_kg_m3", "field").label
    ('bar', 'ppg')
    """
    return UNITS[quantity_of(hint).shown(system).unit]


def unit_line(system: str) -> str:
    """The four units people ask about, as the shell shows them.

    >>> unit_line("metric")
    'bar · m · sg · °C'
    """
    return " · ".join(display_unit(q, system).label for q in ("pressure", "depth", "density", "temperature"))
