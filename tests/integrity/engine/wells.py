"""Plain wells for the limits, and what they give: see `integrity/verification/wells.py`."""

from __future__ import annotations

from typing import Any

from integrity.engine.limits import LimitSet, assess_limits
from integrity.engine.result import Candidate
from integrity.verification.wells import (
    FOOT_M,
    GRAVITY,
    PSI_PA,
    STRONG_PA,
    Document,
    density_of_kpa_m,
    density_of_psi_ft,
    formation,
    item,
    layer,
    packer,
    perforations,
    pipe,
    section_of,
    station,
    strength,
    well,
)
from wells.engine.document import at

__all__ = [
    "FOOT_M",
    "GRAVITY",
    "PSI_PA",
    "STRONG_PA",
    "Document",
    "candidate",
    "density_of_kpa_m",
    "density_of_psi_ft",
    "formation",
    "item",
    "layer",
    "limits",
    "packer",
    "perforations",
    "pipe",
    "section_of",
    "station",
    "strength",
    "well",
]


def limits(document: Document, **options: Any) -> LimitSet:
    return assess_limits(at(document), **options)


def candidate(document: Document, letter: str, name: str, element: str | None = None) -> Candidate:
    """One candidate of an annulus by its id, and by its element where there are several."""
    found = limits(document, letters=[letter]).results[0].candidates
    return next(one for one in found if one.id == name and element in (None, one.element))
