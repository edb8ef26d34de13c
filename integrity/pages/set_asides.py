"""Candidates that are set aside, as pages show them: beside a limit, in the register, on the desk of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from deepguard.acts import may
from integrity import gather
from integrity.engine.aside import idle
from integrity.models import SetAsideRequest, SetAsideVerdict
from integrity.reports.stand import Stand

WAITING, HOLDING, OVER = "waiting", "in_force", "over"
KINDS = {WAITING: "Waiting for a second person", HOLDING: "Set aside", OVER: "Over, ended or refused"}
WORDS = {
    "waiting": "Waits",
    "planned": "Begins later",
    "set_aside": "Set aside",
    "over": "Over",
    "ended": "Ended early",
    "refused": "Refused",
    "withdrawn": "Taken back",
}


@dataclass(frozen=True)
class AsideRow:
    """One request on a day. `idle`: why it changes nothing although it holds; empty where it does."""

    asked: SetAsideRequest
    day: date
    idle: str = ""

    @property
    def state(self) -> str:
        answer = self.asked.answer
        if answer is None:
            return "waiting"
        if answer.verdict != SetAsideVerdict.AGREED:
            return str(answer.verdict)
        if self.asked.ended and self.asked.ended.day <= self.day:
            return "ended"
        if self.asked.until <= self.day:
            return "over"
        return "planned" if self.asked.valid_from > self.day else "set_aside"

    @property
    def word(self) -> str:
        return WORDS[self.state]

    @property
    def days_left(self) -> int | None:
        """Whole days until the candidate counts again; None where it counts."""
        return (self.asked.until - self.day).days if self.state in ("set_aside", "planned") else None


def beside(context: dict, stand: Stand, user) -> dict:
    """What the page of a limit shows of them: those of its annulus and regime, by its clocks, and where to ask."""
    well, times = context["well"], context["clocks"]
    uid = next(iter(stand.limit.outer_ids), "")
    day = gather.day_of(as_of=times.as_of, known_at=times.known_until)
    own = SetAsideRequest.objects.filter(well=well, annulus_uid=uid, regime=stand.regime.name)
    held = own.in_force(day, known_at=times.known_until)
    if not times.is_past:
        held = held | own.waiting() | own.still(day)
    idling = {one.uid: why for one, why in stand.idle}
    rows = [AsideRow(one, day, idling.get(str(one.uid), "")) for one in held.distinct().with_people()]
    asking = not times.is_past and may(user, "candidate.set_aside", well)
    return {"set_asides": rows, "aside_url": ask_url(well.pk, stand) if asking else ""}


def ask_url(pk: int, stand: Stand) -> str:
    """Where a candidate of a limit is asked to be set aside; the candidate itself is added by the row."""
    address = reverse("integrity:set_aside_ask", args=[pk, stand.limit.annulus])
    return f"{address}?{urlencode({'regime': stand.regime.name})}&"


def register_rows(user) -> dict[str, Any]:
    """The lists of the register, by kind."""
    today = timezone.localdate()
    rows = (
        SetAsideRequest.objects.visible_to(user).with_people().select_related("well__facility", "well__asset")
    )
    still = rows.still(today)
    return {
        WAITING: rows.waiting().order_by("recorded_at"),
        HOLDING: still.order_by("until", "well__name"),
        OVER: rows.exclude(decision=None).exclude(pk__in=still.values("pk")),
    }


def with_effect(rows: list[SetAsideRequest]) -> list[AsideRow]:
    """Rows of a page, each with why it is idle; the limits of their wells are computed together."""
    today = timezone.localdate()
    wells = {row.well_id: row.well for row in rows if row.answer and row.last_day > today}
    limits = gather.limits(wells.values(), as_of=today) if wells else {}
    return [AsideRow(row, today, _idle(row, limits, today)) for row in rows]


def _idle(row: SetAsideRequest, limits: dict, today: date) -> str:
    """Known without another look where the regime is the one lists are computed under."""
    shown = AsideRow(row, today)
    found = limits.get(row.well_id)
    if shown.state != "set_aside" or found is None or found.regime != row.regime:
        return ""
    limit = next((one for one in found.results if row.annulus_uid in one.outer_ids[:1]), None)
    if limit is None:
        return "the well has no annulus with this outer string any more"
    return next((why for one, why in idle(limit, (row.fact,)) if one.uid == str(row.uid)), "")
