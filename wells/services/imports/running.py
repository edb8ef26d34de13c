"""From the files that were sent to a report that can be decided on."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from deepguard import audit
from deepguard.errors import RuleViolation
from wells.imports import File, ImportRefused
from wells.models import ImportRun
from wells.models.import_run import ImportState
from wells.services.imports.committing import commit
from wells.services.imports.files import kept_files, packed, refuse_unfit, sha256_of
from wells.services.imports.planning import Planned, plan
from wells.services.imports.reports import counts, put_report, refused_report, report

OPEN = (ImportState.UPLOADED, ImportState.CHECKED)


@transaction.atomic
def start(
    operator, kind: str, files: Sequence[File], *, by, answers: Mapping[str, str] | None = None
) -> ImportRun:
    """Keep what was sent. Raises RuleViolation: 413 for more than UPLOAD_MAX_BYTES, 422 for an unknown kind."""
    refuse_unfit(kind, files)
    run = ImportRun.objects.create(
        operator=operator,
        kind=kind,
        file_names=[file.name for file in files],
        sha256=sha256_of(files),
        content=packed(files),
        uploaded_by=by,
        answers=dict(answers or {}),
        progress={"step": "waiting"},
    )
    audit.record("import.uploaded", run, by=by, after=_facts(run))
    return run


def check(
    run: ImportRun,
    *,
    mapping: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> ImportRun:
    """The dry run, outside any transaction; its report is kept with the run.

    `mapping` gives columns their fields: {"Strings!F": "shoe_md_m"}, "" leaves one out. `answers` are kept
    by what was asked; an empty one takes an answer back. Raises RuleViolation 409 once the run is done.
    """
    answer(run, mapping=mapping, answers=answers)
    _step(run, "checking")
    files = kept_files(run)
    try:
        planned = plan(run.operator, run.kind, files, run.answers)
    except ImportRefused as refusal:
        return _refused(run, refusal, files)
    except Exception:
        _step(run, "failed")
        raise
    _checked(run, planned, files)
    return run


def answer(
    run: ImportRun, *, mapping: Mapping[str, str] | None = None, answers: Mapping[str, str] | None = None
) -> ImportRun:
    """Keep answers for a check that comes later. Raises RuleViolation 409 once the run is done."""
    refuse_closed(run)
    run.answers = _answers(run.answers, mapping or {}, answers or {})
    _step(run, "waiting")
    return run


def refuse_closed(run: ImportRun) -> None:
    if run.state not in OPEN:
        raise RuleViolation(f"{run} is {run.get_state_display().lower()}. Send it again.", code="import_done")


def at_once(
    operator, kind: str, files: Sequence[File], *, by, planned: Planned, door, answers=None, leave_out=False
) -> ImportRun:
    """Start, check and commit with a plan that is made already: what commands do."""
    run = start(operator, kind, files, by=by, answers=answers)
    _checked(run, planned, files)
    return commit(run, by=by, leave_out=leave_out, planned=planned, door=door)


def _answers(known: Mapping[str, str], mapping: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """Answers with the new ones; a column mapped to nothing is an answer, an empty answer is none."""
    kept = {**known, **said}
    kept = {ask: answer for ask, answer in kept.items() if answer or ask.startswith("map:")}
    return {**kept, **{f"map:{column}": field for column, field in mapping.items()}}


def _step(run: ImportRun, step: str) -> None:
    run.state = ImportState.UPLOADED
    run.progress = {"step": step, "since": timezone.now().isoformat()}
    run.save(update_fields=["state", "progress", "answers"])


def _checked(run: ImportRun, planned: Planned, files: Sequence[File]) -> None:
    told = report(planned, files)
    put_report(run, told)
    run.state = ImportState.CHECKED
    run.mapping = told["mapping"]
    run.licence, run.attribution = planned.plan.licence, planned.plan.attribution
    run.progress = {"step": "checked", "seconds": told["seconds"], **counts(planned.plan)}
    run.save()


def _refused(run: ImportRun, refusal: ImportRefused, files: Sequence[File]) -> ImportRun:
    told = refused_report(refusal.finding, files)
    put_report(run, told)
    run.state, run.content, run.finished_at = ImportState.REFUSED, None, timezone.now()
    run.progress = {"step": "refused", "errors": 1, "rows_read": 0}
    run.save()
    return run


def _facts(run: ImportRun) -> dict:
    return {"kind": run.kind, "files": run.file_names[:20], "sha256": run.sha256}
