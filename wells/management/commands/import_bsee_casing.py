"""`manage.py import_bsee_casing <folder or file>`: casing filings of the US offshore regulator."""

from collections import Counter
from pathlib import Path

from wells.engine.catalogue import KINDS
from wells.imports import filings, reading
from wells.management.catalogues import CatalogueCommand
from wells.management.importing import files_at


class Command(CatalogueCommand):
    help = "Import casing filings (apd_casing_sections.csv) as a catalogue, medians held to the formulas."
    kind = filings.NAME

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("path", type=Path)

    def chosen(self, options):
        """The files of a folder that have the columns of the filings; samples and groupings are left alone."""
        found = files_at([options["path"]], ".csv")
        return [file for file in found if any(filings.SIZE in table.headings and filings.BURST in table.headings for table in reading.tables(file))] or found  # fmt: skip

    def conclude(self, operator, planned):
        """How many medians agree with the formulas, and each that does not with its reason."""
        told = planned.plan.extras["agreement"]
        self.stdout.write(
            f"Groups of an API grade with {filings.ENOUGH} or more filings and a wall: {told['held']:,} = "
            f"{told['agree']:,} agree with the formulas within max(10 psi, 0.6 %) + {len(told['differ']):,} do not "
            f"({told['filings_agree']:,} of {told['filings_held']:,} filings; {told['outliers']:,} outliers in groups "
            f"that agree)."
        )
        kinds = Counter(one["kind"] for one in told["differ"])
        for kind, count in kinds.most_common():
            self.stdout.write(f"{count:>5,} {KINDS.get(kind, kind)}")
        for one in told["differ"]:
            self.stdout.write(f"  {one['name']} ({one['filings']} filings): {one['why']}")
