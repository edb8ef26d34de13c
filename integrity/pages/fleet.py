"""A page of the fleet: wells with the limits of their annuli, and the list as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from deepguard.units import display_unit, from_si
from integrity import gather
from integrity.engine.limits import LimitSet
from integrity.engine.result import LimitResult
from wells.models import Well

PAGE_SIZES = (25, 50, 100)
CHUNK = 500


@dataclass(frozen=True)
class FleetRow:
    well: Well
    limits: LimitSet | None

    @property
    def results(self) -> tuple[LimitResult, ...]:
        return self.limits.results if self.limits else ()

    @property
    def kind_words(self) -> str:
        """Oil producer, water injector; what is known of it."""
        fluid = self.well.get_fluid_display() if self.well.fluid else ""
        kind = self.well.get_kind_display() if self.well.kind else ""
        return " ".join(part for part in (fluid, kind.lower() if fluid else kind) if part)


def fleet_rows(wells: list[Well]) -> list[FleetRow]:
    """The wells of one page with their limits, gathered together."""
    limits = gather.limits(wells)
    return [FleetRow(well, limits.get(well.pk)) for well in wells]


def export_heads(system: str) -> list[str]:
    depth, pressure = display_unit("md_m", system).label, display_unit("pressure_pa", system).label
    return [
        "Well", "Identifier", "Operator", "Asset", "Hub", "Facility", "Field", "Kind", "Fluid", "Status", "Environment",
        f"Total depth [{depth} MD]", "Annulus", f"MAASP [{pressure}]", "Limit state", "Governed by",
        f"Upper trigger [{pressure}]", "Revision",
    ]  # fmt: skip


def export_rows(wells, system: str) -> Iterator[list]:
    """A row an annulus, and one for a well without any; gathered in chunks."""
    chunk: list[Well] = []
    for well in wells.iterator(chunk_size=CHUNK):
        chunk.append(well)
        if len(chunk) == CHUNK:
            yield from _chunk_rows(chunk, system)
            chunk = []
    yield from _chunk_rows(chunk, system)


def _chunk_rows(wells: list[Well], system: str) -> Iterator[list]:
    for row in fleet_rows(wells):
        facts = _facts(row.well, system)
        for result in row.results or (None,):
            yield [*facts, *_limit_cells(result, system), row.well.head]


def _facts(well: Well, system: str) -> list:
    depth = well.total_depth_md_m
    return [
        well.name, well.uwi, well.operator.name, _name(well.asset), _name(well.hub), _name(well.facility), well.field,
        well.kind, well.fluid, well.status, well.environment,
        None if depth is None else round(from_si(depth, display_unit("md_m", system).symbol), 2),
    ]  # fmt: skip


def _name(place) -> str:
    return place.name if place else ""


def _limit_cells(result: LimitResult | None, system: str) -> list:
    if result is None:
        return ["", None, "", "", None]
    unit = display_unit("pressure_pa", system).symbol

    def shown(value: float | None) -> float | None:
        return None if value is None else round(from_si(value, unit), 4)

    governing = f"{result.governing.id} {result.governing.element}" if result.governing else ""
    return [result.annulus, shown(result.limit_pa), result.status, governing, shown(result.upper_trigger_pa)]
