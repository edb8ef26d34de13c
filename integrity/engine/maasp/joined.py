"""An annulus that a leak joins with others: what of it still bounds, and what of them bounds it too.

The candidates of the leaking wall drop, for the annuli on both sides. All others of every joined annulus count
for each, moved by the difference of the columns at the leak. A leak through the tubing brings the tree, its valves
and the safety valve in. A leak never raises a limit: without any one of the leaks it would not be lower than with
it, so that limit stands among the candidates. Decision 0023.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from integrity.engine.maasp.candidate import (
    Assumed,
    Equipment,
    Found,
    Title,
    attempt,
    called,
    not_applicable,
    rating_rows,
    unknown,
)
from integrity.engine.maasp.leaks import AROUND, BORE, Leak
from integrity.engine.maasp.shift import Shift, Spaces
from integrity.engine.maasp.space import Space, space_name
from integrity.engine.maasp.well import Contradiction, NotKnown, known
from integrity.engine.result import (
    COUNTED,
    INVALID,
    NOT_APPLICABLE,
    UNKNOWN,
    WITHOUT_LEAK,
    Assumption,
    Candidate,
    LimitResult,
    Missing,
    Point,
    Substitution,
    state_of,
    whole_pa,
)
from wells.engine.model import Component

MOVED = "({formula}) - (p_{near} - p_{far}) at the leak"
TREE = "P_WH/SF - (p_A - p_bore) at the leak"
VALVE_FIELD = "ratings/differential_from_below_pa"

Points = Callable[[Space], Iterable[Candidate]]
Limit = Callable[[Leak], LimitResult]


def joined(space: Space, points: Points, without: Limit) -> Iterator[Candidate]:
    """The candidates of an annulus with all that leaks bring and take; `without` is its limit less one leak."""
    spaces, leaks = Spaces(space), space.well.leaks
    group = leaks.joined(space.letter) | {space.letter}
    yield from _less_the_wall(space, points)
    for name in sorted(group - {space.letter, BORE}):
        yield from _of_annulus(spaces, name, points)
    if BORE in group:
        yield from _of_bore(spaces)
    for leak in leaks.items:
        if AROUND in (leak.inner, leak.outer) and group & {leak.inner, leak.outer}:
            yield _around(leak)
    for leak in leaks.items:
        if group & {leak.inner, leak.outer}:
            yield _before(leak, without(leak))


def is_touched(space: Space) -> bool:
    """Whether any leak concerns an annulus."""
    return any(space.letter in (leak.inner, leak.outer) for leak in space.well.leaks.items)


# the leaking wall


def _less_the_wall(space: Space, points: Points) -> Iterator[Candidate]:
    for candidate in points(space):
        leak = _leak_under(space, candidate)
        yield candidate if leak is None else _dropped(candidate, leak)


def _leak_under(space: Space, candidate: Candidate) -> Leak | None:
    """The leak through the wall that a candidate rates: the string itself, or what is fitted on it."""
    if candidate.side not in ("inner", "outer"):
        return None
    found = space.well.leaks.through(candidate.element)
    if found is not None:
        return found
    on = next((part.string_id for part in space.well.parts if part.id == candidate.element), None)
    return space.well.leaks.through(on)


def _dropped(candidate: Candidate, leak: Leak) -> Candidate:
    title = Title(candidate.id, candidate.element, candidate.label, candidate.side, candidate.formula)
    return not_applicable(title, f"{leak.name}: both sides of the wall share one pressure")


# the other annuli


def _of_annulus(spaces: Spaces, name: str, points: Points) -> Iterator[Candidate]:
    """The candidates of another annulus, seen from this one."""
    title = Title(f"{name}0", f"annulus-{name.lower()}", f"candidates of annulus {name}", "top", WITHOUT_LEAK)
    try:
        other = spaces.space(name)
    except NotKnown as gap:
        yield unknown(title, *gap.missing[0])
        return
    try:
        shift: Shift | NotKnown | Contradiction = spaces.shift(name)
    except (NotKnown, Contradiction) as gap:
        shift = gap
    for candidate in _less_the_wall(other, points):
        yield _moved(candidate, shift, spaces.own.letter, name)


def _moved(candidate: Candidate, shift: Shift | NotKnown | Contradiction, near: str, far: str) -> Candidate:
    """A candidate of another annulus as a pressure at the gauge of this one."""
    formula = MOVED.format(formula=candidate.formula, near=near, far=far)
    note = "; ".join(filter(None, [candidate.note, f"annulus {far} is joined by a leak"]))
    told = candidate._replace(formula=formula, note=note)
    if candidate.status in (NOT_APPLICABLE, UNKNOWN) or candidate.result_pa is None:
        return told
    if isinstance(shift, NotKnown):
        return told._replace(status=UNKNOWN, result_pa=None, missing=shift.missing, evaluated_at=())
    if isinstance(shift, Contradiction):
        return told._replace(status=INVALID, result_pa=None, note=str(shift), evaluated_at=())
    result_pa = candidate.result_pa - shift.pressure_pa
    status = INVALID if candidate.status == INVALID else state_of(result_pa)
    return told._replace(
        status=status,
        result_pa=result_pa,
        evaluated_at=tuple(_moved_point(point, shift.pressure_pa) for point in candidate.evaluated_at),
        derive=lambda: (*candidate.derive(), *shift.rows),
    )


def _moved_point(point: Point, shift_pa: float) -> Point:
    return point._replace(result_pa=point.result_pa - shift_pa)


# the bore


def _of_bore(spaces: Spaces) -> Iterator[Candidate]:
    """What bounds the bore above a leak: tree, valves on it, safety valve."""
    model = spaces.own.well.model
    for tree in model.trees or ():
        title = Title("T1", tree.id, "tree rating", "top", TREE)
        yield _on_top(spaces, title, tree.rated_working_pressure_pa, f"trees/{tree.id}", tree.id)
    if not model.trees:
        title = Title("T1", "tree", "tree rating", "top", TREE)
        yield unknown(title, "trees", "what closes the bore at the top")
    trees = {tree.id for tree in model.trees or ()}
    for part in spaces.own.well.parts:
        if part.mounted_on in trees and part.kind in ("valve", "check_valve", "gauge"):
            value = part.ratings.rated_working_pressure_pa if part.ratings is not None else None
            title = Title("T2", part.id, "tree valve or gauge rating", "top", TREE)
            yield _on_top(spaces, title, value, f"components/{part.id}", called(part))
    tubing = spaces.own.well.nest.tubing
    for part in spaces.own.well.parts_on(tubing) if tubing is not None else ():
        if part.kind == "safety_valve":
            yield _closed_valve(spaces, part)


def _on_top(spaces: Spaces, title: Title, value_pa: float | None, path: str, name: str) -> Candidate:
    """A rating at the top of the bore, as a pressure at the gauge of the annulus."""
    what = f"rated working pressure of {name}"

    def compute(assumed: Assumed) -> Found:
        shift = _to_bore(spaces, assumed)
        rating_pa = known(value_pa, f"{path}/rated_working_pressure_pa", what)
        factor = spaces.own.equipment_factor()
        rows = (
            Substitution("P_WH", what, whole_pa(rating_pa), "Pa", path),
            Substitution("SF", "design factor", factor, "1", "rules/design_factors/equipment"),
            *shift.rows,
        )
        return Found(rating_pa / factor - shift.pressure_pa, derive=lambda: rows)

    return attempt(title, compute)


def _closed_valve(spaces: Spaces, part: Component) -> Candidate:
    """A closed safety valve: it holds the leak's pressure from below with nothing above it."""
    title = Title("T3", part.id, "closed safety valve, from below", "top", f"{TREE} - p_bore at the valve")
    value = part.ratings.differential_from_below_pa if part.ratings is not None else None
    rating = Equipment(part, VALVE_FIELD, value, f"rating from below of {called(part)}")

    def compute(assumed: Assumed) -> Found:
        shift = _to_bore(spaces, assumed)
        path = f"components/{part.id}/md_m"
        md_m = known(part.md_m if part.md_m is not None else part.top_md_m, path, f"depth of {called(part)}")
        depth = spaces.own.point(md_m)
        above_pa = max(
            (
                column.at(depth.below_gauge_tvd_m, md_m)[0] - column.at(0.0, None)[0]
                for column in spaces.own.bore_columns()
            ),
            default=0.0,
        )
        rating_pa = known(rating.rating_pa, rating.path, rating.title)
        factor = spaces.own.equipment_factor()
        column = Substitution(
            "p_bore", "column of the bore to the valve", whole_pa(above_pa), "Pa", "bore_contents"
        )

        def derive() -> tuple[Substitution, ...]:
            return (*rating_rows(rating, factor), *shift.rows, column)

        return Found(rating_pa / factor - shift.pressure_pa - above_pa, depth, derive=derive)

    return attempt(title, compute)


def _to_bore(spaces: Spaces, assumed: Assumed) -> Shift:
    if not spaces.own.bore_columns() and spaces.own.well.policy.inner != "evacuated":
        assumed[Assumption("bore_contents", "content of the inner bore; 0 is used")] = None
    return spaces.shift(BORE)


# what is not described, and what stood before


def _around(leak: Leak) -> Candidate:
    """A leak to what no limit of this well describes."""
    inside = leak.inner if leak.inner != AROUND else leak.outer
    title = Title(
        f"{inside}0", leak.communication.id, "what lies behind the leak", "bottom", "P_FORM or P_WELL"
    )
    what = f"what {space_name(inside)} is open to by {leak.name}"
    return unknown(title, leak.path, what)


def _before(leak: Leak, limit: LimitResult) -> Candidate:
    """The limit without one leak: with it the annulus holds no more."""
    title = Title(f"{limit.annulus}L", leak.communication.id, WITHOUT_LEAK, "top", "P_MAASP without the leak")
    note = "a leak never raises a limit"
    if limit.unrounded_pa is None:
        reason = limit.reason or "no limit without the leak"
        if limit.status == INVALID:
            return title.candidate(INVALID, note=f"without the leak: {reason}")
        lack = tuple(Missing(item.path, item.what) for item in limit.missing)
        return title.candidate(UNKNOWN, note=reason, missing=lack or (Missing(leak.path, reason),))
    value_pa = limit.unrounded_pa
    row = Substitution("P_before", f"limit without {leak.name}", whole_pa(value_pa), "Pa", leak.path)
    return title.candidate(
        COUNTED,
        result_pa=value_pa,
        note=note,
        missing=tuple(Missing(item.path, item.what) for item in limit.missing),
        derive=lambda: (row,),
        rests_on=limit.set_aside,
    )
