"""`manage.py import_esv <folder>`: a well schematic as JSON lists."""

from pathlib import Path

from wells.imports import esv
from wells.management.importing import ImportCommand, files_at


class Command(ImportCommand):
    help = "Import a well schematic: casings, holes, cement, completion, position log and picks as JSON."
    kind = esv.NAME
    ways = "--answer ASK=ANSWER and --without completion"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("folder", type=Path)
        parser.add_argument("--without", choices=["completion"], help="Leave this list out.")
        parser.add_argument("--well", help="Name of the well, where the files do not say it.")

    def chosen(self, options):
        return files_at([options["folder"]], ".json")

    def answers(self, options):
        named = {"leave-out": options["without"], "well": options["well"]}
        return super().answers(options) | {key: answer for key, answer in named.items() if answer}
