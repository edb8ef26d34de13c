"""What the compare page shows: what differs between two states, drawn, and what happened between them."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from urllib.parse import urlencode

from deepguard.formatting import day as day_words
from deepguard.units import display_unit
from wells.engine.compare import Comparison, compare, compare_states
from wells.engine.counterparts import Counterparts, counterparts
from wells.engine.document import at, snapshot
from wells.engine.events import Event, events
from wells.engine.model import WellModel, build
from wells.engine.trajectory import SurveyError, path_of
from wells.models import Well, WellRevision
from wells.pages.sides import Side, Where, asked_sides, side_of
from wells.pages.timeline import days_of
from wells.schematic import FEET, METRES, Overlay, draw

VIEW_BOX = re.compile(r'viewBox="0 0 [\d.]+ ')
#: Room between the drawing and its labels.
LABEL_GAP = 4
#: Choices that are offered by name; any other is written as a day or a number.
OFFERED = 40


@dataclass(frozen=True)
class Compared:
    """Two states and what differs. Items of two wells are matched by the part they play."""

    before: Side
    after: Side

    @property
    def is_two_wells(self) -> bool:
        return self.before.well.pk != self.after.well.pk

    @cached_property
    def matched(self) -> Counterparts | None:
        if not self.is_two_wells:
            return None
        return counterparts(*(snapshot(side.document, side.day) for side in (self.before, self.after)))

    @cached_property
    def found(self) -> Comparison:
        if self.matched is None:
            return compare(self.before.document, self.after.document, self.before.day, self.after.day)
        return compare_states(snapshot(self.before.document, self.before.day), self.matched.document)

    @cached_property
    def models(self) -> tuple[WellModel, WellModel]:
        """Both wells as they are drawn: the second under the ids of the first, so that marks find their part."""
        before = at(self.before.document, self.before.day)
        after = self.after
        return before, build(self.matched.document) if self.matched else at(after.document, after.day)

    @property
    def query(self) -> str:
        return urlencode({"a": self.before.token, "b": self.after.token})


def compared(well, query, times, user) -> Compared:
    """What an address asks to compare. Errors: those of `side_of`."""
    where = Where(well, times, user)
    before, after = (side_of(token, where) for token in asked_sides(query, well, times))
    return Compared(before, after)


@dataclass(frozen=True)
class Between:
    """What lies between two states of a well: days on which something happened, and revisions."""

    days: list[tuple[date, tuple[Event, ...]]]
    revisions: list[WellRevision]

    @property
    def is_empty(self) -> bool:
        return not self.days and not self.revisions


def between(both: Compared) -> Between | None:
    """None for two wells, which have no time between them. Events as the later record tells them."""
    if both.is_two_wells:
        return None
    first, last = sorted((both.before.last_day, both.after.last_day))
    newest = max(both.before, both.after, key=lambda side: side.revision.number if side.revision else 0)
    happened = [event for event in events(newest.document) if first < event.day <= last]
    days = [
        (date.fromisoformat(day), tuple(group)) for day, group in groupby(happened, lambda event: event.day)
    ]
    return Between(days, _revisions_between(both))


def _revisions_between(both: Compared) -> list[WellRevision]:
    revisions = [side.revision for side in (both.before, both.after)]
    if None in revisions or revisions[0].number == revisions[1].number:
        return []
    first, last = sorted(revision.number for revision in revisions)
    found = WellRevision.objects.filter(well=both.before.well, number__gt=first, number__lte=last)
    return list(found.select_related("by").defer("content").order_by("-number")[:OFFERED])


def choices(well, document, times) -> list[tuple[str, list[tuple[str, str]]]]:
    """The states that are offered by name, in groups: (word, [(token, words)])."""
    days = [(f"day:{one.day}", day_words(one.day)) for one in reversed(days_of(document, times))][:OFFERED]
    numbers = range(well.head, max(0, well.head - OFFERED), -1)
    return [
        ("State", [("now", "As shown" if times.is_past else "Now")]),
        ("Revisions", [(f"rev:{number}", f"Revision {number}") for number in numbers]),
        ("Days with events", days),
    ]


def other_wells(well, user) -> list[str]:
    """Names of wells of the same place, to choose from; any other is written."""
    visible = Well.objects.visible_to(user).exclude(pk=well.pk).order_by("name")
    return list(visible.filter(asset=well.asset_id).values_list("name", flat=True)[:OFFERED])


def drawings(both: Compared, *, units, laid_over=False) -> dict:
    """Both drawings with what differs marked on them; or one, with what was removed put back into it. Two wells
    are not laid over one another."""
    models, found = both.models, both.found
    if laid_over and not both.is_two_wells:
        union, left_out = _united(*models, found)
        return {
            "over": _drawing(union, _overlay(found, ("added", "removed", "changed")), units, "over").svg,
            "left_out": left_out,
        }
    return {
        "drawn_before": _cropped(
            _drawing(models[0], _overlay(found, ("removed", "changed")), units, "before")
        ),
        "drawn_after": _cropped(_drawing(models[1], _overlay(found, ("added", "changed")), units, "after")),
    }


def _overlay(found, kinds) -> list[Overlay]:
    return [Overlay(uid, kind) for uid, kind in found.marks.items() if kind in kinds]


def _united(before: WellModel, after: WellModel, found: Comparison) -> tuple[WellModel, list[str]]:
    """The later model with the components that were removed, where what carried them is still there; and the
    names of what else was removed."""
    gone = {item.uid: item for item in found.items if item.kind == "removed"}
    carriers = {
        one.id for part in (after.strings, after.wellhead_sections, after.trees) for one in part or ()
    }
    back = [
        part
        for part in before.components or ()
        if part.id in gone and (part.string_id or part.mounted_on) in carriers
    ]
    left_out = [item.name for uid, item in gone.items() if uid not in {part.id for part in back}]
    return replace(after, components=(*(after.components or ()), *back)), left_out


def _drawing(model, overlay, units, prefix):
    unit = FEET if display_unit("md_m", units).symbol == "ft" else METRES
    try:
        path = path_of(model)
    except SurveyError:
        path = None
    return draw(model, path=path, overlay=overlay, units=unit, prefix=prefix)


def _cropped(drawing) -> str:
    """The drawing without its column of labels: two of them side by side stay large enough to read, and the
    table beside them names what differs."""
    edges = [one["box"][0] for one in drawing.scene["labels"]]
    if not edges:
        return drawing.svg
    return VIEW_BOX.sub(f'viewBox="0 0 {min(edges) - LABEL_GAP:.0f} ', drawing.svg, count=1)
