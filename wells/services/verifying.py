"""Whether the record still says what it said: tables against revisions, revisions against their hashes, what-ifs
against their events."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from deepguard import audit, triggers
from deepguard.models import Attachment, AuditEvent, Operator
from deepguard.services.verifying import Finding
from wells.drafts import life
from wells.engine.document import DocumentError, NotCanonical, canonical, upcast
from wells.models import Blob, Scenario, Well, WellRevision
from wells.record.blobs import named
from wells.record.dump import dump_many
from wells.record.nouns import WELL, Noun
from wells.record.rows import Document
from wells.record.text import parsed
from wells.services.publishing import CACHED_FACTS, fill_cached

AT_ONCE = 500


def findings() -> Iterator[Finding]:
    """Everything that does not agree; nothing when the record is whole."""
    yield from missing_triggers()
    yield from broken_seals()
    yield from broken_blobs()
    yield from broken_revisions()
    yield from strayed_wells()
    yield from strayed_scenarios()
    yield from broken_attachments()


def missing_triggers() -> Iterator[Finding]:
    for name in triggers.missing():
        table = name.rsplit("_no_", 1)[0]
        yield Finding(table, "-", "trigger", f"the trigger {name} is missing; manage.py migrate puts it back")


def broken_seals() -> Iterator[Finding]:
    """The audit chain of each operator and of the installation."""
    table = AuditEvent._meta.db_table
    for operator in (None, *Operator.objects.all()):
        if fault := audit.verify(operator.pk if operator else None):
            own = operator.pk if operator else None
            yield Finding(table, str(operator or "the installation"), "seal", fault, own)


def broken_blobs() -> Iterator[Finding]:
    for blob in Blob.objects.iterator(chunk_size=AT_ONCE):
        if hashlib.sha256(bytes(blob.bytes)).hexdigest() != blob.sha256:
            yield Finding(Blob._meta.db_table, blob.sha256, "bytes", "the bytes do not have this hash")


def broken_revisions() -> Iterator[Finding]:
    """Hashes of contents, and the chain of numbers and hashes of each well."""
    last: WellRevision | None = None
    rows = WellRevision.objects.select_related("well__operator").order_by("well", "number")
    blobs = set(Blob.objects.values_list("pk", flat=True))
    for revision in rows.iterator(chunk_size=AT_ONCE):
        before = last if last and last.well_id == revision.well_id else None
        yield from _revision_findings(revision, before, blobs)
        last = revision


def _revision_findings(revision, before, blobs) -> Iterator[Finding]:
    own = revision.well.operator_id
    table, key = WellRevision._meta.db_table, f"{_key(revision.well)} revision {revision.number}"
    if hashlib.sha256(revision.content.encode()).hexdigest() != revision.sha256:
        yield Finding(table, key, "content", "the content does not have the hash beside it", own)
    if revision.number != (before.number + 1 if before else 1):
        yield Finding(table, key, "number", "the revision before it is missing", own)
    if revision.previous != (before.sha256 if before else ""):
        yield Finding(table, key, "previous", "it does not follow from the revision before it", own)
    for name in named(parsed(revision.content)):
        if name not in blobs:
            yield Finding(table, key, "content", f"the station list {name} is missing", own)


def strayed_wells() -> Iterator[Finding]:
    """Wells whose rows say something else than their latest revision."""
    keys = list(Well.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        wells = list(Well.objects.with_places().filter(pk__in=keys[start : start + AT_ONCE]))
        last = _last_revisions(wells)
        dumped = dump_many(wells)
        for well in wells:
            for found in _well_findings(well, last.get(well.pk), dumped[well.pk]):
                yield replace(found, operator=well.operator_id)


def _last_revisions(wells: list[Well]) -> dict[int, WellRevision]:
    rows = WellRevision.objects.filter(well__in=wells).order_by("number")
    return {revision.well_id: revision for revision in rows}


def _well_findings(well: Well, revision: WellRevision | None, dumped: Document) -> Iterator[Finding]:
    table = Well._meta.db_table
    if revision is None:
        yield Finding(table, _key(well), "head", "the well has no revision")
        return
    if revision.number != well.head:
        yield Finding(
            table, _key(well), "head", f"it says {well.head}, the last revision is {revision.number}"
        )
    elif revision.recorded_at != well.revised_at:
        detail = f"the list shows {well.revised_at}, the last revision was recorded {revision.recorded_at}"
        yield Finding(table, _key(well), "revised_at", detail)
    try:
        recorded = upcast(parsed(revision.content))
        found = difference(WELL, recorded, dumped, _key(well))
    except (ValueError, DocumentError, NotCanonical) as error:
        found = Finding(table, _key(well), "content", f"revision {revision.number} cannot be read: {error}")
    if found:
        yield found
        return
    yield from _cache_findings(well, recorded)


def _cache_findings(well: Well, recorded: Document) -> Iterator[Finding]:
    """Columns that repeat the document, and keys that follow from its names."""
    fresh = Well()
    fill_cached(fresh, recorded)
    for name in (*CACHED_FACTS, "total_depth_md_m"):
        if getattr(well, name) != getattr(fresh, name):
            detail = f"the list shows {getattr(well, name)!r}, the document says {getattr(fresh, name)!r}"
            yield Finding(Well._meta.db_table, _key(well), name, detail)
    for name in ("asset", "hub", "facility"):
        place = getattr(well, name)
        if place is not None and place.name != getattr(well, f"{name}_name"):
            detail = f"it hangs at {place.name}, its header says {getattr(well, f'{name}_name')!r}"
            yield Finding(Well._meta.db_table, _key(well), name, detail)


def strayed_scenarios() -> Iterator[Finding]:
    """What-ifs whose row says something else than their events."""
    rows = Scenario.objects.select_related("well__operator", "base").prefetch_related("events__revision")
    for scenario in rows.order_by("pk").iterator(chunk_size=AT_ONCE):
        found = next(_scenario_findings(scenario), None)
        if found is not None:
            field, detail = found
            key = f"{_key(scenario.well)} what-if {scenario.uid}"
            yield Finding(Scenario._meta.db_table, key, field, detail, scenario.well.operator_id)


def _scenario_findings(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Field and what is wrong with it, the worst first."""
    happened = sorted(scenario.events.all(), key=lambda event: event.number)
    if [event.number for event in happened] != list(range(1, len(happened) + 1)) or not happened:
        yield "events", "an event is missing"
        return
    for number, event in enumerate(happened):
        if event.kind == life.APPROVAL and event.by_id in life.life(happened[:number]).makers:
            yield "events", f"event {event.number}: who made it approved it"
        if event.revision is not None and event.revision.sha256 != event.sha256:
            yield (
                "events",
                f"event {event.number}: it merged another document than revision {event.revision.number}",
            )
    now = life.life(happened)
    told = {
        "state": (scenario.state, now.state),
        "is_shared": (scenario.is_shared, now.is_shared),
        "sha256": (scenario.sha256, now.sha256),
        "base": (scenario.based_on, now.base),
        "by": (scenario.by_id, happened[0].by_id),
        "content": (hashlib.sha256(scenario.content.encode()).hexdigest(), now.sha256),
    }
    for name, (says, should) in told.items():
        if says != should:
            yield name, f"the row says {says!r}, its events say {should!r}"


def broken_attachments() -> Iterator[Finding]:
    """Files whose bytes, where they were not withdrawn, do not have their hash."""
    for row in Attachment.objects.exclude(content=None).iterator(chunk_size=20):
        if hashlib.sha256(bytes(row.content)).hexdigest() != row.sha256:
            detail = "the bytes do not have the hash beside them"
            yield Finding(Attachment._meta.db_table, str(row.uid), "content", detail, row.operator_id)


def difference(noun: Noun, recorded: Document, dumped: Document, key: str) -> Finding | None:
    """The first place where the rows say something else than the record, named by table, row and field."""
    table = noun.model._meta.db_table
    for field in noun.fields:
        if not _same(_get(recorded, field.path), _get(dumped, field.path)):
            return Finding(
                table, key, field.name, _told(_get(recorded, field.path), _get(dumped, field.path))
            )
    for path, child, _ in noun.lists:
        if found := _list_difference(child, _get(recorded, path), _get(dumped, path), key, path):
            return found
    if not _same(recorded, dumped):
        return Finding(table, key, "private or known_empty", "it differs from the record")
    return None


def _list_difference(noun: Noun, recorded: Any, dumped: Any, key: str, path) -> Finding | None:
    if _same(recorded, dumped):
        return None
    table = noun.model._meta.db_table
    before, after = _by_name(noun, recorded), _by_name(noun, dumped)
    for name in before.keys() | after.keys():
        here = f"{key}/{name}"
        if name not in after:
            return Finding(table, here, "present", "the record has it, the table has not")
        if name not in before:
            return Finding(table, here, "present", "the table has it, the record has not")
        if found := difference(noun, before[name], after[name], here):
            return found
    return Finding(
        table, f"{key}/{'/'.join(path)}", "ordinal", "the order differs, or only one is stated to be empty"
    )


def _by_name(noun: Noun, items: Iterable[Document] | None) -> dict[str, Document]:
    return {
        item.get("id", "?") if noun.has_uid else str(number): item
        for number, item in enumerate(items or (), start=1)
    }


def _same(one: Any, other: Any) -> bool:
    return canonical(one) == canonical(other)


def _get(node: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        node = (node or {}).get(step)
    return node


def _told(recorded: Any, dumped: Any) -> str:
    return f"the record says {recorded!r:.80}, the table says {dumped!r:.80}"


def _key(well: Well) -> str:
    return f"{well.operator}/{well.uid}"
