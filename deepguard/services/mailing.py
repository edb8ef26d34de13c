"""One mail a person with what is new and unread, where mail is set up.

A notification is mailed at most once. It is marked first, in a short transaction of its own, and mailed after
it: where the server dies in between, or the mail server takes the mail and loses it, that mail is never sent
again, and the notification waits unread on the page. Where the mail server cannot be reached nothing is marked.
"""

from smtplib import SMTPRecipientsRefused

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from deepguard.models import Notification, User

#: Backends that send nothing to anybody.
SILENT = ("console", "dummy")
#: Lines of one mail; the rest is counted.
LINES = 50
log = structlog.get_logger(__name__)


def is_set_up() -> bool:
    """Whether mail leaves this house: `EMAIL_BACKEND` names more than a console."""
    return not any(f".{name}." in settings.EMAIL_BACKEND for name in SILENT)


def mail_digests() -> int:
    """Mail everybody what is new to them; how many mails. Errors: those of the mail server, from where it failed;
    the people after it get theirs in the next round."""
    waiting = _waiting().order_by().values_list("user", flat=True).distinct() if is_set_up() else []
    users = list(User.objects.filter(pk__in=list(waiting), is_active=True))
    sent = 0
    if users:
        with get_connection() as mails:
            sent = sum(_mail(user, mails) for user in users)
        log.info("mail.digests", sent=sent)
    return sent


def _waiting():
    return Notification.objects.unread().filter(mailed_at=None)


def _mail(user: User, mails) -> int:
    """Mark, then send: in this order nothing is sent twice."""
    rows = _take(user)
    if not rows:
        return 0
    count = f"{len(rows)} new notification{'' if len(rows) == 1 else 's'}"
    facts = {
        "user": user,
        "count": count,
        "lines": [(row.told(user.units), f"{settings.SITE_URL}{row.url}") for row in rows[:LINES]],
        "more": max(0, len(rows) - LINES),
        "site": settings.SITE_URL,
    }
    body = render_to_string("deepguard/digest.txt", facts)
    try:
        return EmailMessage(f"DeepGuard: {count}", body, to=[user.email], connection=mails).send()
    except SMTPRecipientsRefused:  # an address of its own fault: the others still get theirs
        log.warning("mail.refused", recipient=str(user.uid))
        return 0


@transaction.atomic
def _take(user: User) -> list[Notification]:
    """What the person may see and was not mailed, marked as mailed."""
    rows = _waiting().visible_to(user).select_for_update(of=("self",)).select_related("by").order_by("-pk")
    taken = list(rows)
    Notification.objects.filter(pk__in=[row.pk for row in taken]).update(mailed_at=timezone.now())
    return taken
