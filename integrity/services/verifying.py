"""The whole record read again: rows, revisions, seals, and every assessment by the engine that made it."""

from collections.abc import Iterator

from deepguard.services.verifying import Finding, broken_rows
from integrity.models import Assessment, OperatingEnvelope
from integrity.services.replaying import replay
from wells.services.verifying import findings as findings_of_wells

#: Assessments held in memory between two engines' answers.
AT_ONCE = 1000


def findings(*, with_replay: bool = True) -> Iterator[Finding]:
    """Everything that does not agree; nothing when the record is whole."""
    yield from findings_of_wells()
    yield from broken_rows()
    yield from broken_envelopes()
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
        before = row.supersedes
        if before is not None and (before.place != row.place or before.valid_from > row.valid_from):
            detail = "it does not follow from the limit before it"
            yield Finding(table, key, "supersedes", detail, row.access_operator_id)
