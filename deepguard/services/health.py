"""Whether the house stands: database, record, worker, disk, audit."""

import shutil
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from deepguard import triggers
from deepguard.models import AuditEvent, AuditSeal, Job

OK, DEGRADED, FAILED = "ok", "degraded", "failed"
SILENT_WORKER = timedelta(seconds=60)
LEAST_FREE_BYTES = 500 * 1024 * 1024


@dataclass(frozen=True)
class Service:
    """One part of the house: its state in a word and in a sentence."""

    name: str
    state: str
    detail: str


def database() -> Service:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return Service("database", FAILED, f"The database does not answer: {type(error).__name__}.")
    return Service("database", OK, f"{connection.vendor} answers.")


def schema() -> Service:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return Service("schema", FAILED, f"{len(waiting)} migrations wait. Run manage.py migrate.")
    return Service("schema", OK, "All migrations are applied.")


def record() -> Service:
    lost = triggers.missing()
    if lost:
        return Service("record", FAILED, f"{len(lost)} record triggers are missing. Run manage.py migrate.")
    return Service("record", OK, "Append-only triggers stand on every record table.")


def worker() -> Service:
    beat = Job.objects.filter(name="heartbeat").values_list("finished_at", flat=True).first()
    if beat is None:
        return Service("worker", DEGRADED, "The worker has not run yet. Start it with manage.py work.")
    silent = timezone.now() - beat
    if silent > SILENT_WORKER:
        seconds = int(silent.total_seconds())
        return Service("worker", DEGRADED, f"The worker was last heard {seconds} s ago.")
    return Service("worker", OK, "The worker is alive.")


def disk() -> Service:
    free = shutil.disk_usage(settings.DATA_DIR).free
    state = OK if free > LEAST_FREE_BYTES else DEGRADED
    return Service("disk", state, f"{free // (1024 * 1024):,} MB are free for data.")


def audit_chain() -> Service:
    waiting = AuditEvent.objects.unsealed().count()
    head = AuditSeal.objects.order_by("-pk").first()
    told = f"head {head.hash[:12]}" if head else "no seal yet"
    state = OK if waiting < 1000 else DEGRADED
    return Service("audit", state, f"{told}, {waiting} events wait for their seal.")


def services() -> list[Service]:
    """Every part; nothing else is asked where the database is gone."""
    first = database()
    if first.state == FAILED:
        return [first, disk()]
    return [first, schema(), record(), worker(), disk(), audit_chain()]


def ready() -> list[Service]:
    """What must hold before requests are sent here."""
    first = database()
    return [first] if first.state == FAILED else [first, schema(), record()]


def report(parts: list[Service]) -> dict:
    """{status, services}: the worst state of the parts, and the parts."""
    worst = max((part.state for part in parts), key=[OK, DEGRADED, FAILED].index)
    return {"status": worst, "services": [asdict(part) for part in parts]}
