"""Units as they stand in headings and cells, and what they are in SI.

Only for reading files: the document holds SI and nothing else. A unit is found by its words in a
heading ('Shoe MD [ft]', 'Mud weight (g/cm3)'); its dimension must be that of the field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

INCH, FOOT, PSI, POUND = 0.0254, 0.3048, 6894.757293168, 0.45359237


@dataclass(frozen=True, slots=True)
class Unit:
    """value in SI = value * factor + offset."""

    symbol: str
    dimension: str
    factor: float
    offset: float = 0.0


def _units(dimension: str, **factors: float) -> list[Unit]:
    return [Unit(symbol, dimension, factor) for symbol, factor in factors.items()]


_TABLE = [
    *_units("length", m=1.0, ft=FOOT, mm=0.001, cm=0.01, km=1000.0),
    Unit("in", "length", INCH),
    *_units("pressure", Pa=1.0, kPa=1e3, MPa=1e6, bar=1e5, psi=PSI, ksi=PSI * 1e3, atm=101325.0),
    Unit("kgf/cm2", "pressure", 98066.5),
    *_units("density", sg=1000.0, ppg=119.82642731689663, pcf=POUND / FOOT**3),
    Unit("g/cm3", "density", 1000.0),
    Unit("kg/m3", "density", 1.0),
    Unit("kg/m", "linear_mass", 1.0),
    Unit("lb/ft", "linear_mass", POUND / FOOT),
    *_units("force", N=1.0, kN=1e3, lbf=4.4482216152605, klbf=4448.2216152605),
    *_units("angle", deg=1.0, rad=57.29577951308232),
    Unit("K", "temperature", 1.0),
    Unit("°C", "temperature", 1.0, 273.15),
    Unit("°F", "temperature", 5 / 9, 459.67 * 5 / 9),
    *_units("time", s=1.0, min=60.0, h=3600.0, d=86400.0),
    Unit("-", "fraction", 1.0),
    Unit("%", "fraction", 0.01),
]
UNITS = {unit.symbol: unit for unit in _TABLE}

_WORDS = {
    "meter": "m", "metre": "m", "meters": "m", "metres": "m", "mtr": "m", "m md": "m", "m rkb": "m",
    "m md rkb": "m", "mmd": "m", "mrkb": "m", "feet": "ft", "foot": "ft", "ft md": "ft", "ft rkb": "ft",
    "ft md rkb": "ft", "'": "ft", "inch": "in", "inches": "in", '"': "in", "″": "in", "''": "in",
    "bars": "bar", "barg": "bar", "bar g": "bar", "psig": "psi", "pa": "Pa", "kpa": "kPa", "mpa": "MPa",
    "s.g.": "sg", "sg emw": "sg", "emw sg": "sg", "g/cc": "g/cm3", "g/cm³": "g/cm3", "gcc": "g/cm3",
    "kg/l": "g/cm3", "kg/m³": "kg/m3", "lb/gal": "ppg", "lbs/gal": "ppg", "ppge": "ppg", "lb/ft3": "pcf",
    "ppf": "lb/ft", "lbs/ft": "lb/ft", "lb/f": "lb/ft", "#/ft": "lb/ft", "°": "deg", "degrees": "deg",
    "dega": "deg", "c": "°C", "degc": "°C", "deg c": "°C", "f": "°F", "degf": "°F", "deg f": "°F",
    "minutes": "min", "mins": "min", "hours": "h", "hr": "h", "hrs": "h", "seconds": "s", "sec": "s",
    "days": "d", "kgf/cm²": "kgf/cm2", "kg/cm2": "kgf/cm2", "kips": "klbf", "k": "K",
}  # fmt: skip
_BY_WORD = {**{symbol.lower(): symbol for symbol in UNITS}, **_WORDS}


def unit_of(word: str | None) -> Unit | None:
    """The unit a word means, or None.

    >>> unit_of('inch').factor, unit_of('G/CM3').symbol, unit_of('furlong')
    (0.0254, 'g/cm3', None)
    """
    if not word:
        return None
    symbol = _BY_WORD.get(" ".join(word.lower().split()))
    return UNITS[symbol] if symbol else None


def heading_unit(heading: str) -> tuple[str, Unit | None]:
    """A heading without its unit, and the unit.

    >>> name, unit = heading_unit('Shoe MD [ft]')
    >>> name, unit.symbol
    ('Shoe MD', 'ft')
    """
    text = " ".join(str(heading).split())
    for match in reversed(list(re.finditer(r"[\[(,]\s*([^\])(,]+)\s*[\])]?", text))):
        unit = unit_of(match[1])
        if unit:
            return (text[: match.start()] + text[match.end() :]).strip(" ,"), unit
    last = re.search(r"[_ ]([^_ ]+)$", text)
    unit = unit_of(last[1]) if last and len(last[1]) > 1 else None
    if last and unit and unit.symbol not in ("min", "h", "d"):
        return text[: last.start()].strip(), unit
    return text, None


def to_si(value: float, unit: Unit) -> float:
    """The value in SI, cleaned of what binary conversion adds beyond 12 significant digits.

    >>> to_si(13.375, UNITS['in']), to_si(1.65, UNITS['sg'])
    (0.339725, 1650.0)
    """
    return float(f"{value * unit.factor + unit.offset:.12g}")
