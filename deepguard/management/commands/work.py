"""`manage.py work`: background tasks and recurring jobs, in one process."""

import threading

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from deepguard import schedule

PAUSE_S = 2.0


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
    while not stopped.is_set():
        schedule.run_due()
        connection.close()
        stopped.wait(PAUSE_S)
