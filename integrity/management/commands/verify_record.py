"""Read the whole record and name everything that does not agree."""

import sys

from django.core.management.base import BaseCommand, CommandError

from integrity.services.checking import check
from integrity.services.replaying import Image, NoImage


class Command(BaseCommand):
    help = (
        "Compares every well's tables with its latest revision, every revision and station list with its hash, "
        "every row of the record with its seal, the audit with its chain, limits in force with their decisions, "
        "what lists show of limits with the last assessment, what-ifs with their events, files with their hash, "
        "the record's triggers with what they should be, and replays every assessment by its own engine."
    )

    def add_arguments(self, parser):
        parser.add_argument("--no-replay", action="store_true", help="leave the assessments alone")

        parser.add_argument(
            "--python",
            default=sys.executable,
            metavar="PATH",
            help="interpreter that replays the assessments: of another machine image, with other libraries",
        )

    def handle(self, *, no_replay, python, **options):
        image = Image(python)
        if not no_replay:
            self.stdout.write(f"Replayed by {self._said(image)}.")
        run = check(
            with_replay=not no_replay,
            image=image,
            told=lambda one: self.stderr.write(self.style.ERROR(str(one))),
        )
        if run.count:
            raise CommandError(f"The record does not agree with itself in {run.count} places, named above.")
        counted = ", ".join(f"{count} {noun}" for noun, count in run.read.items())
        self.stdout.write(f"The record agrees with itself: {counted}.")

    def _said(self, image: Image) -> str:
        try:
            return image.words
        except NoImage as error:
            raise CommandError(f"--python: {error}") from error
