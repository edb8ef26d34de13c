"""What the marks of a drawing mean, each with a small sign of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wells.schematic.annuli import TINT_WORDS
from wells.schematic.element import Element
from wells.schematic.overlay import Overlay
from wells.schematic.shapes import tag

WIDTH, HEIGHT = 20.0, 10.0


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A mark, its words and its sign as inline SVG (classes of the drawing, patterns of the same page)."""

    mark: str
    text: str
    svg: str


def legend(
    elements: Sequence[Element], overlays: Sequence[Overlay], tints: Iterable[str], prefix: str
) -> tuple[LegendItem, ...]:
    """Only what the drawing shows, always in the same order."""
    kinds = {overlay.kind for overlay in overlays}
    items = []
    for kind, class_, text in (("primary", "bp", "primary P"), ("secondary", "bs", "secondary S")):
        if kind in kinds:
            items.append(LegendItem(kind, text, _sign(_line(class_))))
    for kind, text in (("failed", "failed"), ("removed", "removed")):
        if kind in kinds:
            class_ = "mark-bad" if kind == "failed" else "mark-gone"
            items.append(LegendItem(kind, text, _sign(tag("path", class_=class_, d="M6 1L14 9M6 9L14 1"))))
    for kind, class_ in (("added", "mark-add"), ("changed", "mark-chg")):
        if kind in kinds:
            items.append(LegendItem(kind, kind, _sign(_box(class_))))
    cements = {element.kind for element in elements if element.noun == "cement"}
    for kind, pattern, text in (
        ("verified", "cement", "cement, verified"),
        ("not_verified", "cement-unverified", "cement, not verified"),
    ):
        if kind in cements:
            items.append(
                LegendItem(f"cement_{kind}", text, _sign(_box("", fill=f"url(#{prefix}-{pattern})")))
            )
    for tint in tints:
        items.append(LegendItem(tint, TINT_WORDS[tint], _sign(_box(tint))))
    return tuple(items)


def _sign(inside: str) -> str:
    return tag(
        "svg",
        inside,
        class_="dg-schem-key dg-schem",
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        width=WIDTH,
        height=HEIGHT,
        aria_hidden="true",
    )


def _line(class_: str) -> str:
    return tag("path", class_=class_, d=f"M1 5H{WIDTH - 1:.0f}")


def _box(class_: str, *, fill: str | None = None) -> str:
    return tag(
        "rect", class_=class_ or None, fill=fill, x=1.0, y=1.0, width=WIDTH - 2, height=HEIGHT - 2, rx=1.0
    )
