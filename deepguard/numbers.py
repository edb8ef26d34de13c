"""Numbers as people type them: `1 234,5`, `1,234.5`, `13 3/8`, `250 psi`.

What can be read in two ways is asked, never guessed: `1,234` is refused with both readings.
"""

import math
import re
import unicodedata

SPACES = re.compile(r"[\s'’]+")
FRACTION = re.compile(r"(?P<sign>-?)(?:(?P<whole>\d+)[\s-]+)?(?P<top>\d+)/(?P<bottom>\d+)")
GROUPED = {
    mark: re.compile(rf"[+-]?\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(mark)}\d+)?")
    for mark, group in ((".", ","), (",", "."))
}
PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
UNIT = re.compile(
    r"(?<=[\d.,\s])(?P<unit>(?![eE][+-]?\d+\s*$)[A-Za-z%°\"″'′][^\s\d]*(?:[/ ][A-Za-z(][^\s]*)?\d?)\s*$"
)
AMBIGUOUS = re.compile(r"(?P<sign>[+-]?)(?P<whole>[1-9]\d{0,2}),(?P<rest>\d{3})")


class Unclear(ValueError):
    """A text that is no number, or more than one; the message says how to write it."""

    def __init__(self, message: str, code: str = "number"):
        super().__init__(message)
        self.code = code


def read(text: str) -> float:
    """The number in a text.

    >>> read("1 234,5"), read("1,234.5"), read("1.234,5"), read("13 3/8"), read("−4"), read("1e5")
    (1234.5, 1234.5, 1234.5, 13.375, -4.0, 100000.0)
    """
    plain = _plain(text)
    if "/" in plain:
        return _fraction(plain, text)
    value = float(_pointed(_joined(plain, text), text))
    if not math.isfinite(value):
        raise Unclear(f"“{text}” is too large to be a number.")
    return value + 0.0


def with_unit(text: str) -> tuple[float, str | None]:
    """The number in a text, and the unit written behind it.

    >>> with_unit("250 psi"), with_unit("13 3/8 in"), with_unit("96,4"), with_unit('9⅝"')
    ((250.0, 'psi'), (13.375, 'in'), (96.4, None), (9.625, '"'))
    """
    plain = _plain(text)
    found = UNIT.search(plain)
    if not found or not plain[: found.start()].strip():
        return read(text), None
    return read(plain[: found.start()]), found["unit"]


def _plain(text: str) -> str:
    """Vulgar fractions spelt out, a real minus and odd blanks made plain."""
    spelt = re.sub(r"(?<=\d)(?=[¼-¾⅐-⅞])", " ", text.strip())
    normal = unicodedata.normalize("NFKC", spelt.replace("″", '"').replace("′", "'"))
    return normal.replace("⁄", "/").replace("−", "-").strip()


def _fraction(plain: str, text: str) -> float:
    found = FRACTION.fullmatch(plain)
    if not found or not int(found["bottom"]):
        raise Unclear(f"“{text}” is no fraction. Write it like 13 3/8, or as 13.375.")
    value = int(found["whole"] or 0) + int(found["top"]) / int(found["bottom"])
    return -value if found["sign"] else value


def _joined(plain: str, text: str) -> str:
    """The text without blanks between thousands; blanks anywhere else are a mistake."""
    first, *groups = SPACES.split(plain)
    whole = [re.split(r"[.,eE]", group)[0] for group in groups]
    if any(len(group) != 3 for group in whole) or (groups and not 1 <= len(first.lstrip("+-")) <= 3):
        raise Unclear(f"“{text}” is no number. Blanks may only part thousands, as in 1 234.5.")
    return first + "".join(groups)


def _pointed(plain: str, text: str) -> str:
    """The text with a decimal point and no marks between thousands."""
    if found := AMBIGUOUS.fullmatch(plain):
        sign, whole, rest = found.group("sign", "whole", "rest")
        raise Unclear(
            f"“{text}” can mean {sign}{whole}{rest} or {sign}{whole}.{rest}. Write it without the comma, or with a point.",
            code="ambiguous",
        )
    for mark, pattern in GROUPED.items():
        if pattern.fullmatch(plain) and (mark in plain or plain.count("," if mark == "." else ".") > 1):
            return plain.replace("," if mark == "." else ".", "").replace(mark, ".")
    single = plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain
    if not PLAIN.fullmatch(single):
        raise Unclear(f"“{text}” is no number. Write it like 1234.5, 1 234,5 or 13 3/8.")
    return single
