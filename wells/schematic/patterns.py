"""The fills of a drawing: dots of proven cement, strokes of unproven cement, crosses of seals."""

from __future__ import annotations

from wells.schematic.shapes import tag


def patterns(prefix: str) -> str:
    """Dots of proven cement, strokes of unproven cement, crosses of seals."""

    def pattern(name: str, size: float, *inside: str) -> str:
        return tag(
            "pattern",
            *inside,
            id=f"{prefix}-{name}",
            width=size,
            height=size,
            patternUnits="userSpaceOnUse",
        )

    return tag(
        "defs",
        pattern(
            "cement",
            7.0,
            tag("rect", class_="cem", width=7.0, height=7.0),
            tag("circle", class_="cemd", cx=2.0, cy=2.0, r=0.9),
            tag("circle", class_="cemd", cx=5.5, cy=5.2, r=0.7),
        ),
        pattern(
            "cement-unverified",
            6.0,
            tag("rect", class_="cemu", width=6.0, height=6.0),
            tag("path", class_="cemh", d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5"),
        ),
        pattern(
            "seal",
            6.0,
            tag("rect", class_="sealb", width=6.0, height=6.0),
            tag("path", class_="steel-l w1", d="M0 0L6 6M6 0L0 6"),
        ),
    )
