"""Predicates a rule may name: questions about an annulus that the engine answers from the document.

Each is a function of the well and a letter with named parameters and gives True, False, or None where the
document does not say. None of them computes anything of its own: it asks what the candidates of a limit ask.
A pack names a predicate and gives its parameters; it can say nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from integrity.engine.maasp.formation import newest_of
from integrity.engine.maasp.laps import exposed_laps
from integrity.engine.maasp.proof import annulus_test
from integrity.engine.maasp.space import Space
from integrity.engine.maasp.well import NotKnown, Well
from integrity.engine.result import COUNTED, NOT_APPLICABLE
from integrity.engine.rules.kinds import Call, Choice, Number
from wells.engine.topology_exposure import lap_sealed

Holds = Callable[..., bool | None]
MEASURED = frozenset({"lot", "xlot"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A question by its name: what it asks, its parameters, and the function that answers."""

    name: str
    meaning: str
    holds: Holds
    parameters: tuple[tuple[str, Number | Choice], ...] = ()


def test_newer_than_last_change(space: Space) -> bool | None:
    """Whether the newest passed strength test of the annulus is newer than every wall it loaded.

    The same test that A9 and X5 count: False where a wall, a lap or the packer was fitted after it, where only
    leak tests passed, or where none did; None where tests are not known.
    """
    laps = exposed_laps(space) if space.letter == "A" else []
    found = next(iter(annulus_test(space, laps)))
    return {COUNTED: True, NOT_APPLICABLE: False}.get(found.status)


def cement_proven(space: Space) -> bool | None:
    """Whether the shoe of the annulus is closed by something proven: verified cement, or a tested lap.

    In A every exposed lap must be proven sealed; an A open to the formation is not closed. None where cement
    is not described, and in an A that reaches no shoe: there is nothing to prove.
    """
    model = space.well.model
    if space.letter == "A":
        laps = exposed_laps(space)
        sealed = all(lap_sealed(model, lap.liner) for lap in laps) if laps else None
        return False if space.well.bottom.kind == "open" else sealed
    if not space.exposure.shoe_exposed:
        return True
    return None if model.cement is None else False


def shoe_strength_tested(space: Space, *, fit_counts: bool) -> bool | None:
    """Whether the newest strength of the outer string's shoe was measured: a leak-off, or with `fit_counts`
    an integrity test too; a prognosis never. None where no strength is described."""
    shoe_of = space.walls.outer[0].id
    own = [item for item in space.well.model.formation_strength or () if item.shoe_of == shoe_of]
    if not own:
        return None
    kinds = MEASURED | ({"fit"} if fit_counts else frozenset())
    return all(item.kind in kinds for item in newest_of(own))


YES_NO = Choice(options=(False, True))
PREDICATES: dict[str, Predicate] = {
    one.name: one
    for one in (
        Predicate(
            name="test_newer_than_last_change",
            meaning="the annulus has passed a strength test since the last change of a wall that the test loads",
            holds=test_newer_than_last_change,
        ),
        Predicate(
            name="cement_proven",
            meaning="a log or a pressure test shows that the shoe of the annulus is closed",
            holds=cement_proven,
        ),
        Predicate(
            name="shoe_strength_tested",
            meaning="the strength of the shoe was measured, not forecast",
            holds=shoe_strength_tested,
            parameters=(("fit_counts", YES_NO),),
        ),
    )
}


def signatures(*names: str) -> tuple[tuple[str, tuple[tuple[str, Number | Choice], ...]], ...]:
    """The named predicates with their parameters, as a kind of value takes them."""
    return tuple((name, PREDICATES[name].parameters) for name in names)


def holds(call: Call, well: Well, letter: str) -> bool | None:
    """What a predicate says of an annulus; None where the document does not say, or has no such annulus.

    Errors: KeyError for a name that is not in PREDICATES.
    """
    predicate = PREDICATES[call.predicate]
    walls = None if well.nest.problems else well.nest.walls(letter)
    if walls is None:
        return None
    try:
        return predicate.holds(Space(well, walls), **dict(call.parameters))
    except NotKnown:
        return None
