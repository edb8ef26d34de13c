"""From a computation to a candidate: counted, unknown, invalid or not applicable."""

from __future__ import annotations

from collections.abc import Callable

from integrity.engine.maasp.columns import Acting, Opposing
from integrity.engine.maasp.space import GRAVITY, Space
from integrity.engine.maasp.well import Contradiction, NotKnown, known
from integrity.engine.result import (
    INVALID,
    NOT_APPLICABLE,
    UNKNOWN,
    Assumption,
    Candidate,
    Depth,
    Derive,
    Missing,
    Point,
    SetAside,
    Substitution,
    nothing,
    state_of,
    whole_pa,
)
from wells.engine.model import Component
from wells.engine.value import value

INNER = "P_rating/SF - (sum(rho_ann*g*h) - p_inner)"
OUTER = "P_rating/SF - (sum(rho_ann*g*h) - p_backup)"
AN_INPUT_IS_MISSING = "an input is missing"
BELOW_PACKER = "below the packer: not exposed to this annulus"


@value
class Title:
    """What a candidate is, before anything is computed."""

    id: str
    element: str
    label: str
    side: str
    formula: str

    def candidate(
        self,
        status: str,
        *,
        result_pa: float | None = None,
        note: str = "",
        missing: tuple[Missing, ...] = (),
        assumptions: tuple[Assumption, ...] = (),
        derive: Derive = nothing,
        rests_on: tuple[SetAside, ...] = (),
    ) -> Candidate:
        """The candidate of this title where no depth was tried."""
        return Candidate(
            self.id,
            self.element,
            self.label,
            self.side,
            status,
            self.formula,
            result_pa,
            note=note,
            missing=missing,
            assumptions=assumptions,
            derive=derive,
            rests_on=rests_on,
        )


@value
class Found:
    """What a computation found [Pa], with the depth that governs and the way to derive it."""

    result_pa: float
    depth: Depth | None = None
    note: str = ""
    missing: tuple[Missing, ...] = ()
    taken: tuple[str, ...] = ()
    evaluated_at: tuple[Point, ...] = ()
    derive: Derive = nothing
    choices: tuple[str, ...] = ()


Assumed = dict[Assumption, None]
Compute = Callable[[Assumed], Found]


def attempt(title: Title, compute: Compute) -> Candidate:
    """Run a computation; a missing input makes the candidate unknown, a contradiction makes it invalid."""
    assumed: Assumed = {}
    try:
        found = compute(assumed)
    except NotKnown as gap:
        return title.candidate(
            UNKNOWN, note=AN_INPUT_IS_MISSING, missing=gap.missing, assumptions=tuple(assumed)
        )
    except Contradiction as fault:
        return title.candidate(INVALID, note=str(fault), assumptions=tuple(assumed))
    return Candidate(
        title.id,
        title.element,
        title.label,
        title.side,
        state_of(found.result_pa),
        title.formula,
        found.result_pa,
        found.depth,
        found.note,
        found.missing,
        tuple(assumed) if assumed else (),
        found.taken,
        found.evaluated_at,
        found.derive,
        found.choices,
    )


def unknown(title: Title, path: str, what: str) -> Candidate:
    """A candidate that cannot be computed for a reason known beforehand."""
    return title.candidate(UNKNOWN, note=AN_INPUT_IS_MISSING, missing=(Missing(path, what),))


def not_applicable(title: Title, note: str) -> Candidate:
    """A candidate that does not apply, and why."""
    return title.candidate(NOT_APPLICABLE, note=note)


def called(part: Component) -> str:
    """The name of a component, else its id."""
    return part.name or part.id


@value
class Equipment:
    """A stated rating of a component: the component, the field it stands in and its value [Pa]."""

    part: Component
    field: str
    rating_pa: float | None
    title: str

    @property
    def path(self) -> str:
        return f"components/{self.part.id}/{self.field}"


def rating_of(part: Component, field: str) -> Equipment:
    """A rating of a component by the name of its field."""
    value: float | None = getattr(part.ratings, field) if part.ratings is not None else None
    return Equipment(part, f"ratings/{field}", value, f"rating of {called(part)}")


def across(space: Space, opposing: Opposing, depth: Depth, assumed: Assumed) -> tuple[float, Acting]:
    """The net pressure across an element at a depth [Pa], and the column that opposes; what that one assumes is
    noted."""
    z_m = depth.below_gauge_tvd_m
    carried_pa = space.carried_pa(space.rated, z_m)
    opposed_pa, acting = opposing.at(z_m, depth.md_m)
    for assumption in acting.assumed(z_m, depth.md_m):
        assumed[assumption] = None
    return carried_pa - opposed_pa, acting


def across_rows(space: Space, depth: Depth, acting: Acting) -> tuple[Substitution, ...]:
    """The rows of a derivation for what acts across an element."""
    z_m = depth.below_gauge_tvd_m
    return (
        *depth_rows(depth),
        *space.rated.substitution(z_m, depth.md_m),
        *acting.substitution(z_m, depth.md_m),
    )


def equipment_at(
    space: Space,
    title: Title,
    rating: Equipment,
    opposing: Opposing,
    md_m: Callable[[], float],
    bore: str | None,
) -> Candidate:
    """A component under the annulus at its setting depth: its rating less the difference across it."""

    def compute(assumed: Assumed) -> Found:
        depth = space.point(md_m(), bore)
        net_pa, acting = across(space, opposing, depth, assumed)
        rating_pa = known(rating.rating_pa, rating.path, rating.title)
        factor = space.equipment_factor()

        def derive() -> tuple[Substitution, ...]:
            return (
                *rating_rows(rating, factor),
                *across_rows(space, depth, acting),
            )

        return Found(rating_pa / factor - net_pa, depth, derive=derive)

    return attempt(title, compute)


def rating_rows(rating: Equipment, factor: float, symbol: str = "P_rating") -> tuple[Substitution, ...]:
    """The rating of a component and its design factor, for a derivation."""
    return (
        Substitution(symbol, rating.title, whole_pa(rating.rating_pa or 0.0), "Pa", rating.path),
        Substitution("SF", "design factor", factor, "1", "rules/design_factors/equipment"),
    )


def depth_rows(depth: Depth) -> tuple[Substitution, ...]:
    """The depth below the gauge and gravity, for a derivation."""
    below_m = round(depth.below_gauge_tvd_m, 3)
    return (Substitution("D_TVD", "depth below the annulus gauge", below_m, "m", "trajectory"), GRAVITY)
