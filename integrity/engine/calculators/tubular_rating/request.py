"""What the calculator of pipe strength takes, and what makes no sense together."""

from __future__ import annotations

from integrity.engine.calculators.base import Body, choice, number, shape
from integrity.engine.calculators.errors import Fault, InputFaults
from wells.engine.tubular import (
    AXIAL_METHODS,
    Wall,
    grade_named,
    grooved_wall,
    measured_wall,
    nominal_wall,
    worn_wall,
)

METHOD = "api-tr-5c3:2018"
#: Ways to say what is left of the wall; at most one.
WEAR = ("min_remaining_wall_m", "wall_loss_fraction", "groove_depth_m")
#: An input, the choice that reads it, and the values of that choice which do.
PAIRS = (
    ("temperature_k", "temperature_derating", ("linear", "by_grade")),
    ("axial_force_n", "axial_collapse", tuple(AXIAL_METHODS)),
)


def require_sense(body: Body) -> None:
    """Raise InputFaults for inputs that mean nothing without each other, and for walls that no pipe has."""
    faults = [*_pairs(body), *_yield(body), *_walls(body), *_coupling(body)]
    if faults:
        raise InputFaults(faults)


def _pairs(body: Body) -> list[Fault]:
    faults = []
    for name, partner, reading in PAIRS:
        if body.get(partner) in reading and body.get(name) is None:
            faults.append(Fault(f"/{name}", "required", f"{name} is needed with {partner}"))
        if body.get(name) is not None and body.get(partner) is None:
            faults.append(Fault(f"/{partner}", "required", f"{partner} is needed with {name}"))
    if body.get("temperature_derating") == "by_grade" and not body.get("grade"):
        faults.append(Fault("/grade", "required", "grade is needed with temperature_derating by_grade"))
    return faults


def _yield(body: Body) -> list[Fault]:
    if body.get("yield_pa") is not None:
        return []
    grade = body.get("grade")
    if not grade:
        return [Fault("/yield_pa", "required", "yield_pa is needed, or a grade of API 5CT")]
    if grade_named(grade) is None:
        detail = f"yield_pa is needed: grade {grade} is not of API 5CT, its data sheet states it"
        return [Fault("/yield_pa", "required", detail)]
    return []


def _walls(body: Body) -> list[Fault]:
    faults = [
        Fault(f"/{name}", "wall", "the wall is not less than half the outside diameter")
        for name in ("wall_m", "min_remaining_wall_m")
        if body.get(name) is not None and 2 * body[name] >= body["od_m"]
    ]
    given = [name for name in WEAR if body.get(name) is not None]
    faults += [
        Fault(f"/{name}", "wall", f"the wall that is left is stated by {given[0]} already")
        for name in given[1:]
    ]
    if body.get("groove_depth_m") is not None and body["groove_depth_m"] >= body["wall_m"]:
        faults.append(Fault("/groove_depth_m", "wall", "the groove is not less deep than the wall"))
    if body.get("wall_loss_fraction") == 1:
        faults.append(Fault("/wall_loss_fraction", "wall", "nothing is left of the wall"))
    return faults


def _coupling(body: Body) -> list[Fault]:
    coupling = body.get("coupling")
    if coupling is None or coupling["root_m"] < coupling["od_m"]:
        return []
    return [
        Fault("/coupling/root_m", "wall", "the thread root is not less than the diameter of the coupling")
    ]


def wall_of(body: Body) -> Wall:
    """The wall that is there, with the tolerance that belongs to it: k = 1 only where it was measured."""
    wall_m, factor = body["wall_m"], body["wall_factor"]
    if body.get("min_remaining_wall_m") is not None:
        return measured_wall(least_m=body["min_remaining_wall_m"])
    if body.get("wall_loss_fraction") is not None:
        return worn_wall(wall_m=wall_m, lost_fraction=body["wall_loss_fraction"], factor=factor)
    if body.get("groove_depth_m") is not None:
        return grooved_wall(wall_m=wall_m, depth_m=body["groove_depth_m"], factor=factor)
    return nominal_wall(wall_m=wall_m, factor=factor)


SCHEMA = shape(
    ["method", "od_m", "wall_m", "wall_factor"],
    method=choice("Standard and edition.", METHOD),
    od_m=number("Outside diameter", "m", exclusiveMinimum=0),
    wall_m=number("Nominal wall", "m", exclusiveMinimum=0),
    grade={
        "type": "string",
        "pattern": r"^[A-Za-z0-9 ./+-]{1,40}$",
        "description": "Grade as people write it: N-80, L80-13Cr, P 110.",
    },
    yield_pa=number(
        "Specified minimum yield strength; absent: that of the grade in API 5CT", "Pa", exclusiveMinimum=0
    ),
    wall_factor=number("Manufacturing tolerance on the nominal wall", "1", exclusiveMinimum=0, maximum=1),
    min_remaining_wall_m=number("Least measured wall", "m", exclusiveMinimum=0),
    wall_loss_fraction=number("Uniform loss of the nominal wall, not measured", "1", minimum=0, maximum=1),
    groove_depth_m=number("Depth of a wear groove in the nominal wall", "m", minimum=0),
    temperature_k=number("Temperature of the steel", "K", exclusiveMinimum=0),
    temperature_derating=choice("How yield falls with temperature.", "none", "linear", "by_grade"),
    axial_force_n=number("Axial force, tension positive", "N"),
    internal_pressure_pa=number("Internal pressure, gauge", "Pa", minimum=0),
    axial_collapse=choice("How axial load acts on collapse.", "none", *AXIAL_METHODS),
    coupling=shape(
        ["od_m", "root_m"],
        od_m=number("Outside diameter of the coupling, W", "m", exclusiveMinimum=0),
        root_m=number("Diameter at the thread root where the pin ends, d1", "m", exclusiveMinimum=0),
        yield_pa=number("Yield of the coupling; absent: that of the pipe", "Pa", exclusiveMinimum=0),
    ),
    connection=shape(
        [],
        name={"type": "string", "description": "Connection."},
        burst_pa=number("Internal pressure rating", "Pa", exclusiveMinimum=0),
        collapse_pa=number("External pressure rating", "Pa", exclusiveMinimum=0),
    ),
    design_factors=shape(
        [],
        burst=number("Design factor", "1", exclusiveMinimum=0),
        collapse=number("Design factor", "1", exclusiveMinimum=0),
    ),
    triaxial=shape(
        ["internal_pressure_pa", "external_pressure_pa", "axial_force_n"],
        internal_pressure_pa=number("Internal pressure of the load", "Pa", minimum=0),
        external_pressure_pa=number("External pressure of the load", "Pa", minimum=0),
        axial_force_n=number("Axial force of the load, tension positive", "N"),
        dls_deg_30m=number("Dogleg severity; absent: straight", "deg/30 m", minimum=0),
    ),
)

EXAMPLE: Body = {
    "method": METHOD,
    "od_m": 0.244475,
    "wall_m": 0.011989,
    "grade": "N-80",
    "yield_pa": 551600000,
    "wall_factor": 0.875,
    "min_remaining_wall_m": 0.0102,
    "temperature_k": 373.15,
    "temperature_derating": "linear",
    "design_factors": {"burst": 1.1, "collapse": 1},
    "triaxial": {
        "internal_pressure_pa": 25000000,
        "external_pressure_pa": 8000000,
        "axial_force_n": 900000,
        "dls_deg_30m": 2,
    },
}
