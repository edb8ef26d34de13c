from django.core.management.base import BaseCommand

from deepguard import audit
from deepguard.models import Operator


class Command(BaseCommand):
    help = "Seal every audit event that has no seal yet."

    def handle(self, **options):
        chains = [None, *Operator.objects.values_list("pk", flat=True)]
        sealed = sum(audit.seal(operator_id) for operator_id in chains)
        self.stdout.write(f"{sealed} events sealed.")
