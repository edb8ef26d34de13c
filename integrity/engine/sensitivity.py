"""Which input moves a limit most: every number the limit draws on is changed alone and the limit made anew.

The method that made the limit makes it again, so that a state that tips or another element that governs is
found, not estimated. Depths, pressures, densities, walls, forces and factors change by 1 %; a temperature by
5 K and an elevation by 1 m, because a share of them means nothing. Beside the change of the limit stands how
far the input would have to go before something else governs.

Tried are the numbers at the places the candidates name as their sources, the layers of every column that
acts, the depths of the candidates' elements, and the elevations. Not tried are survey stations one by one, and
a value of 0, which has no share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from integrity.engine.answer import pascals
from integrity.engine.leaves import Leaf, numbers_under, steps_to, with_value
from integrity.engine.result import COUNTED, INVALID, Candidate, LimitResult
from wells.engine.model import WellModel

Assess = Callable[[WellModel], LimitResult | None]

SHARE = 0.01
TEMPERATURE_STEP_K = 5.0
ELEVATION_STEP_M = 1.0
#: Steps at which a change of what governs is looked for, then narrowed down between two of them.
REACH = (1, 2, 5, 10, 20, 50)
NARROWINGS = 9
#: Of so many inputs that move the limit most it is asked when something else governs.
TURNED = 12
#: A limit that moves by less did not move [Pa]: it is the noise of the processor.
STILL_PA = 0.5

#: Endings of fields that are quantities of nature. Weights, durations and positions bear on no limit.
MOVABLE = ("_pa", "_m", "_kg_m3", "_k", "_n", "_fraction")
WEIGHTS = ("_kg_m",)
FACTORS = frozenset(
    {"wall_factor", "casing_burst", "casing_collapse", "tubing_burst", "tubing_collapse", "equipment"}
)
#: Figures that say how a limit is written or watched, not what it is.
ASIDE = frozenset({"rounding_pa", "upper_trigger_fraction", "lower_trigger_pa"})
DEPTHS = ("md_m", "top_md_m", "base_md_m", "shoe_md_m")


class Moved(NamedTuple):
    """The limit with one input changed: its change [Pa] (None: it has no number then), state, what governs."""

    change_pa: float | None
    status: str
    governing: tuple[str, str] | None


class Turn(NamedTuple):
    """How far an input goes before something else governs: the change in its own unit, and what then does."""

    change: float
    governing: tuple[str, str]


class Effect(NamedTuple):
    """What one input does to the limit: lowered and raised by its step, and where what governs turns."""

    path: str
    value: float
    step: float
    by_share: bool
    lowered: Moved
    raised: Moved
    turn_lowered: Turn | None = None
    turn_raised: Turn | None = None

    @property
    def size_pa(self) -> float:
        """The greater of both changes; 0 for a side on which no number is left (see `loses`)."""
        return max(abs(moved.change_pa or 0.0) for moved in (self.lowered, self.raised))

    @property
    def loses(self) -> bool:
        """Whether a step leaves no number."""
        return self.lowered.change_pa is None or self.raised.change_pa is None


class Next(NamedTuple):
    """The candidate that would govern if the governing one did not, and how much more it allows [Pa]."""

    id: str
    element: str
    margin_pa: float


class Sensitivity(NamedTuple):
    """Inputs that move a limit, most first, ties by path; how many were tried, and which candidate is next."""

    limit: LimitResult
    effects: tuple[Effect, ...]
    tried: int
    following: Next | None


def sensitivity(*, model: WellModel, limit: LimitResult, assess: Assess) -> Sensitivity:
    """How each input moves the limit [Pa per step]. `assess` gives the limit of a changed model.

        change = limit(input + step) - limit(input), unrounded; step = 1 % of the input, 5 K or 1 m

    A limit without a number (not determinable, invalid) has no effects: nothing is there to move.
    """
    if limit.unrounded_pa is None:
        return Sensitivity(limit, (), 0, None)
    trial = _Trial(model, limit.unrounded_pa, governing_of(limit), assess)
    leaves = inputs(model, limit)
    found = [effect for leaf in leaves if (effect := trial.effect(leaf)) is not None]
    found.sort(key=lambda pair: (not pair[1].loses, -pair[1].size_pa, pair[1].path))
    effects = [
        trial.with_turns(leaf, effect) if index < TURNED else effect
        for index, (leaf, effect) in enumerate(found)
    ]
    return Sensitivity(limit, tuple(effects), len(leaves), following(limit))


def governing_of(limit: LimitResult) -> tuple[str, str] | None:
    """Id and element of what governs."""
    return None if limit.governing is None else (limit.governing.id, limit.governing.element)


def following(limit: LimitResult) -> Next | None:
    """The next counted candidate above the one that governs."""
    if limit.governing is None or limit.governing.result_pa is None:
        return None
    others = [
        (candidate.result_pa, index)
        for index, candidate in enumerate(limit.candidates)
        if candidate.status == COUNTED
        and candidate is not limit.governing
        and candidate.result_pa is not None
    ]
    if not others:
        return None
    least_pa, index = min(others)
    candidate = limit.candidates[index]
    return Next(candidate.id, candidate.element, least_pa - limit.governing.result_pa)


# what is tried


def inputs(model: WellModel, limit: LimitResult) -> list[Leaf]:
    """Every number the limit draws on, each once, in the order of their paths."""
    found: dict[tuple[str | int, ...], Leaf] = {}
    for path in _places(model, limit):
        for leaf in numbers_under(model, path):
            if is_movable(leaf.path):
                found.setdefault(leaf.steps, leaf)
    return sorted(found.values(), key=lambda leaf: leaf.path)


def is_movable(path: str) -> bool:
    """Whether a field is a quantity that may bear on a limit."""
    name = path.rsplit("/", 1)[-1]
    is_quantity = name.endswith(MOVABLE) and not name.endswith(WEIGHTS)
    return name in FACTORS or (is_quantity and name not in ASIDE)


def _places(model: WellModel, limit: LimitResult) -> Iterable[str]:
    """Where the candidates say their numbers stand, and what those depend on besides."""
    yield from ("datum", f"annuli/{limit.annulus}/gauge_elevation_m")
    yield from (f"annuli/{limit.annulus}/layers",)
    for candidate in limit.candidates:
        if candidate.status in (COUNTED, INVALID) and candidate.result_pa is not None:
            yield from _places_of(model, candidate)


def _places_of(model: WellModel, candidate: Candidate) -> Iterable[str]:
    for row in candidate.derive():
        if "/layers/" in row.source:
            yield row.source.split("/layers/")[0] + "/layers"
        elif row.source == "bore_contents":
            yield from (f"bore_contents/{one.state}/temperatures" for one in model.bore_contents or ())
        elif "/" in row.source:
            yield row.source
    for owner in ("strings", "components"):
        if steps_to(model, f"{owner}/{candidate.element}") is not None:
            yield from (f"{owner}/{candidate.element}/{field}" for field in DEPTHS)


# how it is tried


class _Trial:
    def __init__(
        self, model: WellModel, base_pa: float, governing: tuple[str, str] | None, assess: Assess
    ) -> None:
        self._model, self._base_pa, self._governing, self._assess = model, base_pa, governing, assess

    def effect(self, leaf: Leaf) -> tuple[Leaf, Effect] | None:
        """The effect of an input; None where neither a lower nor a higher value does anything."""
        step, by_share = step_of(leaf)
        if not step:
            return None
        lowered, raised = self._moved(leaf, -step), self._moved(leaf, step)
        effect = Effect(leaf.path, leaf.value, step, by_share, lowered, raised)
        still = not effect.loses and effect.size_pa < STILL_PA
        same = lowered.governing == raised.governing == self._governing
        return None if still and same else (leaf, effect)

    def with_turns(self, leaf: Leaf, effect: Effect) -> Effect:
        """The effect with where what governs turns on either side."""
        return effect._replace(
            turn_lowered=self._turn(leaf, -effect.step), turn_raised=self._turn(leaf, effect.step)
        )

    def _moved(self, leaf: Leaf, change: float) -> Moved:
        found = self._assess(with_value(self._model, leaf.steps, leaf.value + change))
        if found is None:
            return Moved(None, "not_determinable", None)
        change_pa = None if found.unrounded_pa is None else found.unrounded_pa - self._base_pa
        return Moved(change_pa, found.status, governing_of(found))

    def _turn(self, leaf: Leaf, step: float) -> Turn | None:
        """The least change in one direction at which something else governs, to 0.2 % of its bracket."""
        near = 0.0
        for reach in REACH:
            far = reach * step
            there = self._moved(leaf, far).governing
            if there is not None and there != self._governing:
                return self._narrowed(leaf, near, far, there)
            if there is None:
                return None
            near = far
        return None

    def _narrowed(self, leaf: Leaf, near: float, far: float, there: tuple[str, str]) -> Turn:
        for _ in range(NARROWINGS):
            middle = (near + far) / 2
            found = self._moved(leaf, middle).governing
            if found is None or found == self._governing:
                near = middle
            else:
                far, there = middle, found
        return Turn(far, there)


def step_of(leaf: Leaf) -> tuple[float, bool]:
    """The step of an input in its own unit, and whether it is a share of its value.

    >>> step_of(Leaf("strings/t/sections/s/wall_m", (), 0.01)), step_of(Leaf("datum/rkb_elevation_m", (), 30.0))
    ((0.0001, True), (1.0, False))
    """
    name = leaf.path.rsplit("/", 1)[-1]
    if name.endswith("_k"):
        return TEMPERATURE_STEP_K, False
    if name.endswith("elevation_m"):
        return ELEVATION_STEP_M, False
    return abs(leaf.value) * SHARE, True


# how it is written


def sensitivity_dict(found: Sensitivity) -> dict[str, Any]:
    """The sensitivity as plain values: changes of the limit to the nearest pascal, all else as limits are."""
    following = found.following
    return {
        "annulus": found.limit.annulus,
        "status": found.limit.status,
        "unrounded_pa": pascals(found.limit.unrounded_pa),
        "governing": _element(governing_of(found.limit)),
        "next": None
        if following is None
        else {"id": following.id, "element": following.element, "margin_pa": pascals(following.margin_pa)},
        "tried": found.tried,
        "inputs": [_effect_dict(effect) for effect in found.effects],
    }


def _effect_dict(effect: Effect) -> dict[str, Any]:
    return {
        "path": effect.path,
        "value": effect.value,
        "step": effect.step,
        "by_share": effect.by_share,
        "lowered": _moved_dict(effect.lowered, effect.turn_lowered),
        "raised": _moved_dict(effect.raised, effect.turn_raised),
    }


def _moved_dict(moved: Moved, turn: Turn | None) -> dict[str, Any]:
    return {
        "change_pa": None if moved.change_pa is None else round(moved.change_pa),
        "status": moved.status,
        "governing": _element(moved.governing),
        "governs_from": None
        if turn is None
        else {"change": turn.change, "governing": _element(turn.governing)},
    }


def _element(governing: tuple[str, str] | None) -> dict[str, str] | None:
    return None if governing is None else {"id": governing[0], "element": governing[1]}
