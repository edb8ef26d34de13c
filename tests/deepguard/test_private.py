"""Every page is private unless it says otherwise."""

import pytest
from django.urls import get_resolver, reverse

pytestmark = pytest.mark.django_db
PUBLIC = {
    "favicon", "healthz", "account_login", "account_logout", "account_signup", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "account_inactive", "account_confirm_email", "account_email_verification_sent",
    "account_reauthenticate", "mfa_authenticate", "mfa_trust", "mfa_login_webauthn", "account_confirm_login_code", "account_request_login_code",
}  # fmt: skip


def test_a_stranger_is_sent_to_the_sign_in(client):
    answer = client.get("/audit/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/audit/")


def test_an_expired_htmx_swap_moves_the_whole_page(client):
    answer = client.get(
        "/audit/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/audit/?event=x"}
    )
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/accounts/login/?next=%2Faudit%2F%3Fevent%3Dx"


def test_the_api_answers_in_its_own_words(client):
    answer = client.get("/api/v1/me")
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def plain_routes():
    """Names of the routes that take no argument."""
    for name in sorted({n for n in get_resolver().reverse_dict if isinstance(n, str)}):
        if not any(params for _, params in get_resolver().reverse_dict.getlist(name)[0][0]):
            yield name


def test_every_other_page_is_closed(client):
    for name in set(plain_routes()) - PUBLIC:
        answer = client.get(reverse(name))
        assert answer.status_code in (302, 401, 405), name
        assert answer.status_code != 302 or answer["Location"].startswith("/accounts/login/"), name


def test_sign_up_is_closed(client):
    assert b"password1" not in client.get("/accounts/signup/").content


def test_the_admin_asks_for_the_same_sign_in(client):
    answer = client.get("/admin/login/")
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")
