"""`manage.py export_rules`: a rule pack as YAML or JSON, the one in force where none is named."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from deepguard.management.register import refuse_without_register
from integrity import gather
from integrity.engine.rules import RulePack, to_mapping
from integrity.models import RulePack as RulePackRow
from integrity.rules import STARTERS, starter
from wells.documents import to_json, to_yaml
from wells.management.importing import the_operator


class Command(BaseCommand):
    help = "Write a rule pack: the one in force, a version by its name, or one that is shipped."

    def add_arguments(self, parser):
        parser.add_argument("--operator", help="Name or short name; not needed where there is one.")
        parser.add_argument("--name", help="Name of the pack; with --pack-version.")
        parser.add_argument("--pack-version", help="Its version.")
        parser.add_argument("--as-of", help="The pack in force on this day: 2026-03-31.")
        parser.add_argument("--starter", choices=list(STARTERS), help="A pack that is shipped.")
        parser.add_argument(
            "--to", type=Path, help="File to write, .yaml or .json; else to the screen as YAML."
        )

    def handle(self, *, to, **options):
        mapping = to_mapping(starter(options["starter"]) if options["starter"] else _chosen(options))
        as_json = to is not None and to.suffix.lower() == ".json"
        text = to_json(mapping) if as_json else to_yaml(mapping)
        if to is None:
            self.stdout.write(text, ending="")
            return
        try:
            to.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{to} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Wrote {mapping['name']} {mapping['version']} to {to}.")


def _chosen(options) -> RulePack:
    refuse_without_register()
    operator = the_operator(options["operator"])
    if options["name"] or options["pack_version"]:
        return _named(operator, options["name"], options["pack_version"])
    try:
        found = gather.pack_in_force(operator.pk, as_of=options["as_of"])
    except ValueError as error:
        raise CommandError(f"{options['as_of']} is no day. Write it as 2026-03-31.") from error
    if found is None:
        raise CommandError(f"No rule pack is in force for {operator} on that day. Name one with --name.")
    return found


def _named(operator, name: str | None, version: str | None) -> RulePack:
    packs = RulePackRow.objects.filter(operator=operator).order_by("-pk")
    packs = packs.filter(name__iexact=name) if name else packs
    found = (packs.filter(version=version) if version else packs).first()
    if found is None:
        known = ", ".join(str(row) for row in RulePackRow.objects.filter(operator=operator)) or "none"
        raise CommandError(f"{operator} has no such rule pack. Known: {known}.")
    return gather.read_pack(found)
