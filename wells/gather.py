"""Revisions to engine values, many wells at once. Reads the record only, never the working copy.

`known_at` (recorded time) chooses the revision: the last one recorded by then. `as_of` (valid time, a day)
chooses the day of its document; without it, what has no end. A well that was not known yet is left out.
"""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date, datetime
from threading import Lock

from django.db.models import F, Max

from wells.engine.document import at, first_day, snapshot, upcast
from wells.engine.model import WellModel
from wells.engine.trajectory import Path, path_of
from wells.models import WellRevision
from wells.record.blobs import written_out
from wells.record.order import in_order
from wells.record.rows import Document
from wells.record.text import parsed

#: Parsed models kept by each process: a model of an ordinary well takes some 50 kB.
KEPT_MODELS = 1_000


def revisions(wells: Iterable, *, known_at: datetime | None = None) -> dict[int, WellRevision]:
    """The revision that was current, by well key."""
    keys = [well.pk for well in wells]
    found = WellRevision.objects.filter(well__in=keys).order_by()
    if known_at is None:
        found = found.filter(number=F("well__head"))
    else:
        last = found.filter(recorded_at__lte=known_at).values("well").annotate(last=Max("number"))
        found = found.filter(pk__in=_keys_of(found, dict(last.values_list("well", "last"))))
    return {revision.well_id: revision for revision in found}


def documents(
    wells: Iterable, *, as_of: date | str | None = None, known_at: datetime | None = None
) -> dict[int, Document]:
    """The dated document of each well, stations written out; with `as_of` the undated one of that day."""
    return of_revisions(revisions(wells, known_at=known_at), as_of=as_of)


def of_revisions(found: dict[int, WellRevision], *, as_of: date | str | None = None) -> dict[int, Document]:
    """The documents of given revisions under their keys, stations written out."""
    read = written_out({key: upcast(parsed(revision.content)) for key, revision in found.items()})
    if as_of is None:
        return read
    return {key: snapshot(document, str(as_of)) for key, document in read.items()}


def document_of(revision: WellRevision) -> Document:
    """The dated document of one revision, in the order people read it."""
    return in_order(of_revisions({revision.pk: revision})[revision.pk])


def first_day_of(revision: WellRevision) -> str | None:
    """The first day a revision tells of; None where no day is before it."""
    return first_day(upcast(parsed(revision.content)))


def models(
    wells: Iterable, *, as_of: date | str | None = None, known_at: datetime | None = None
) -> dict[int, WellModel]:
    """What each well is, as the frozen value engines take."""
    return models_of(revisions(wells, known_at=known_at), as_of=as_of)


def models_of(found: dict[int, WellRevision], *, as_of: date | str | None = None) -> dict[int, WellModel]:
    """The models of given revisions under their keys; the same content on the same day is parsed once."""
    day = None if as_of is None else str(as_of)
    known = {key: _kept.get((revision.sha256, day)) for key, revision in found.items()}
    missing = {key: found[key] for key, model in known.items() if model is None}
    for key, document in of_revisions(missing).items():
        known[key] = at(document, day)
        _kept.put((found[key].sha256, day), known[key])
    return known


def model_of(well, *, as_of: date | str | None = None, known_at: datetime | None = None) -> WellModel | None:
    """One well's model; None where it was not known yet."""
    return models([well], as_of=as_of, known_at=known_at).get(well.pk)


def paths(
    wells: Iterable, *, as_of: date | str | None = None, known_at: datetime | None = None
) -> dict[int, Path | None]:
    """The path of each well's main wellbore; None without a survey."""
    return {key: path_of(model) for key, model in models(wells, as_of=as_of, known_at=known_at).items()}


def _keys_of(found, numbers: dict[int, int]) -> list[int]:
    """Keys of the revisions with these numbers."""
    rows = found.filter(number__in=set(numbers.values())).values_list("pk", "well_id", "number")
    return [key for key, well, number in rows if numbers.get(well) == number]


class Kept:
    """What was used last, by content and day; shared by the threads of a process."""

    def __init__(self, size: int):
        self.size, self.models, self.lock = size, OrderedDict(), Lock()

    def get(self, name):
        with self.lock:
            if name in self.models:
                self.models.move_to_end(name)
            return self.models.get(name)

    def clear(self) -> None:
        with self.lock:
            self.models.clear()

    def put(self, name, model) -> None:
        with self.lock:
            self.models[name] = model
            while len(self.models) > self.size:
                self.models.popitem(last=False)


_kept = Kept(KEPT_MODELS)
