"""Requests to the calculators of a well that states no rule."""

from copy import deepcopy
from typing import Any

from integrity.engine.calculators.limits import EXAMPLE_WELL


def body_without_rules(regime: str) -> dict[str, Any]:
    well = {key: value for key, value in deepcopy(EXAMPLE_WELL).items() if key != "rules"}
    return {"regime": regime, "well": well}
