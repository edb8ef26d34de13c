"""Every act of the system and the roles that may do it. One table, asked by page, API and admin alike."""

from django.core.exceptions import PermissionDenied

from deepguard.roles import Role

ALL = frozenset(Role)
ADMIN, ENGINEER, APPROVER = Role.ADMIN, Role.ENGINEER, Role.APPROVER
FIELD, MAINTENANCE, SURVEYOR = Role.FIELD, Role.MAINTENANCE, Role.SURVEYOR
STEWARD, VIEWER, EXAMINER = Role.STEWARD, Role.VIEWER, Role.EXAMINER

ACTS: dict[str, frozenset[str]] = {
    # the operator and its people
    "operator.view": ALL,
    "operator.edit": frozenset({ADMIN}),
    "member.view": frozenset({ADMIN, EXAMINER}),
    "member.edit": frozenset({ADMIN}),
    "audit.view": frozenset({ADMIN, APPROVER, EXAMINER}),
    "admin.open": frozenset({ADMIN, STEWARD}),
    # where wells hang
    "hierarchy.view": ALL,
    "hierarchy.edit": frozenset({ADMIN, STEWARD}),
    # what a well is
    "well.view": ALL,
    "well.create": frozenset({ENGINEER, STEWARD}),
    "well.edit": frozenset({ENGINEER, STEWARD}),
    "well.restore": frozenset({ENGINEER, STEWARD}),
    "well.export": ALL,
    "scenario.create": frozenset({ENGINEER, STEWARD, APPROVER}),
    "scenario.submit": frozenset({ENGINEER, STEWARD}),
    "scenario.merge": frozenset({APPROVER}),
    "survey.edit": frozenset({SURVEYOR, ENGINEER, STEWARD}),
    "survey.accept": frozenset({SURVEYOR, ENGINEER}),
    "import.view": frozenset({ENGINEER, STEWARD, SURVEYOR, ADMIN, EXAMINER}),
    "import.run": frozenset({ENGINEER, STEWARD}),
    "catalogue.view": ALL,
    "catalogue.edit": frozenset({ENGINEER, STEWARD}),
    "attachment.view": ALL,
    "attachment.add": ALL - {VIEWER, EXAMINER},
    "attachment.withdraw": frozenset({ADMIN, STEWARD}),
    # what it does
    "reading.view": ALL,
    "reading.enter": frozenset({FIELD, ENGINEER, MAINTENANCE}),
    "reading.correct": frozenset({ENGINEER, STEWARD}),
    "alarm.acknowledge": frozenset({FIELD, ENGINEER}),
    # what it means
    "limit.view": ALL,
    "limit.propose": frozenset({ENGINEER}),
    "limit.approve": frozenset({APPROVER}),
    "limit.told": frozenset({FIELD, ENGINEER, MAINTENANCE}),  # hears of every limit that comes into force
    "candidate.set_aside": frozenset({ENGINEER}),
    "candidate.agree": frozenset({APPROVER}),
    "candidate.end": frozenset({ENGINEER, APPROVER}),
    "rules.view": ALL,
    "rules.edit": frozenset({ENGINEER}),
    "rules.activate": frozenset({APPROVER}),
    "test.record": frozenset({FIELD, MAINTENANCE, ENGINEER}),
    "task.close": frozenset({FIELD, MAINTENANCE, ENGINEER}),
    "dispensation.request": frozenset({ENGINEER}),
    "dispensation.approve": frozenset({APPROVER}),
    "fact.retract": frozenset({ENGINEER, STEWARD}),
    "record.told": frozenset({ADMIN, EXAMINER}),  # hears where the record disagrees with itself
}


def acts_of(role: str) -> list[str]:
    """Every act a role allows."""
    return [act for act, roles in ACTS.items() if role in roles]


def may(user, act: str, thing=None) -> bool:
    """Whether the user may do `act` to `thing`: a role of a membership that reaches the thing allows it.

    A thing names its operator and asset by `access_operator_id` and `access_asset_id`. Without a thing:
    anywhere at all, which decides what is offered, never what is done.
    """
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return False
    if thing is None:
        return user.access.may_anywhere(act)
    return user.access.allows(act, thing)


def require(user, act: str, thing=None) -> None:
    """Raise PermissionDenied, naming the roles that may, unless `may(user, act, thing)`."""
    if not may(user, act, thing):
        names = ", ".join(sorted(Role(role).label for role in ACTS[act]))
        raise PermissionDenied(f"This needs one of these roles: {names}.")
