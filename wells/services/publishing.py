"""The last step of every edit: documents become revisions, in the transaction of the change."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from deepguard import audit
from deepguard.errors import RuleViolation, Stale
from wells.documents import Fault, refusals
from wells.engine.document import canonical, snapshot
from wells.models import Well, WellRevision
from wells.record.blobs import folded, keep
from wells.record.nouns import WELL
from wells.record.rows import Document, columns_of
from wells.services import adverse_facts

#: Header facts that lists show.
CACHED_FACTS = ("status", "kind", "fluid", "lift", "flow_potential")


@dataclass(frozen=True)
class Publication:
    """Who publishes, why, by which door; `batch` marks what is published together.

    `agreed`: a second person has agreed to it, so that adverse facts may leave the document.
    """

    by: object
    reason: str
    door: str
    batch: uuid.UUID | None = None
    agreed: bool = False


@dataclass(frozen=True)
class Draft:
    """A document on its way into the record: dated, long lists by hash, its bytes and their hash."""

    document: Document
    content: str
    sha256: str
    blobs: Mapping[str, bytes]


def lock(wells: Iterable) -> list[Well]:
    """The wells' rows as they are now, held until the transaction ends (SQLite: its write lock is held)."""
    keys = [well.pk for well in wells]
    rows = Well.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys).order_by("pk")
    return list(rows.select_related("operator"))


def refuse_stale(well: Well, based_on: int | None) -> None:
    """Raise Stale when the edit began from another revision than the current one; None is not checked."""
    if based_on is None or based_on == well.head:
        return
    last = WellRevision.objects.select_related("by").get(well=well, number=well.head)
    raise Stale(
        f"{well} was changed since: {last.by} saved revision {well.head} at "
        f"{last.recorded_at:%Y-%m-%d %H:%M} UTC, and this edit began from revision {based_on}. "
        f"Nothing was stored. Open the well again and repeat the edit."
    )


def refuse_faults(documents: Iterable[Document]) -> None:
    """Raise a 422 with every fault when a document breaks its schema or a rule."""
    documents = list(documents)
    faults = [(document, fault) for document in documents for fault in refusals(document)]
    if not faults:
        return
    first, fault = faults[0]
    name = (first.get("header") or {}).get("name") if isinstance(first.get("header"), dict) else None
    count = f"{len(faults)} faults" if len(faults) > 1 else "1 fault"
    raise RuleViolation(
        f"Nothing was stored: the document of {name or first.get('id') or 'the well'} is refused ({count}). "
        f"{fault.pointer or '/'}: {fault.detail}.",
        code="document_refused",
        status=422,
        faults=[_of(document, fault, alone=len(documents) == 1) for document, fault in faults],
    )


def _of(document: Document, fault: Fault, *, alone: bool) -> Fault:
    """The fault, naming its well where there are several."""
    if alone:
        return fault
    return Fault(
        pointer=fault.pointer,
        code=fault.code,
        detail=f"{document.get('id')}: {fault.detail}",
        severity=fault.severity,
    )


def refuse_duplicates(operator, pairs: Iterable[tuple[Well | None, Document]]) -> None:
    """Raise where a document would change a well's id, or take an id or name another well of the operator has;
    also where a text of the header is longer than lists can keep. None stands for a new well."""
    known = list(Well.objects.filter(operator=operator).values_list("pk", "uid", "name"))
    by_uid = {uid: (pk, name) for pk, uid, name in known}
    by_name = {name: (pk, uid) for pk, uid, name in known}
    for well, document in pairs:
        _refuse_long_texts(document)
        _refuse_other_id(well, document["id"])
        _refuse_taken(well, document, by_uid, by_name)


def _refuse_long_texts(document: Document) -> None:
    for name in ("name", "uwi", "field"):
        most = Well._meta.get_field(name).max_length
        if len(document["header"].get(name) or "") > most:
            detail = f"more than {most} characters"
            raise _refused(f"the header's {name} has {detail}", f"/header/{name}", "too_long", detail)


def _refuse_other_id(well: Well | None, uid: str) -> None:
    if well is not None and well.uid != uid:
        detail = f"{well} has the id “{well.uid}” and keeps it"
        raise _refused(f"{detail}; the document says “{uid}”", "/id", "well_id", detail)


def _refuse_taken(well: Well | None, document: Document, by_uid: dict, by_name: dict) -> None:
    own = well.pk if well else None
    uid, name = document["id"], document["header"]["name"]
    if own is None and uid in by_uid:
        raise RuleViolation(
            f"Nothing was stored: the register has a well with the id “{uid}” already, {by_uid[uid][1]}. "
            f"Edit that one, or give this one another id.",
            code="duplicate_well",
        )
    if by_name.get(name, (own,))[0] != own:
        raise RuleViolation(
            f"Nothing was stored: the register has a well named {name} already (id {by_name[name][1]}). "
            f"Edit that one, or give this one another name.",
            code="duplicate_well",
        )


def _refused(message: str, pointer: str, code: str, detail: str) -> RuleViolation:
    fault = Fault(pointer=pointer, code=code, detail=detail)
    return RuleViolation(f"Nothing was stored: {message}.", code=code, status=422, faults=[fault])


def drafted(document: Document) -> Draft:
    """A dated document as the record keeps it."""
    document, blobs = folded(document)
    content = canonical(document)
    return Draft(document, content.decode(), hashlib.sha256(content).hexdigest(), blobs)


def head_hashes(wells: Iterable[Well]) -> dict[int, str]:
    """The hash of each well's current revision, by the well's key."""
    heads = WellRevision.objects.filter(well__in=[well.pk for well in wells], number=F("well__head"))
    return dict(heads.values_list("well_id", "sha256"))


def fill(well: Well, document: Document) -> None:
    """The well's own columns from its document: header, sources, what lists repeat."""
    for column, value in columns_of(WELL, document).items():
        setattr(well, column, value)
    fill_cached(well, document)


def fill_cached(well: Well, document: Document) -> None:
    """What lists show of a document: the facts that have no end, and the deepest wellbore."""
    header = snapshot({"header": document["header"]})["header"]
    for name in CACHED_FACTS:
        setattr(well, name, header.get(name))
    depths = [wellbore.get("total_depth_md_m") for wellbore in document.get("wellbores") or ()]
    well.total_depth_md_m = max((depth for depth in depths if depth is not None), default=None)


def advance(wells: Iterable[Well]) -> None:
    """The next revision number, now; the rows are not saved."""
    now = timezone.now()
    for well in wells:
        well.head, well.revised_at = well.head + 1, now


def save_wells(wells: list[Well]) -> None:
    """All columns of existing wells in one upsert."""
    if wells:
        Well.objects.bulk_create(
            wells,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[field.name for field in Well._meta.concrete_fields[1:]],
        )


def append(
    drafts: Iterable[tuple[Well, Draft]], publication: Publication, previous: dict[int, str]
) -> list[WellRevision]:
    """One revision a well, numbered and dated as its row says; the audit says what was done.

    The one way into the record: here adverse facts are kept, whichever door the documents came by.
    """
    drafts = list(drafts)
    left = adverse_facts.left([(well, draft.document) for well, draft in drafts], previous)
    if not publication.agreed:
        adverse_facts.refuse(left)
    keep({name: content for _, draft in drafts for name, content in draft.blobs.items()})
    revisions = WellRevision.objects.bulk_create(
        WellRevision(
            well=well,
            number=well.head,
            previous=previous.get(well.pk, ""),
            content=draft.content,
            sha256=draft.sha256,
            schema=draft.document["schema"],
            recorded_at=well.revised_at,
            by=publication.by,
            reason=publication.reason,
            door=publication.door,
            batch=publication.batch,
        )
        for well, draft in drafts
    )
    _audit(revisions, publication)
    adverse_facts.record_left(left, by=publication.by, door=publication.door, reason=publication.reason)
    return revisions


def _audit(revisions: list[WellRevision], publication: Publication) -> None:
    """One event for a well; one an operator for what was published together, with its batch."""
    if len(revisions) == 1 and publication.batch is None:
        _audit_one(revisions[0], publication)
        return
    operators = Counter(revision.well.operator for revision in revisions)
    created = Counter(revision.well.operator for revision in revisions if revision.number == 1)
    for operator, count in operators.items():
        audit.record(
            "wells.published",
            operator,
            by=publication.by,
            operator=operator,
            after={
                "batch": publication.batch,
                "created": created[operator],
                "changed": count - created[operator],
                "door": publication.door,
            },
            reason=publication.reason,
        )


def _audit_one(revision: WellRevision, publication: Publication) -> None:
    before = {"revision": revision.number - 1, "sha256": revision.previous} if revision.previous else None
    audit.record(
        "well.revised" if before else "well.created",
        revision.well,
        by=publication.by,
        before=before,
        after={"revision": revision.number, "sha256": revision.sha256, "door": publication.door},
        reason=publication.reason,
    )
