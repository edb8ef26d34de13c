"""The regimes a limit can stand under, and the limit of one annulus under any of them.

A kind of limit (MAASP, MAWOP) has one method an edition of its standard. What a document says to people of a
regime stands here once: its title, where its rule was read, and that it was not checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from integrity.engine.limits import assess_limits
from integrity.engine.maasp import METHODS as MAASP_METHODS
from integrity.engine.mawop import METHODS as MAWOP_METHODS
from integrity.engine.result import LimitResult, SetAside
from wells.engine.model import WellModel

FROM_MEMORY = "from memory, not checked against the standard"


class Regime(NamedTuple):
    """One edition of one standard: the kind of limit it gives, and how it is known (docs/references.md)."""

    name: str
    kind: str
    title: str
    reference: str
    standing: str = FROM_MEMORY

    @property
    def sentence(self) -> str:
        """`ISO 16530-1:2017, from memory, not checked against the standard (R7).`"""
        return f"{self.title}, {self.standing} ({self.reference})."


class Kind(NamedTuple):
    """A kind of limit: its key in addresses, its letters, its name, and its regimes, the first by default."""

    key: str
    word: str
    title: str
    regimes: tuple[str, ...]


KINDS = {
    kind.key: kind
    for kind in (
        Kind("maasp", "MAASP", "Maximum allowable annulus surface pressure", tuple(MAASP_METHODS)),
        Kind("mawop", "MAWOP", "Maximum allowable wellhead operating pressure", tuple(MAWOP_METHODS)),
    )
}
_TOLD = {
    "iso-16530-1:2017": ("ISO 16530-1:2017", "R7"),
    "api-rp-90:2006": ("API RP 90:2006", "R8"),
    "api-rp-90-2:2016/simple": ("API RP 90-2:2016, simple", "R21"),
    "api-rp-90-2:2016/explicit": ("API RP 90-2:2016, explicit", "R21"),
}


def regime_of(name: str) -> Regime:
    """What is said of a regime. Errors: KeyError for one that no kind has.

    >>> regime_of("api-rp-90:2006").sentence
    'API RP 90:2006, from memory, not checked against the standard (R8).'
    """
    kind = next((kind for kind in KINDS.values() if name in kind.regimes), None)
    if kind is None:
        raise KeyError(name)
    title, reference = _TOLD.get(name, (name.upper().replace("-", " "), "docs/references.md"))
    return Regime(name, kind.key, title, reference)


def method_of(
    regime: Regime, letter: str, set_aside: Iterable[SetAside] = ()
) -> Callable[[WellModel], LimitResult | None]:
    """The limit of one annulus as a function of the well; None where the document does not describe it."""
    decisions = tuple(set_aside)
    return lambda model: assess_limits(
        model, regime=regime.name, letters=[letter], set_aside=decisions
    ).limit(letter)


def limit_under(
    model: WellModel, regime: Regime, letter: str, set_aside: Iterable[SetAside] = ()
) -> LimitResult | None:
    """The limit of a described annulus under a regime; None where the well has no such annulus."""
    if letter not in letters_of(model):
        return None
    return method_of(regime, letter, set_aside)(model)


def letters_of(model: WellModel) -> tuple[str, ...]:
    """Annuli that have a limit, inside out: described, and made by the strings where those can be nested."""
    return tuple(result.annulus for result in assess_limits(model).results)
