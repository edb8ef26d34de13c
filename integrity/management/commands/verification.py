"""`manage.py verification`: the golden cases computed, and the page about them. Needs no database."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from integrity.engine.calculators import calculate
from integrity.engine.version import ENGINE_VERSION
from integrity.verification import outcomes
from integrity.verification.report import report

PAGE = settings.BASE_DIR / "docs" / "verification.md"


class Command(BaseCommand):
    help = (
        "Compute every golden case and print the page about them; --write stores it as docs/verification.md."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="Write the page instead of printing it.")

    def handle(self, *, write, **options):
        found = list(outcomes(calculate))
        page = report(found, ENGINE_VERSION)
        if write:
            PAGE.write_text(page, encoding="utf-8")
        else:
            self.stdout.write(page)
        outside = [one.case["id"] for one in found if one.found and not one.holds]
        if outside:
            self.stderr.write(f"Outside their tolerance: {', '.join(outside)}")
            sys.exit(1)
