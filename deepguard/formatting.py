"""How numbers, days and ages are written on pages and in reports.

Comma for thousands, decimal point, a real minus, a thin space before the unit; “–” for what does not apply,
“not known” for what is unknown. Limits are cut to whole units downwards, never rounded up.
"""

import math
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from deepguard.units import UNITS, from_si, quantity_of

THIN_SPACE = "\u2009"
MINUS = "\u2212"
NOT_APPLICABLE = "–"
NOT_KNOWN = "not known"
INCH_TOLERANCE_M = 0.00002
EIGHTHS = {
    Fraction(1, 8): "⅛", Fraction(1, 4): "¼", Fraction(3, 8): "⅜", Fraction(1, 2): "½",
    Fraction(5, 8): "⅝", Fraction(3, 4): "¾", Fraction(7, 8): "⅞",
}  # fmt: skip


def number(value: float, decimals: int) -> str:
    """
    >>> number(12345.678, 1), number(-0.04, 1), number(-3, 0)
    ('12,345.7', '0.0', '−3')
    """
    text = f"{value:,.{decimals}f}"
    if text.startswith("-"):
        return text[1:] if not text.strip("-0.,") else MINUS + text[1:]
    return text


def figure(value: float, hint: str, system: str, *, limit: bool = False) -> str:
    """The number alone, in the unit of the system; a limit is floored to whole units.

    >>> figure(9_640_000, "pressure_pa", "metric"), figure(9_699_999, "maasp_pa", "metric", limit=True)
    ('96.4', '96')
    """
    shown = quantity_of(hint).shown(system)
    converted = from_si(value, shown.unit)
    if limit:
        return number(math.floor(round(converted, 6)), 0)
    return number(converted, shown.decimals)


def quantity(value: float | None, hint: str, system: str, *, limit: bool = False) -> str:
    """The number with its unit; “not known” for None.

    >>> quantity(0.244475, "od_m", "metric"), quantity(None, "od_m", "metric")
    ('9⅝″', 'not known')
    """
    if value is None:
        return NOT_KNOWN
    if quantity_of(hint).shown(system).unit == "in":
        return inches(value)
    label = UNITS[quantity_of(hint).shown(system).unit].label
    space = "" if label in ("°", "") else THIN_SPACE
    return f"{figure(value, hint, system, limit=limit)}{space}{label}"


def inches(value_m: float) -> str:
    """A size in inches: by eighths where it is one, else with decimals.

    >>> inches(0.339725), inches(0.2168), inches(0.01384)
    ('13⅜″', '8.535″', '0.545″')
    """
    exact = Fraction(round(value_m / 0.0254 * 8), 8)
    if abs(float(exact) * 0.0254 - value_m) > INCH_TOLERANCE_M:
        return f"{value_m / 0.0254:.3f}″"
    whole, part = divmod(exact, 1)
    return (f"{whole}" if whole or not part else "") + EIGHTHS.get(part, "") + "″"


def day(value: date | None) -> str:
    """
    >>> day(date(2026, 11, 9))
    '9 Nov 2026'
    """
    return NOT_KNOWN if value is None else f"{value.day} {value:%b %Y}"


def moment(value: datetime | None, zone: str) -> str:
    """A point in time on the clock of a zone.

    >>> from datetime import UTC
    >>> moment(datetime(2026, 11, 16, 16, 5, tzinfo=UTC), "Europe/Oslo")
    '16 Nov 2026 17:05'
    """
    if value is None:
        return NOT_KNOWN
    local = value.astimezone(ZoneInfo(zone))
    return f"{day(local)} {local:%H:%M}"


def age(span: timedelta) -> str:
    """The two leading parts of a span.

    >>> age(timedelta(days=2, hours=14, minutes=3)), age(timedelta(seconds=40)), age(timedelta(hours=1))
    ('2 d 14 h', '40 s', '1 h 0 min')
    """
    seconds = max(0, int(span.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    minutes, hours, days = seconds // 60 % 60, seconds // 3600 % 24, seconds // 86_400
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def size(octets: int) -> str:
    """
    >>> size(900), size(1_536), size(50 * 1024 * 1024)
    ('900 B', '1.5 kB', '50.0 MB')
    """
    value = float(octets)
    for label in ("B", "kB", "MB"):
        if value < 1024:
            return f"{value:.0f} {label}" if label == "B" else f"{value:.1f} {label}"
        value /= 1024
    return f"{value:.1f} GB"
