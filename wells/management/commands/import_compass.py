"""`manage.py import_compass <folder or files>`: COMPASS survey listings."""

from pathlib import Path

from wells.imports import compass
from wells.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Import COMPASS survey listings, a survey run a file."
    kind = compass.NAME

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("paths", nargs="+", type=Path, help="Listings, or folders of them.")

    def conclude(self, operator, planned):
        """How far the recomputed paths are from the positions the listings print."""
        for name, off in sorted(planned.plan.extras["differences"].items()):
            self.stdout.write(
                f"  {name}: recomputed within {off.tvd_m:.3f} m TVD, {off.north_m:.3f} m N, {off.east_m:.3f} m E"
            )
