"""The well document: its dated form, one day of it, its canonical bytes.

    dated(document)           the dated form of whatever shape was sent
    snapshot(document, day)   the undated mapping of one day
    at(document, day)         the frozen `WellModel` of one day, which engines take
    canonical, sha256         what a revision is hashed by
    fold, unfold              station lists out to, and back from, their hashes
    upcast                    an older schema to the present one, on read

A day is `YYYY-MM-DD`. An item is there on day D when `valid_from <= D < valid_to`; an absent `valid_from`
counts as always, an absent `valid_to` as still. Without a day: what has no `valid_to`.
"""

from __future__ import annotations

from collections.abc import Callable

from wells.engine.canonical import NotCanonical, canonical, sha256
from wells.engine.dating import (
    DATED_OBJECTS,
    HEADER_FACTS,
    Mapping,
    copied,
    dated,
    has_dates,
    is_dated,
    items,
)
from wells.engine.model import WellModel, build

__all__ = [
    "SCHEMA",
    "DocumentError",
    "NotCanonical",
    "at",
    "canonical",
    "copied",
    "dated",
    "first_day",
    "fold",
    "has_dates",
    "is_dated",
    "sha256",
    "shown",
    "snapshot",
    "there",
    "unfold",
    "upcast",
]

SCHEMA = "deepguard.well/1"

#: Steps from an older schema to the next one: pure functions of a document, keyed by the schema they take.
UPCASTS: dict[str, Callable[[Mapping], Mapping]] = {}


class DocumentError(ValueError):
    """The document cannot be used as it stands; the message says where and why."""


def upcast(document: Mapping) -> Mapping:
    """The document under the present schema. Stored bytes never change: this runs on what was read."""
    schema = document.get("schema")
    while schema != SCHEMA:
        if schema not in UPCASTS:
            raise DocumentError(f"schema {schema!r} is not known; this version reads {SCHEMA}")
        document = UPCASTS[schema](document)
        schema = document.get("schema")
    return document


def there(item: Mapping, day: str | None) -> bool:
    """Whether a dated item is there on a day; without a day, whether it has no end."""
    end = item.get("valid_to")
    if day is None:
        return end is None
    start = item.get("valid_from")
    return (start is None or start <= day) and (end is None or day < end)


#: Lists of what was measured on a day, and the field that says when.
MEASURED = {"wall_logs": "logged_on", "tests": "performed_on", "formation_strength": "performed_on"}


def shown(key: str, item: Mapping, day: str | None) -> bool:
    """Whether an item of a list is there on a day; what is measured also has to be measured by then.

    >>> log = {"id": "caliper-2026", "logged_on": "2026-11-11"}
    >>> shown("wall_logs", log, "2020-01-01"), shown("wall_logs", log, "2027-01-01"), shown("wall_logs", log, None)
    (False, True, True)
    """
    when = item.get(MEASURED[key]) if key in MEASURED else None
    return there(item, day) and (day is None or when is None or when <= day)


def first_day(document: Mapping) -> str | None:
    """The first day a dated document tells of: when its first string was run, or a fact of its header began.

    None where a string stands without its day: it was always there, so that no day is before it; and where
    nothing of this has a day.

    >>> first_day({"strings": [{"id": "a", "valid_from": "2011-05-02"}, {"id": "b", "valid_from": "2010-03-01"}]})
    '2010-03-01'
    >>> first_day({"strings": [{"id": "a", "valid_from": "2011-05-02"}, {"id": "b"}]})
    """
    strings = [item.get("valid_from") for item in items(document, "strings")]
    if None in strings:
        return None
    header = document.get("header") or {}
    facts = [fact.get("valid_from") for key in HEADER_FACTS for fact in items(header, key)]
    bores = [item.get("valid_from") for item in items(document, "wellbores")]
    return min((str(day) for day in (*strings, *facts, *bores) if day is not None), default=None)


def at(document: Mapping, day: str | None = None) -> WellModel:
    """What the well is on a day, as the frozen value that engines take."""
    return build(snapshot(document if is_dated(document) else dated(document), day))


#: What the document itself says that has no date.
_OWN = ("schema", "id", "source", "sources", "remarks")


def snapshot(document: Mapping, day: str | None = None) -> Mapping:
    """The undated mapping of one day of a dated document: the draft's names, with ids for linking."""
    result: Mapping = {key: document[key] for key in _OWN if key in document}
    result["header"] = _header(document["header"], day)
    for key in DATED_OBJECTS:
        chosen = _one(document, key, day)
        if chosen is not None:
            result[key] = _undated(chosen)
    for key, change in _ITEMS.items():
        if isinstance(document.get(key), list):
            result[key] = [change(item, day) for item in items(document, key) if shown(key, item, day)]
    return result


def _one(mapping: Mapping, key: str, day: str | None) -> Mapping | None:
    """Of a dated list the item that holds on the day: the one that began last."""
    holding = [item for item in items(mapping, key) if there(item, day)]
    return max(holding, key=lambda item: item.get("valid_from") or "", default=None)


def _undated(item: Mapping, day: str | None = None) -> Mapping:
    return {key: value for key, value in item.items() if key not in ("valid_from", "valid_to")}


def _fitted(item: Mapping, day: str | None) -> Mapping:
    """A string or component with the day it was fitted: a test older than that says nothing of it."""
    return _measured(_undated(item), day) | {"since": item.get("valid_from")}


def _measured(item: Mapping, day: str | None) -> Mapping:
    """An item without the logs and tests that came after the day: they say nothing of it yet."""
    lists = {key: items(item, key) for key in MEASURED if isinstance(item.get(key), list)}
    return item | {key: [one for one in found if shown(key, one, day)] for key, found in lists.items()}


def _header(header: Mapping, day: str | None) -> Mapping:
    facts = {key: _one(header, key, day) for key in HEADER_FACTS}
    rest = {key: value for key, value in header.items() if key not in HEADER_FACTS}
    return rest | {key: fact["value"] for key, fact in facts.items() if fact is not None}


def _wellbore(wellbore: Mapping, day: str | None) -> Mapping:
    result = _undated(wellbore)
    if isinstance(wellbore.get("survey_runs"), list):
        runs = [run for run in items(wellbore, "survey_runs") if there(run, day)]
        result["survey_runs"] = [_run(run) for run in runs if _has_stations(run)]
    return result


def _has_stations(run: Mapping) -> bool:
    """A run that is only registered makes no path; one whose stations were folded away must be unfolded."""
    if run.get("stations") is None and run.get("stations_sha256"):
        raise DocumentError(
            f"the stations of survey run {run.get('id')!r} are named by hash: unfold them first"
        )
    return run.get("stations") is not None


def _run(run: Mapping) -> Mapping:
    return {key: value for key, value in _undated(run).items() if key != "stations_sha256"}


def _cement(cement: Mapping, day: str | None) -> Mapping:
    result = _undated(cement)
    result.pop("evaluations", None)
    result["placed_on"] = cement.get("valid_from")
    shown = _one(cement, "evaluations", day)
    if shown is not None:
        result |= {"verified_by": shown.get("verified_by"), "quality": shown.get("quality")}
        result["verified_on"] = shown.get("valid_from")
    return result


def _annulus(annulus: Mapping, day: str | None) -> Mapping:
    kept = {key: value for key, value in _undated(annulus).items() if key not in ("gauges", "columns")}
    result = _measured(kept, day)
    gauge, column = _one(annulus, "gauges", day), _one(annulus, "columns", day)
    if gauge is not None:
        result |= {"gauge_id": gauge.get("id"), "gauge_tag": gauge.get("tag")}
        result |= {"gauge_elevation_m": gauge.get("elevation_m"), "gauge_reference": gauge.get("reference")}
    if column is not None:
        result |= {"column_id": column.get("id"), "fluid_as_left_on": column.get("as_left_on")}
        result["layers"] = column.get("layers")
    return result


def _formation(formation: Mapping, day: str | None) -> Mapping:
    result = _undated(formation)
    result.pop("pressures", None)
    pressure = _one(formation, "pressures", day)
    if pressure is not None:
        result["pressure"] = _undated(pressure) | {"as_of": pressure.get("valid_from")}
    return result


_ITEMS: dict[str, Callable[[Mapping, str | None], Mapping]] = {
    "wellbores": _wellbore,
    "holes": _undated,
    "strings": _fitted,
    "cement": _cement,
    "components": _fitted,
    "wellhead_sections": _undated,
    "trees": _undated,
    "annuli": _annulus,
    "bore_contents": _undated,
    "formation_strength": _undated,
    "formations": _formation,
    "communications": _undated,
    "gaps": _undated,
}


def fold(document: Mapping, *, longer_than: int = 0) -> tuple[Mapping, dict[str, bytes]]:
    """The document with station lists longer than that named by hash, and their canonical bytes by hash."""
    document, blobs = copied(document), {}
    for run in _runs(document):
        stations = run.get("stations")
        if isinstance(stations, list) and len(stations) > longer_than:
            run["stations_sha256"] = sha256(stations)
            blobs[run["stations_sha256"]] = canonical(run.pop("stations"))
    return document, blobs


def unfold(document: Mapping, load: Callable[[str], list[Mapping]]) -> Mapping:
    """The document with every station list written out; `load` gives the list of a hash."""
    document = copied(document)
    for run in _runs(document):
        name = run.pop("stations_sha256", None)
        if name is not None and run.get("stations") is None:
            run["stations"] = load(name)
    return document


def _runs(document: Mapping) -> list[Mapping]:
    return [run for wellbore in items(document, "wellbores") for run in items(wellbore, "survey_runs")]
