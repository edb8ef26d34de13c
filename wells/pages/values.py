"""Values of a well document in words: quantities in the reader's units, days, words without underscores."""

import re
from datetime import date

from deepguard import formatting
from deepguard.units import display_unit, from_si

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORD = re.compile(r"[a-z]+(_[a-z0-9]+)+")
LONGEST = 200
#: Between a number and its unit: keeps both on one line.
NARROW = "\u00a0"


def shown_pair(fact, system) -> tuple[str, str]:
    """Before and after of a fact; with more digits where rounding would make them look the same."""
    pair = tuple(shown_value(value, fact.hint, system) for value in (fact.before, fact.after))
    if pair[0] == pair[1] and isinstance(fact.before, (int, float)):
        return tuple(_exactly(value, fact.hint, system) for value in (fact.before, fact.after))
    return pair


def shown_value(value, hint, system) -> str:
    """One line for any value a document can hold.

    >>> shown_value(2480.0, "shoe_md_m", "metric"), shown_value("gas_lift", None, "metric")
    ('2,480\\xa0m', 'gas lift')
    >>> shown_value(None, None, "metric"), shown_value([], None, "metric"), shown_value(True, None, "metric")
    ('–', 'stated to be none', 'yes')
    """
    if value is None:
        return formatting.NOT_APPLICABLE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return _number(value, hint, system)
    if isinstance(value, dict):
        return (
            _shortened(", ".join(_word(str(part)) for part in value.values())) if value else "stated, empty"
        )
    if isinstance(value, list):
        return _list(value, system)
    return _shortened(_word(value))


def _number(value, hint, system) -> str:
    return (
        formatting.quantity(value, hint, system).replace(formatting.THIN_SPACE, NARROW)
        if hint
        else f"{value:g}"
    )


def _exactly(value, hint, system) -> str:
    """With all the digits that tell it from another value."""
    if not hint:
        return repr(value)
    unit = display_unit(hint, system)
    return f"{from_si(value, unit.symbol):.10g}{NARROW}{unit.label}"


def _list(values, system) -> str:
    if not values:
        return "stated to be none"
    if all(isinstance(value, dict) and "inclination_deg" in value for value in values):
        top, base = (formatting.quantity(values[i]["md_m"], "length", system) for i in (0, -1))
        return f"{len(values):,} stations, {top} to {base} MD"
    return _shortened(", ".join(shown_value(value, None, system) for value in values))


def _word(text) -> str:
    if _DAY.fullmatch(text):
        try:
            return formatting.day(date.fromisoformat(text))
        except ValueError:
            return text
    return text.replace("_", " ") if _WORD.fullmatch(text) else text


def _shortened(text) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
