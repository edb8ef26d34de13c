"""`manage.py import_catalogue <file>`: tubulars or equipment as CSV or XLSX."""

from pathlib import Path

from wells.imports import catalogue, tables
from wells.imports.tables.nouns import CATALOGUES
from wells.management.catalogues import CatalogueCommand
from wells.management.commands.import_table import refuse_other_than_workbook
from wells.management.importing import files_at


class Command(CatalogueCommand):
    help = "Import a catalogue of tubulars or equipment; `--template NOUN` writes an empty one instead."
    kind = catalogue.NAME

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--template", choices=sorted(CATALOGUES), help="Write an empty table to the file."
        )

    def handle(self, *args, **options):
        if options["template"]:
            refuse_other_than_workbook(options["file"])
            options["file"].write_bytes(tables.template(options["template"]))
            self.stdout.write(f"Wrote {options['file']}.")
            return
        super().handle(*args, **options)

    def chosen(self, options):
        return files_at([options["file"]])
