"""What the history pages show: revisions with the number of facts each changed, and what differs between two."""

import re
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator

from deepguard.errors import RuleViolation
from deepguard.formatting import day as day_words
from deepguard.units import display_unit
from wells.engine.compare import Comparison, compare
from wells.engine.document import at
from wells.engine.model import WellModel
from wells.engine.trajectory import SurveyError, path_of
from wells.gather import of_revisions
from wells.models import WellRevision
from wells.pages.reading import known_revisions
from wells.pages.requests import number_of
from wells.schematic import FEET, METRES, Overlay, draw

PAGE = 25
VIEW_BOX = re.compile(r'viewBox="0 0 [\d.]+ ')
#: Room between the drawing and its labels.
LABEL_GAP = 4


@dataclass(frozen=True)
class Step:
    """A revision and how many facts it changed; None for the first one, which changed nothing."""

    revision: WellRevision
    changed: int | None


@dataclass(frozen=True)
class Side:
    """One of the two states that are compared."""

    revision: WellRevision
    day: date | None
    document: dict

    @property
    def iso(self) -> str | None:
        return self.day.isoformat() if self.day else None

    @property
    def name(self) -> str:
        when = f" on {day_words(self.day)}" if self.day else ""
        return f"Revision {self.revision.number}{when}"


def steps(well, *, known_until=None, page=None):
    """A page of revisions, newest first, as a paginator's page of `Step`s; three queries whatever their number."""
    shown = Paginator(known_revisions(well, known_until), PAGE).get_page(page)
    revisions = list(shown.object_list)
    before = revisions[-1].number - 1 if revisions else 0
    below = list(WellRevision.objects.filter(well=well, number=before)) if before else []
    documents = of_revisions({one.number: one for one in (*revisions, *below)})
    shown.object_list = [Step(one, _changed(documents, one.number)) for one in revisions]
    return shown


def _changed(documents, number) -> int | None:
    if number - 1 not in documents:
        return None
    return compare(documents[number - 1], documents[number]).count


def sides(well, query) -> tuple[Side, Side]:
    """The two states an address names by `a`, `b` (revisions) and `day_a`, `day_b`.

    Without numbers: the current revision and the one before it. With a day on one side only, the other side
    is its revision's present. Errors: RuleViolation, 400 for what is no number or day, 404 for no such revision.
    """
    later = number_of(query.get("b"), "b") or well.head
    earlier = number_of(query.get("a"), "a") or max(1, later - 1)
    found = {one.number: one for one in _numbered(well, {earlier, later})}
    if missing := sorted({earlier, later} - found.keys()):
        raise RuleViolation(f"{well} has no revision {missing[0]}.", code="revision", status=404)
    documents = of_revisions(found)
    days = [_day(query.get(name), name) for name in ("day_a", "day_b")]
    before, after = (
        Side(found[number], day, documents[number])
        for number, day in zip((earlier, later), days, strict=True)
    )
    return before, after


def _numbered(well, numbers):
    return WellRevision.objects.filter(well=well, number__in=numbers).select_related("by")


def _day(text, name) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise RuleViolation(
            f"{name}={text[:40]} is no day. Write it as 2026-03-31.", code=name, status=400
        ) from None


def query_of(before: Side, after: Side) -> str:
    """Both states as an address names them; days that are not asked for are left out."""
    named = {"a": before.revision.number, "b": after.revision.number, "day_a": before.iso, "day_b": after.iso}
    return urlencode({name: value for name, value in named.items() if value})


def differences(before: Side, after: Side) -> Comparison:
    return compare(before.document, after.document, before.iso, after.iso)


def drawings(before: Side, after: Side, found: Comparison, *, units, laid_over=False) -> dict:
    """Both drawings with what differs marked on them; or one, with what was removed put back into it."""
    models = [at(side.document, side.iso) for side in (before, after)]
    if laid_over:
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
