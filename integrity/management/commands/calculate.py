"""`manage.py calculate maasp well.yaml`: the answer of a calculator, as the API gives it. Needs no database."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from deepguard.api.json import dumps
from integrity.engine.calculators import CALCULATORS, InputFaults
from integrity.services.calculations import UnknownCalculation, calculate_file
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

    def handle(self, *, name, file, as_of, regime, rules, **options):
        try:
            pack = read(*_sent(rules)) if rules else None
            found = calculate_file(name, *_sent(file), as_of=as_of, regime=regime, rule_pack=pack)
        except InputFaults as error:
            for fault in error.faults:
                self.stderr.write(f"{fault.pointer or '/'}: {fault.detail} [{fault.code}]")
            sys.exit(1)
        except (UnknownCalculation, Unreadable, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(dumps(found).decode())


def _sent(file: str) -> tuple[bytes, str]:
    """The bytes and what they are; JSON is YAML too."""
    return (sys.stdin.buffer.read(), ".yaml") if file == "-" else (Path(file).read_bytes(), file)
