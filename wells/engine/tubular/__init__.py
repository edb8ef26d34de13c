"""Strength of casing, liner and tubing after API TR 5C3 and ISO/TR 10400, one module a concept.

    internal_yield   burst of the pipe body and of a coupling
    collapse         four regimes from the polynomials
    axial            what axial load and internal pressure leave of collapse, by edition
    triaxial         Lame and von Mises at both walls, with bending
    temperature      what heat leaves of yield: linear, or by grade
    wall             which wall goes in, and with which tolerance
    body             cross-section and axial strength
    grades           what a grade is, and whether it goes with H2S
    batch            burst and collapse of many pipes at once

SI in and out. The collapse polynomials are fits in psi and stay so, inside functions that carry `_psi` in
their name; nothing else here knows that unit.
"""

from __future__ import annotations

from .axial import METHODS as AXIAL_METHODS
from .axial import AxialMethod, equivalent_yield_pa
from .body import body_area_m2, body_yield_n
from .collapse import (
    FORMULAS,
    GREATEST_YIELD_PA,
    LEAST_YIELD_PA,
    Collapse,
    CollapseCoefficients,
    coefficients_psi,
    collapse,
    collapse_psi,
)
from .grades import Grade, GradeName, grade_named, parse_grade, sour_warning
from .internal_yield import coupling_internal_yield_pa, internal_yield_pa
from .temperature import yield_factor_by_grade, yield_factor_linear
from .triaxial import Triaxial, WallStress, bending_stress_pa, triaxial, wall_stress
from .wall import Wall, grooved_wall, measured_wall, nominal_wall, worn_wall

__all__ = [
    "AXIAL_METHODS",
    "FORMULAS",
    "GREATEST_YIELD_PA",
    "LEAST_YIELD_PA",
    "AxialMethod",
    "Collapse",
    "CollapseCoefficients",
    "Grade",
    "GradeName",
    "Triaxial",
    "Wall",
    "WallStress",
    "bending_stress_pa",
    "body_area_m2",
    "body_yield_n",
    "coefficients_psi",
    "collapse",
    "collapse_psi",
    "coupling_internal_yield_pa",
    "equivalent_yield_pa",
    "grade_named",
    "grooved_wall",
    "internal_yield_pa",
    "measured_wall",
    "nominal_wall",
    "parse_grade",
    "sour_warning",
    "triaxial",
    "wall_stress",
    "worn_wall",
    "yield_factor_by_grade",
    "yield_factor_linear",
]
