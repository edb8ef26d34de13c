"""`manage.py import_table <noun> <file>`: a CSV or XLSX table of one noun."""

from pathlib import Path

from django.core.management.base import CommandError

from wells.imports import reading, tables
from wells.management.importing import ImportCommand, files_at


class Command(ImportCommand):
    help = "Import a table; `--template FILE` writes an empty one instead."
    kind = tables.NAME

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("noun", choices=sorted(tables.NOUNS), help="What a row of the table is.")
        parser.add_argument("file", type=Path)
        parser.add_argument("--template", action="store_true", help="Write an empty table to the file.")
        parser.add_argument("--leave-out", action="store_true", help="Store the rest when rows are refused.")
        parser.add_argument(
            "--answer", action="append", default=[], metavar="ASK=ANSWER", help="unit:Strings!F=ft"
        )

    def handle(self, *args, **options):
        if options["template"]:
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
        given = dict(_pair(text) for text in options["answer"])
        return super().answers(options) | (sheets if len(sheets) == 1 else {}) | given

    def leaves_out(self, planned):
        return self.leave_out


def _pair(text: str) -> tuple[str, str]:
    ask, separator, answer = text.partition("=")
    if not separator:
        raise CommandError(f"“{text}” is no answer. Write ASK=ANSWER, e.g. unit:Strings!F=ft.")
    return ask, answer
