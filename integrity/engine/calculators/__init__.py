"""The stateless calculators: a JSON body in, a JSON answer with its derivation out, nothing stored.

    calculate(name, body)    the answer; the same body gives the same bytes
    CALCULATORS              name -> Calculator(title, summary, schema with units, example)
    InputFaults              what is wrong with the body: .faults of (pointer, code, detail)

A body that carries a well document (`holds_well`) is checked as a document by the caller before: the
engine has no YAML and no schema library. A limit that cannot be computed is a state in the answer.
"""

from __future__ import annotations

from integrity.engine.calculators.base import Body, Calculator
from integrity.engine.calculators.errors import Fault, InputFaults
from integrity.engine.calculators.fluid_level import FLUID_LEVEL
from integrity.engine.calculators.gas_properties import GAS_PROPERTIES
from integrity.engine.calculators.hydrostatics import HYDROSTATICS
from integrity.engine.calculators.limits import MAASP, MAWOP
from integrity.engine.calculators.shape import require
from integrity.engine.calculators.thermal_build_up import THERMAL_BUILD_UP
from integrity.engine.calculators.trajectory import TRAJECTORY
from integrity.engine.calculators.tubular_rating import TUBULAR_RATING

CALCULATORS: dict[str, Calculator] = {
    calculator.name: calculator
    for calculator in (
        MAASP,
        MAWOP,
        TUBULAR_RATING,
        TRAJECTORY,
        HYDROSTATICS,
        GAS_PROPERTIES,
        FLUID_LEVEL,
        THERMAL_BUILD_UP,
    )
}

__all__ = ["CALCULATORS", "Calculator", "Fault", "InputFaults", "calculate"]


def calculate(name: str, body: Body) -> Body:
    """The answer of a calculator. Errors: KeyError for an unknown name, InputFaults for a body that does not fit."""
    calculator = CALCULATORS[name]
    require(body, calculator.schema)
    return calculator.compute(body)
