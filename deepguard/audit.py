"""The audit trail: one row an act, inside the act's transaction; sealed into a chain after it.

Called explicitly, never from signals, so that commands and imports are audited too: `by` cannot be left
out. A chain inside every transaction would serialise and deadlock, so `seal` runs after commit (and in
the worker for what was left); the loser of a race tries again.
"""

import hashlib
import json
from datetime import UTC, datetime

import structlog
from django.db import IntegrityError, transaction

from deepguard.models import AuditEvent, AuditSeal

GENESIS = "0" * 64
SEAL_TRIES = 8
log = structlog.get_logger(__name__)


def record(event: str, target, *, by, operator=None, before=None, after=None, reason="") -> AuditEvent:
    """Insert the event. `target` has `uid` (or a key) and a name; `before`/`after` are plain facts.

    `operator` is the target's where it has one. Call inside the transaction of the change.
    """
    operator_id = operator.pk if operator is not None else getattr(target, "access_operator_id", None)
    facts = {
        "at": datetime.now(UTC).isoformat(),
        "event": event,
        "target_type": target._meta.label_lower,
        "target_uid": str(getattr(target, "uid", target.pk)),
        "target_name": str(target)[:200],
        "operator": operator_id,
        "actor": str(by.uid),
        "reason": reason,
        "before": _text(before),
        "after": _text(after),
        "request_id": structlog.contextvars.get_contextvars().get("request_id", ""),
    }
    row = AuditEvent.objects.create(
        **{key: value for key, value in facts.items() if key not in ("operator", "actor")},
        operator_id=operator_id,
        actor=by,
        sha256=_sha256(facts),
    )
    transaction.on_commit(lambda: seal(operator_id))
    return row


def seal(operator_id: int | None) -> int:
    """Append a seal for every unsealed event of the operator; how many. Safe to run at any time, many at once."""
    sealed = 0
    for event in AuditEvent.objects.unsealed().filter(operator_id=operator_id).order_by("pk"):
        sealed += _seal_one(event)
    return sealed


def verify(operator_id: int | None) -> str | None:
    """The first disagreement of the operator's chain in one sentence, or None where all agrees."""
    previous = GENESIS
    seals = AuditSeal.objects.filter(operator_id=operator_id).order_by("number")
    for number, row in enumerate(seals.select_related("event__actor").iterator(), start=1):
        if row.number != number:
            return f"Seal {number} is missing; seal {row.number} stands in its place."
        if event_sha256(row.event) != row.event.sha256:
            return f"Audit event {row.event.uid} does not agree with its own hash."
        if row.previous != previous or row.hash != _link(previous, number, row.event.sha256):
            return f"Seal {number} does not follow from seal {number - 1}."
        previous = row.hash
    return None


def event_sha256(event: AuditEvent) -> str:
    """The hash the stored event should have."""
    return _sha256(
        {
            "at": event.at.isoformat(),
            "event": event.event,
            "target_type": event.target_type,
            "target_uid": event.target_uid,
            "target_name": event.target_name,
            "operator": event.operator_id,
            "actor": str(event.actor.uid),
            "reason": event.reason,
            "before": event.before,
            "after": event.after,
            "request_id": event.request_id,
        }
    )


def _seal_one(event: AuditEvent) -> int:
    for _ in range(SEAL_TRIES):
        last = AuditSeal.objects.filter(operator_id=event.operator_id).order_by("-number").first()
        previous, number = (last.hash, last.number + 1) if last else (GENESIS, 1)
        try:
            with transaction.atomic():
                AuditSeal.objects.create(
                    operator_id=event.operator_id,
                    number=number,
                    event=event,
                    previous=previous,
                    hash=_link(previous, number, event.sha256),
                )
            return 1
        except IntegrityError:
            if AuditSeal.objects.filter(event=event).exists():
                return 0
    log.warning("audit.seal_postponed", audit_event=str(event.uid))
    return 0


def _link(previous: str, number: int, event_hash: str) -> str:
    return hashlib.sha256(f"{previous}:{number}:{event_hash}".encode()).hexdigest()


def _text(facts) -> str:
    return "" if facts is None else json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)


def _sha256(facts: dict) -> str:
    return hashlib.sha256(_text(facts).encode()).hexdigest()
