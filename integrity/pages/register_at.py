"""The lists of the register of limits by both clocks: what waited, what was in force, which annuli had no limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from integrity.models import LimitProposal, OperatingEnvelope, Quantity, StandingLimit
from integrity.pages.fleet import CHUNK, FleetRow, listed_rows
from integrity.pages.limit_register import line
from wells.models import Well
from wells.pages.clocks import FleetClocks

#: Proposals and limits of a file read at a time: each brings its documents, so that more would fill the memory.
FACTS = 100


@dataclass(frozen=True)
class Unapproved:
    """An annulus no limit was in force for, with what was computed then: read as a `StandingLimit`."""

    well: Well
    annulus: str
    status: str
    reason: str
    limit_pa: float | None
    upper_trigger_pa: float | None
    governing_id: str
    governing_label: str
    missing: int
    aside: int
    set_aside_until: date | None

    @property
    def well_id(self) -> int:
        return self.well.pk


def day_of(times: FleetClocks) -> date:
    return times.shown.as_of or timezone.localdate()


def registers(user, times: FleetClocks) -> dict[str, QuerySet]:
    """What each list of the register pages through. `none` of the past is a list of wells: which of their annuli
    had no limit is found for the wells shown (`unapproved`)."""
    wells = ("well__operator", "well__facility", "well__asset")
    proposals, envelopes = LimitProposal.objects.visible_to(user), OperatingEnvelope.objects.visible_to(user)
    day = day_of(times)
    return {
        "waiting": proposals.waiting(known_at=times.moments).with_record().select_related(*wells),
        "in_force": envelopes.in_force(day, known_at=times.moments)
        .with_record()
        .select_related(*wells)
        .order_by("well__name", "letter", "quantity", "well_state"),
        "none": Well.objects.visible_to(user).known_by(times.moments).for_fleet().order_by("name")
        if times.shown.is_past
        else StandingLimit.objects.visible_to(user)
        .without_approval(day)
        .select_related(*wells)
        .order_by("well__name", "ordinal"),
    }


def unapproved(wells: list[Well], times: FleetClocks) -> list[Unapproved]:
    """The annuli of these wells that no limit was in force for, on the day and as known at the moment."""
    held = OperatingEnvelope.objects.filter(well__in=wells, quantity=Quantity.ANNULUS_PRESSURE)
    places = set(
        held.in_force(day_of(times), known_at=times.moments).values_list("well", "annulus_uid").distinct()
    )
    return [
        one
        for row in listed_rows(wells, times)
        for uid, one in _annuli(row)
        if (row.well.pk, uid) not in places
    ]


def _annuli(row: FleetRow) -> Iterator[tuple[str, Unapproved]]:
    """Each with the uid of its outer string, whether its limit was stored or computed for this list."""
    for one in row.results:
        stored = isinstance(one, StandingLimit)
        governing = one.governing
        yield (
            one.annulus_uid if stored else next(iter(one.outer_ids), ""),
            Unapproved(
                well=row.well,
                annulus=one.annulus,
                status=one.status,
                reason=one.reason or "",
                limit_pa=one.limit_pa,
                upper_trigger_pa=one.upper_trigger_pa,
                governing_id=governing.id if governing else "",
                governing_label=one.governing_label if stored else governing.label if governing else "",
                missing=one.missing if stored else len(one.missing),
                aside=one.aside,
                set_aside_until=one.set_aside_until,
            ),
        )


def file_lines(kind: str, rows: QuerySet, system: str, times: FleetClocks) -> Iterator[list]:
    """The lines of a file, each with the day and the moment it speaks of; empty for the present."""
    until = times.shown.known_until
    asked = [times.shown.day or "", until.isoformat() if until else ""]
    for row in _found(kind, rows, times):
        yield [*line(kind, row, system), *asked]


def _found(kind: str, rows: QuerySet, times: FleetClocks) -> Iterator:
    if kind != "none" or not times.shown.is_past:
        yield from rows.iterator(chunk_size=FACTS)
        return
    chunk: list[Well] = []
    for well in rows.iterator(chunk_size=CHUNK):
        chunk.append(well)
        if len(chunk) == CHUNK:
            yield from unapproved(chunk, times)
            chunk = []
    yield from unapproved(chunk, times)
