"""The derivation of a limit as a page shows it: candidates least first, then what is not known or left out."""

from __future__ import annotations

from dataclasses import dataclass

from integrity.engine import result as states
from integrity.engine.result import Candidate, LimitResult

#: Quantities by the unit of a substituted value; sizes of pipe are told from depths by where they come from.
HINTS = {"Pa": "pressure_pa", "m": "tvd_m", "kg/m3": "density_kg_m3", "K": "temperature_k", "N": "force_n"}
SIZES = {"od_m", "id_m", "wall_m", "wall_logs"}
UNITS = {"m/s2": "m/s²"}
SIDES = {"inner": "inner", "outer": "outer", "bottom": "bottom", "top": "top", "test": "test"}


@dataclass(frozen=True)
class Row:
    """One candidate, ready to print. `share` is its bar from 0 to 600, against the greatest shown."""

    candidate: Candidate
    name: str
    governs: bool
    share: float
    least_share: float
    substitution: tuple[dict, ...]

    @property
    def anchor(self) -> str:
        return f"{self.candidate.id}-{self.candidate.element}"

    @property
    def source(self) -> str:
        """The first place in the document the number stands on."""
        places = [row["source"] for row in self.substitution if "/" in row["source"]]
        return places[0] if places else ""


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


def derivation_of(limit: LimitResult, names: dict[str, str]) -> Derivation:
    """Sort a limit's candidates into what bounds it, what is not known and what is left out."""
    computed = [c for c in limit.candidates if c.status in (states.COUNTED, states.INVALID)]
    greatest = max((abs(c.result_pa or 0.0) for c in computed), default=1.0) or 1.0
    least = min((c.result_pa or 0.0 for c in computed), default=0.0)
    rows = [_row(c, limit, names, greatest, least) for c in limit.candidates]
    by_value = sorted(
        (r for r in rows if r.candidate in computed),
        key=lambda r: (not r.governs, r.candidate.result_pa or 0.0),
    )
    return Derivation(
        limit=limit,
        counted=by_value,
        unknown=[r for r in rows if r.candidate.status == states.UNKNOWN],
        left_out=[r for r in rows if r.candidate.status in (states.NOT_APPLICABLE, states.SET_ASIDE)],
    )


def _row(
    candidate: Candidate, limit: LimitResult, names: dict[str, str], greatest: float, least: float
) -> Row:
    return Row(
        candidate=candidate,
        name=names.get(candidate.element, candidate.element.replace("-", " ")),
        governs=candidate is limit.governing,
        share=600 * max(0.0, candidate.result_pa or 0.0) / greatest,
        least_share=600 * max(0.0, least) / greatest,
        substitution=tuple(_symbol(s) for s in candidate.substitution),
    )


def _symbol(row) -> dict:
    return {
        "symbol": row.symbol,
        "name": row.name,
        "value": row.value,
        "unit": UNITS.get(row.unit, row.unit),
        "hint": _hint(row),
        "source": row.source,
    }


def _hint(row) -> str:
    is_size = row.unit == "m" and not SIZES.isdisjoint(row.source.split("/"))
    return "od_m" if is_size else HINTS.get(row.unit, "")
