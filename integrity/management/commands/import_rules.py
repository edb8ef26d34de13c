"""`manage.py import_rules pack.yaml`: keep a rule pack. Another person puts it in force."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from deepguard.errors import RuleViolation
from deepguard.management.register import refuse_without_register
from integrity.engine.rules import RulePack
from integrity.rules import STARTERS, starter
from integrity.services import rule_packs
from wells.documents import MAX_BYTES
from wells.management.importing import the_operator, the_person


class Command(BaseCommand):
    help = (
        "Keep a rule pack from a file (YAML or JSON), or one that is shipped. It holds once it is activated."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="The pack.")
        parser.add_argument(
            "--starter", choices=list(STARTERS), help="A pack that is shipped, instead of a file."
        )
        parser.add_argument("--operator", help="Name or short name; not needed where there is one.")
        parser.add_argument("--by", help="E-mail of who keeps it; not needed where one person may.")
        parser.add_argument("--reason", default="", help="Why this version.")

    def handle(self, *, file, by, reason, **options):
        refuse_without_register()
        operator = the_operator(options["operator"])
        person = the_person(by, operator, act="rules.edit")
        try:
            row, is_new = rule_packs.keep(operator, _pack(file, options["starter"]), by=person, reason=reason)
        except RuleViolation as refusal:
            for fault in refusal.faults:
                self.stderr.write(f"{fault.pointer or '/'}: {fault.detail} [{fault.code}]")
            raise CommandError(refusal.message) from refusal
        words = (
            "is kept. An Approver who did not record it puts it in force at /rules/"
            if is_new
            else "was kept already"
        )
        self.stdout.write(f"{row} of {operator} {words}.")


def _pack(file: Path | None, key: str | None) -> RulePack:
    if (file is None) == (key is None):
        raise CommandError("Name a file, or a shipped pack with --starter.")
    if key is not None:
        return starter(key)
    try:
        with file.open("rb") as stream:
            return rule_packs.pack_from(stream.read(MAX_BYTES + 1), file.name)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
