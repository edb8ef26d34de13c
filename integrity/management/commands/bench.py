"""`manage.py bench`: the figures of the design, measured in one run on a throw-away database."""

import os
import sys
import tempfile
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand

from integrity.bench import formulas, measures
from integrity.bench.field import make_field


class Command(BaseCommand):
    help = "Measure the figures of the design on a throw-away database and print them beside their goals."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--wells", type=int, default=10_000, help="wells in the base (10,000)")

    def handle(self, *args, **options):
        if not os.environ.get("DEEPGUARD_BENCH"):
            self._begin_again_beside_the_register()
        call_command("migrate", verbosity=0, interactive=False)
        for figure in self._figures(options["wells"]):
            self.stdout.write(f"{figure.what:<72} {figure.goal:<42} {figure.measured}")
            self.stdout.flush()

    def _figures(self, count):
        yield measures.limits_only()
        yield measures.limits_with_derivation()
        yield measures.documents_read()
        yield from formulas.figures()
        start = time.perf_counter()
        make_field(count)
        rate = count / (time.perf_counter() - start)
        yield measures.Figure(f"{count:,} wells written, checks aside", "–", f"{rate:,.0f} wells/s")
        yield from measures.nightly()
        yield from measures.pages()
        yield measures.cold_start()

    def _begin_again_beside_the_register(self):
        """Nothing of one's own register is touched: the process starts anew on a database of its own."""
        with tempfile.TemporaryDirectory() as folder:
            environment = os.environ | {
                "DEEPGUARD_BENCH": "1",
                "DEEPGUARD_DATA": folder,
                "DEEPGUARD_DEMO": "",
                "DATABASE_URL": "",
                "LOG_LEVEL": "ERROR",
            }
            sys.exit(os.spawnve(os.P_WAIT, sys.executable, [sys.executable, *sys.argv], environment))
