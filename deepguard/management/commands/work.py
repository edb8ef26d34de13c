"""`manage.py work`: background tasks and recurring jobs, in one process."""

import threading

import structlog
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from deepguard import schedule

PAUSE_S = 2.0
log = structlog.get_logger(__name__)


class Command(BaseCommand):
    help = "Run background tasks and recurring jobs until stopped."

    def handle(self, **options):
        schedule.discover()
        stopped = threading.Event()
        jobs = threading.Thread(target=run_jobs, args=(stopped,), name="jobs", daemon=True)
        jobs.start()
        try:
            call_command("db_worker", interval=0.5, reload=False, startup_delay=False, verbosity=0)
        finally:
            stopped.set()
            jobs.join(timeout=5)


def run_jobs(stopped: threading.Event) -> None:
    """Outlives a database that is away for a while: told in the log, and by the missing heartbeat."""
    while not stopped.is_set():
        try:
            schedule.run_due()
        except DatabaseError:
            log.exception("jobs.postponed")
        connection.close()
        stopped.wait(PAUSE_S)
