"""The last step of an import: the documents it leads to, in one short transaction, once.

A commit first claims its run, so that of two at once one stores and the other is told (409). Then it plans
again outside any transaction. The transaction itself only writes.
"""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from deepguard import audit
from deepguard.errors import RuleViolation, Stale
from wells.imports import Plan
from wells.models import Door, ImportRun
from wells.models.import_run import ImportState
from wells.services import catalogues
from wells.services.documents import Saved, save_documents
from wells.services.imports.files import kept_files
from wells.services.imports.planning import PART, Planned, plan
from wells.services.imports.reports import counts, put_report, report, report_of

#: A commit that is silent for so long has died with its process; the run may be claimed anew.
SILENT = timedelta(minutes=15)
#: Another person's edit between plan and write is planned over again, so many times.
TRIES = 3
WELLS_NAMED = 200


def commit(
    run: ImportRun, *, by, leave_out=False, planned: Planned | None = None, door=Door.IMPORT
) -> ImportRun:
    """Store what the check showed. `leave_out`: without the refused rows; they stay listed in the report.

    Raises RuleViolation 409 while errors or questions are open, when somebody else stores it just now, and
    when the record has moved so that the outcome would be another one than was shown.
    """
    token = claim(run, leave_out=leave_out)
    return finish(run, token, by=by, planned=planned, door=door)


@transaction.atomic
def claim(run: ImportRun, *, leave_out=False) -> str:
    """Take the run for storing; the token is what `finish` shows."""
    held = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    _refuse_taken(held)
    _refuse_open(held, leave_out)
    token = uuid.uuid4().hex
    held.state = ImportState.STORING
    held.progress = {**held.progress, "step": "storing", "token": token, "since": timezone.now().isoformat()}
    held.progress.pop("failure", None)
    held.save(update_fields=["state", "progress"])
    run.state, run.progress = held.state, held.progress
    return token


def finish(run: ImportRun, token: str, *, by, planned: Planned | None = None, door=Door.IMPORT) -> ImportRun:
    """Store a claimed run, or give it back with the reason."""
    try:
        return _finish(run, token, by, planned, door)
    except RuleViolation as refusal:
        _give_back(run, token, refusal.message)
        raise
    except Exception:
        _give_back(run, token, "Storing failed. Nothing was stored. Try again.")
        raise


@transaction.atomic
def drop(run: ImportRun, *, by) -> ImportRun:
    """Forget what was sent; the report stays."""
    held = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if held.state not in (ImportState.UPLOADED, ImportState.CHECKED):
        raise RuleViolation(f"{held} is {held.get_state_display().lower()}.", code="import_done")
    held.state, held.content, held.finished_at = ImportState.DROPPED, None, timezone.now()
    held.save(update_fields=["state", "content", "finished_at"])
    audit.record("import.dropped", held, by=by, after={"sha256": held.sha256})
    return held


def _refuse_taken(run: ImportRun) -> None:
    if run.state == ImportState.STORING and not _is_silent(run):
        raise RuleViolation(f"{run} is being stored already. Wait for it.", code="import_storing")
    if run.state not in (ImportState.CHECKED, ImportState.STORING):
        raise RuleViolation(
            f"{run} is {run.get_state_display().lower()}. Nothing was stored now.", code="import_done"
        )


def _is_silent(run: ImportRun) -> bool:
    return timezone.now() - datetime.fromisoformat(run.progress["since"]) > SILENT


def _refuse_open(run: ImportRun, leave_out: bool) -> None:
    told = report_of(run) or {}
    storable, errors, questions = told.get("storable"), told.get("errors", 0), told.get("questions", 0)
    if not storable:
        raise RuleViolation(
            f"Nothing was stored: {errors} errors and {questions} questions are open, and they cannot be "
            f"left out row by row. Answer or mend them, then check again.",
            code="import_open",
        )
    if storable == PART and not leave_out:
        raise RuleViolation(
            f"Nothing was stored: {errors} errors and {questions} questions are open. Answer or mend them, "
            f"or leave the {told['to_store']['refused']} refused rows out.",
            code="import_open",
        )


def _finish(run: ImportRun, token: str, by, planned: Planned | None, door) -> ImportRun:
    shown = report_of(run)
    files = kept_files(run)
    for attempt in range(TRIES):
        if planned is None or attempt:
            planned = plan(run.operator, run.kind, files, run.answers)
        if planned.digest != shown["digest"]:
            _show_anew(run, planned, files)
        try:
            return _store(run, token, planned, by, door)
        except Stale:
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _show_anew(run: ImportRun, planned: Planned, files) -> None:
    told = report(planned, files)
    put_report(run, told)
    run.progress = {**run.progress, **counts(planned.plan)}
    run.save(update_fields=["report", "progress"])
    raise RuleViolation(
        "Nothing was stored: the record has changed since the check, and this file would now change other "
        "things than were shown. It was checked again; read the new result, then import.",
        code="record_moved",
    )


def _store(run: ImportRun, token: str, planned: Planned, by, door) -> ImportRun:
    chosen = planned.to_store
    if chosen and chosen.catalogue:
        return _publish(run, token, chosen, by)
    changes = [
        (run.operator, *_base(planned, change), change.after) for change in (chosen.wells if chosen else ())
    ]
    rows = [(operator, well, document, based_on) for operator, well, based_on, document in changes]
    saved = save_documents(
        rows,
        by=by,
        reason=_reason(run),
        door=door,
        batch=uuid.uuid4(),
        checked=True,
        then=lambda saved: _close(run, token, saved, by),
    )
    return _with_seconds(run, saved.seconds)


def _publish(run: ImportRun, token: str, chosen: Plan, by) -> ImportRun:
    done = catalogues.publish(
        run.operator,
        chosen.catalogue,
        by=by,
        licence=chosen.licence,
        attribution=chosen.attribution,
        then=lambda done: _close_catalogue(run, token, done, chosen, by),
    )
    return _with_seconds(run, done.seconds)


def _base(planned: Planned, change) -> tuple:
    """The well the change belongs to and the revision it stands on; (None, None) for a new one."""
    return planned.bases[change.before["id"]] if change.before is not None else (None, None)


def _reason(run: ImportRun) -> str:
    more = f" and {len(run.file_names) - 1} more" if len(run.file_names) > 1 else ""
    return f"Import of {run.file_names[0]}{more}"


def _close(run: ImportRun, token: str, saved: Saved, by) -> None:
    stored = {
        "created_wells": len(saved.created),
        "changed_wells": len(saved.changed),
        "revisions": len(saved.revisions),
    }
    wells = [[well.pk, well.name] for well in saved.wells[:WELLS_NAMED]]
    _closed(run, token, stored, {"wells": wells}, by, batch=saved.batch)


def _close_catalogue(run: ImportRun, token: str, done: catalogues.Published, chosen: Plan, by) -> None:
    stored = {
        "created_wells": 0,
        "changed_wells": 0,
        "revisions": int(done.is_new),
        "catalogue_rows": len(chosen.catalogue.rows),
    }
    named = {"catalogue": [str(done.catalogue.uid), str(done.catalogue)]}
    _closed(run, token, stored, named, by)


def _closed(run: ImportRun, token: str, stored: dict, named: dict, by, *, batch=None) -> None:
    """The run as done, in the transaction of what it stored: the files go, the report says what became of them."""
    run = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if run.progress.get("token") != token:
        raise RuleViolation(f"{run} was taken over by another commit.", code="import_storing")
    put_report(run, report_of(run) | {"stored": {**stored, **named}})
    run.state, run.content, run.batch, run.finished_at = ImportState.STORED, None, batch, timezone.now()
    run.progress = {key: value for key, value in run.progress.items() if key not in ("token", "since")} | {
        "step": "stored",
        **stored,
    }
    run.save()
    audit.record("import.stored", run, by=by, after={**stored, "batch": batch, "sha256": run.sha256})


def _with_seconds(run: ImportRun, seconds: float) -> ImportRun:
    """How long the transaction took can only be known after it."""
    run.refresh_from_db()
    run.progress = {**run.progress, "write_seconds": round(seconds, 3)}
    run.save(update_fields=["progress"])
    return run


def _give_back(run: ImportRun, token: str, why: str) -> None:
    with transaction.atomic():
        held = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
        if held.progress.get("token") != token:
            return
        held.state = ImportState.CHECKED
        held.progress = {key: value for key, value in held.progress.items() if key != "token"}
        held.progress |= {"step": "checked", "failure": why}
        held.save(update_fields=["state", "progress"])
    run.refresh_from_db()
