"""What people do with rule packs: keep a version, and put one in force from a day.

A pack is written by one person and activated by another. Nothing of it is changed afterwards: another figure
is another version, and a wrong activation is superseded by the next.
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from deepguard import audit
from deepguard.errors import RuleViolation, Stale, refuse_no_reason
from deepguard.models import Operator
from integrity import gather
from integrity.engine.fault import Fault
from integrity.engine.rules import PackFaults, RulePack, pack_of, to_mapping
from integrity.models import RulePack as RulePackRow
from integrity.models import RulePackActivation
from integrity.rules import FIRST, starter
from wells.documents import TooLarge, UnknownFormat, Unreadable, read
from wells.engine.canonical import canonical

#: Faults that are told of one file; more help nobody.
MOST_FAULTS = 100


def pack_from(data: bytes, kind: str) -> RulePack:
    """The pack in JSON or YAML bytes; `kind` is a content type or file name.

    Errors: RuleViolation with every fault by its place: 413 for too many bytes, 415 for another format, 422.
    """
    try:
        return pack_from_mapping(read(data, kind))
    except TooLarge as error:
        raise RuleViolation(f"{_sentence(error)}.", "too_large", status=413) from error
    except UnknownFormat as error:
        raise RuleViolation(f"{_sentence(error)}.", "format", status=415) from error
    except Unreadable as error:
        raise _refusal([Fault("", "unreadable", str(error))]) from error


def pack_from_mapping(mapping) -> RulePack:
    """The pack in a mapping. Errors: RuleViolation (422) with every fault by its place."""
    try:
        return pack_of(mapping)
    except PackFaults as error:
        raise _refusal(error.faults) from error


@transaction.atomic
def keep(operator: Operator, pack: RulePack, *, by, reason: str = "") -> tuple[RulePackRow, bool]:
    """Keep a version of an operator's figures, and whether it is new: the same content under the same name and
    version is there already.

    Errors: RuleViolation (409) where that version says something else.
    """
    found = RulePackRow.objects.filter(operator=operator, name=pack.name, version=pack.version).first()
    if found is None:
        found = _inserted(operator, pack, by=by, reason=reason)
        if found is not None:
            audit.record("rule_pack.recorded", found, by=by, after=_facts(found), reason=reason)
            return found, True
        found = RulePackRow.objects.get(operator=operator, name=pack.name, version=pack.version)
    if found.sha256 != pack.sha256:
        raise RuleViolation(
            f"{found} is kept already and says something else. Give yours another version.",
            "rule_pack_version",
        )
    return found, False


def keep_starter(operator: Operator, key: str, *, by) -> tuple[RulePackRow, bool]:
    """Keep a shipped pack as the operator's own. Errors: KeyError for a pack that is not shipped."""
    return keep(operator, starter(key), by=by, reason="Loaded from the packs that are shipped.")


def begin_with_starter(operator: Operator, *, by) -> str:
    """What `init` offers: the first shipped pack, and a sentence on what is still to do."""
    row, _ = keep_starter(operator, FIRST, by=by)
    return f"{row} is kept. It holds once a second person, an Approver, activates it at /rules/."


@transaction.atomic
def activate(
    pack: RulePackRow, *, valid_from: date, supersedes: RulePackActivation | None, by, reason: str
) -> RulePackActivation:
    """Put a pack in force from a day. `supersedes` is the activation that was seen as the last one, None where
    none was: of two people at the same moment one is stored, the other told.

    Errors: RuleViolation for one's own pack, a missing reason, a day in the past on which another pack held, or
    what is in force already; Stale where somebody was faster.
    """
    _refuse_own(pack, by)
    refuse_no_reason(reason, "Say why these rules come into force.")
    _refuse_repetition(pack, valid_from, supersedes)
    _refuse_rewritten_past(pack, valid_from)
    row = _activated(pack, valid_from=valid_from, supersedes=supersedes, by=by, reason=reason.strip())
    before = None if supersedes is None else _activation_facts(supersedes)
    audit.record(
        "rule_pack.activated", row, by=by, before=before, after=_activation_facts(row), reason=row.reason
    )
    return row


def _inserted(operator: Operator, pack: RulePack, *, by, reason: str) -> RulePackRow | None:
    """The new row; None where somebody kept this version at the same moment."""
    try:
        with transaction.atomic():
            return RulePackRow.objects.create(
                operator=operator,
                name=pack.name,
                version=pack.version,
                content=canonical(to_mapping(pack)).decode(),
                sha256=pack.sha256,
                recorded_at=timezone.now(),
                by=by,
                reason=reason.strip(),
            )
    except IntegrityError:
        return None


def _activated(pack: RulePackRow, **facts) -> RulePackActivation:
    supersedes = facts["supersedes"]
    if supersedes is not None and supersedes.operator_id != pack.operator_id:
        raise RuleViolation("An activation supersedes one of the same operator.", "operator", status=422)
    try:
        with transaction.atomic():
            return RulePackActivation.objects.create(
                operator_id=pack.operator_id, pack=pack, recorded_at=timezone.now(), **facts
            )
    except IntegrityError as error:
        head = RulePackActivation.objects.head_of(pack.operator_id)
        raise Stale(f"{head.by} activated {head} meanwhile. Look at it, then decide again.") from error


def _refuse_own(pack: RulePackRow, by) -> None:
    if pack.by_id == by.pk:
        raise RuleViolation(
            f"You recorded {pack} yourself. Another Approver puts it in force.", "self_approval"
        )


def _refuse_repetition(pack: RulePackRow, valid_from: date, supersedes: RulePackActivation | None) -> None:
    if supersedes is not None and (supersedes.pack_id, supersedes.valid_from) == (pack.pk, valid_from):
        raise RuleViolation(f"{pack} is activated from that day already.", "active_already")


def _refuse_rewritten_past(pack: RulePackRow, valid_from: date) -> None:
    """Days that are past keep the pack they had; only days without any may still get one (decision 0020)."""
    today = gather.day_of()
    if valid_from >= today:
        return
    held = RulePackActivation.objects.in_force([pack.operator_id], day=today).first()
    if held is not None:
        raise RuleViolation(
            f"{held.pack} held until now, and days that are past keep their rules. "
            "Choose today or a later day.",
            "past_day",
        )


def _refusal(faults: list[Fault]) -> RuleViolation:
    count = len(faults)
    told = f"the first {MOST_FAULTS} of {count}" if count > MOST_FAULTS else f"{count}"
    words = f"This is no rule pack yet: {told} fault{'s' if count != 1 else ''} to mend."
    return RuleViolation(words, "rule_pack", status=422, faults=faults[:MOST_FAULTS])


def _sentence(error: Exception) -> str:
    text = str(error)
    return text[:1].upper() + text[1:]


def _facts(row: RulePackRow) -> dict[str, str]:
    return {"name": row.name, "version": row.version, "sha256": row.sha256}


def _activation_facts(row: RulePackActivation) -> dict[str, str]:
    return {"pack": str(row.pack), "sha256": row.pack.sha256, "valid_from": row.valid_from.isoformat()}
