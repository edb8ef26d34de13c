"""`manage.py calculate maasp well.yaml`: the answer of a calculator, as the API gives it. Needs no database."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from deepguard.api.json import dumps
from integrity.engine.calculators import CALCULATORS, InputFaults
from integrity.services.calculations import UnknownCalculation, calculate_file
from integrity.services.derivations import derive_file
from wells.documents import Unreadable, read


class Command(BaseCommand):
    help = "Answer a calculation from a file (JSON or YAML; - reads JSON or YAML from the input). Stores nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("name", help=f"One of: {', '.join(CALCULATORS)}.")
        parser.add_argument("file", help="A request, or a well document for maasp and mawop.")
        parser.add_argument("--as-of", help="Day of the well, where the file is a document: 2026-03-31.")
        parser.add_argument("--regime", help="Standard and edition, where the file is a document.")
        parser.add_argument(
            "--rules", help="A rule pack, where the file is a document: fills what it leaves unstated."
        )
        parser.add_argument(
            "--format",
            choices=("json", "text"),
            default="json",
            help="text: the derivation of maasp and mawop.",
        )
        parser.add_argument("--annulus", help="Letter, for the text of one annulus.")
        parser.add_argument(
            "--units", choices=("metric", "field", "si"), default="metric", help="Units of the text."
        )

    def handle(self, *, name, file, **options):
        try:
            self.stdout.write(_answered(name, file, options), ending="")
        except InputFaults as error:
            for fault in error.faults:
                self.stderr.write(f"{fault.pointer or '/'}: {fault.detail} [{fault.code}]")
            sys.exit(1)
        except (UnknownCalculation, Unreadable, OSError) as error:
            raise CommandError(str(error)) from error


def _answered(name: str, file: str, options: dict) -> str:
    pack = read(*_sent(options["rules"])) if options["rules"] else None
    asked = {"as_of": options["as_of"], "regime": options["regime"], "rule_pack": pack}
    if options["format"] == "text":
        shown = {"annulus": options["annulus"], "units": options["units"]}
        return derive_file(name, *_sent(file), **shown, **asked)
    return dumps(calculate_file(name, *_sent(file), **asked)).decode() + "\n"


def _sent(file: str) -> tuple[bytes, str]:
    """The bytes and what they are; JSON is YAML too."""
    return (sys.stdin.buffer.read(), ".yaml") if file == "-" else (Path(file).read_bytes(), file)
