"""The cells of files: numbers (read by `deepguard.numbers`), days, blanks. Two readings are asked, never guessed.

A blank, 'NULL' or a day such as 9999-12-31 is not known (None). `Unclear` carries the rule that was
broken, what is wrong and how to mend it; its `options` make it a question.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import Any

from deepguard import numbers
from wells.imports.units import unit_of

NOTHING = {"", "null", "n/a", "na", "none", "nan", "-", "–", "—", "#n/a", "?"}
NO_DATE = {"9999-12-31", "1900-01-00", "0000-00-00"}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
#: Rules of imports by the codes of `deepguard.numbers`.
CODES = {"number": "not-a-number", "fraction": "fraction"}


class Unclear(ValueError):
    """A cell that is not what its column needs."""

    def __init__(self, code: str, what: str, mend: str = "", options: tuple[str, ...] = ()):
        super().__init__(what)
        self.code, self.what, self.mend, self.options = code, what, mend, options


def blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value.strip().lower() in NOTHING)


def number(value: Any, *, decimal: str | None = None) -> float | None:
    """The number in a cell; `decimal` ('point' or 'comma') settles what could be read both ways.

    >>> number('1 234,5'), number('1,234.5'), number('13 3/8'), number(' NULL ')
    (1234.5, 1234.5, 13.375, None)
    >>> number('1,234', decimal='point'), number('1,234', decimal='comma')
    (1234.0, 1.234)
    """
    found, unit = quantity(value, decimal=decimal)
    if unit is not None and unit_of(unit) is None:
        raise Unclear("not-a-number", f"“{value}” is no number.", f"“{unit}” is no unit.")
    return found


def quantity(value: Any, *, decimal: str | None = None) -> tuple[float | None, str | None]:
    """The number in a cell and the unit written behind it.

    >>> quantity('13 3/8"'), quantity('9 5/8 in'), quantity('2 607 m')
    ((13.375, '"'), (9.625, 'in'), (2607.0, 'm'))
    """
    if blank(value):
        return None, None
    if isinstance(value, bool):
        raise Unclear("not-a-number", f"{value} is no number.", "Give a number, or leave the cell empty.")
    if isinstance(value, int | float):
        return _finite(float(value)), None
    try:
        return numbers.with_unit(str(value).strip(), decimal=decimal)
    except numbers.Unclear as unclear:
        raise _of_a_cell(unclear) from None


def bare(value: Any) -> float | None:
    """The number in a cell of a column whose unit is settled elsewhere; a unit behind it is refused."""
    found, unit = quantity(value)
    if unit is not None:
        raise Unclear(
            "unit", f"“{value}” has a unit behind it.", "Write the figure alone, in the list's unit."
        )
    return found


def _of_a_cell(unclear: numbers.Unclear) -> Unclear:
    """The platform's finding by the rule codes of imports; what has two readings becomes a question."""
    if unclear.code == "ambiguous":
        mend = "Say whether the comma parts thousands (point) or decimals (comma)."
        return Unclear("ambiguous-number", unclear.what, mend, options=("point", "comma"))
    return Unclear(CODES[unclear.code], unclear.what, unclear.mend)


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise Unclear("not-a-number", f"{value} is no finite number.", "Leave the cell empty where unknown.")
    return value + 0.0


def day(value: Any, *, order: str | None = None) -> str | None:
    """The day in a cell as YYYY-MM-DD; `order` ('day' or 'month') says what comes first in 03/04/2020.

    >>> day('09.02.2020'), day('2013-05-08 00:00:00'), day('3-Feb-1999'), day('9999-12-31')
    ('2020-02-09', '2013-05-08', '1999-02-03', None)
    """
    if isinstance(value, datetime | date):
        return _known_day(value.strftime("%Y-%m-%d"))
    if blank(value):
        return None
    text = str(value).strip()
    parts = _day_parts(re.split(r"[T ]\d{1,2}:", text)[0].strip(), text, order)
    try:
        return _known_day(date(*parts).isoformat())
    except ValueError:
        return None if text[:10] in NO_DATE else _no_day(text)


def _day_parts(text: str, shown: str, order: str | None) -> tuple[int, int, int]:
    if match := re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})", text) or re.fullmatch(
        r"(\d{4})(\d\d)(\d\d)", text
    ):
        return int(match[1]), int(match[2]), int(match[3])
    if match := re.fullmatch(r"(\d{1,2})[-. ]([A-Za-z]{3})[a-z]*[-. ](\d{4})", text):
        month = _MONTHS.index(match[2].lower()) + 1 if match[2].lower() in _MONTHS else 0
        return int(match[3]), month, int(match[1])
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text):
        return int(match[3]), int(match[2]), int(match[1])
    if match := re.fullmatch(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", text):
        return _slashed(int(match[1]), int(match[2]), int(match[3]), shown, order)
    _no_day(shown)
    raise AssertionError("unreachable")


def _slashed(first: int, second: int, year: int, shown: str, order: str | None) -> tuple[int, int, int]:
    if first <= 12 and second <= 12 and first != second and order is None:
        raise Unclear(
            "ambiguous-date",
            f"“{shown}” can be day/month or month/day.",
            "Say which comes first.",
            options=("day", "month"),
        )
    month_first = second > 12 or (order == "month" and first <= 12)
    return (year, first, second) if month_first else (year, second, first)


def _known_day(text: str) -> str | None:
    return None if text in NO_DATE or text >= "9000" else text


def _no_day(shown: str) -> None:
    raise Unclear("not-a-date", f"“{shown}” is no day.", "Write it like 2020-02-09.")
