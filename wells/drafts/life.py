"""The life of a what-if, read from its events: where it stands, on what, who made it, who approved it.

    private ─share─▶ shared ─submit─▶ submitted ─approve, merge─▶ merged
    a change of a submitted one makes it shared again; any open one can be discarded

An approval holds for the document and the base it was given for: a change and a rebase clear it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

PRIVATE, SHARED, SUBMITTED, MERGED, DISCARDED = "private", "shared", "submitted", "merged", "discarded"
#: States in which something can still be done with it.
OPEN = (PRIVATE, SHARED, SUBMITTED)

CREATED, CHANGED, REBASED = "created", "changed", "rebased"
SHARING, SUBMISSION, APPROVAL, MERGE, DISCARD = "shared", "submitted", "approved", "merged", "discarded"


class Happening(Protocol):
    """One event: what, by whom (a key), the hash of the document and the revision it stood on after it."""

    kind: str
    by_id: int
    sha256: str
    base: int


@dataclass(frozen=True)
class Life:
    """`makers`: everyone who wrote the document or submitted it; none of them may approve it."""

    state: str = PRIVATE
    is_shared: bool = False
    sha256: str = ""
    base: int = 0
    makers: frozenset[int] = frozenset()
    submitted_by: int | None = None
    approved_by: int | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_approved(self) -> bool:
        return self.approved_by is not None


def life(events: Iterable[Happening]) -> Life:
    """Where a what-if stands after these events, oldest first."""
    found = Life()
    for event in events:
        found = _after(found, event)
    return found


def _after(now: Life, event: Happening) -> Life:
    if event.kind in (CREATED, CHANGED, REBASED):
        return _written(now, event)
    if event.kind == SHARING:
        return replace(now, state=SHARED, is_shared=True)
    if event.kind == SUBMISSION:
        return replace(
            now,
            state=SUBMITTED,
            is_shared=True,
            sha256=event.sha256,
            makers=now.makers | {event.by_id},
            submitted_by=event.by_id,
        )
    if event.kind == APPROVAL:
        return replace(now, approved_by=event.by_id)
    if event.kind == MERGE:
        return replace(now, state=MERGED)
    if event.kind == DISCARD:
        return replace(now, state=DISCARDED)
    raise ValueError(f"a what-if has no event {event.kind!r}")


def _written(now: Life, event: Happening) -> Life:
    """Another document, or another base: nobody has approved that."""
    state = SHARED if event.kind == CHANGED and now.state == SUBMITTED else now.state
    return replace(
        now,
        state=state,
        sha256=event.sha256,
        base=event.base,
        makers=now.makers | {event.by_id},
        submitted_by=now.submitted_by if state == SUBMITTED else None,
        approved_by=None,
    )
