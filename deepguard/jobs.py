"""The recurring jobs of the platform."""

from datetime import timedelta

import structlog
from django.core.management import call_command
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from deepguard import audit
from deepguard.models import AuditEvent, AuditSeal, IdempotentReply
from deepguard.schedule import every
from deepguard.services.mailing import mail_digests

log = structlog.get_logger(__name__)
REPLIES_KEPT = timedelta(hours=24)


@every(seconds=10)
def heartbeat():
    """Nothing but being alive: the end of this run is the worker's heartbeat."""


@every(seconds=60)
def seal_leftovers():
    """Seal audit events whose process ended between commit and seal."""
    unsealed = AuditEvent.objects.unsealed().order_by().values_list("operator_id", flat=True).distinct()
    for operator_id in list(unsealed):
        audit.seal(operator_id)


@every(seconds=24 * 3600)
def log_audit_heads():
    """Write the head of every chain to the log, outside the database that it vouches for."""
    last = AuditSeal.objects.filter(operator=OuterRef("operator")).order_by("-number")
    heads = AuditSeal.objects.filter(pk=Subquery(last.values("pk")[:1])).values(
        "operator__uid", "number", "hash"
    )
    for head in heads:
        log.info("audit.head", chain=str(head["operator__uid"]), number=head["number"], hash=head["hash"])


@every(seconds=3600)
def prune_replies():
    """Forget replies to repeated writes after a day."""
    IdempotentReply.objects.filter(created_at__lt=timezone.now() - REPLIES_KEPT).delete()


@every(seconds=24 * 3600)
def prune_tasks():
    """Forget finished background tasks after a fortnight."""
    call_command("prune_db_task_results", min_age_days=14, verbosity=0)


@every(seconds=15 * 60)
def mail_what_is_unread():
    """One mail a person with what is new and unread, where mail is set up."""
    mail_digests()
