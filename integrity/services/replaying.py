"""Any assessment again, by the engine that made it, in a process of its own."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from integrity.engine.aside import NONE
from integrity.models import Assessment, EngineRelease
from wells.engine.document import canonical
from wells.gather import of_revisions

AT_ONCE = 200
#: An engine that does not answer in this time is named as not answering.
PATIENCE_S = 600


@dataclass(frozen=True)
class Replay:
    """What the engine of then answers now. `error` where it gave no answer."""

    assessment: Assessment
    input_sha256: str | None
    result_sha256: str | None
    summary: dict | None
    error: str = ""

    @property
    def agrees(self) -> bool:
        return not self.first_difference

    @property
    def first_difference(self) -> str:
        """Field of the assessment that the replay answers otherwise; empty when it agrees."""
        if self.error:
            return "engine"
        for field in ("input_sha256", "result_sha256"):
            if getattr(self, field) != getattr(self.assessment, field):
                return field
        return "" if canonical(self.summary).decode() == self.assessment.result else "result"


def replay(assessments: Iterable[Assessment]) -> Iterator[Replay]:
    """Each assessment replayed, one process an engine. The order is by engine."""
    rows = sorted(assessments, key=lambda row: (row.engine_id, row.pk))
    for engine_id, group in groupby(rows, key=lambda row: row.engine_id):
        release = EngineRelease.objects.get(pk=engine_id)
        yield from _by(release, list(group))


def _by(release: EngineRelease, rows: list[Assessment]) -> Iterator[Replay]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "engine.zip"
        path.write_bytes(bytes(release.zip))
        for start in range(0, len(rows), AT_ONCE):
            part = rows[start : start + AT_ONCE]
            yield from _answers(path, part)


def _answers(path: Path, rows: list[Assessment]) -> Iterator[Replay]:
    documents = of_revisions({row.revision_id: row.revision for row in rows})
    requests = (
        json.dumps(
            {
                "document": documents[row.revision_id],
                "day": row.day.isoformat(),
                "rule_pack": row.rule_pack and row.rule_pack.mapping,
            }
            | ({} if row.evidence == NONE else {"evidence": json.loads(row.evidence)})
        )
        for row in rows
    )
    run = subprocess.run(
        [sys.executable, "-I", str(path)],
        input="\n".join(requests) + "\n",
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    lines = run.stdout.splitlines()
    for index, row in enumerate(rows):
        if index >= len(lines):
            told = (run.stderr.strip().splitlines() or ["no answer"])[-1]
            yield Replay(row, None, None, None, error=f"engine {row.engine_id}: {told}")
            continue
        answer = json.loads(lines[index])
        yield Replay(
            row,
            answer.get("input_sha256"),
            answer.get("result_sha256"),
            answer.get("summary"),
            error=answer.get("error", ""),
        )
