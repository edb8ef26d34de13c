"""The stewards' admin: what is seen, offered, changed and audited there."""

import pytest

from deepguard.models import AuditEvent, Membership, Operator, User
from tests.factories import make_member


@pytest.fixture
def desk(client, admin_person):
    client.force_login(admin_person)
    return client


def test_only_admins_and_stewards_come_in(client, engineer, operator):
    client.force_login(engineer)
    assert client.get("/admin/").status_code == 302
    client.force_login(make_member(operator, "steward"))
    assert client.get("/admin/").status_code == 200


def test_other_operators_are_neither_listed_nor_opened(desk, other_operator, stranger):
    assert b"Sula" not in desk.get("/admin/deepguard/operator/").content
    assert desk.get(f"/admin/deepguard/operator/{other_operator.pk}/change/").status_code == 302
    assert b"sula" not in desk.get("/admin/deepguard/user/").content
    assert b"sula" not in desk.get("/admin/deepguard/membership/add/").content.lower()


def test_a_change_is_saved_and_audited(desk, operator, admin_person):
    url = f"/admin/deepguard/operator/{operator.pk}/change/"
    assert (
        desk.post(url, {"name": "Brattholm", "short_name": "BRA", "time_zone": "Europe/Oslo"}).status_code
        == 302
    )
    event = AuditEvent.objects.get(event="operator.changed")
    assert event.actor == admin_person
    assert "Brattholm Energy" in event.before and "BRA" in event.after


def test_the_history_of_a_row_is_its_audit(desk, operator):
    answer = desk.get(f"/admin/deepguard/operator/{operator.pk}/history/")
    assert answer["Location"] == f"/audit/?target={operator.uid}"


def test_nothing_is_deleted_here(desk, operator):
    assert desk.get(f"/admin/deepguard/operator/{operator.pk}/delete/").status_code == 403
    assert b"delete_selected" not in desk.get("/admin/deepguard/membership/").content


def test_an_admin_invites_a_person_with_a_first_role(desk, operator):
    facts = {"email": "New@Brattholm.example", "name": "Nils", "units": "metric", "time_zone": "UTC"}
    answer = desk.post(
        "/admin/deepguard/user/add/", {**facts, "operator": operator.pk, "role": "surveyor", "scope": "whole"}
    )
    assert answer.status_code == 302
    user = User.objects.get(email="new@brattholm.example")
    assert not user.has_usable_password() and user.memberships.get().role == "surveyor"
    assert AuditEvent.objects.filter(event="user.created", operator=operator).exists()


def test_nobody_invites_into_another_operator(desk, other_operator):
    facts = {
        "email": "x@sula.example",
        "units": "metric",
        "time_zone": "UTC",
        "role": "admin",
        "scope": "whole",
    }
    assert (
        desk.post("/admin/deepguard/user/add/", {**facts, "operator": other_operator.pk}).status_code == 200
    )
    assert not User.objects.filter(email="x@sula.example").exists()


def test_a_person_who_also_belongs_elsewhere_is_not_changed_here(desk, operator, other_operator, stranger):
    Membership.objects.create(user=stranger, operator=operator, role="viewer")
    answer = desk.post(f"/admin/deepguard/user/{stranger.pk}/change/", {"email": "a@b.example", "name": ""})
    assert answer.status_code == 403


def test_a_role_is_revoked_but_not_the_last_admins(desk, operator, engineer, admin_person):
    engineers, admins = engineer.memberships.get(), admin_person.memberships.get()
    data = {"action": "revoke", "_selected_action": [engineers.pk, admins.pk]}
    page = desk.post("/admin/deepguard/membership/", data, follow=True)
    assert "last Admin" in page.content.decode()
    assert list(Membership.objects.all()) == [admins]
    assert AuditEvent.objects.get(event="membership.revoked").before


def test_the_audit_can_be_read_and_nothing_else(desk, operator, admin_person):
    from deepguard import audit

    event = audit.record("operator.changed", operator, by=admin_person)
    url = f"/admin/deepguard/auditevent/{event.pk}/change/"
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"reason": "x"}).status_code == 403
    assert desk.get("/admin/deepguard/auditevent/add/").status_code == 403


@pytest.mark.parametrize("name", ["operator", "user", "membership", "auditevent", "attachment"])
def test_every_desk_opens(desk, name, engineer):
    assert desk.get(f"/admin/deepguard/{name}/").status_code == 200


def test_an_installer_without_a_role_sees_no_rows(client, operator):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    assert b"Brattholm" not in client.get("/admin/deepguard/operator/").content
    assert Operator.objects.exists()
