"""What the import commands share: whose register, which files, and the report on the screen."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from deepguard.acts import ACTS, may
from deepguard.errors import RuleViolation
from deepguard.management.register import refuse_without_register
from deepguard.models import Operator, Role, User
from wells.imports import File, Finding, ImportRefused
from wells.models import Door
from wells.services import imports
from wells.services.imports import Planned
from wells.services.imports.files import refuse_too_large

#: Like findings that are still listed one by one, and examples named of more.
EXAMPLES = 3


class ImportCommand(BaseCommand):
    """An import by command: `kind` names the importer, `chosen` the files, `answers` what is known before."""

    kind = ""
    act = "import.run"
    #: The options by which an open error or question is settled.
    ways = "--answer ASK=ANSWER"
    #: Whether like findings are listed one by one.
    tells_each = False

    def add_arguments(self, parser):
        parser.add_argument(
            "--operator", help="Name or short name of the operator; not needed where there is one."
        )
        parser.add_argument("--by", help="E-mail of who imports; not needed where one person may.")
        parser.add_argument("--dry-run", action="store_true", help="Check and report; store nothing.")
        parser.add_argument("--verbose", action="store_true", help="List like findings one by one.")
        parser.add_argument("--report", type=Path, help="Write every finding to this CSV file.")
        parser.add_argument("--licence", default="", help="nlod, volve, or the words of the licence.")
        parser.add_argument("--attribution", default="", help="Whom the data are to be credited to.")
        parser.add_argument(
            "--answer", action="append", default=[], metavar="ASK=ANSWER", help="e.g. unit:Strings!F=ft"
        )

    def handle(self, *args, **options):
        refuse_without_register()
        refuse_unwritable(options["report"])
        self.tells_each = options["verbose"]
        operator = the_operator(options["operator"])
        is_dry = options["dry_run"] and not options["by"]
        person = None if is_dry else the_person(options["by"], operator, self.act)
        try:
            planned = self._run(operator, person, options)
        except ImportRefused as refusal:
            self._tell_findings([refusal.finding], options["report"])
            raise CommandError(f"Nothing was stored. {refusal}") from refusal
        except RuleViolation as refusal:
            how = f" The command takes {self.ways}." if refusal.code == "import_open" else ""
            raise CommandError(refusal.message + how) from refusal
        self.conclude(operator, planned)

    def chosen(self, options) -> list[File]:
        """The files of the command line."""
        return files_at(options["paths"])

    def answers(self, options) -> dict[str, str]:
        named = {key: options[key] for key in ("licence", "attribution")}
        given = dict(_pair(text) for text in options["answer"])
        return {key: answer for key, answer in named.items() if answer} | given

    def leaves_out(self, planned: Planned) -> bool:
        """Whether refused rows are left out without being asked."""
        return planned.plan.refusal == "row"

    def conclude(self, operator, planned: Planned) -> None:
        """What a command prints at its end."""

    def _run(self, operator, person, options) -> Planned:
        files, answers = self.chosen(options), self.answers(options)
        planned = imports.plan(operator, self.kind, files, answers)
        self._tell(planned, options["report"])
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was stored.")
            return planned
        run = imports.at_once(
            operator, self.kind, files, by=person, answers=answers, door=Door.COMMAND,
            planned=planned, leave_out=self.leaves_out(planned),
        )  # fmt: skip
        self._tell_stored(run)
        return planned

    def _tell(self, planned: Planned, path: Path | None) -> None:
        plan = planned.plan
        for name, rows in plan.tables:
            self.stdout.write(f"  {rows:>7,} rows  {name}")
        self._tell_findings(plan.findings, path)
        self.stdout.write(
            f"{plan.rows_read:,} rows read = {plan.created:,} created + {plan.changed:,} changed "
            f"+ {plan.unchanged:,} unchanged + {plan.refused:,} refused"
        )
        self._tell_outcome(planned)
        if plan.licence:
            self.stdout.write(f"Licence: {plan.licence}. {plan.attribution}")

    def _tell_outcome(self, planned: Planned) -> None:
        plan = planned.plan
        new = sum(change.before is None for change in plan.wells)
        self.stdout.write(f"Wells: {new:,} new, {len(plan.wells) - new:,} changed. Planned in {planned.seconds:.1f} s.")  # fmt: skip

    def _tell_findings(self, findings, path: Path | None) -> None:
        refusals = [finding for finding in findings if finding.severity != "warning"]
        told = map(line, refusals) if self.tells_each else lines(refusals)
        for text in told:
            self.stdout.write(f"  {text}")
        for severity in ("error", "question", "warning"):
            rules = Counter(finding.code for finding in findings if finding.severity == severity)
            if rules:
                counts = ", ".join(f"{rule} {count:,}" for rule, count in rules.most_common())
                self.stdout.write(f"{sum(rules.values()):,} {severity}s by rule: {counts}")
        if path:
            write_findings(findings, path)

    def _tell_stored(self, run) -> None:
        done = run.progress
        self.stdout.write(
            f"Stored: {done['created_wells']:,} wells created, {done['changed_wells']:,} changed, "
            f"{done['revisions']:,} revisions, in a transaction of {done['write_seconds']:.2f} s."
        )


def the_operator(name: str | None) -> Operator:
    """The operator with this name or short name, in any case; without one, the only operator."""
    everyone = Operator.objects.all()
    found = everyone.filter(Q(name__iexact=name) | Q(short_name__iexact=name)) if name else everyone
    if len(found) == 1:
        return found[0]
    wrong = f"No operator is called “{name}”. " if name and not found else ""
    raise CommandError(f"{wrong}Say which operator with --operator: {', '.join(map(_called, everyone))}.")


def _called(operator: Operator) -> str:
    return f"{operator.name} ({operator.short_name})" if operator.short_name else operator.name


def the_person(email: str | None, operator: Operator, act: str = "import.run") -> User:
    """The person named, or the only one who may do the act for the operator."""
    people = User.objects.filter(is_active=True, memberships__operator=operator).distinct()
    allowed = [person for person in people if may(person, act, operator)]
    named = [person for person in allowed if not email or person.email.casefold() == email.casefold()]
    if len(named) == 1:
        return named[0]
    roles = " or ".join(sorted(Role(role).label for role in ACTS[act]))
    if not allowed:
        raise CommandError(
            f"Nobody may import for {operator}: it needs the role {roles}. An Admin gives it at /admin/."
        )
    wrong = f"{email} may not import for {operator}: it needs the role {roles}. " if email else ""
    who = ", ".join(person.email for person in allowed)
    raise CommandError(f"{wrong}Say who imports with --by: {who}.")


def refuse_unwritable(report: Path | None) -> None:
    """Raise CommandError before anything is read or stored, where the report could not be written."""
    try:
        if report is not None:
            report.open("a").close()
    except OSError as error:
        raise CommandError(f"The report {report} cannot be written: {error.strerror}.") from error


def files_at(paths: list[Path], *endings: str) -> list[File]:
    """Files, and the files of folders, with one of the endings; notes on their source are left alone.

    Raises RuleViolation for more than an upload may hold, before any of it is read.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise CommandError(f"{path} is not there.")
        inside = sorted(item for item in path.iterdir() if item.is_file()) if path.is_dir() else [path]
        found += [item for item in inside if _fits(item, endings) or item == path]
    if not found:
        raise CommandError(f"No file to read in {', '.join(map(str, paths))}.")
    refuse_too_large(sum(item.stat().st_size for item in found))
    return [File(name=item.name, data=item.read_bytes()) for item in found]


def _fits(path: Path, endings: tuple[str, ...]) -> bool:
    return path.suffix.lower() != ".md" and (not endings or path.suffix.lower() in endings)


def line(finding: Finding) -> str:
    answers = f' [--answer "{finding.ask}={"|".join(finding.options) or "..."}"]' if finding.ask else ""
    return f"{finding.severity} {finding.code} at {place(finding)}: {finding.what} {finding.mend}{answers}"


def lines(findings: list[Finding]) -> Iterator[str]:
    """A line a finding; more than a few that say the same in as many places are one line, where the first stands.
    What asks for an answer is never folded away."""
    like: dict[tuple, list[Finding]] = {}
    for number, finding in enumerate(findings):
        own = number if finding.ask else None
        like.setdefault((finding.severity, finding.code, finding.what, finding.mend, own), []).append(finding)
    for (severity, code, what, mend, _), group in like.items():
        if len(group) <= EXAMPLES:
            yield from map(line, group)
            continue
        first = ", ".join(map(place, group[:EXAMPLES]))
        yield f"{severity} {code} at {len(group):,} places ({first}, …; --verbose lists all): {what} {mend}"


def place(finding: Finding) -> str:
    """Where a finding stands: sheet, row, cell."""
    named = ":".join(str(part) for part in (finding.sheet, finding.row or "", finding.cell) if part)
    return named or finding.well or "the file"


def _pair(text: str) -> tuple[str, str]:
    ask, separator, answer = text.partition("=")
    if not separator:
        raise CommandError(f"“{text}” is no answer. Write ASK=ANSWER, e.g. unit:Strings!F=ft.")
    return ask, answer


def write_findings(findings, path: Path) -> None:
    """Every finding, a line each."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["severity", "rule", "sheet", "row", "column", "cell", "well", "what is wrong", "what you can do"])  # fmt: skip
        for item in findings:
            writer.writerow([item.severity, item.code, item.sheet, item.row, item.column, item.cell, item.well, item.what, item.mend])  # fmt: skip
