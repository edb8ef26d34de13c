"""`manage.py import_sodir <folder>`: tables of the Norwegian FactPages, and what became of their shoe tests."""

from collections import Counter
from pathlib import Path

from integrity import shoes
from wells.imports import sodir
from wells.management.importing import ImportCommand, files_at
from wells.services.imports import Register


class Command(ImportCommand):
    help = "Import FactPages tables: casing and leak-off, mud, exploration and development wellbores."
    kind = sodir.NAME

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("paths", nargs="+", type=Path, help="A folder of the tables, or the tables.")

    def chosen(self, options):
        return files_at(options["paths"], ".csv", ".xlsx")

    def conclude(self, operator, planned):
        """Every shoe with a LOT or FIT above 0: counted, unknown or invalid."""
        tests = sodir.shoe_tests(planned.plan)
        judged = shoes.judge(tests, self._documents(operator, planned, tests))
        found = shoes.counts(judged)
        self.stdout.write(
            f"Shoes with LOT or FIT above 0: {len(tests):,} = {found['counted']:,} counted "
            f"+ {found['unknown']:,} unknown + {found['invalid']:,} invalid"
        )
        for state in ("unknown", "invalid"):
            reasons = Counter(one.why for one in judged if one.state == state)
            for why, count in reasons.most_common(6):
                self.stdout.write(f"  {state} {count:>6,}  {why}")

    def _documents(self, operator, planned, tests):
        """The documents as planned; those that do not change, as the record has them."""
        documents = {change.key: change.after for change in planned.plan.wells}
        others = {test.well_key for test in tests} - documents.keys()
        return documents | Register(operator)(sorted(others))
