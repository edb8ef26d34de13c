"""The drawing as plain values: what the API serves and what tests measure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wells.schematic import annuli, column, element
from wells.schematic.content import Content
from wells.schematic.element import Element
from wells.schematic.frame import Frame
from wells.schematic.overlay import Overlay


def scene(
    content: Content,
    elements: Sequence[Element],
    placed: Sequence[column.Placed],
    tokens: Sequence[tuple[Overlay, tuple[float, float, float, float]]],
    spoken: dict[str, str],
    width: float,
    height: float,
) -> dict[str, Any]:
    frame = content.frame
    described = element.described(elements, frame.tvd_m)
    for one in described:
        one["label"] = spoken.get(one["uid"], one["label"])
    return {
        "well": frame.model.id,
        "width": round(width, 1),
        "height": round(height, 1),
        "depth": frame.depth,
        "scale": {"note": scale_note(frame), "knots_md_m": [round(one, 3) for one in frame.scale.knots_m]},
        "axis_x": round(frame.centre, 1),
        "elements": described,
        "pipes": [
            {
                "uid": pipe.uid,
                "od_m": segment.od_m if pipe.od_known else None,
                "half_width": round(frame.halves[segment.od_m], 2),
                "md_m": [segment.top_md_m, segment.base_md_m],
            }
            for pipe in frame.pipes
            for segment in pipe.segments
        ],
        "letters": [
            {
                "letter": space.letter,
                "at": [round(one, 1) for one in annuli.letter_centre(frame, space)],
                "radius": annuli.LETTER_RADIUS,
                "walls": [round(one, 1) for one in annuli.letter_walls(frame, space)],
            }
            for space in content.spaces
        ],
        "labels": column.described(placed),
        "tokens": [{"text": one.text, "box": [round(edge, 1) for edge in box]} for one, box in tokens],
        "not_drawn": [dict(one) for one in content.not_drawn],
        "problems": list(content.problems),
    }


def scale_note(frame: Frame) -> str:
    """What must be said about both axes."""
    if not frame.depths_known:
        return "no depth is known; widths nominal, in the order of diameters"
    unit = f"{frame.unit.symbol} {frame.depth.upper()} RKB"
    return f"depth axis compressed, {unit}; widths nominal, in the order of diameters"
