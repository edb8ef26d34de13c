"""What moves a limit, as rows of a page: each input in the reader's words and units, with its bar."""

from __future__ import annotations

from dataclasses import dataclass

from deepguard import formatting
from deepguard.units import quantity_of
from integrity.engine.leaves import source_of
from integrity.engine.regimes import method_of
from integrity.engine.sensitivity import Effect, Moved, Sensitivity, Turn, sensitivity
from integrity.pages.names import names_of
from integrity.pages.sources import place_words, told_by
from integrity.reports.stand import Stand

#: Half the width of a bar's box: nothing stands in its middle.
HALF = 60.0
SHOWN = 12


@dataclass(frozen=True)
class Side:
    """One direction of one input: its step, and what the limit does; `start`, `width` of its bar in 0 to 120."""

    step: str
    moved: Moved
    start: float
    width: float
    governs: str
    turn: str


@dataclass(frozen=True)
class Input:
    path: str
    words: str
    url: str | None
    told: str
    value: str
    lowered: Side
    raised: Side

    @property
    def unturned(self) -> list[Side]:
        """Steps at which something else governs although no nearer turn was found."""
        return [side for side in (self.lowered, self.raised) if side.governs and not side.turn]


@dataclass(frozen=True)
class Moving:
    """The inputs that move a limit, most first."""

    found: Sensitivity
    inputs: list[Input]
    following: str

    @property
    def first(self) -> list[Input]:
        return self.inputs[:SHOWN]

    @property
    def rest(self) -> list[Input]:
        return self.inputs[SHOWN:]


def sensitivity_of(stand: Stand) -> Sensitivity:
    """The sensitivity of a limit under the regime it stands on."""
    assess = method_of(stand.regime, stand.limit.annulus, stand.aside)
    return sensitivity(model=stand.model, limit=stand.limit, assess=assess)


def moving_of(stand: Stand, system: str, *, address=None) -> Moving:
    """The rows of “What moves it”. `address` gives a path its address."""
    found = sensitivity_of(stand)
    names = names_of(stand.model)
    greatest = max((effect.size_pa for effect in found.effects), default=0.0) or 1.0
    writer = _Writer(stand, names, system, greatest, address or (lambda path: None))
    following = found.following
    words = (
        ""
        if following is None
        else f"{following.id.replace('_', ' ')}, {names.get(following.element, following.element)}"
    )
    return Moving(found, [writer.input(effect) for effect in found.effects], words)


class _Writer:
    def __init__(self, stand: Stand, names, system: str, greatest: float, address) -> None:
        self._model, self._names, self._system = stand.model, names, system
        self._greatest, self._address = greatest, address
        self._own = stand.limit.governing

    def input(self, effect: Effect) -> Input:
        return Input(
            path=effect.path,
            words=place_words(effect.path, self._names),
            url=self._address(effect.path),
            told=told_by(source_of(self._model, effect.path)),
            value=amount(effect.value, effect.path, self._system),
            lowered=self._side(effect, effect.lowered, effect.turn_lowered, -1),
            raised=self._side(effect, effect.raised, effect.turn_raised, 1),
        )

    def _side(self, effect: Effect, moved: Moved, turn: Turn | None, sign: int) -> Side:
        change = moved.change_pa or 0.0
        width = HALF * min(1.0, abs(change) / self._greatest)
        return Side(
            step=self._step(effect, sign * effect.step),
            moved=moved,
            start=HALF if change >= 0 else HALF - width,
            width=width,
            governs=self._other(moved),
            turn="" if turn is None else self._turn(effect, turn),
        )

    def _step(self, effect: Effect, change: float) -> str:
        """`−1 %`, `+5 K`: a share of the input, or an amount of its own unit."""
        sign = "+" if change > 0 else formatting.MINUS
        if effect.by_share:
            share = abs(change / effect.value) * 100
            return (
                f"{sign}{share:.0f} %" if share >= 9.95 or share == round(share) else f"{sign}{share:.1f} %"
            )
        hint = "delta_k" if effect.path.endswith("_k") else "length_m"
        return sign + formatting.quantity(abs(change), hint, self._system).replace(formatting.THIN_SPACE, " ")

    def _other(self, moved: Moved) -> str:
        """What governs then, where it is something else."""
        own = (self._own.id, self._own.element) if self._own else None
        return "" if moved.governing in (None, own) else self._called(moved.governing)

    def _turn(self, effect: Effect, turn: Turn) -> str:
        return f"{self._step(effect, turn.change)}: {self._called(turn.governing)} governs"

    def _called(self, governing: tuple[str, str]) -> str:
        name, element = governing
        return f"{name.replace('_', ' ')}, {self._names.get(element, element)}"


def amount(value: float, path: str, system: str) -> str:
    """An input with its unit, by the name of its field; factors as they are.

    >>> amount(1080.0, "annuli/A/layers/0/density_kg_m3", "metric").replace("\u2009", " ")
    '1.08 sg'
    >>> amount(1.1, "rules/design_factors/tubing_collapse", "metric")
    '1.1'
    """
    name = path.rsplit("/", 1)[-1]
    try:
        quantity_of(name)
    except ValueError:
        return f"{value:g}"
    return formatting.quantity(value, name, system)
