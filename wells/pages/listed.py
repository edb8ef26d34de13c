"""Wells of a list as they were on a past day and as they were known then, for the rows that are shown."""

from collections import defaultdict
from copy import copy

from wells import gather
from wells.engine.model import WellModel

#: Columns of a well that repeat its header.
HEADER = ("name", "uwi", "field", "environment", "kind", "fluid", "lift", "status", "flow_potential")


def listed_at(model: WellModel) -> dict:
    """Name, kind, fluid, status and depth as the well had them on the day of the model; unknown is empty or None.

    Where the well hangs and who may see it are kept for the present only.
    """
    depths = [bore.total_depth_md_m for bore in model.wellbores or () if bore.total_depth_md_m is not None]
    facts = {name: getattr(model.header, name) or "" for name in HEADER}
    return facts | {"total_depth_md_m": max(depths, default=None)}


def wells_at(wells, times) -> list:
    """The wells with the facts of the clocks in place of today's: copies to show, never to save.

    `before` of a copy is the first day the record tells of it, where the day asked is before that.
    """
    if not times.shown.is_past:
        return list(wells)
    found = {}
    for moment, group in by_moment(wells, times):
        revisions = gather.revisions(group, known_at=moment)
        models = gather.models_of(revisions, as_of=times.shown.as_of)
        found |= {key: (revisions[key], models[key]) for key in revisions}
    return [_then(well, *found[well.pk], times.shown.day) for well in wells if well.pk in found]


def by_moment(wells, times):
    """Wells in groups that share the moment until which the record counts: one group a time zone."""
    groups = defaultdict(list)
    for well in wells:
        groups[times.known_until(well)].append(well)
    return groups.items()


def _then(well, revision, model, day):
    shown = copy(well)
    for name, value in listed_at(model).items():
        setattr(shown, name, value)
    shown.head, shown.revised_at = revision.number, revision.recorded_at
    first = gather.first_day_of(revision) if day else None
    shown.before = first if first and day < first else None
    return shown
