"""Texts of a chart that never lie on one another: each takes the first free place around its point.

A point whose sides are taken gets its text further off, with a thin line to it.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

#: Width of a character and height of a line at 11 px, a little more than the face needs.
CHAR, LINE = 6.3, 13.0
#: How far from its point a text may go before it is given up, in lines.
FAR = (2, 3, 4, 5, 6)
Box = tuple[float, float, float, float]


class Place(NamedTuple):
    anchor: str
    x: float
    y: float
    led: bool = False


class Labels:
    def __init__(self, *, bounds: Box) -> None:
        self._bounds = bounds
        self._taken: list[Box] = []

    def keep_off(self, x: float, y: float, radius: float) -> None:
        """No text over this point."""
        self._taken.append((x - radius, y - radius, x + radius, y + radius))

    def put(
        self, text: str, x: float, y: float, *, css: str, reach: float, above: bool = False, far: bool = True
    ) -> str:
        """The text element at the first free place, or nothing: the point's own words still name it."""
        for place in self._places(x, y, reach, above):
            if place.led and not far:
                return ""
            box = self._box(text, place)
            if self._free(box):
                self._taken.append(box)
                lead = _leader(x, y, place) if place.led else ""
                words = f'<text class="{css} halo{place.anchor}" x="{place.x:.1f}" y="{place.y:.1f}">'
                return f"{lead}{words}{escape(text)}</text>"
        return ""

    def _places(self, x: float, y: float, reach: float, above: bool) -> list[Place]:
        sides = [Place("", x + reach, y + 4), Place(" e", x - reach, y + 4)]
        ends = [Place(" mi", x, y - reach), Place(" mi", x, y + reach + 9)]
        corners = [
            Place("", x + reach, y - 9),
            Place("", x + reach, y + 17),
            Place(" e", x - reach, y - 9),
            Place(" e", x - reach, y + 17),
        ]
        far = [
            Place(anchor, x + way * 16, y + 4 + sense * lines * LINE, True)
            for lines in FAR
            for sense in (-1, 1)
            for anchor, way in (("", 1), (" e", -1))
        ]
        return (ends + sides if above else sides + ends) + corners + far

    def _box(self, text: str, place: Place) -> Box:
        width = len(text) * CHAR
        left = {"": place.x, " e": place.x - width, " mi": place.x - width / 2}[place.anchor]
        return (left, place.y - LINE + 3, left + width, place.y + 3)

    def _free(self, box: Box) -> bool:
        left, top, right, bottom = self._bounds
        if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom:
            return False
        return all(
            box[2] <= other[0] or box[0] >= other[2] or box[3] <= other[1] or box[1] >= other[3]
            for other in self._taken
        )


def _leader(x: float, y: float, place: Place) -> str:
    """The thin line from a point to a text that stands off."""
    end = place.x - 2 if place.anchor == "" else place.x + 2
    return f'<path class="ldr" d="M{x:.1f} {y:.1f}L{end:.1f} {place.y - 4:.1f}"/>'
