"""The limits of a well side by side: each annulus under every regime, and in every state of the well.

Regimes answer different questions; they stand beside each other and no cell holds a least of two.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from integrity.engine.limits import METHODS, UNKNOWN_STATE, LimitSet, assess_limits, limits_by_state
from integrity.engine.maasp.well import Well
from integrity.engine.mawop import METHODS as MAWOP
from integrity.engine.regimes import KINDS, regime_of
from integrity.engine.result import Candidate, LimitResult, SetAside
from integrity.engine.rules import RulePack
from integrity.pages.names import names_of
from wells.engine.model import WellModel
from wells.pages.links import link


@dataclass(frozen=True)
class Column:
    """The head of a column: what kind of limit it is, and under what or when it holds."""

    key: str
    kind: str
    title: str


REGIMES = tuple(
    Column(name, kind.word, regime_of(name).title) for kind in KINDS.values() for name in kind.regimes
)


@dataclass(frozen=True)
class Cell:
    """One limit, ready to print; `url` leads to its derivation."""

    limit: LimitResult
    governed_by: str
    url: str | None

    @property
    def governing(self) -> Candidate | None:
        return self.limit.governing

    @property
    def first_missing(self) -> str:
        return self.limit.missing[0].what if self.limit.missing else ""

    @property
    def more_missing(self) -> int:
        return max(0, len(self.limit.missing) - 1)


@dataclass(frozen=True)
class Row:
    """One annulus with a cell for each column."""

    letter: str
    outer_uid: str
    cells: list[Cell]


@dataclass(frozen=True)
class Table:
    columns: list[Column]
    rows: list[Row]


@dataclass(frozen=True)
class KnownLeak:
    """A leak in the words of the field: through what, where, which spaces it joins."""

    through: str
    md_m: float | None
    joins: tuple[str, str]
    evidence: str


def by_regime(
    model: WellModel,
    pk: int,
    query: str,
    pack: RulePack | None = None,
    set_aside: tuple[SetAside, ...] = (),
) -> Table:
    """Every annulus under every regime."""
    sets = [assess_limits(model, regime=regime, pack=pack, set_aside=set_aside) for regime in METHODS]
    columns = [next(column for column in REGIMES if column.key == found.regime) for found in sets]
    return Table(columns, _rows(model, sets, pk, query))


def by_state(model: WellModel, pack: RulePack | None = None, set_aside: tuple[SetAside, ...] = ()) -> Table:
    """Every annulus in each described state of the well, and while the state is not known."""
    found = limits_by_state(model, pack=pack, set_aside=set_aside)
    columns = [
        Column(state, "MAASP", "state not known" if state == UNKNOWN_STATE else state.replace("_", " "))
        for state in found
    ]
    return Table(columns, _rows(model, list(found.values())))


def leaks_of(model: WellModel) -> list[KnownLeak]:
    """The known leaks of the day."""
    names = names_of(model)
    return [
        KnownLeak(
            names.get(leak.string.id, leak.string.id),
            leak.communication.md_m,
            (_space(leak.inner), _space(leak.outer)),
            leak.communication.evidence or "",
        )
        for leak in Well(model).leaks.items
    ]


def _space(name: str) -> str:
    return {"bore": "the bore", "around": "what lies around the well"}.get(name, name)


def _rows(model: WellModel, sets: list[LimitSet], pk: int | None = None, query: str = "") -> list[Row]:
    names = names_of(model)
    rows = []
    for results in zip(*(found.results for found in sets), strict=True):
        cells = [
            _cell(limit, found.regime, names, pk, query) for limit, found in zip(results, sets, strict=True)
        ]
        outer = results[0].outer_ids
        rows.append(Row(results[0].annulus, outer[0] if outer else "", cells))
    return rows


def _cell(limit: LimitResult, regime: str, names: dict[str, str], pk: int | None, query: str) -> Cell:
    governing = limit.governing
    governed_by = names.get(governing.element, governing.element) if governing else ""
    return Cell(limit, governed_by, None if pk is None else address(pk, limit.annulus, regime, query))


def address(pk: int, letter: str, regime: str, query: str = "") -> str | None:
    """Where the derivation of a limit under a regime stands; None where no page serves it."""
    if regime not in MAWOP:
        url = link("integrity:maasp", pk, letter)
        return url and url + query
    url = link("integrity:mawop", pk, letter)
    return url and f"{url}{query or '?'}{'&' if query else ''}{urlencode({'regime': regime})}"
