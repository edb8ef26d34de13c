"""The whole record read again: rows, revisions, seals, and every assessment by the engine that made it."""

from collections.abc import Iterator

from django.db.models import F, Q

from deepguard.services.verifying import Finding, broken_rows
from integrity import gather
from integrity.engine.aside import NONE, text_of
from integrity.models import (
    Assessment,
    OperatingEnvelope,
    ProposalDocument,
    SetAsideDecision,
    SetAsideRequest,
)
from integrity.services.replaying import HERE, Image, replay
from integrity.services.verifying_standing import strayed_standings
from wells.services.verifying import findings as findings_of_wells

#: Assessments held in memory between two engines' answers.
AT_ONCE = 1000


def findings(*, with_replay: bool = True, image: Image = HERE) -> Iterator[Finding]:
    """Everything that does not agree; nothing when the record is whole. `image` replays the assessments."""
    yield from findings_of_wells()
    yield from broken_rows()
    yield from broken_envelopes()
    yield from broken_documents()
    yield from broken_set_asides()
    yield from other_evidence()
    yield from strayed_standings()
    if with_replay:
        yield from changed_answers(image)


def changed_answers(image: Image = HERE) -> Iterator[Finding]:
    """Assessments whose own engine answers otherwise today, by the first field that differs."""
    rows = Assessment.objects.select_related("revision", "rule_pack", "well__operator").order_by(
        "engine", "pk"
    )
    part: list[Assessment] = []
    for row in rows.iterator(chunk_size=AT_ONCE):
        part.append(row)
        if len(part) == AT_ONCE:
            yield from _changed(part, image)
            part = []
    yield from _changed(part, image)


def _changed(rows: list[Assessment], image: Image) -> Iterator[Finding]:
    for found in replay(rows, image=image):
        if found.agrees:
            continue
        row = found.assessment
        key = f"{row.well.operator}/{row.well.uid} assessment {row.number}"
        detail = found.error or "its own engine answers otherwise from the same inputs"
        yield Finding(Assessment._meta.db_table, key, found.first_difference, detail, row.access_operator_id)


def broken_envelopes() -> Iterator[Finding]:
    """Limits in force that do not follow from their decision, or begin before the one they succeed."""
    table = OperatingEnvelope._meta.db_table
    rows = OperatingEnvelope.objects.select_related("decision__proposal", "supersedes", "well__operator")
    for row in rows.iterator(chunk_size=AT_ONCE):
        key = f"{row.well.operator}/{row.well.uid} envelope of {row.where} from {row.valid_from}"
        for column, detail in _broken(row):
            yield Finding(table, key, column, detail, row.access_operator_id)


def _broken(row: OperatingEnvelope) -> Iterator[tuple[str, str]]:
    """Column and detail of what an envelope should not say."""
    decision, proposal, before = row.decision, row.decision.proposal, row.supersedes
    if decision.verdict != "approved" or decision.own != (proposal.by_id == decision.by_id):
        yield "decision", "no second person approved it"
    if _exceeds(row.limit_si, proposal.limit_si):
        yield "limit_si", "it is more than what was proposed"
    if _exceeds(proposal.low_limit_si, row.low_limit_si):
        yield "low_limit_si", "it is less than what was proposed"
    end = proposal.set_aside_until
    if end is not None and (row.valid_until is None or row.valid_until > end):
        yield "valid_until", "it outlives what was set aside for it"
    if before is not None and (before.place != row.place or before.valid_from > row.valid_from):
        yield "supersedes", "it does not follow from the limit before it"


def _exceeds(one: float | None, other: float | None) -> bool:
    """Whether a number lies above another beyond noise, or only one of them is there."""
    if one is None or other is None:
        return one is not other
    return one - other > 1e-9 * abs(other)


def broken_documents() -> Iterator[Finding]:
    """Files that limits rest on whose hash is not the one they were proposed with."""
    table = ProposalDocument._meta.db_table
    rows = ProposalDocument.objects.exclude(sha256=F("attachment__sha256"))
    for row in rows.select_related("attachment", "proposal__well__operator"):
        key = f"{row.well.operator}/{row.well.uid} document {row.attachment}"
        yield Finding(
            table, key, "sha256", "the file is not the one it was proposed with", row.access_operator_id
        )


def broken_set_asides() -> Iterator[Finding]:
    """Candidates set aside without a second person."""
    rows = SetAsideDecision.objects.filter(verdict="agreed").select_related("request__well__operator")
    for row in rows.filter(by=F("request__by")).iterator(chunk_size=AT_ONCE):
        key = f"{row.well.operator}/{row.well.uid} {row.request.candidate} of {row.request.element}"
        yield Finding(row._meta.db_table, key, "by", "no second person agreed", row.access_operator_id)


def other_evidence() -> Iterator[Finding]:
    """Assessments whose evidence is not what the record of then says was set aside on their day."""
    decided = SetAsideRequest.objects.filter(decision__verdict="agreed").values("well")
    rows = Assessment.objects.filter(Q(well__in=decided) | ~Q(evidence=NONE)).select_related("well__operator")
    for row in rows.order_by("pk").iterator(chunk_size=AT_ONCE):
        known = gather.set_asides_of(row.well, as_of=row.day, known_at=row.recorded_at)
        if text_of(known) != row.evidence:
            key = f"{row.well.operator}/{row.well.uid} assessment {row.number}"
            detail = "other candidates were set aside then"
            yield Finding(Assessment._meta.db_table, key, "evidence", detail, row.access_operator_id)
