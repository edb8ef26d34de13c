"""The derivation of a limit as a page shows it: candidates least first, then what is not known or left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from deepguard.units import quantity_of
from integrity.engine import result as states
from integrity.engine.result import Candidate, LimitResult, Substitution
from integrity.pages.anchors import anchors_of
from integrity.pages.sources import Origin, Origins, place_words
from integrity.pages.substitution import Written, written

#: Quantities by the unit of a substituted value, where its place does not say more.
HINTS = {"Pa": "pressure_pa", "m": "tvd_m", "kg/m3": "density_kg_m3", "K": "temperature_k", "N": "force_n"}
UNITS = {"m/s2": "m/s²"}
#: Sources that are no place of the document.
NO_PLACE = ("constant", "derived", "trajectory")


@dataclass(frozen=True)
class Symbol:
    """One substituted value, ready to print. `hint` names its quantity, empty where it has none."""

    symbol: str
    name: str
    value: float | str
    unit: str
    hint: str
    origin: Origin


@dataclass(frozen=True)
class Row:
    """One candidate, ready to print. `share` is its bar from 0 to 600, against the greatest shown."""

    candidate: Candidate
    anchor: str
    name: str
    governs: bool
    share: float
    least_share: float
    written: Written
    substitution: tuple[Symbol, ...]

    @property
    def origin(self) -> Origin | None:
        """The source the number stands on: the first that says who told it, else the first place."""
        places = [row.origin for row in self.substitution if row.origin.path not in NO_PLACE]
        own = [place for place in places if not place.path.startswith("rules/")]
        return next((place for place in own if place.told), (own or places or [None])[0])


@dataclass(frozen=True)
class Derivation:
    limit: LimitResult
    counted: list[Row]
    unknown: list[Row]
    left_out: list[Row]

    @property
    def invalid(self) -> int:
        return sum(row.candidate.status == states.INVALID for row in self.counted)

    @property
    def sound(self) -> int:
        return len(self.counted) - self.invalid

    @property
    def governing(self) -> Row | None:
        return next((row for row in self.counted if row.governs), None)


def derivation_of(
    limit: LimitResult, names: dict[str, str], *, system: str = "metric", origins: Origins | None = None
) -> Derivation:
    """Sort a limit's candidates into what bounds it, what is not known and what is left out.

    `origins` gives the sources their addresses; without it they are words only.
    """
    rows = _Rows(limit, names, system, origins)
    made = [rows.row(candidate) for candidate in limit.candidates]
    bounding = (states.COUNTED, states.INVALID)
    return Derivation(
        limit=limit,
        counted=sorted(
            (row for row in made if row.candidate.status in bounding),
            key=lambda row: (not row.governs, row.candidate.result_pa or 0.0),
        ),
        unknown=[row for row in made if row.candidate.status == states.UNKNOWN],
        left_out=[row for row in made if row.candidate.status in (states.NOT_APPLICABLE, states.SET_ASIDE)],
    )


class _Rows:
    """The rows of one limit: what they share is found once."""

    def __init__(
        self, limit: LimitResult, names: dict[str, str], system: str, origins: Origins | None
    ) -> None:
        self._limit, self._names, self._system, self._origins = limit, names, system, origins
        self._anchors = anchors_of(limit)
        results = [
            c.result_pa or 0.0 for c in limit.candidates if c.status in (states.COUNTED, states.INVALID)
        ]
        self._greatest = max((abs(result) for result in results), default=1.0) or 1.0
        self._least = min(results, default=0.0)

    def row(self, candidate: Candidate) -> Row:
        substitution = candidate.substitution
        return Row(
            candidate=candidate,
            anchor=self._anchors[id(candidate)],
            name=self._names.get(candidate.element, candidate.element.replace("-", " ")),
            governs=candidate is self._limit.governing,
            share=600 * max(0.0, candidate.result_pa or 0.0) / self._greatest,
            least_share=600 * max(0.0, self._least) / self._greatest,
            written=written(
                candidate.formula,
                substitution,
                candidate.result_pa,
                letter=self._limit.annulus,
                system=self._system,
            ),
            substitution=tuple(self._symbol(row) for row in substitution),
        )

    def _symbol(self, row: Substitution) -> Symbol:
        unit, hint = UNITS.get(row.unit, row.unit), hint_of(row)
        return Symbol(row.symbol, row.name.replace("_", " "), row.value, unit, hint, self._origin(row.source))

    def _origin(self, path: str) -> Origin:
        if self._origins is not None:
            return self._origins.of(path)
        return Origin(path, place_words(path, self._names), None, "")


def hint_of(row: Substitution) -> str:
    """The quantity of a substituted value: by its field where its place names one of the same unit.

    >>> hint_of(Substitution("D", "outside diameter", 0.2, "m", "strings/t/sections/s/od_m"))
    'od_m'
    >>> hint_of(Substitution("Y", "yield left", 5e8, "Pa", "derived"))
    'yield_pa'
    """
    if not isinstance(row.value, int | float):
        return ""
    if row.unit == "Pa" and row.symbol.startswith(("Y", "sigma")):
        return "yield_pa"
    field: Any = row.source.rsplit("/", 1)[-1]
    if row.unit == "m" and "wall_logs" in row.source:
        return "wall_m"
    try:
        same = quantity_of(field).si == row.unit
    except ValueError:
        same = False
    return field if same and not field.endswith("elevation_m") else HINTS.get(row.unit, "")
