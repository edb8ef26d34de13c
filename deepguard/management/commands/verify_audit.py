from django.core.management.base import BaseCommand, CommandError

from deepguard import audit, triggers
from deepguard.models import AuditEvent, AuditSeal, Operator


class Command(BaseCommand):
    help = "Check every audit event against its hash and every chain of seals from its first link."

    def handle(self, **options):
        faults = [f"Trigger {name} is missing. Run manage.py migrate." for name in triggers.missing()]
        for operator in [None, *Operator.objects.all()]:
            faults += self._check(operator)
        if faults:
            raise CommandError("\n".join(faults))

    def _check(self, operator) -> list[str]:
        name = operator or "the installation"
        fault = audit.verify(operator.pk if operator else None)
        if fault:
            return [f"{name}: {fault}"]
        seals = AuditSeal.objects.filter(operator=operator).order_by("-number")
        head = seals.first()
        waiting = AuditEvent.objects.unsealed().filter(operator=operator).count()
        told = f"head {head.hash}" if head else "no seal yet"
        self.stdout.write(f"{name}: {seals.count()} seals agree, {told}, {waiting} events wait for a seal.")
        return []
