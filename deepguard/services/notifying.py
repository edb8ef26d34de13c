"""Tell people, inside the transaction of what they are told of; and what they do with it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model
from django.utils import timezone

from deepguard.access import Access
from deepguard.acts import ACTS
from deepguard.models import Membership, Notification, Operator, User

TEXT = Notification._meta.get_field("text").max_length


def who_may(act: str, thing, *, among: Iterable[User] | None = None) -> list[User]:
    """Active people whose memberships allow the act on the thing; of the given ones where some are. Two queries."""
    rows = Membership.objects.filter(
        operator=thing.access_operator_id, role__in=ACTS[act], user__is_active=True
    )
    if among is not None:
        rows = rows.filter(user__in={user.pk for user in among})
    held: dict[User, list[Membership]] = defaultdict(list)
    for row in rows.select_related("user").prefetch_related("asset_grants"):
        held[row.user].append(row)
    return [user for user, memberships in held.items() if Access.through(memberships).allows(act, thing)]


def notify(
    users: Iterable[User],
    *,
    thing: Model,
    seen_by: str,
    by: User | None = None,
    kind: str,
    key: str,
    text: str,
    url: str,
    facts: dict[str, float] | None = None,
) -> None:
    """Tell each of the users once: a key they were told already is passed over.

    Nobody is told of what they did themselves (`by`), nor of a thing on which `seen_by`, the act that opens it,
    is not theirs. `thing` is an operator or one of `told_of`. Call inside the transaction of the event.
    """
    others = {user for user in users if by is None or user.pk != by.pk}
    if not others:
        return
    whole = isinstance(thing, Operator)
    now = timezone.now()
    Notification.objects.bulk_create(
        [
            Notification(
                user=user,
                by=by,
                operator_id=thing.access_operator_id,
                kind=kind,
                key=key,
                act=seen_by,
                thing_type="" if whole else thing._meta.label_lower,
                thing_key=None if whole else thing.pk,
                text=text if len(text) <= TEXT else f"{text[: TEXT - 1]}…",
                facts=facts or {},
                url=url,
                created_at=now,
            )
            for user in who_may(seen_by, thing, among=others)
        ],
        ignore_conflicts=True,
    )


def settle(key: str) -> None:
    """What waited for a person was done by somebody: it is unread by nobody any more."""
    Notification.objects.unread().filter(key=key).update(read_at=timezone.now())


def unread_count(user: User, most: int = 100) -> int:
    """How many unread notifications a person may see, counted to `most`."""
    return Notification.objects.visible_to(user).unread()[:most].count()


def read(notification: Notification) -> None:
    """The person has seen it. The first time counts."""
    if notification.read_at is None:
        notification.read_at = timezone.now()
        Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=notification.read_at)


def read_all(user: User, *, up_to: datetime | None = None) -> int:
    """Everything the person may see and was told by a moment; how many. What came later stays unread."""
    unread = Notification.objects.visible_to(user).unread()
    if up_to is not None:
        unread = unread.filter(created_at__lte=up_to)
    return unread.update(read_at=timezone.now())
