"""Believable people and operators, made by plain functions."""

from itertools import count

from deepguard.models import Membership, Operator, Role, Scope, User

PASSWORD = "brent-at-dawn-1976"
_numbers = count(1)


def make_operator(name: str | None = None, **facts) -> Operator:
    return Operator.objects.create(name=name or f"Operator {next(_numbers)}", **facts)


def make_user(email: str | None = None, **facts) -> User:
    return User.objects.create_user(email or f"person{next(_numbers)}@example.org", PASSWORD, **facts)


def make_member(operator: Operator, *roles: str, scope: str = Scope.WHOLE, **facts) -> User:
    """A person who plays these roles for the operator; a Viewer where none is named."""
    user = make_user(**facts)
    for role in roles or (Role.VIEWER,):
        Membership.objects.create(user=user, operator=operator, role=role, scope=scope)
    return user
