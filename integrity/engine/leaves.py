"""Places of a well: from the path a derivation names to the value that stands there, and back into the model.

A path is written as a source of a derivation: names of fields, and of the items of a list their id, letter,
state or number: `strings/tubing/sections/s1/wall_m`, `annuli/A/layers/0/density_kg_m3`. Pure values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple

from wells.engine.model import Source, WellModel

Steps = tuple[str | int, ...]
#: What names an item of a list, the first that it has.
NAMES = ("id", "letter", "state", "performed_on")


class Leaf(NamedTuple):
    """A number of the model: its path, the way to it, and its value in SI."""

    path: str
    steps: Steps
    value: float


def steps_to(model: WellModel, path: str) -> Steps | None:
    """The way to the place a path names; None where the model has no such place.

    >>> from wells.engine.model import Datum, Header
    >>> steps_to(WellModel(id="w", header=Header(name="w"), datum=Datum(name="RKB")), "datum/name")
    ('datum', 'name')
    """
    thing: Any = model
    steps: list[str | int] = []
    for word in path.split("/"):
        step = _step(thing, word)
        if step is None:
            return None
        steps.append(step)
        thing = _inside(thing, step)
    return tuple(steps)


def value_at(model: WellModel, steps: Steps) -> Any:
    """What stands at the end of a way."""
    thing: Any = model
    for step in steps:
        thing = _inside(thing, step)
    return thing


def with_value(model: WellModel, steps: Steps, value: float) -> WellModel:
    """The model with another number at the end of a way; everything else is the same."""
    changed: WellModel = _changed(model, steps, value)
    return changed


def numbers_under(model: WellModel, path: str) -> Iterator[Leaf]:
    """Every number at a place or below it, in the order of the fields. True and False are no numbers."""
    steps = steps_to(model, path)
    if steps is not None:
        yield from _numbers(value_at(model, steps), path, steps)


def source_of(model: WellModel, path: str) -> Source | None:
    """The provenance of a place: that of the innermost thing around it that states one."""
    steps = steps_to(model, path)
    if steps is None:
        return None
    found: Source | None = None
    thing: Any = model
    for step in (*steps, None):
        own = getattr(thing, "source", None)
        found = own if isinstance(own, Source) else found
        if step is not None:
            thing = _inside(thing, step)
    return found


def _step(thing: Any, word: str) -> str | int | None:
    """One step further: the name of a field, or the number of an item."""
    if isinstance(thing, tuple):
        named = (index for index, item in enumerate(thing) if word in _names(item))
        number = int(word) if word.isdecimal() and int(word) < len(thing) else None
        return next(named, number)
    return word if is_dataclass(thing) and hasattr(thing, word) else None


def _names(item: Any) -> set[Any]:
    return {getattr(item, name, None) for name in NAMES}


def _inside(thing: Any, step: str | int) -> Any:
    return thing[step] if isinstance(step, int) else getattr(thing, step)


def _changed(thing: Any, steps: Steps, value: float) -> Any:
    if not steps:
        return value
    step, *rest = steps
    inner = _changed(_inside(thing, step), tuple(rest), value)
    if isinstance(step, int):
        return (*thing[:step], inner, *thing[step + 1 :])
    return replace(thing, **{step: inner})


def _numbers(thing: Any, path: str, steps: Steps) -> Iterator[Leaf]:
    if isinstance(thing, int | float) and not isinstance(thing, bool):
        yield Leaf(path, steps, float(thing))
    elif isinstance(thing, tuple):
        for index, item in enumerate(thing):
            yield from _numbers(item, f"{path}/{_name(item, index)}", (*steps, index))
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _numbers(getattr(thing, field.name), f"{path}/{field.name}", (*steps, field.name))


def _name(item: Any, index: int) -> str:
    """What an item is called in a path: its id, letter or state, else its number."""
    named = (getattr(item, name, None) for name in NAMES[:3])
    return next((str(name) for name in named if name), str(index))
