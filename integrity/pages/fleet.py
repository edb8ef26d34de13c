"""A page of the fleet: wells with the limits of their annuli, and the list as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from deepguard.units import display_unit, from_si
from integrity import gather
from integrity.engine.limits import LimitSet
from integrity.engine.result import LimitResult
from integrity.models import StandingLimit
from integrity.pages.aside_words import words_of
from integrity.standing import limits_stored_then, stored_limits
from wells.models import Well
from wells.pages.clocks import FleetClocks
from wells.pages.listed import by_moment, wells_at

PAGE_SIZES = (25, 50, 100)
CHUNK = 500


@dataclass(frozen=True)
class FleetRow:
    """`stored`: the limits as the worker keeps them; else they were computed for this page."""

    well: Well
    limits: LimitSet | None = None
    stored: tuple[StandingLimit, ...] | None = None

    @property
    def results(self) -> tuple[LimitResult | StandingLimit, ...]:
        if self.stored is not None:
            return self.stored
        return self.limits.results if self.limits else ()

    @property
    def kind_words(self) -> str:
        """Oil producer, water injector; what is known of it."""
        fluid = self.well.get_fluid_display() if self.well.fluid else ""
        kind = self.well.get_kind_display() if self.well.kind else ""
        return " ".join(part for part in (fluid, kind.lower() if fluid else kind) if part)


def listed_rows(wells: list[Well], times: FleetClocks) -> list[FleetRow]:
    """The same for lists: from what is stored, and computed only for wells of which nothing fitting is.

    What stood on a day is stored as that day's record knew it: only where both clocks name one day.
    """
    if not times.shown.is_past:
        stored = stored_limits(wells)
    elif times.shown.as_of is not None and times.shown.as_of == times.shown.known_at:
        stored = _stored_then(wells, times)
    else:
        stored = {}
    behind = {row.well.pk: row for row in fleet_rows([w for w in wells if w.pk not in stored], times)}
    shown = {well.pk: well for well in wells_at([w for w in wells if w.pk in stored], times)}
    rows = (behind.get(well.pk) or _stored_row(shown.get(well.pk), stored) for well in wells)
    return [row for row in rows if row is not None]


def _stored_row(well: Well | None, stored: dict) -> FleetRow | None:
    if well is None:
        return None
    return FleetRow(well) if well_is_before(well) else FleetRow(well, stored=stored[well.pk])


def _stored_then(wells: list[Well], times: FleetClocks) -> dict:
    found = {}
    for moment, group in by_moment(wells, times):
        found |= limits_stored_then(group, moment)
    return found


def fleet_rows(wells: list[Well], times: FleetClocks) -> list[FleetRow]:
    """The wells of one page with their limits, gathered together; on a past day as they were then."""
    limits = limits_at(wells, times)
    return [
        FleetRow(well, None if well_is_before(well) else limits.get(well.pk))
        for well in wells_at(wells, times)
    ]


def limits_at(wells: list[Well], times: FleetClocks) -> dict[int, LimitSet]:
    """The limits of the wells by the clocks of the list, by well key."""
    found: dict[int, LimitSet] = {}
    for moment, group in by_moment(wells, times):
        found |= gather.limits(group, as_of=times.shown.as_of, known_at=moment)
    return found


def well_is_before(well: Well) -> bool:
    """Whether the day asked is before the first one of the well."""
    return getattr(well, "before", None) is not None


def export_heads(system: str) -> list[str]:
    depth, pressure = display_unit("md_m", system).label, display_unit("pressure_pa", system).label
    return [
        "Well", "Identifier", "Operator", "Asset", "Hub", "Facility", "Field", "Kind", "Fluid", "Status", "Environment",
        f"Total depth [{depth} MD]", "Annulus", f"MAASP [{pressure}]", "Limit state", "Governed by",
        f"Upper trigger [{pressure}]", "Set aside", "Revision", "As of", "Known at",
    ]  # fmt: skip


def export_rows(wells, system: str, times: FleetClocks) -> Iterator[list]:
    """A row an annulus, and one for a well without any; gathered in chunks."""
    chunk: list[Well] = []
    for well in wells.iterator(chunk_size=CHUNK):
        chunk.append(well)
        if len(chunk) == CHUNK:
            yield from _chunk_rows(chunk, system, times)
            chunk = []
    yield from _chunk_rows(chunk, system, times)


def _chunk_rows(wells: list[Well], system: str, times: FleetClocks) -> Iterator[list]:
    for row in listed_rows(wells, times):
        facts = _facts(row.well, system)
        for result in row.results or (None,):
            yield [*facts, *_limit_cells(result, system), row.well.head, *_days(times)]


def _days(times: FleetClocks) -> list[str]:
    """The day and the moment a row speaks of; empty for the present."""
    until = times.shown.known_until
    return [times.shown.day or "", until.isoformat() if until else ""]


def _facts(well: Well, system: str) -> list:
    depth = well.total_depth_md_m
    return [
        well.name, well.uwi, well.operator.name, _name(well.asset), _name(well.hub), _name(well.facility), well.field,
        well.kind, well.fluid, well.status, well.environment,
        None if depth is None else round(from_si(depth, display_unit("md_m", system).symbol), 2),
    ]  # fmt: skip


def _name(place) -> str:
    return place.name if place else ""


def _limit_cells(result: LimitResult | StandingLimit | None, system: str) -> list:
    if result is None:
        return ["", None, "", "", None, ""]
    unit = display_unit("pressure_pa", system).symbol

    def shown(value: float | None) -> float | None:
        return None if value is None else round(from_si(value, unit), 4)

    governing = f"{result.governing.id} {result.governing.element}" if result.governing else ""
    numbers = shown(result.limit_pa), shown(result.upper_trigger_pa)
    return [result.annulus, numbers[0], result.status, governing, numbers[1], words_of(result)]
