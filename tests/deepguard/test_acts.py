"""The table of roles and acts, in full: a change here is a change of what people may do."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied

from deepguard.acts import ACTS, may, require
from deepguard.models import Role
from tests.factories import make_member, make_user

ROLES = ["admin", "engineer", "approver", "field", "maintenance", "surveyor", "steward", "viewer", "examiner"]
TABLE = {
    "operator.view": "AEPFMSDVX",
    "operator.edit": "A........",
    "member.view": "A.......X",
    "member.edit": "A........",
    "audit.view": "A.P.....X",
    "admin.open": "A.....D..",
    "hierarchy.view": "AEPFMSDVX",
    "hierarchy.edit": "A.....D..",
    "well.view": "AEPFMSDVX",
    "well.create": ".E....D..",
    "well.edit": ".E....D..",
    "well.restore": ".E....D..",
    "well.export": "AEPFMSDVX",
    "scenario.create": ".EP...D..",
    "scenario.submit": ".E....D..",
    "scenario.merge": "..P......",
    "survey.edit": ".E...SD..",
    "survey.accept": ".E...S...",
    "import.view": "AE...SD.X",
    "import.run": ".E....D..",
    "catalogue.view": "AEPFMSDVX",
    "catalogue.edit": ".E....D..",
    "attachment.view": "AEPFMSDVX",
    "attachment.add": "AEPFMSD..",
    "attachment.withdraw": "A.....D..",
    "reading.view": "AEPFMSDVX",
    "reading.enter": ".E.FM....",
    "reading.correct": ".E....D..",
    "alarm.acknowledge": ".E.F.....",
    "limit.view": "AEPFMSDVX",
    "limit.propose": ".E.......",
    "limit.approve": "..P......",
    "limit.told": ".E.FM....",
    "candidate.set_aside": ".E.......",
    "candidate.agree": "..P......",
    "candidate.end": ".EP......",
    "rules.view": "AEPFMSDVX",
    "rules.edit": ".E.......",
    "rules.activate": "..P......",
    "test.record": ".E.FM....",
    "task.close": ".E.FM....",
    "dispensation.request": ".E.......",
    "dispensation.approve": "..P......",
    "fact.retract": ".E....D..",
    "record.told": "A.......X",
}


def row(act: str) -> str:
    letters = zip(ROLES, "AEPFMSDVX", strict=True)
    return "".join(letter if Role(role) in ACTS[act] else "." for role, letter in letters)


def test_every_act_stands_in_the_table():
    assert set(TABLE) == set(ACTS)


@pytest.mark.parametrize("act", sorted(TABLE))
def test_the_roles_of_each_act(act):
    assert row(act) == TABLE[act]


def thing(operator, asset_id=None):
    return SimpleNamespace(access_operator_id=operator.pk, access_asset_id=asset_id)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", sorted(TABLE))
def test_a_role_allows_its_acts_and_no_others(operator, role, act):
    user = make_member(operator, role)
    assert may(user, act, thing(operator)) == (Role(role) in ACTS[act])


def test_a_role_at_one_operator_is_nothing_at_another(engineer, other_operator):
    assert not may(engineer, "well.edit", thing(other_operator))


def test_scope_assets_without_grants_reaches_nothing(operator):
    user = make_member(operator, "engineer", scope="assets")
    assert not may(user, "well.edit", thing(operator, asset_id=1))
    assert not may(user, "well.view", thing(operator))
    assert not may(user, "well.view")


def test_who_may_not_is_told_which_roles_may(viewer, operator):
    with pytest.raises(PermissionDenied, match="Data steward, Integrity engineer"):
        require(viewer, "well.edit", thing(operator))


def test_an_inactive_person_may_nothing(engineer, operator):
    engineer.is_active = False
    assert not may(engineer, "well.view", thing(operator))


def test_the_installer_may_nothing_by_that_alone(operator):
    installer = make_user(is_superuser=True)
    assert not any(may(installer, act, thing(operator)) for act in ACTS)
