"""What a candidate is called in an address: its row, its mark on the chart and its line in a report share it."""

from __future__ import annotations

from integrity.engine.result import LimitResult


def anchors_of(limit: LimitResult) -> dict[int, str]:
    """Anchor of each candidate by `id()` of the object: `A5-tubing`; a second of the same name gets `-2`."""
    found: dict[int, str] = {}
    counts: dict[str, int] = {}
    for candidate in limit.candidates:
        name = f"{candidate.id}-{candidate.element}"
        counts[name] = counts.get(name, 0) + 1
        found[id(candidate)] = name if counts[name] == 1 else f"{name}-{counts[name]}"
    return found
