"""Numbers and days as people write them. What can be read two ways is asked, never guessed.

A blank, 'NULL' or a day such as 9999-12-31 is not known (None). `Unclear` carries the rule that was
broken, what is wrong and how to mend it; its `options` make it a question.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime
from typing import Any

from wells.imports.units import unit_of

NOTHING = {"", "null", "n/a", "na", "none", "nan", "-", "–", "—", "#n/a", "?"}
NO_DATE = {"9999-12-31", "1900-01-00", "0000-00-00"}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NUMBER = re.compile(r"[+-]?[\d.,\s'’]*\d[\d.,\s'’]*(?:[eE][+-]?\d+)?")
_FRACTION = re.compile(r"(?:(\d+)[\s-]+)?(\d+)\s*/\s*(\d+)")
_QUANTITY = re.compile(
    r"^(?P<number>[^a-zA-Z\"″°%]*?(?:[eE][+-]?\d+)?)\s*(?P<unit>(?:[a-zA-Z\"″°%]|'(?!\d)).*)?$"
)


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
        return _finite(float(value), str(value)), None
    text = _plain(str(value))
    match = _QUANTITY.match(text)
    written, unit = (match["number"].strip(), match["unit"]) if match else (text, None)
    return _written(written, str(value).strip(), decimal), unit.strip() if unit else None


def _plain(text: str) -> str:
    """Vulgar fractions spelt out ('13⅜' -> '13 3/8'), odd blanks made plain."""
    spelt = re.sub(r"(?<=\d)(?=[¼-¾⅐-⅞])", " ", text.strip())
    return unicodedata.normalize("NFKC", spelt).replace("⁄", "/").strip()


def _written(text: str, shown: str, decimal: str | None) -> float:
    if "/" in text:
        return _fraction(text, shown)
    if not text or not _NUMBER.fullmatch(text):
        raise Unclear("not-a-number", f"“{shown}” is no number.", "Give a number, or leave the cell empty.")
    return _finite(float(_unpunctuated(text, shown, decimal)), shown)


def _fraction(text: str, shown: str) -> float:
    match = _FRACTION.fullmatch(text)
    if not match:
        raise Unclear("fraction", f"“{shown}” is no fraction.", "Write it like 13 3/8, or as 13.375.")
    whole, top, bottom = int(match[1] or 0), int(match[2]), int(match[3])
    if bottom not in (2, 4, 8, 16, 32, 64) or top >= bottom:
        raise Unclear(
            "fraction", f"“{shown}” is no fraction of an inch.", "Sizes go by halves to sixty-fourths."
        )
    return whole + top / bottom


def _unpunctuated(text: str, shown: str, decimal: str | None) -> str:
    """The text with a decimal point and no thousands marks."""
    body = _without_spaces(text, shown)
    commas, points = body.count(","), body.count(".")
    if commas and points:
        mark = max(",.", key=body.rfind)
        return _grouped(body, thousands="," if mark == "." else ".", mark=mark, shown=shown)
    if commas == 1:
        return _one_comma(body, shown, decimal)
    if commas:
        return _grouped(body, thousands=",", mark=".", shown=shown)
    if points > 1 or (points == 1 and decimal == "comma"):
        return _grouped(body, thousands=".", mark=",", shown=shown)
    return body


def _without_spaces(text: str, shown: str) -> str:
    parts = re.split(r"[\s'’]+", text.strip())
    tail = re.match(r"\d*", parts[-1])
    inner = [*parts[1:-1], tail[0] if tail else ""] if len(parts) > 1 else []
    if any(len(part) != 3 for part in inner):
        raise Unclear("not-a-number", f"“{shown}” is no number: blanks part thousands only.", "Write 1234.5.")
    return "".join(parts)


def _one_comma(body: str, shown: str, decimal: str | None) -> str:
    whole, rest = body.lstrip("+-").split(",")
    if not (len(rest) == 3 and rest.isdigit() and 1 <= len(whole) <= 3 and not whole.startswith("0")):
        return body.replace(",", ".")
    if decimal is None:
        raise Unclear(
            "ambiguous-number",
            f"“{shown}” can be {whole}{rest} or {whole}.{rest}.",
            "Say whether the comma parts thousands (point) or decimals (comma).",
            options=("point", "comma"),
        )
    return body.replace(",", "" if decimal == "point" else ".")


def _grouped(body: str, *, thousands: str, mark: str, shown: str) -> str:
    whole, _, rest = body.partition(mark)
    groups = whole.lstrip("+-").split(thousands)
    good = 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if (len(groups) > 1 and not good) or thousands in rest or mark in rest:
        raise Unclear("not-a-number", f"“{shown}” mixes points and commas.", "Write 1234.5 or 1234,5.")
    return whole.replace(thousands, "") + (f".{rest}" if rest else "")


def _finite(value: float, shown: str) -> float:
    if not math.isfinite(value):
        raise Unclear("not-a-number", f"{shown} is no finite number.", "Leave the cell empty where unknown.")
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
