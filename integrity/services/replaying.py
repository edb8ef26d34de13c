"""Any assessment again, by the engine that made it, in a process of its own: on this machine image or another."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from integrity.engine.aside import NONE
from integrity.models import Assessment, EngineRelease
from integrity.services import within_rounding
from wells.engine.document import canonical
from wells.gather import of_revisions

AT_ONCE = 200
#: An engine that does not answer in this time is named as not answering.
PATIENCE_S = 600


#: What an image says of itself; fails where the libraries of an engine are missing.
SAID = """import platform, networkx, numpy, wellpathpy
print(platform.python_implementation(), platform.python_version(), platform.machine(), *platform.libc_ver(),
      "NumPy", numpy.__version__, "networkx", networkx.__version__)"""


class NoImage(ValueError):
    """The interpreter cannot run an engine."""


@dataclass(frozen=True)
class Image:
    """What runs an engine: an interpreter, and what its environment says otherwise than that of this process."""

    python: str = sys.executable
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Isolated: nothing of ours is on its path but what the arguments name."""
        return subprocess.run(
            [self.python, "-I", *arguments],
            input=given,
            env=os.environ | self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )

    @property
    def words(self) -> str:
        """Interpreter, processor, C library and libraries. Errors: NoImage."""
        try:
            said = self.run("-c", SAID)
        except OSError as error:
            raise NoImage(f"{self.python} cannot be run: {error.strerror}.") from error
        if said.returncode:
            fault = (said.stderr.strip().splitlines() or ["no answer"])[-1]
            raise NoImage(
                f"{self.python} cannot run an engine ({fault}). Install numpy, networkx and wellpathpy for it."
            )
        return " ".join(said.stdout.split())


HERE = Image()


@dataclass(frozen=True)
class Replay:
    """What the engine of then answers now. `error` where it gave no answer; `within_rounding`: its hash differs
    only by numbers that the last bits round to another ninth digit."""

    assessment: Assessment
    input_sha256: str | None
    result_sha256: str | None
    summary: dict | None
    error: str = ""
    within_rounding: bool = False

    @property
    def agrees(self) -> bool:
        return not self.first_difference

    @property
    def first_difference(self) -> str:
        """Field of the assessment that the replay answers otherwise; empty when it agrees."""
        if self.error:
            return "engine"
        if self.input_sha256 != self.assessment.input_sha256:
            return "input_sha256"
        if self.has_other_result and not self.within_rounding:
            return "result_sha256"
        return "" if canonical(self.summary).decode() == self.assessment.result else "result"

    @property
    def has_other_result(self) -> bool:
        return self.result_sha256 != self.assessment.result_sha256


def replay(assessments: Iterable[Assessment], *, image: Image = HERE) -> Iterator[Replay]:
    """Each assessment replayed, one process an engine. The order is by engine."""
    rows = sorted(assessments, key=lambda row: (row.engine_id, row.pk))
    for engine_id, group in groupby(rows, key=lambda row: row.engine_id):
        release = EngineRelease.objects.get(pk=engine_id)
        yield from _by(release, list(group), image)


def _by(release: EngineRelease, rows: list[Assessment], image: Image) -> Iterator[Replay]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "engine.zip"
        path.write_bytes(bytes(release.zip))
        for start in range(0, len(rows), AT_ONCE):
            yield from _looked_at_again(
                list(_answers(path, rows[start : start + AT_ONCE], image)), path, image
            )


def _answers(path: Path, rows: list[Assessment], image: Image) -> Iterator[Replay]:
    run = image.run(str(path), given=_lines(_requests(rows)))
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


def _looked_at_again(found: list[Replay], path: Path, image: Image) -> Iterator[Replay]:
    """The same, those with another hash of their result asked whether it differs within rounding."""
    others = [one for one in found if not one.error and one.has_other_result]
    requests = _requests([one.assessment for one in others])
    asked = [
        request | {"result_sha256": one.assessment.result_sha256}
        for request, one in zip(requests, others, strict=True)
    ]
    lines = (
        image.run(within_rounding.__file__, str(path), given=_lines(asked)).stdout.splitlines()
        if asked
        else []
    )
    met = {one.assessment.pk for one, line in zip(others, lines, strict=False) if json.loads(line)["met"]}
    for one in found:
        yield replace(one, within_rounding=one.assessment.pk in met)


def _requests(rows: list[Assessment]) -> list[dict]:
    documents = of_revisions({row.revision_id: row.revision for row in rows})
    return [
        {
            "document": documents[row.revision_id],
            "day": row.day.isoformat(),
            "rule_pack": row.rule_pack and row.rule_pack.mapping,
        }
        | ({} if row.evidence == NONE else {"evidence": json.loads(row.evidence)})
        for row in rows
    ]


def _lines(requests: list[dict]) -> str:
    return "".join(json.dumps(request) + "\n" for request in requests)
