"""`manage.py bench`: the figures of the design, measured in one run on a throw-away database."""

import os
import sys
import tempfile
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from integrity.bench import formulas, measures, pages
from integrity.bench.approvals import approve_what_stands
from integrity.bench.field import make_field
from integrity.bench.figure import NO_GOAL, Figure
from wells.models import Well


class Command(BaseCommand):
    help = "Measure the figures of the design on a throw-away database and print them beside their goals."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--wells", type=int, default=10_000, help="wells in the base (10,000)")
        parser.add_argument(
            "--database", default="", help="address of an empty PostgreSQL database; SQLite without"
        )

    def handle(self, *args, **options):
        if not os.environ.get("DEEPGUARD_BENCH"):
            self._begin_again_beside_the_register(options["database"])
        call_command("migrate", verbosity=0, interactive=False)
        if Well.objects.exists():
            raise CommandError("This database holds wells already: the bench wants one of its own, empty.")
        for figure in self._figures(options["wells"]):
            self.stdout.write(f"{figure.what:<72} {figure.goal:<42} {figure.measured}")
            self.stdout.flush()

    def _figures(self, count):
        yield measures.limits_only()
        yield measures.limits_with_derivation()
        yield measures.documents_read()
        yield from formulas.figures()
        start = time.perf_counter()
        engineer = make_field(count)
        rate = count / (time.perf_counter() - start)
        yield Figure(f"{count:,} wells written, checks aside", NO_GOAL, f"{rate:,.0f} wells/s")
        yield from measures.nightly()
        yield _approved(engineer)
        yield from pages.pages()
        yield from pages.exports()
        yield measures.record_read()
        yield measures.cold_start()
        yield measures.memory()

    def _begin_again_beside_the_register(self, database):
        """Nothing of one's own register is touched: the process starts anew on a database of its own."""
        with tempfile.TemporaryDirectory() as folder:
            environment = os.environ | {
                "DEEPGUARD_BENCH": "1",
                "DEEPGUARD_DATA": folder,
                "DEEPGUARD_DEMO": "",
                "DATABASE_URL": database,
                "LOG_LEVEL": "ERROR",
            }
            sys.exit(os.spawnve(os.P_WAIT, sys.executable, [sys.executable, *sys.argv], environment))


def _approved(engineer) -> Figure:
    start = time.perf_counter()
    count = approve_what_stands(engineer)
    rate = count / (time.perf_counter() - start)
    return Figure(f"{count:,} limits proposed, nine of ten approved", NO_GOAL, f"{rate:,.0f} limits/s")
