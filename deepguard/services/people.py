"""What people do about people: profiles, members, the first sign-in."""

from django.db import transaction

from deepguard import audit
from deepguard.acts import require
from deepguard.errors import RuleViolation
from deepguard.models import Membership, Operator, Role, Scope, User

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


@transaction.atomic
def invite(user: User, *, operator: Operator, role: str, scope: str, by: User) -> User:
    """A new person with a first role; the password is set by the person, through the reset mail."""
    require(by, "member.edit", operator)
    user.email = user.email.lower()
    user.set_unusable_password()
    user.save()
    audit.record("user.created", user, by=by, operator=operator, after={"email": user.email})
    grant(user=user, operator=operator, role=role, scope=scope, by=by)
    return user


@transaction.atomic
def save_person(user: User, *, by: User, before: dict, after: dict) -> User:
    """Changes to a person, told to the audit of every operator the person belongs to."""
    user.save()
    for operator in Operator.objects.filter(memberships__user=user).distinct():
        audit.record("user.changed", user, by=by, operator=operator, before=before, after=after)
    return user


@transaction.atomic
def revoke(membership: Membership, *, by: User) -> None:
    """Take a role away; an operator keeps at least one Admin of the whole."""
    require(by, "member.edit", membership)
    admins = Membership.objects.select_for_update().filter(
        operator=membership.operator_id, role=Role.ADMIN, scope=Scope.WHOLE
    )
    if list(admins) == [membership]:
        raise RuleViolation(
            f"{membership.user} is the last Admin of {membership.operator}. Make another Admin first.",
            "last_admin",
        )
    before = {"user": str(membership.user.uid), "role": membership.role, "scope": membership.scope}
    audit.record("membership.revoked", membership, by=by, before=before)
    membership.delete()


def _facts(row, names) -> dict:
    return {name: getattr(row, name) for name in names}
