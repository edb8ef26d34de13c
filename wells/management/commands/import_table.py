"""`manage.py import_table <noun> <file>`: a CSV or XLSX table of one noun."""

from pathlib import Path

from django.core.management.base import CommandError

from wells.imports import reading, tables
from wells.management.importing import ImportCommand, files_at, refuse_unwritable


class Command(ImportCommand):
    help = "Import a table; `--template FILE` writes an empty one instead."
    kind = tables.NAME
    ways = "--answer ASK=ANSWER and --leave-out"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("noun", choices=sorted(tables.NOUNS), help="What a row of the table is.")
        parser.add_argument("file", type=Path)
        parser.add_argument("--template", action="store_true", help="Write an empty table to the file.")
        parser.add_argument("--leave-out", action="store_true", help="Store the rest when rows are refused.")

    def handle(self, *args, **options):
        if options["template"]:
            refuse_other_than_workbook(options["file"])
            options["file"].write_bytes(tables.template(options["noun"]))
            self.stdout.write(f"Wrote {options['file']}.")
            return
        self.leave_out = options["leave_out"]
        super().handle(*args, **options)

    def chosen(self, options):
        return files_at([options["file"]])

    def answers(self, options):
        (file,) = self.chosen(options)
        sheets = {f"noun:{table.name}": options["noun"] for table in reading.tables(file)}
        return (sheets if len(sheets) == 1 else {}) | super().answers(options)

    def leaves_out(self, planned):
        return self.leave_out


def refuse_other_than_workbook(path: Path) -> None:
    if path.suffix.lower() != ".xlsx":
        raise CommandError(f"A template is a workbook: name it {path.with_suffix('.xlsx')}.")
    refuse_unwritable(path)
