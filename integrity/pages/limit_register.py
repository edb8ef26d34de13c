"""The register of limits as a file: one line a proposal, a limit in force, or an annulus without one."""

from deepguard.units import display_unit, from_si
from integrity.pages.aside_words import words_of

KINDS = {"waiting": "Waiting for a decision", "in_force": "In force", "none": "No approved limit"}


def heads(system: str) -> list[str]:
    pressure = display_unit("pressure_pa", system).label
    return [
        "Well", "Facility", "Annulus", "State", f"Limit [{pressure}]", f"Upper trigger [{pressure}]",
        f"Lower trigger [{pressure}]", "From", "Until", "By", "Reason", "Set aside",
    ]  # fmt: skip


def line(kind: str, row, system: str) -> list:
    place = [row.well.name, row.well.facility.name if row.well.facility else ""]
    if kind == "none":
        return [
            *place,
            row.annulus,
            row.status,
            *_pressures(system, row.limit_pa, row.upper_trigger_pa, None),
            "",
            "",
            "",
            row.reason,
            words_of(row),
        ]
    numbers = _pressures(system, row.limit_si, row.upper_trigger_si, row.lower_trigger_si)
    if kind == "waiting":
        day = row.recorded_at.date().isoformat()
        return [*place, row.letter, row.status, *numbers, day, "", row.by.name, row.reason, words_of(row)]
    decision = row.decision
    days = [row.valid_from.isoformat(), row.valid_until.isoformat() if row.valid_until else ""]
    told = [decision.by.name, decision.reason, words_of(decision.proposal)]
    return [*place, row.letter, "in force", *numbers, *days, *told]


def _pressures(system: str, *values_pa) -> list:
    unit = display_unit("pressure_pa", system).symbol
    return [None if value is None else round(from_si(value, unit), 4) for value in values_pa]
