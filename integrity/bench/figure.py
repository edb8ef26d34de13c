"""One row of the bench: what was measured, the goal of the design and what came out."""

from dataclasses import dataclass

SECONDS = 3.0
NO_GOAL = "–"


@dataclass(frozen=True)
class Figure:
    what: str
    goal: str
    measured: str
