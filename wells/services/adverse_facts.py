"""Adverse facts on their way out of the record: found, refused to one person alone, told to the audit."""

import json
from collections.abc import Iterable, Mapping

from deepguard import audit
from deepguard.errors import RuleViolation
from wells.documents import Fault
from wells.engine.adverse import AdverseFact, may_hold_adverse, weakened
from wells.engine.document import upcast
from wells.models import Well, WellRevision
from wells.record.rows import Document

#: Adverse facts that a document does not state any more, by well.
Left = Mapping[Well, list[AdverseFact]]

#: How an adverse fact leaves the record, as people are told.
WAYS = (
    "A second person has to agree to that: retract the fact where it stands, "
    "or make the change in a what-if that another person merges."
)


def left(pairs: Iterable[tuple[Well, Document]], previous: Mapping[int, str]) -> Left:
    """The adverse facts of the current revisions (`previous`: their hashes, by well key) that the documents on
    their way in do not state as they were. One query; a document that holds none is not read."""
    following = {well.pk: (well, document) for well, document in pairs if previous.get(well.pk)}
    rows = WellRevision.objects.filter(
        well__in=list(following), sha256__in=list(previous.values())
    ).order_by()
    found = {}
    for key, sha256, content in rows.values_list("well_id", "sha256", "content").iterator(chunk_size=200):
        if sha256 != previous[key] or not may_hold_adverse(content):
            continue
        well, document = following[key]
        if facts := weakened(upcast(json.loads(content)), document):
            found[well] = facts
    return found


def refuse(found: Left) -> None:
    """Raise where adverse facts would leave without a second person."""
    if not found:
        return
    well, facts = next(iter(found.items()))
    more = sum(map(len, found.values())) - 1
    others = f", and {more} more like it" if more else ""
    raise RuleViolation(
        f"Nothing was stored: {facts[0].words} of {well} would leave the record or say something else{others}. "
        f"{WAYS}",
        code="adverse_fact",
        faults=[
            Fault(pointer=f"/{fact.address}", code="adverse_fact", detail=f"{well}: {fact.words}")
            for well, facts in found.items()
            for fact in facts
        ],
    )


def record_left(found: Left, *, by, door: str, reason: str) -> None:
    """Say in the audit which adverse facts left with the revision that has just been made."""
    for well, facts in found.items():
        audit.record(
            "facts.left",
            well,
            by=by,
            before={fact.address: fact.words for fact in facts},
            after={"revision": well.head, "door": door},
            reason=reason,
        )
