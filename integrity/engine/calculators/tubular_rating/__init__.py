"""The calculator of pipe strength: nominal, as it is, and allowable; on request triaxial.

request    what it takes, with an example, and what makes no sense together
steel      yield by grade, temperature and axial load
strength   burst and collapse of the body, with coupling and connection
triaxial   stresses and safety factor under a load
"""

from __future__ import annotations

from integrity.engine.answer import pascals
from integrity.engine.calculators.base import Body, Calculator, header
from integrity.engine.calculators.tubular_rating import strength
from integrity.engine.calculators.tubular_rating.request import EXAMPLE, SCHEMA, require_sense, wall_of
from integrity.engine.calculators.tubular_rating.steel import steel_of
from integrity.engine.calculators.tubular_rating.triaxial import loaded
from integrity.engine.result import whole_pa
from wells.engine.tubular import body_yield_n, internal_yield_pa


def tubular_rating(body: Body) -> Body:
    """Internal yield, collapse and body yield of a pipe: by formula, with its connection, by design factor."""
    require_sense(body)
    wall, od_m = wall_of(body), body["od_m"]
    steel = steel_of(body, wall.wall_m)
    burst_pa = internal_yield_pa(
        od_m=od_m, wall_m=wall.wall_m, yield_pa=steel.burst_pa, wall_factor=wall.factor
    )
    found = strength.collapse_of(od_m, wall.wall_m, steel.collapse_pa)
    burst = strength.weakest_burst(body, steel, burst_pa)
    collapse = strength.weaker(body, "collapse", found.pressure_pa)
    external = strength.external(body, steel, found)
    triaxial = loaded(body, wall, steel.burst_pa)
    return {
        **header("tubular-rating", body, method=body["method"]),
        "nominal": strength.nominal(body, steel.stated_pa),
        "rated": {
            "burst_pa": pascals(burst.pressure_pa),
            "collapse_pa": pascals(collapse.pressure_pa),
            "collapse_regime": found.regime,
            "body_yield_n": whole_pa(body_yield_n(od_m=od_m, wall_m=wall.wall_m, yield_pa=steel.burst_pa)),
        },
        "allowable": {
            "burst_pa": strength.allowable(body, "burst", burst.pressure_pa),
            "collapse_pa": strength.allowable(body, "collapse", collapse.pressure_pa),
        },
        **external.answer,
        **triaxial.answer,
        "derivation": [
            *steel.steps,
            strength.burst_step(body, wall, burst_pa),
            strength.collapse_step(found),
            *burst.steps,
            *collapse.steps,
            *external.steps,
            *triaxial.steps,
        ],
        "assumptions": [*steel.assumptions, *strength.bare(body), *triaxial.assumptions],
        "missing": strength.missing(body),
    }


TUBULAR_RATING = Calculator(
    name="tubular-rating",
    title="Strength of casing, liner and tubing",
    summary="Internal yield and four-regime collapse with wear, temperature, axial load and connection; "
    "triaxial stress under a load.",
    schema=SCHEMA,
    example=EXAMPLE,
    compute=tubular_rating,
    references=("R4", "R5", "R6", "R9"),
)
