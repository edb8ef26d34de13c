"""What people do about people: profiles, members, the first sign-in."""

from django.db import transaction

from deepguard import audit
from deepguard.models import Membership, Operator, Role, User

PROFILE = ("name", "units", "time_zone", "theme", "shortcuts")


@transaction.atomic
def save_profile(form, *, by: User) -> User:
    before = _facts(User.objects.get(pk=form.instance.pk), PROFILE)
    user = form.save()
    after = _facts(user, PROFILE)
    if after != before:
        audit.record("profile.changed", user, by=by, before=before, after=after)
    return user


def set_theme(user: User, theme: str) -> None:
    """A taste, not a fact: changed without a trace."""
    User.objects.filter(pk=user.pk).update(theme=theme)


@transaction.atomic
def begin(
    *, operator: str, email: str, password: str, name: str = "", units: str, time_zone: str
) -> tuple[Operator, User]:
    """A new register: the operator and its first person, who is Admin, engineer and steward of it."""
    company = Operator.objects.create(name=operator, time_zone=time_zone)
    user = User.objects.create_superuser(email, password, name=name, units=units, time_zone=time_zone)
    audit.record("operator.created", company, by=user, after={"name": operator, "time_zone": time_zone})
    audit.record("user.created", user, by=user, operator=company, after={"email": user.email})
    for role in (Role.ADMIN, Role.ENGINEER, Role.STEWARD):
        grant(user=user, operator=company, role=role, by=user)
    return company, user


@transaction.atomic
def grant(*, user: User, operator: Operator, role: str, by: User, scope: str = "whole") -> Membership:
    """Give a role."""
    membership = Membership.objects.create(user=user, operator=operator, role=role, scope=scope)
    after = {"user": str(user.uid), "role": str(role), "scope": str(scope)}
    audit.record("membership.granted", membership, by=by, after=after)
    return membership


def _facts(row, names) -> dict:
    return {name: getattr(row, name) for name in names}
