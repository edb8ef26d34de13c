"""The signs of downhole components. Each is a function of the place it is drawn at; `GLYPHS` finds it by kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wells.schematic.frame import Frame
from wells.schematic.shapes import Point, Shape, circle, polygon, polyline, rect, strokes

Glyph = Callable[["Place"], tuple[Shape, ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a component sits: the height of its depth (or of its interval), its pipe and the wall around it."""

    frame: Frame
    y: float
    top: float
    base: float
    half: float
    wall: float
    in_open_hole: bool = False
    has_line: bool = False
    in_mandrel: bool = False
    on_tubing: bool = True

    @property
    def centre(self) -> float:
        """The axis of the well."""
        return self.frame.centre


def half_height(kind: str) -> float:
    """Half the height of the sign of a kind: neighbours in one lane are kept that far apart."""
    return HEIGHTS.get(kind, 8.0)


def safety_valve(place: Place) -> tuple[Shape, ...]:
    """Valve in the tubing, with its control line up to the wellhead where one is entered."""
    x, y, half = place.centre, place.y, place.half
    shapes = [
        rect(x - half - 4, y - 10, x + half + 4, y + 10, "comp w15", rx=1),
        polyline(_bowtie(x, y, half - 2, 7.5), "steel-l w12"),
    ]
    if place.has_line:
        line = [(x - half - 4, y), (x - half - 6, y), (x - half - 6, place.frame.top)]
        shapes.append(polyline(line, "steel-l w1"))
    return tuple(shapes)


def annulus_safety_valve(place: Place) -> tuple[Shape, ...]:
    """A packer with a valve in each side of the annulus."""
    shapes = []
    for side in (-1, 1):
        inner, outer = place.centre + side * place.half, place.centre + side * place.wall
        middle, reach = (inner + outer) / 2, abs(outer - inner) / 2
        shapes.append(rect(inner, place.y - 8, outer, place.y + 8, "comp w12"))
        shapes.append(polyline(_bowtie(middle, place.y, max(reach - 3, 2), 5.5), "steel-l w12"))
    return tuple(shapes)


def packer(place: Place) -> tuple[Shape, ...]:
    """A seal from the pipe to the wall around it."""
    return _both(place, place.half, place.wall, 7.5, "seal-el w12")


def liner_top_packer(place: Place) -> tuple[Shape, ...]:
    """A seal at the top of a liner."""
    return _both(place, place.half, place.wall, 4.5, "seal-el w1")


def liner_hanger(place: Place) -> tuple[Shape, ...]:
    """Slips that grip the casing."""
    shapes = []
    for side in (-1, 1):
        inner, outer = place.centre + side * place.half, place.centre + side * place.wall
        for row in (-4, 1.5):
            y = place.y + row
            shapes.append(polygon([(inner, y - 1), (outer, y + 4), (inner, y + 4)], "steel"))
    return tuple(shapes)


def mandrel(place: Place) -> tuple[Shape, ...]:
    """A side pocket at the right of the tubing."""
    x = place.centre + place.half
    return (rect(x, place.y - 10, x + 9, place.y + 10, "metal w12"),)


def gas_lift_valve(place: Place) -> tuple[Shape, ...]:
    """A valve in its pocket; where no mandrel is entered the pocket is drawn open."""
    x = place.centre + place.half
    pocket = () if place.in_mandrel else (rect(x, place.y - 9, x + 9, place.y + 9, "unk"),)
    return (*pocket, rect(x + 2.6, place.y - 6.5, x + 6.4, place.y + 6.5, "steel", rx=1.5))


def gauge(place: Place) -> tuple[Shape, ...]:
    """A gauge at the left: outside tubing, inside other pipe."""
    away = 5.0 if place.on_tubing else -6.5
    return (circle(place.centre - place.half - away, place.y, 3.8, "metal w12"),)


def sliding_sleeve(place: Place) -> tuple[Shape, ...]:
    """A sleeve over ports in the wall."""
    shapes = []
    for side in (-1, 1):
        x = place.centre + side * place.half
        shapes.append(rect(x - 2.6, place.y - 8, x + 2.6, place.y + 8, "comp w1"))
        shapes.append(
            strokes([[(x - 2.6, y), (x + 2.6, y)] for y in (place.y - 3, place.y + 3)], "steel-l w12")
        )
    return tuple(shapes)


def expansion_joint(place: Place) -> tuple[Shape, ...]:
    """A sleeve that slides over the pipe."""
    shapes = []
    for side in (-1, 1):
        x = place.centre + side * place.half
        shapes.append(rect(x - 1, place.y - 9, x + side * 4.5, place.y + 6, "metal w1"))
    return tuple(shapes)


def nipple(place: Place) -> tuple[Shape, ...]:
    """A profile that narrows the bore."""
    shapes = []
    for side in (-1, 1):
        x = place.centre + side * place.half
        shapes.append(polygon([(x, place.y - 5), (x - side * 5, place.y), (x, place.y + 5)], "steel"))
    return tuple(shapes)


def crossover(place: Place) -> tuple[Shape, ...]:
    """A change of size or thread."""
    shapes = []
    for side in (-1, 1):
        x = place.centre + side * place.half
        shapes.append(
            polygon(
                [
                    (x - 2, place.y - 5),
                    (x + 2, place.y - 5),
                    (x + side * 3.5, place.y + 5),
                    (x - 2 * side, place.y + 5),
                ],
                "metal w1",
            )
        )
    return tuple(shapes)


def polished_bore_receptacle(place: Place) -> tuple[Shape, ...]:
    """A wide sleeve that takes a seal stem."""
    shapes = []
    for side in (-1, 1):
        x = place.centre + side * place.half
        shapes.append(rect(x, place.y - 9, x + side * 4, place.y + 9, "comp w12"))
        shapes.append(
            strokes([[(x, y), (x + side * 4, y)] for y in (place.y - 3, place.y + 3)], "steel-l w1")
        )
    return tuple(shapes)


def esp(place: Place) -> tuple[Shape, ...]:
    """Pump and motor in the bore."""
    x, y, half = place.centre, place.y, max(place.half - 5, 5)
    return (
        rect(x - half, y - 14, x + half, y - 3, "metal w12", rx=2),
        rect(x - half + 2, y - 3, x + half - 2, y + 1, "comp w1"),
        rect(x - half, y + 1, x + half, y + 14, "metal w12", rx=2),
        strokes([[(x - half + 3, row), (x + half - 3, row)] for row in (y - 10.5, y - 7)], "steel-l w1"),
    )


def feed_through(place: Place) -> tuple[Shape, ...]:
    """A line through a seal."""
    x = place.centre - (place.half + place.wall) / 2
    return (rect(x - 1.5, place.y - 10, x + 1.5, place.y + 10, "comp w1"),)


def rupture_disc(place: Place) -> tuple[Shape, ...]:
    """A disc in the wall that opens first."""
    shapes = []
    for side in (-1, 1):
        x = place.centre + side * place.half
        shapes.append(rect(x - 2.2, place.y - 4.5, x + 2.2, place.y + 4.5, "comp w1"))
        shapes.append(
            polyline([(x - 1, place.y - 4.5), (x + side * 4, place.y), (x - 1, place.y + 4.5)], "steel-l w12")
        )
    return tuple(shapes)


def stage_tool(place: Place) -> tuple[Shape, ...]:
    """A ported collar in the casing."""
    shapes = []
    for side in (-1, 1):
        x = place.centre + side * place.half
        shapes.append(rect(x - 3, place.y - 6, x + 3, place.y + 6, "metal w12"))
        shapes.append(circle(x, place.y, 1.4, "steel"))
    return tuple(shapes)


def external_casing_packer(place: Place) -> tuple[Shape, ...]:
    """A packer on the outside of casing."""
    return _both(place, place.half, place.wall, 8.0, "seal-el w12")


def plug(place: Place) -> tuple[Shape, ...]:
    """A plug across the bore."""
    x, half = place.centre, place.half - 1
    return (
        rect(x - half, place.y - 6.5, x + half, place.y + 6.5, "plugf w12"),
        strokes(
            [
                [(x - half, place.y - 6.5), (x + half, place.y + 6.5)],
                [(x - half, place.y + 6.5), (x + half, place.y - 6.5)],
            ],
            "plugx w15",
        ),
    )


def cement_plug(place: Place) -> tuple[Shape, ...]:
    """Cement across the bore, over its interval."""
    x, half = place.centre, place.half - 1
    top, base = _opened(place, 8)
    return (
        rect(x - half, top, x + half, base, fill=place.frame.pattern("cement")),
        strokes([[(x - half, top), (x + half, top)], [(x - half, base), (x + half, base)]], "steel-l w1"),
    )


def perforations(place: Place) -> tuple[Shape, ...]:
    """Tunnels into the formation over the interval; in open hole inflow arrows at the wall."""
    top, base = _opened(place, 6)
    count = max(2, min(9, round((base - top) / 6.5)))
    start = place.wall if place.in_open_hole else place.half - 1
    reach = 24.0 if not place.in_open_hole else 11.0
    shapes = []
    for index in range(count):
        y = top + (base - top) * (index + 0.5) / count
        for side in (-1, 1):
            x = place.centre + side * start
            tip: list[Point] = [(x, y - 2.6), (x + side * reach, y), (x, y + 2.6)]
            if place.in_open_hole:
                tip = [(x + side * reach, y - 2.6), (x + side * 2, y), (x + side * reach, y + 2.6)]
            shapes.append(polygon(tip, "perf"))
    return tuple(shapes)


def valve(place: Place) -> tuple[Shape, ...]:
    """A valve in the bore."""
    x, y, half = place.centre, place.y, place.half - 2
    return (polygon(_bowtie(x, y, half, 6.5), "comp w12"),)


def check_valve(place: Place) -> tuple[Shape, ...]:
    """A valve that passes one way."""
    x, y, half = place.centre, place.y, place.half - 3
    return (
        polygon([(x - half, y + 6), (x + half, y + 6), (x, y - 5)], "comp w12"),
        strokes([[(x - half, y - 5.5), (x + half, y - 5.5)]], "steel-l w15"),
    )


def obstruction(place: Place) -> tuple[Shape, ...]:
    """Something in the bore that should not be there."""
    x, y, half = place.centre, place.y, place.half - 2
    edge = ((-1, 2), (-0.6, -5), (-0.1, -2), (0.4, -6), (1, 1), (0.5, 5), (-0.3, 3), (-0.7, 6))
    return (polygon([(x + half * dx, y + dy) for dx, dy in edge], "fish w12"),)


def other(place: Place) -> tuple[Shape, ...]:
    """A plain box at the wall."""
    x = place.centre + place.half
    return (rect(x - 4, place.y - 5, x + 4, place.y + 5, "comp w12"),)


def _opened(place: Place, least: float) -> tuple[float, float]:
    """The interval, opened so that a thin one can still be seen."""
    if place.base - place.top >= least:
        return place.top, place.base
    middle = (place.top + place.base) / 2
    return middle - least / 2, middle + least / 2


def _both(place: Place, inner: float, outer: float, half_high: float, class_: str) -> tuple[Shape, ...]:
    return tuple(
        rect(
            place.centre + side * inner,
            place.y - half_high,
            place.centre + side * outer,
            place.y + half_high,
            class_,
            fill=place.frame.pattern("seal"),
        )
        for side in (-1, 1)
    )


def _bowtie(x: float, y: float, half: float, high: float) -> list[Point]:
    return [
        (x - half, y - high),
        (x + half, y + high),
        (x + half, y - high),
        (x - half, y + high),
        (x - half, y - high),
    ]


GLYPHS: dict[str, Glyph] = {
    "safety_valve": safety_valve,
    "annulus_safety_valve": annulus_safety_valve,
    "packer": packer,
    "liner_hanger": liner_hanger,
    "liner_top_packer": liner_top_packer,
    "gas_lift_mandrel": mandrel,
    "gas_lift_valve": gas_lift_valve,
    "gauge_carrier": gauge,
    "gauge": gauge,
    "injection_mandrel": mandrel,
    "sliding_sleeve": sliding_sleeve,
    "expansion_joint": expansion_joint,
    "nipple": nipple,
    "crossover": crossover,
    "polished_bore_receptacle": polished_bore_receptacle,
    "esp": esp,
    "feed_through": feed_through,
    "rupture_disc": rupture_disc,
    "stage_tool": stage_tool,
    "external_casing_packer": external_casing_packer,
    "plug": plug,
    "cement_plug": cement_plug,
    "perforations": perforations,
    "valve": valve,
    "check_valve": check_valve,
    "obstruction": obstruction,
    "other": other,
}
HEIGHTS = {
    "safety_valve": 11.0,
    "annulus_safety_valve": 9.0,
    "packer": 8.5,
    "liner_top_packer": 5.0,
    "liner_hanger": 6.0,
    "gas_lift_mandrel": 11.0,
    "injection_mandrel": 11.0,
    "esp": 15.0,
    "nipple": 5.5,
    "gauge": 4.5,
    "gauge_carrier": 4.5,
    "plug": 7.5,
    "perforations": 3.0,
    "external_casing_packer": 9.0,
}
