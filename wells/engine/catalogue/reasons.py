"""Why a stated burst and collapse do not agree with the formulas, as far as the figures themselves tell.

Tried in order: a wrong unit; the figures of another weight of this size; another wall that both fit; the
figures of another grade; a burst that counts more of the wall; one of the two alone. What they leave open
is said to be open.
"""

from __future__ import annotations

from typing import NamedTuple

from wells.engine.catalogue.checking import WALL_FACTOR, agrees, check, formula_of
from wells.engine.catalogue.grades import LINE_PIPE, YIELD_KSI
from wells.engine.catalogue.sizes import INCH_M, OD_AGREES_IN, SIZES, TABLE, Wall
from wells.engine.constants import PSI_PA
from wells.engine.tubular import collapse

Pair = tuple[float, float]
#: Shares of the nominal wall that makers of tight pipe state their burst with, instead of 0.875.
TIGHT_WALLS, TIGHT_AGREES = (0.90, 0.925, 0.95, 1.0), 0.004
HALVINGS = 60


class Why(NamedTuple):
    """The kind of a disagreement, by which it is counted, and in words."""

    code: str
    words: str


KINDS = {
    "yield": "the grade does not tell its yield",
    "unit": "a wrong unit",
    "another-weight": "figures of another weight of the size",
    "another-wall": "one other wall fits both figures: the weight is not its plain-end weight",
    "another-grade": "figures of another grade",
    "tight-wall": "burst counts more than 87.5 % of the wall",
    "high-collapse": "collapse above, burst agrees",
    "collapse-below": "collapse below, burst agrees",
    "burst-below": "burst below, collapse agrees",
    "burst-above": "burst above, collapse agrees",
    "connection": "a connection is stated with it and the figures are below the pipe body's",
    "neither": "neither figure agrees, and no other pipe fits both",
}


def explain(
    pair: Pair, *, od_m: float, yield_pa: float | None, wall: Wall | None, connection: str | None = None
) -> Why:
    """The most likely reason; `pair` is burst and collapse [Pa]."""
    if yield_pa is None or wall is None:
        return Why("yield", "The grade does not tell its least yield: nothing to compare the ratings with.")
    formula = formula_of(od_m=od_m, wall_m=wall.wall_m, yield_pa=yield_pa)
    if formula.burst_pa is None or formula.collapse_pa is None:
        return Why("yield", "The formulas do not reach this steel or size.")
    held = (formula.burst_pa, formula.collapse_pa)
    return (
        _of_a_unit(pair, od_m, yield_pa, wall)
        or _of_another_weight(pair, od_m, yield_pa)
        or _of_another_wall(pair, od_m, yield_pa, wall)
        or _of_another_grade(pair, od_m, yield_pa, wall)
        or _of_tight_wall(pair, od_m, yield_pa, wall)
        or _of_connection(pair, held, connection)
        or _of_one(pair, held)
        or _open(pair, held)
    )


def _of_a_unit(pair: Pair, od_m: float, yield_pa: float, wall: Wall) -> Why | None:
    found = check(od_m=od_m, wall_m=wall.wall_m, yield_pa=yield_pa, burst_pa=pair[0], collapse_pa=pair[1])
    words = " ".join(fault.words for fault in found.faults if fault.code == "unit")
    return Why("unit", words) if words else None


def _of_another_weight(pair: Pair, od_m: float, yield_pa: float) -> Why | None:
    for size, rows in SIZES.items():
        if abs(size - od_m / INCH_M) > OD_AGREES_IN:
            continue
        for weight, wall in rows:
            if _fits(pair, od_m, wall * INCH_M, yield_pa):
                return Why(
                    "another-weight",
                    f"These are the figures of {size:g} in {weight:g} lb/ft: the weight is mistyped or rounded.",
                )
    return None


def _of_another_wall(pair: Pair, od_m: float, yield_pa: float, wall: Wall) -> Why | None:
    other_m = pair[0] * od_m / (2 * WALL_FACTOR * yield_pa)
    if not 0 < 2 * other_m < od_m or not _fits(pair, od_m, other_m, yield_pa):
        return None
    of = "of the size table" if wall.basis == TABLE else "whose plain end has this weight"
    return Why(
        "another-wall",
        f"Both figures hold at a wall of {other_m / INCH_M:.3f} in, not at the {wall.wall_m / INCH_M:.3f} in {of}.",
    )


def _of_another_grade(pair: Pair, od_m: float, yield_pa: float, wall: Wall) -> Why | None:
    named = {**YIELD_KSI, **{f"X{ksi}": int(ksi) for ksi in LINE_PIPE}}
    for name, ksi in named.items():
        if abs(ksi * 1000 * PSI_PA - yield_pa) > PSI_PA and _fits(
            pair, od_m, wall.wall_m, ksi * 1000 * PSI_PA
        ):
            return Why(
                "another-grade",
                f"These are the figures of a steel of {ksi} ksi, as {name}: grade or size is mistyped.",
            )
    return None


def _of_tight_wall(pair: Pair, od_m: float, yield_pa: float, wall: Wall) -> Why | None:
    """At the wall of the weight; or, for a usual share, at the wall the collapse gives."""
    own, given = _share(pair, od_m, yield_pa, wall.wall_m), _wall_of_collapse(pair[1], od_m, yield_pa)
    if own is not None and WALL_FACTOR + TIGHT_AGREES < own <= 1 + TIGHT_AGREES:
        return Why("tight-wall", _tight(own, ""))
    if given is None:
        return None
    share = _share(pair, od_m, yield_pa, given)
    if share is None or all(abs(share - tight) > TIGHT_AGREES for tight in TIGHT_WALLS):
        return None
    return Why(
        "tight-wall", _tight(share, f" at the wall of {given / INCH_M:.3f} in that the collapse gives,")
    )


def _tight(share: float, at: str) -> str:
    return (
        f"Burst counts {min(share, 1.0) * 100:.1f} % of the wall{at} instead of 87.5 %: pipe of tight tolerance, which "
        f"its data sheet must state."
    )


def _share(pair: Pair, od_m: float, yield_pa: float, wall_m: float) -> float | None:
    """The share of a wall that the burst counts, where the collapse is that of the wall."""
    if not agrees(pair[1], collapse(od_m=od_m, wall_m=wall_m, yield_pa=yield_pa).pressure_pa):
        return None
    return pair[0] * od_m / (2 * yield_pa * wall_m)


def _wall_of_collapse(collapse_pa: float, od_m: float, yield_pa: float) -> float | None:
    """The wall that collapses at a pressure [m], by halving: collapse rises with the wall."""
    low, high = od_m / 200, od_m / 4

    def below(wall_m: float) -> bool:
        return collapse(od_m=od_m, wall_m=wall_m, yield_pa=yield_pa).pressure_pa < collapse_pa

    if not below(low) or below(high):
        return None
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return (low + high) / 2


def _of_connection(pair: Pair, held: Pair, connection: str | None) -> Why | None:
    if connection is None or all(
        agrees(given, one) or given > one for given, one in zip(pair, held, strict=True)
    ):
        return None
    return Why(
        "connection", f"{_off(pair, held)} The connection {connection} is stated with it and may govern."
    )


def _of_one(pair: Pair, held: Pair) -> Why | None:
    burst, crush = (given / one - 1 for given, one in zip(pair, held, strict=True))
    if agrees(pair[0], held[0]):
        if crush > 0:
            return Why(
                "high-collapse",
                f"Burst agrees, collapse is {crush * 100:.1f} % above: a high-collapse pipe, which its data sheet must state.",
            )
        return Why(
            "collapse-below",
            f"Burst agrees, collapse is {-crush * 100:.1f} % below: derated for tension, ovality or a connection, or mistyped.",
        )
    if agrees(pair[1], held[1]):
        if burst < 0:
            return Why(
                "burst-below",
                f"Collapse agrees, burst is {-burst * 100:.1f} % below: a coupling governs it, or it is derated or mistyped.",
            )
        return Why(
            "burst-above",
            f"Collapse agrees, burst is {burst * 100:.1f} % above: mistyped, or steel of more yield.",
        )
    return None


def _open(pair: Pair, held: Pair) -> Why:
    return Why("neither", f"{_off(pair, held)} No other wall, weight or grade fits both.")


def _off(pair: Pair, held: Pair) -> str:
    burst, crush = (given / one - 1 for given, one in zip(pair, held, strict=True))
    return f"Burst is {burst * 100:+.1f} % and collapse {crush * 100:+.1f} % off the formula."


def _fits(pair: Pair, od_m: float, wall_m: float, yield_pa: float) -> bool:
    formula = formula_of(od_m=od_m, wall_m=wall_m, yield_pa=yield_pa)
    return (
        formula.burst_pa is not None
        and formula.collapse_pa is not None
        and agrees(pair[0], formula.burst_pa)
        and agrees(pair[1], formula.collapse_pa)
    )
