"""Documents beside a well: add, withdraw. Withdrawn: the bytes go, name, hash and reason stay."""

import hashlib

from django.db import transaction
from django.utils import timezone

from deepguard import audit
from deepguard.errors import RuleViolation, refuse_no_reason
from deepguard.models import Attachment
from wells.models import Well, WellAttachment
from wells.record.nouns import ITEMS


@transaction.atomic
def add(well: Well, *, name, content: bytes, content_type, by, item_uid="", remarks="") -> WellAttachment:
    """Keep a file beside the well, or beside one of its items."""
    _refuse_unknown_item(well, item_uid)
    digest = hashlib.sha256(content).hexdigest()
    _refuse_second_copy(well, digest, item_uid)
    attachment = Attachment.objects.create(
        operator=well.operator,
        name=name,
        content_type=content_type,
        size=len(content),
        sha256=digest,
        content=content,
        added_by=by,
    )
    kept = WellAttachment.objects.create(well=well, attachment=attachment, item_uid=item_uid, remarks=remarks)
    audit.record("attachment.added", well, by=by, after=_facts(kept))
    return kept


@transaction.atomic
def withdraw(kept: WellAttachment, *, by, reason: str) -> WellAttachment:
    """Take the bytes out of the record; that they were there, their hash and the reason stay."""
    refuse_no_reason(reason, "Say why the document is withdrawn.")
    attachment = Attachment.objects.select_for_update().get(pk=kept.attachment_id)
    if attachment.withdrawn_at is not None:
        raise RuleViolation(f"{attachment} is withdrawn already.", code="withdrawn")
    attachment.content = None
    attachment.withdrawn_at, attachment.withdrawn_by = timezone.now(), by
    attachment.withdrawn_reason = reason
    attachment.save()
    kept.attachment = attachment
    audit.record("attachment.withdrawn", kept.well, by=by, before=_facts(kept), reason=reason)
    return kept


def _refuse_unknown_item(well: Well, uid: str) -> None:
    if uid and not any(
        kind.model.objects.filter(well=well, uid=uid).exists() for kind in ITEMS if kind.has_uid
    ):
        raise RuleViolation(f"{well} has no item with the id “{uid}”.", code="item", status=422)


def _refuse_second_copy(well: Well, digest: str, item_uid: str) -> None:
    same = WellAttachment.objects.filter(
        well=well, item_uid=item_uid, attachment__sha256=digest, attachment__withdrawn_at=None
    ).first()
    if same:
        raise RuleViolation(f"This file is kept already, as {same}.", code="attachment")


def _facts(kept: WellAttachment) -> dict:
    attachment = kept.attachment
    return {
        "name": attachment.name,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "item": kept.item_uid,
    }
