"""Every topic, and every case with what came out."""

from __future__ import annotations

from collections.abc import Iterator

from integrity.verification.case import Ask, Case, Outcome, Topic, read
from integrity.verification.columns import COLUMNS
from integrity.verification.limits import LIMITS
from integrity.verification.monitoring import MONITORING
from integrity.verification.pipes import PIPES

TOPICS: list[Topic] = [*PIPES, *LIMITS, *MONITORING, *COLUMNS]

MISPRINT = "kept as a warning, not to be asserted"


def outcomes(ask: Ask) -> Iterator[Outcome]:
    """Each case of the covered files: its figures, or why there are none."""
    for file in dict.fromkeys(topic.file for topic in TOPICS):
        for case in read(file):
            yield outcome(file, case, ask)


def topic_of(file: str, case: Case) -> Topic | None:
    """The topic that computes a case; None where none does."""
    if case.get("do_not_assert"):
        return None
    return next((topic for topic in TOPICS if topic.file == file and topic.takes(case)), None)


def outcome(file: str, case: Case, ask: Ask) -> Outcome:
    """One case through a door."""
    topic = topic_of(file, case)
    if topic is None:
        return Outcome(case=case, file=file, title=_title(file), reason=_reason(case))
    found = topic.compute(case, ask)
    checks = tuple((check, found[check.quantity]) for check in topic.expected(case))
    return Outcome(case=case, file=file, title=topic.title, door=topic.door, found=checks)


def _title(file: str) -> str:
    return next(topic.title for topic in TOPICS if topic.file == file)


def _reason(case: Case) -> str:
    if case.get("do_not_assert"):
        return f"{MISPRINT}: {case['note']}"
    return "no topic computes it"
