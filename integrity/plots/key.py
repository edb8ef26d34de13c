"""The key below a chart: each kind of line that is drawn, with its width and dash, in the order of the lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Protocol

WORDS = {
    "rated": "the annulus at its limit",
    "inside": "inside, opposes",
    "outside": "outside, back-up",
    "envelope": "what pipe withstands",
    "governing": "what gives way first",
}
SAMPLE, GAP, ROW, CHAR = 22.0, 16.0, 17.0, 6.0


class Drawn(Protocol):
    @property
    def kind(self) -> str: ...


def key(
    lines: Sequence[Drawn],
    classes: Mapping[str, tuple[str, str]],
    *,
    at: tuple[float, float],
    width: float,
) -> tuple[str, int]:
    """The key as SVG and the height it takes; entries flow into as many rows as they need."""
    left, top = at
    x, y, parts = left, top + 8, []
    for kind in dict.fromkeys(line.kind for line in lines):
        css, dash = classes[kind]
        wide = SAMPLE + 6 + len(WORDS[kind]) * CHAR
        if x > left and x + wide > left + width:
            x, y = left, y + ROW
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        parts.append(f'<path class="{css}"{dashes} d="M{x:.1f} {y:.1f}h{SAMPLE:g}"/>')
        parts.append(f'<text x="{x + SAMPLE + 6:.1f}" y="{y + 4:.1f}">{escape(WORDS[kind])}</text>')
        x += wide + GAP
    return "".join(parts), round(y - top + 10) if parts else 0
