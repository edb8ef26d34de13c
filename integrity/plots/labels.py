"""Texts of a chart that never lie on one another: each takes the first free place around its point."""

from __future__ import annotations

from html import escape

CHAR, LINE = 6.1, 13.0
Box = tuple[float, float, float, float]


class Labels:
    def __init__(self, *, bounds: Box) -> None:
        self._bounds = bounds
        self._taken: list[Box] = []

    def keep_off(self, x: float, y: float, radius: float) -> None:
        """No text over this point."""
        self._taken.append((x - radius, y - radius, x + radius, y + radius))

    def put(self, text: str, x: float, y: float, *, css: str, reach: float, above: bool = False) -> str:
        """The text element at the first free place, or nothing: the point's title still names it."""
        for anchor, tx, ty in self._places(x, y, reach, above):
            box = self._box(text, anchor, tx, ty)
            if self._free(box):
                self._taken.append(box)
                return f'<text class="{css} halo{anchor}" x="{tx:.1f}" y="{ty:.1f}">{escape(text)}</text>'
        return ""

    def _places(self, x: float, y: float, reach: float, above: bool) -> list[tuple[str, float, float]]:
        sides = [("", x + reach, y + 4), (" e", x - reach, y + 4)]
        ends = [(" mi", x, y - reach), (" mi", x, y + reach + 9)]
        corners = [
            ("", x + reach, y - 9),
            ("", x + reach, y + 17),
            (" e", x - reach, y - 9),
            (" e", x - reach, y + 17),
        ]
        return (ends + sides if above else sides + ends) + corners

    def _box(self, text: str, anchor: str, x: float, y: float) -> Box:
        width = len(text) * CHAR
        left = {"": x, " e": x - width, " mi": x - width / 2}[anchor]
        return (left, y - LINE + 3, left + width, y + 3)

    def _free(self, box: Box) -> bool:
        left, top, right, bottom = self._bounds
        if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom:
            return False
        return all(
            box[2] <= other[0] or box[0] >= other[2] or box[3] <= other[1] or box[1] >= other[3]
            for other in self._taken
        )
