"""An operator with one engineer may let a proposer approve; the record says so for good."""

import pytest
from django.urls import reverse

from deepguard import triggers
from deepguard.models import AuditEvent, Operator, Role
from integrity.models import LimitDecision, OperatingEnvelope
from integrity.services.limits import approve, propose
from integrity.services.verifying import broken_envelopes
from tests.factories import make_member
from tests.integrity.limits.conftest import TODAY
from tests.integrity.limits.test_approving import annulus, refused
from tests.wells.api.conftest import Caller

pytestmark = pytest.mark.django_db
TOLD = "allowed by policy"


@pytest.fixture
def alone(operator):
    return make_member(operator, Role.ENGINEER, Role.APPROVER, name="Siri Alone")


@pytest.fixture
def own(assessed, alone):
    return propose(assessed, annulus_uid=annulus(assessed), by=alone, reason="mine")


@pytest.fixture
def policy(operator):
    Operator.objects.filter(pk=operator.pk).update(approve_own_limits=True)


def test_without_the_policy_it_is_refused_everywhere(client, own, alone):
    refused("own_proposal", approve, own, by=alone, unit="bar", valid_from=TODAY)
    client.force_login(alone)
    page = client.get(reverse("integrity:envelope", args=[own.well_id])).content.decode()
    assert "another person has to approve it" in page
    assert reverse("integrity:envelope_approve", args=[own.well_id, own.uid]) not in page
    address = reverse("integrity:envelope_approve", args=[own.well_id, own.uid])
    answer = client.post(address, {"valid_from": TODAY.isoformat(), "read": "on"})
    assert answer.status_code == 409 and "another person" in answer.content.decode()
    assert not OperatingEnvelope.objects.exists()


def test_with_it_the_record_the_pages_and_the_api_say_so(client, own, alone, policy):
    client.force_login(alone)
    address = reverse("integrity:envelope", args=[own.well_id])
    assert "The policy of your operator lets you approve it" in client.get(address).content.decode()
    made = client.post(
        reverse("integrity:envelope_approve", args=[own.well_id, own.uid]),
        {"valid_from": TODAY.isoformat(), "read": "on", "reason": "nobody else is here"},
    )
    assert made.status_code == 302 and LimitDecision.objects.get().own
    desk = reverse("integrity:maasp", args=[own.well_id, "A"])
    assert TOLD in client.get(address).content.decode() and TOLD in client.get(desk).content.decode()
    register = client.get(reverse("integrity:limits") + "?show=in_force").content.decode()
    assert "its proposer, by policy" in register
    export = client.get(reverse("integrity:limits_export"), {"show": "in_force"})
    assert TOLD in b"".join(export).decode("utf-8-sig")
    [row] = Caller(alone).get(f"wells/{own.well_id}/envelopes").data
    assert row["own"] is True
    assert '"own": true' in AuditEvent.objects.get(event="limit.approved").after
    assert list(broken_envelopes()) == []


def test_the_role_is_needed_all_the_same(client, assessed, engineer, policy):
    own = propose(assessed, annulus_uid=annulus(assessed), by=engineer, reason="mine")
    client.force_login(engineer)
    address = reverse("integrity:envelope_approve", args=[own.well_id, own.uid])
    assert client.post(address, {"valid_from": TODAY.isoformat(), "read": "on"}).status_code == 403


def test_a_second_persons_approval_is_not_called_own(own, approver, policy):
    assert not approve(own, by=approver, unit="bar", valid_from=TODAY).decision.own


def test_an_approval_that_hides_being_own_is_named(own, alone, policy):
    approve(own, by=alone, unit="bar", valid_from=TODAY)
    triggers.lift()
    LimitDecision.objects.update(own=False)
    triggers.install()
    assert [one.field for one in broken_envelopes()] == ["decision"]


def test_only_an_admin_changes_the_policy_and_it_is_in_the_audit(client, operator, engineer):
    admin = make_member(operator, Role.ADMIN)
    address = reverse("admin:deepguard_operator_change", args=[operator.pk])
    facts = {"name": operator.name, "short_name": "", "time_zone": "UTC", "approve_own_limits": "on"}
    client.force_login(engineer)
    assert client.post(address, facts).status_code in (302, 403)
    assert not Operator.objects.get(pk=operator.pk).approve_own_limits
    client.force_login(admin)
    assert client.post(address, facts).status_code == 302
    assert Operator.objects.get(pk=operator.pk).approve_own_limits
    event = AuditEvent.objects.get(event="operator.changed")
    assert '"approve_own_limits": "True"' in event.after and event.actor == admin
