"""Catalogues of tubulars: grades as written, sizes and walls, and rows checked against the formulas."""

from wells.engine.catalogue.checking import (
    AGREES_WORDS,
    OUTLIER,
    SHEET,
    UNVERIFIED,
    VERIFIED,
    Check,
    Fault,
    Formula,
    agrees,
    check,
    formula_of,
)
from wells.engine.catalogue.filings import Judged, Outlier, judge
from wells.engine.catalogue.grades import API, HIGH_COLLAPSE, PROPRIETARY, Grade, grade_of
from wells.engine.catalogue.reasons import KINDS, Why, explain
from wells.engine.catalogue.sizes import SIZES, SOLVED, TABLE, Wall, plain_end_kg_m, wall_of

__all__ = [
    "AGREES_WORDS",
    "API",
    "HIGH_COLLAPSE",
    "KINDS",
    "OUTLIER",
    "PROPRIETARY",
    "SHEET",
    "SIZES",
    "SOLVED",
    "TABLE",
    "UNVERIFIED",
    "VERIFIED",
    "Check",
    "Fault",
    "Formula",
    "Grade",
    "Judged",
    "Outlier",
    "Wall",
    "Why",
    "agrees",
    "check",
    "explain",
    "formula_of",
    "grade_of",
    "judge",
    "plain_end_kg_m",
    "wall_of",
]
