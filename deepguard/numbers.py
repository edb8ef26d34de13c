"""Numbers as people type them: `1 234,5`, `1,234.5`, `13 3/8`, `250 psi`.

What can be read in two ways is asked, never guessed: `1,234` is refused with both readings, until
`decimal` ('point' or 'comma') says how the writer marks decimals. The one parser: forms read by it, and files.
"""

import math
import re
import unicodedata

SPACES = re.compile(r"[\s'’]+")
FRACTION = re.compile(r"(?P<sign>-?)(?:(?P<whole>\d+)[\s-]+)?(?P<top>\d+)\s*/\s*(?P<bottom>\d+)")
PARTS_OF_AN_INCH = (2, 4, 8, 16, 32, 64)
FIRST, THREE, LAST_THREE = re.compile(r"[+-]?\d{1,3}"), re.compile(r"\d{3}"), re.compile(r"\d{3}(?!\d)")
DECIMAL = {"point": ".", "comma": ","}
#: What parts thousands, by the mark of decimals.
MARKS = {".": ",", ",": "."}
GROUPED = {
    mark: re.compile(rf"[+-]?\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(mark)}\d+)?")
    for mark, group in MARKS.items()
}
PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
UNIT = re.compile(
    r"(?<=[\d.,\s])(?P<unit>(?![eE][+-]?\d+\s*$)[A-Za-z%°\"″'′][^\s\d]*(?:[/ ][A-Za-z(][^\s]*)?\d?)\s*$"
)
AMBIGUOUS = re.compile(r"(?P<sign>[+-]?)(?P<whole>[1-9]\d{0,2}),(?P<rest>\d{3})")


class Unclear(ValueError):
    """A text that is no number, or more than one: what is wrong, and how to write it.

    `code` is number, fraction or ambiguous.
    """

    def __init__(self, what: str, mend: str = "", *, code: str = "number"):
        super().__init__(f"{what} {mend}".rstrip())
        self.what, self.mend, self.code = what, mend, code


def read(text: str, *, decimal: str | None = None) -> float:
    """The number in a text.

    >>> read("1 234,5"), read("1,234.5"), read("1.234,5"), read("13 3/8"), read("−4"), read("1e5")
    (1234.5, 1234.5, 1234.5, 13.375, -4.0, 100000.0)
    >>> read("1,234", decimal="point"), read("1,234", decimal="comma"), read("1.234", decimal="comma")
    (1234.0, 1.234, 1234.0)
    """
    plain = _plain(text)
    if "/" in plain:
        return _fraction(plain, text)
    value = float(_pointed(_joined(plain, text), text, decimal))
    if not math.isfinite(value):
        raise Unclear(f"“{text}” is too large to be a number.")
    return value + 0.0


def with_unit(text: str, *, decimal: str | None = None) -> tuple[float, str | None]:
    """The number in a text, and the unit written behind it.

    >>> with_unit("250 psi"), with_unit("13 3/8 in"), with_unit("96,4"), with_unit('9⅝"')
    ((250.0, 'psi'), (13.375, 'in'), (96.4, None), (9.625, '"'))
    """
    plain = _plain(text)
    found = UNIT.search(plain)
    if not found or not plain[: found.start()].strip():
        return read(text, decimal=decimal), None
    return read(plain[: found.start()], decimal=decimal), found["unit"]


def _plain(text: str) -> str:
    """Vulgar fractions spelt out, a real minus and odd blanks made plain."""
    spelt = re.sub(r"(?<=\d)(?=[¼-¾⅐-⅞])", " ", text.strip())
    normal = unicodedata.normalize("NFKC", spelt.replace("″", '"').replace("′", "'"))
    return normal.replace("⁄", "/").replace("−", "-").strip()


def _fraction(plain: str, text: str) -> float:
    found = FRACTION.fullmatch(plain)
    if not found:
        raise Unclear(f"“{text}” is no fraction.", "Write it like 13 3/8, or as 13.375.", code="fraction")
    top, bottom = int(found["top"]), int(found["bottom"])
    if bottom not in PARTS_OF_AN_INCH or top >= bottom:
        raise Unclear(
            f"“{text}” is no fraction of an inch.", "Sizes go by halves to sixty-fourths.", code="fraction"
        )
    value = int(found["whole"] or 0) + top / bottom
    return -value if found["sign"] else value


def _joined(plain: str, text: str) -> str:
    """The text without blanks between thousands; blanks anywhere else are a mistake."""
    first, *groups = SPACES.split(plain)
    if not groups:
        return first
    groups_good = all(THREE.fullmatch(group) for group in groups[:-1]) and LAST_THREE.match(groups[-1])
    if not groups_good or not FIRST.fullmatch(first):
        raise Unclear(f"“{text}” is no number.", "Blanks may only part thousands, as in 1 234.5.")
    return first + "".join(groups)


def _pointed(plain: str, text: str, decimal: str | None) -> str:
    """The text with a decimal point and no marks between thousands."""
    if decimal is None and (found := AMBIGUOUS.fullmatch(plain)):
        sign, whole, rest = found.group("sign", "whole", "rest")
        raise Unclear(
            f"“{text}” can mean {sign}{whole}{rest} or {sign}{whole}.{rest}.",
            "Write it without the comma, or with a point.",
            code="ambiguous",
        )
    for mark, pattern in GROUPED.items():
        if pattern.fullmatch(plain) and _grouped(plain, mark, decimal):
            return plain.replace(MARKS[mark], "").replace(mark, ".")
    single = plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain
    if not PLAIN.fullmatch(single) or (decimal == "comma" and "." in plain):
        raise Unclear(f"“{text}” is no number.", "Write it like 1234.5, 1 234,5 or 13 3/8.")
    return single


def _grouped(plain: str, mark: str, decimal: str | None) -> bool:
    """Whether what looks like marks between thousands is just that: by the other mark, by number or by choice."""
    return mark in plain or plain.count(MARKS[mark]) > 1 or (decimal is not None and DECIMAL[decimal] == mark)
