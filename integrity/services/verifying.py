"""The whole record read again: rows, revisions, seals, and every assessment by the engine that made it."""

from collections.abc import Iterator

from django.db.models import F, Q

from deepguard.services.verifying import Finding, broken_rows
from integrity import gather
from integrity.engine.aside import NONE, text_of
from integrity.models import Assessment, OperatingEnvelope, SetAsideDecision, SetAsideRequest
from integrity.services.replaying import replay
from wells.services.verifying import findings as findings_of_wells

#: Assessments held in memory between two engines' answers.
AT_ONCE = 1000


def findings(*, with_replay: bool = True) -> Iterator[Finding]:
    """Everything that does not agree; nothing when the record is whole."""
    yield from findings_of_wells()
    yield from broken_rows()
    yield from broken_envelopes()
    yield from broken_set_asides()
    yield from other_evidence()
    if with_replay:
        yield from changed_answers()


def changed_answers() -> Iterator[Finding]:
    """Assessments whose own engine answers otherwise today, by the first field that differs."""
    rows = Assessment.objects.select_related("revision", "rule_pack", "well__operator").order_by(
        "engine", "pk"
    )
    part: list[Assessment] = []
    for row in rows.iterator(chunk_size=AT_ONCE):
        part.append(row)
        if len(part) == AT_ONCE:
            yield from _changed(part)
            part = []
    yield from _changed(part)


def _changed(rows: list[Assessment]) -> Iterator[Finding]:
    for found in replay(rows):
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
        key = f"{row.well.operator}/{row.well.uid} envelope {row.letter} from {row.valid_from}"
        proposal = row.decision.proposal
        if row.decision.verdict != "approved" or proposal.by_id == row.decision.by_id:
            yield Finding(table, key, "decision", "no second person approved it", row.access_operator_id)
        if row.limit_si > proposal.limit_si * (1 + 1e-12):
            yield Finding(table, key, "limit_si", "it is more than what was proposed", row.access_operator_id)
        end = proposal.set_aside_until
        if end is not None and (row.valid_until is None or row.valid_until > end):
            detail = "it outlives what was set aside for it"
            yield Finding(table, key, "valid_until", detail, row.access_operator_id)
        before = row.supersedes
        if before is not None and (before.place != row.place or before.valid_from > row.valid_from):
            detail = "it does not follow from the limit before it"
            yield Finding(table, key, "supersedes", detail, row.access_operator_id)


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
