"""Canonical text back to values, so that they give the same text again."""

import json
import re
from typing import Any

from wells.engine.canonical import GREATEST_EXACT_INTEGER

_LONG_DIGITS = re.compile(r"\d{16}")


def parsed(text: str) -> Any:
    """The value of canonical JSON text. Digits that no integer may have were written from a double.

    >>> parsed('{"x_a":10000000000000000,"b":3}')
    {'x_a': 1e+16, 'b': 3}
    """
    return json.loads(text, parse_int=_number if _LONG_DIGITS.search(text) else None)


def _number(digits: str) -> int | float:
    value = int(digits)
    return value if abs(value) <= GREATEST_EXACT_INTEGER else float(digits)
