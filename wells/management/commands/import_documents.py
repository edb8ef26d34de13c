"""`manage.py import_documents <files>`: well documents, JSON or YAML."""

from pathlib import Path

from wells.imports import documents
from wells.management.importing import ImportCommand, files_at


class Command(ImportCommand):
    help = "Import well documents, a well a file; a faulty one is left out and listed."
    kind = documents.NAME

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("paths", nargs="+", type=Path, help="Documents, or folders of them.")

    def chosen(self, options):
        return files_at(options["paths"], ".json", ".yaml", ".yml")
