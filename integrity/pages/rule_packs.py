"""What the pages of rule packs show: which pack holds from when, and what activating one would move."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.core.paginator import Page, Paginator

from integrity import gather
from integrity.engine.limits import assess_limits
from integrity.engine.rules import RulePack
from integrity.models import RulePack as RulePackRow
from integrity.models import RulePackActivation
from integrity.pages.effects import Effect, effects_between
from integrity.pages.names import names_of
from integrity.pages.rules import checked_count
from wells import gather as well_gather
from wells.models import Well

PACKS_A_PAGE, WELLS_A_PAGE = 50, 20
IN_FORCE, PLANNED, WAS, NEVER = "in_force", "planned", "was_in_force", "not_activated"


@dataclass(frozen=True)
class Span:
    """Days on which an operator stood under a pack; `ends` is the first day it no longer did."""

    activation: RulePackActivation
    begins: date
    ends: date | None = None

    def holds(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class PackRow:
    """A pack in the list: what it states, and where it stands."""

    row: RulePackRow
    stated: int
    checked: int
    state: str
    span: Span | None


def timeline(activations: Iterable[RulePackActivation]) -> list[Span]:
    """The days of one operator's activations, oldest recorded first: each takes over from its day on all that
    had been planned for later."""
    spans: list[Span] = []
    for one in activations:
        spans = [span for span in spans if span.begins < one.valid_from]
        if spans:
            spans[-1] = replace(spans[-1], ends=one.valid_from)
        spans.append(Span(one, one.valid_from))
    return spans


def timelines(user, operators: Iterable[int] | None = None) -> dict[int, list[Span]]:
    """The timeline of each operator the person sees, in one query."""
    seen = RulePackActivation.objects.visible_to(user)
    seen = seen if operators is None else seen.filter(operator__in=operators)
    chains: dict[int, list[RulePackActivation]] = {}
    for one in seen.select_related("pack", "by").order_by("pk"):
        chains.setdefault(one.operator_id, []).append(one)
    return {operator: timeline(chain) for operator, chain in chains.items()}


def listed(user, page) -> Page:
    """A page of packs, newest first, each with where it stands today."""
    packs = RulePackRow.objects.visible_to(user).select_related("operator", "by").order_by("-pk")
    shown = Paginator(packs, PACKS_A_PAGE).get_page(page)
    spans = timelines(user)
    today = gather.day_of()
    shown.object_list = [pack_row(row, spans.get(row.operator_id, []), today) for row in shown.object_list]
    return shown


def pack_row(row: RulePackRow, spans: list[Span], today: date) -> PackRow:
    """A pack with the span that says most of it: the one that holds, else the next, else the last."""
    pack = gather.read_pack(row)
    own = [span for span in spans if span.activation.pack_id == row.pk]
    now = next((span for span in own if span.holds(today)), None)
    coming = next((span for span in own if span.begins > today), None)
    state, span = NEVER, None
    if now:
        state, span = IN_FORCE, now
    elif coming:
        state, span = PLANNED, coming
    elif own:
        state, span = WAS, own[-1]
    return PackRow(row, len(pack.rules), checked_count(pack), state, span)


@dataclass(frozen=True)
class WellEffects:
    well: Well
    effects: list[Effect]

    @property
    def moved(self) -> list[Effect]:
        return [one for one in self.effects if one.moves]


def activation_effects(user, row: RulePackRow, *, day: date, page) -> Page:
    """A page of the wells the person sees, each with its limits on that day under the pack that holds then and
    under the new one. Nothing is stored."""
    wells = Well.objects.visible_to(user).filter(operator=row.operator_id, head__gt=0).order_by("name", "pk")
    shown = Paginator(wells, WELLS_A_PAGE).get_page(page)
    found = list(shown.object_list)
    before, after = gather.pack_in_force(row.operator_id, as_of=day), gather.read_pack(row)
    models = well_gather.models(found, as_of=day)
    aside = gather.set_asides(found, as_of=day)
    shown.object_list = [
        WellEffects(well, _between(models[well.pk], before, after, aside.get(well.pk, ())))
        for well in found
        if well.pk in models
    ]
    return shown


def _between(model, before: RulePack | None, after: RulePack, aside) -> list[Effect]:
    limits = (assess_limits(model, pack=pack, set_aside=aside) for pack in (before, after))
    names = names_of(model)
    return effects_between(*limits, names_now=names, names=names)
