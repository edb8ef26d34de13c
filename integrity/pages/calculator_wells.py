"""The wells a calculator may be asked about: those the reader sees, by name, with their current document."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q

from integrity.forms.calculators.wells import NoWell
from integrity.gather import day_of
from integrity.models import RulePackActivation
from wells.gather import document_of, first_day_of, revisions
from wells.models import Well, WellRevision

#: Names offered while one types; any other well is found by its name as well.
OFFERED = 500


class OwnWells:
    """The wells one person sees. `taken` is the revision the last request took."""

    def __init__(self, user) -> None:
        self._user = user
        self.taken: WellRevision | None = None

    @cached_property
    def names(self) -> list[str]:
        seen = Well.objects.visible_to(self._user).filter(head__gt=0)
        return list(seen.order_by("name").values_list("name", flat=True)[:OFFERED])

    def named(self, text: str, day: str | None, with_pack: bool) -> dict[str, Any]:
        """The current document of a well by name or number, and the pack in force. Errors: NoWell."""
        well = self._well(text)
        revision = revisions([well]).get(well.pk)
        if revision is None:
            raise NoWell(f"Nothing is published of {well.name} yet. Choose another well.")
        first = first_day_of(revision)
        if day and first and day < first:
            raise NoWell(f"{well.name} begins on {first}. Choose that day or a later one.")
        self.taken = revision
        found = {"well": document_of(revision)}
        return found | (self._pack(well, day) if with_pack else {})

    def _well(self, text: str) -> Well:
        number = int(text) if text.isdecimal() and len(text) < 10 else None
        seen = Well.objects.visible_to(self._user)
        found = list(seen.filter(Q(name__iexact=text) | Q(pk=number)).select_related("operator")[:2])
        if len(found) == 1:
            return found[0]
        if found:
            numbers = " or ".join(str(well.pk) for well in found)
            raise NoWell(f"More than one well is called “{text}”. Write its number: {numbers}.")
        raise NoWell(f"No well that you can see is called “{text[:60]}”. Choose one of the list.")

    def _pack(self, well: Well, day: str | None) -> dict[str, Any]:
        when = day_of(as_of=date.fromisoformat(day) if day else None)
        activation = RulePackActivation.objects.in_force([well.operator_id], day=when).first()
        if activation is None:
            words = f"{well.operator} has no rule pack in force on {when}. Untick this to go on without one."
            raise NoWell(words, is_of_pack=True)
        return {"rule_pack": activation.pack.mapping}
