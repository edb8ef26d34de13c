"""The register of limits: its lines on the page, and as a file. One line a proposal, a limit in force, or an annulus
without one."""

from dataclasses import dataclass

from deepguard.units import UNITS, display_unit, from_si
from integrity.models import LimitProposal, OperatingEnvelope
from integrity.pages.addresses import limit_address
from integrity.pages.aside_words import words_of
from integrity.pages.envelope import Line, lines
from integrity.pages.figures import Figures, figures_of
from integrity.quantities import as_typed

KINDS = {"waiting": "Waiting for a decision", "in_force": "In force", "none": "No approved limit"}
NUMBERS = ("limit", "upper_trigger", "lower_trigger", "low_limit")
WORDS = ("Limit", "Upper trigger", "Lower trigger", "Low limit")


@dataclass(frozen=True)
class Proposed:
    """A proposal as the register shows it."""

    proposal: LimitProposal
    figures: Figures
    url: str


def lines_of(kind: str, rows, system: str) -> list[Line] | list[Proposed]:
    """The rows of one page of a list; annuli without a limit are shown as they stand."""
    if kind == "in_force":
        return lines(rows, system)
    if kind == "waiting":
        return [Proposed(row, figures_of(row, system), limit_address(row)) for row in rows]
    return []


def heads(system: str) -> list[str]:
    """Pressures stand in the reader's unit, and every limit in the unit it is kept in."""
    pressure = display_unit("pressure_pa", system).label
    return [
        "Well", "Facility", "Annulus", "Quantity", "Well state", "State",
        *(f"{word} [{pressure}]" for word in WORDS), *(f"{word}, as kept" for word in WORDS), "Kept in",
        "From", "Until", "By", "Own approval", "Reason", "Documents", "Set aside", "As of", "Known at",
    ]  # fmt: skip


def line(kind: str, row, system: str) -> list:
    place = [row.well.name, row.well.facility.name if row.well.facility else ""]
    if kind == "none":
        given = {"limit": row.limit_pa, "upper_trigger": row.upper_trigger_pa}
        numbers = [*_pressures(system, given), *_kept(None)]
        return [
            *place, row.annulus, "Annulus pressure", "", row.status, *numbers, "", "", "", "", row.reason, "", words_of(row)
        ]  # fmt: skip
    given = {name: getattr(row, f"{name}_si") for name in NUMBERS}
    is_pressure = row.kind.dimension == "pressure"
    numbers = [*_pressures(system, given if is_pressure else {}), *_kept(row)]
    place += [row.letter, row.get_quantity_display(), row.well_state]
    if kind == "waiting":
        day = row.recorded_at.date().isoformat()
        return [
            *place,
            row.status,
            *numbers,
            day,
            "",
            row.by.name,
            "",
            row.reason,
            _documents(row),
            words_of(row),
        ]
    decision = row.decision
    days = [row.valid_from.isoformat(), row.valid_until.isoformat() if row.valid_until else ""]
    own = "allowed by policy" if decision.own else ""
    told = [_documents(decision.proposal), words_of(decision.proposal)]
    return [*place, "in force", *numbers, *days, decision.by.name, own, decision.reason, *told]


def _pressures(system: str, given: dict[str, float | None]) -> list:
    unit = display_unit("pressure_pa", system).symbol
    values = [given.get(name) for name in NUMBERS]
    return [None if value is None else round(from_si(value, unit), 4) for value in values]


def _kept(row: LimitProposal | OperatingEnvelope | None) -> list:
    """Each number in the unit it is kept in, and the unit; nothing for what is computed and waits."""
    if row is None or not row.unit:
        return [None] * len(NUMBERS) + [""]
    if isinstance(row, OperatingEnvelope):
        values = [getattr(row, f"{name}_in_unit") for name in NUMBERS]
    else:
        found = [getattr(row, f"{name}_si") for name in NUMBERS]
        values = [None if si is None else as_typed(si, row.unit) for si in found]
    return [*values, UNITS[row.unit].label]


def _documents(proposal: LimitProposal) -> str:
    """Name and hash of each file; of a withdrawn one the reason."""
    told = []
    for one in proposal.documents.all():
        file = one.attachment
        withdrawn = f", withdrawn: {file.withdrawn_reason}" if file.withdrawn_at else ""
        told.append(f"{file.name} (SHA-256 {one.sha256}{withdrawn})")
    return "; ".join(told)
