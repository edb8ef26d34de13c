"""Values of a well document in words: quantities in the reader's units, days, words without underscores."""

import re
from datetime import date

from deepguard import formatting

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORD = re.compile(r"[a-z]+(_[a-z0-9]+)+")
LONGEST = 200


def shown_value(value, hint, system) -> str:
    """One line for any value a document can hold.

    >>> shown_value(2480.0, "shoe_md_m", "metric"), shown_value("gas_lift", None, "metric")
    ('2,480 m', 'gas lift')
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
    """The quantity; where it would round away what differs, with the digits it has."""
    return formatting.quantity(value, hint, system) if hint else f"{value:g}"


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
