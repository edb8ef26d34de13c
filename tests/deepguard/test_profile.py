"""One's own profile."""

import pytest

from deepguard.models import AuditEvent, Membership
from tests.factories import make_member

GOOD = {"name": "Ingrid H.", "units": "field", "time_zone": "Asia/Tokyo", "theme": "dark", "shortcuts": ""}


@pytest.fixture
def signed_in(client, engineer):
    client.force_login(engineer)
    return client


def test_the_profile_shows_ones_roles_and_choices(signed_in):
    page = signed_in.get("/profile/").content.decode()
    assert "Integrity engineer" in page and "Brattholm Energy" in page and "Metric: bar" in page


def test_a_saved_profile_takes_hold_and_is_audited(signed_in, engineer):
    assert signed_in.post("/profile/", GOOD).status_code == 302
    engineer.refresh_from_db()
    assert (engineer.units, engineer.time_zone, engineer.theme, engineer.shortcuts) == (
        "field",
        "Asia/Tokyo",
        "dark",
        False,
    )
    event = AuditEvent.objects.get(event="profile.changed")
    assert '"metric"' in event.before and '"field"' in event.after
    assert "psi · ft · ppg · °F" in signed_in.get("/profile/").content.decode()


def test_a_wrong_choice_is_told_beside_the_field(signed_in, engineer):
    answer = signed_in.post("/profile/", {**GOOD, "time_zone": "Mars/Olympus"})
    assert answer.status_code == 422 and b"is no time zone" in answer.content
    engineer.refresh_from_db()
    assert engineer.units == "metric"


def test_the_theme_switch_sets_the_theme(signed_in, engineer):
    assert signed_in.post("/profile/theme/", {"theme": "dark"}).status_code == 302
    assert (
        signed_in.post("/profile/theme/", {"theme": "light"}, headers={"HX-Request": "true"}).status_code
        == 204
    )
    engineer.refresh_from_db()
    assert engineer.theme == "light"
    assert signed_in.post("/profile/theme/", {"theme": "pink"}).status_code == 404
    assert signed_in.get("/profile/theme/").status_code == 405


def test_the_theme_switch_returns_to_our_own_pages_only(signed_in):
    answer = signed_in.post(
        "/profile/theme/", {"theme": "dark"}, headers={"Referer": "https://evil.example/"}
    )
    assert answer["Location"] == "/"


def test_one_chooses_the_operator_one_works_for(client, operator, other_operator):
    user = make_member(operator, "engineer")
    Membership.objects.create(user=user, operator=other_operator, role="viewer")
    client.force_login(user)
    assert client.get("/profile/").wsgi_request.operator == operator
    client.post("/profile/operator/", {"operator": other_operator.pk})
    assert client.get("/profile/").wsgi_request.operator == other_operator


def test_nobody_chooses_an_operator_of_others(signed_in, other_operator):
    assert signed_in.post("/profile/operator/", {"operator": other_operator.pk}).status_code == 404
