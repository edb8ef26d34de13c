"""How wide a line of text may become.

The family is IBM Plex Sans, but a reader without it sees another sans-serif: widths are those of DejaVu Sans,
the widest of the usual ones, in parts of the font size. So a column that is wide enough here is always wide enough.
"""

from __future__ import annotations

SIZE = 11.5
LINE = 16.5
#: Longest name that is written out in the drawing; the whole name stands in the element's own text.
LONGEST = 26

_GROUPS = {
    0.30: "ijl.,:;'|!",
    0.42: "ftrI()[]/-J ′″",
    0.54: "sczkvxy?",
    0.66: "0123456789abdeghnopquLTFEZSYX_–→↑",
    0.80: "ABCDGHKNOPQRUV&",
    1.02: "mwMW@%—…",
}
_WIDTHS = {sign: width for width, signs in _GROUPS.items() for sign in signs}


def text_width(text: str, *, size: float = SIZE, bold: bool = False) -> float:
    """Upper bound of the width of a line, in drawing units."""
    ems = sum(_WIDTHS.get(sign, 0.88 if sign.isascii() or len(sign.encode()) < 3 else 1.0) for sign in text)
    return ems * size * (1.14 if bold else 1.0)


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text on one line, with an ellipsis where it is too long to draw."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip(" ,;") + "…"
