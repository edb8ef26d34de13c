"""Units as they stand in headings and cells; the factors are those of `deepguard.units`.

Only for reading files: the document holds SI and nothing else. A unit is found by its words in a
heading ('Shoe MD [ft]', 'Mud weight (g/cm3)'); its dimension must be that of the field.
"""

from __future__ import annotations

import re

from deepguard.units import UNITS, Unit
from deepguard.units import unit_of as unit_of_word

__all__ = ["FOOT", "INCH", "UNITS", "Unit", "heading_unit", "to_si", "unit_of"]

INCH, FOOT = UNITS["in"].factor, UNITS["ft"].factor

#: Words of headings beyond those people type into forms: the depth reference, the equivalent column.
_WORDS = {
    "m md": "m", "m rkb": "m", "m md rkb": "m", "m amsl": "m", "m msl": "m", "mmd": "m", "mrkb": "m",
    "mtr": "m", "ft md": "ft", "ft rkb": "ft", "ft md rkb": "ft", "sg emw": "sg", "emw sg": "sg",
    "gcc": "g/cm3", "kg/l": "g/cm3", "ppge": "ppg", "lb/f": "lb/ft", "#/ft": "lb/ft", "degrees": "deg",
    "dega": "deg", "deg c": "degC", "deg f": "degF", "mins": "min", "hr": "h", "hrs": "h", "sec": "s",
    "kgf/cm²": "kgf/cm2", "kips": "klbf",
}  # fmt: skip


def unit_of(word: str | None) -> Unit | None:
    """The unit a word means, or None.

    >>> unit_of('inch').factor, unit_of('ft MD RKB').symbol, unit_of('furlong')
    (0.0254, 'ft', None)
    """
    if not word:
        return None
    plain = " ".join(word.lower().split())
    return UNITS[_WORDS[plain]] if plain in _WORDS else unit_of_word(plain)


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
    last = re.search(r"[_ ]([^_ ]{2,}|m)$", text)
    unit = unit_of(last[1]) if last else None
    if last and unit and unit.dimension != "time":
        return text[: last.start()].strip(), unit
    return text, None


def to_si(value: float, unit: Unit) -> float:
    """The value in SI, cleaned of what binary conversion adds beyond 12 significant digits.

    >>> to_si(13.375, UNITS['in']), to_si(1.65, UNITS['sg'])
    (0.339725, 1650.0)
    """
    return float(f"{value * unit.factor + unit.offset:.12g}")
