"""Walls of pipe by size and nominal weight, and the plain-end weight that ties wall, OD and weight together.

The table is size, nominal weight and wall of API casing and tubing in the units in which they are printed
(in, lb/ft), and a few sizes that makers print alike. It is public knowledge restated (R16). A nominal weight
counts thread and coupling and differs by percents from that of the plain end, so a wall solved from it is
only as good as the weight: the answer says which of the two it is.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

INCH_M = 0.0254
POUND_FOOT_KG_M = 0.45359237 / 0.3048
PLAIN_END_KG_M3 = 10.69 * POUND_FOOT_KG_M / INCH_M**2
"""`10.69 (D - t) t` [lb/ft, in], in SI: kg/m per m2 of (D - t) t (R4)."""

WEIGHT_AGREES_LB_FT = 0.11
OD_AGREES_IN = 0.002
TABLE, SOLVED = "size table", "solved from the plain-end weight"

#: OD [in] -> (nominal weight [lb/ft], wall [in]).
SIZES: dict[float, tuple[tuple[float, float], ...]] = {
    2.375: ((4.0, 0.167), (4.6, 0.190), (4.7, 0.190), (5.8, 0.254), (5.95, 0.254)),
    2.875: ((6.4, 0.217), (6.5, 0.217), (7.8, 0.276), (8.6, 0.308), (8.7, 0.308)),
    3.5: ((7.7, 0.216), (9.2, 0.254), (9.3, 0.254), (10.2, 0.289), (12.7, 0.375), (12.95, 0.375)),
    4.0: ((9.5, 0.226), (10.9, 0.262), (11.0, 0.262)),
    4.5: ((9.5, 0.205), (10.5, 0.224), (11.6, 0.250), (12.6, 0.271), (12.75, 0.271), (13.5, 0.290), (15.1, 0.337)),
    5.0: ((11.5, 0.220), (13.0, 0.253), (15.0, 0.296), (18.0, 0.362), (21.4, 0.437), (23.2, 0.478), (24.1, 0.500)),
    5.5: ((14.0, 0.244), (15.5, 0.275), (17.0, 0.304), (20.0, 0.361), (23.0, 0.415), (26.8, 0.500)),
    6.625: ((20.0, 0.288), (24.0, 0.352), (28.0, 0.417), (32.0, 0.475)),
    7.0: (
        (17.0, 0.231), (20.0, 0.272), (23.0, 0.317), (26.0, 0.362), (29.0, 0.408), (32.0, 0.453), (35.0, 0.498),
        (38.0, 0.540), (41.0, 0.590), (42.7, 0.625),
    ),
    7.625: (
        (24.0, 0.300), (26.4, 0.328), (29.7, 0.375), (33.7, 0.430), (39.0, 0.500), (42.8, 0.562), (45.3, 0.595),
        (47.1, 0.625), (51.2, 0.687),
    ),
    7.75: ((46.1, 0.595),),
    8.625: (
        (24.0, 0.264), (28.0, 0.304), (32.0, 0.352), (36.0, 0.400), (40.0, 0.450), (44.0, 0.500), (49.0, 0.557),
    ),
    9.375: ((39.0, 0.400),),
    9.625: (
        (32.3, 0.312), (36.0, 0.352), (40.0, 0.395), (43.5, 0.435), (47.0, 0.472), (53.5, 0.545), (58.4, 0.595),
        (59.4, 0.609), (64.9, 0.672), (70.3, 0.734), (75.6, 0.797),
    ),
    9.875: ((62.8, 0.625),),
    10.75: (
        (32.75, 0.279), (40.5, 0.350), (45.5, 0.400), (51.0, 0.450), (55.5, 0.495), (60.7, 0.545), (65.7, 0.595),
        (73.2, 0.672), (79.2, 0.734), (85.3, 0.797),
    ),
    11.75: ((42.0, 0.333), (47.0, 0.375), (54.0, 0.435), (60.0, 0.489), (65.0, 0.534), (71.0, 0.582)),
    11.875: ((71.8, 0.582),),
    13.375: ((48.0, 0.330), (54.5, 0.380), (61.0, 0.430), (68.0, 0.480), (72.0, 0.514)),
    13.625: ((88.2, 0.625),),
    16.0: ((65.0, 0.375), (75.0, 0.438), (84.0, 0.495), (97.0, 0.575), (109.0, 0.656)),
    17.875: ((93.5, 0.500),),
    18.0: ((117.0, 0.625),),
    18.625: ((87.5, 0.435),),
    20.0: ((94.0, 0.438), (106.5, 0.500), (133.0, 0.635), (169.0, 0.812)),
}  # fmt: skip


class Wall(NamedTuple):
    """A wall [m] and what it rests on: the size table, or the plain-end weight."""

    wall_m: float
    basis: str


def plain_end_kg_m(*, od_m: float, wall_m: float) -> float:
    """Linear mass of the pipe without thread and coupling [kg/m].

        w = 10.69 (D - t) t, in and lb/ft

    Source: API TR 5C3 (R4). 9-5/8 in of 0.472 in wall is printed as 46.18 lb/ft:

    >>> round(plain_end_kg_m(od_m=0.244475, wall_m=0.472 * INCH_M) / POUND_FOOT_KG_M, 2)
    46.18
    """
    return PLAIN_END_KG_M3 * (od_m - wall_m) * wall_m


def wall_from_plain_end_m(*, od_m: float, linear_mass_kg_m: float) -> float | None:
    """The wall whose plain-end weight is the given one [m]; None where no wall weighs as much.

    >>> round(wall_from_plain_end_m(od_m=22 * INCH_M, linear_mass_kg_m=224.28 * POUND_FOOT_KG_M) / INCH_M, 3)
    0.999
    """
    root = od_m**2 - 4 * linear_mass_kg_m / PLAIN_END_KG_M3
    if root < 0 or linear_mass_kg_m <= 0:
        return None
    return (od_m - sqrt(root)) / 2


def wall_of(*, od_m: float, linear_mass_kg_m: float) -> Wall | None:
    """The wall of a size and weight: from the size table where it has them, else solved from the weight.

    >>> wall_of(od_m=0.244475, linear_mass_kg_m=47 * POUND_FOOT_KG_M).basis
    'size table'
    """
    weight = linear_mass_kg_m / POUND_FOOT_KG_M
    for size, rows in SIZES.items():
        if abs(size - od_m / INCH_M) <= OD_AGREES_IN:
            for printed, wall in rows:
                if abs(printed - weight) <= WEIGHT_AGREES_LB_FT:
                    return Wall(wall * INCH_M, TABLE)
    solved = wall_from_plain_end_m(od_m=od_m, linear_mass_kg_m=linear_mass_kg_m)
    return Wall(solved, SOLVED) if solved is not None else None
