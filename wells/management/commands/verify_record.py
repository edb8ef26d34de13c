"""Read the whole record and name everything that does not agree."""

from django.core.management.base import BaseCommand, CommandError

from deepguard.models import AuditEvent
from wells.models import Blob, Well, WellRevision
from wells.services.verifying import findings


class Command(BaseCommand):
    help = (
        "Compares every well's tables with its latest revision, every revision and station list with its hash, "
        "the audit with its seals, and the record's triggers with what they should be."
    )

    def handle(self, *args, **options):
        count = 0
        for finding in findings():
            count += 1
            self.stderr.write(self.style.ERROR(str(finding)))
        if count:
            raise CommandError(f"The record does not agree with itself in {count} places, named above.")
        self.stdout.write(
            f"The record agrees with itself: {Well.objects.count()} wells, {WellRevision.objects.count()} "
            f"revisions, {Blob.objects.count()} station lists, {AuditEvent.objects.count()} audit events."
        )
