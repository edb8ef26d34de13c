"""Signing in on the page."""

import pytest
from django.core import mail
from django.urls import reverse

from tests.deepguard.test_api_sign_in import code_of, secret  # noqa: F401
from tests.factories import PASSWORD


def sign_in(client, user, password=PASSWORD):
    return client.post("/accounts/login/", {"login": user.email, "password": password})


def test_e_mail_and_password_open_the_house(client, engineer):
    answer = sign_in(client, engineer)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/")["Location"] == reverse("fleet")
    assert client.get("/profile/").status_code == 200


def test_a_wrong_password_is_told_and_does_not_say_which(client, engineer):
    answer = sign_in(client, engineer, "wrong")
    assert answer.status_code == 200 and b"not correct" in answer.content
    assert client.get("/profile/").status_code == 302


def test_a_second_factor_is_asked_before_any_page_opens(client, engineer, secret):  # noqa: F811
    answer = sign_in(client, engineer)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get("/profile/").status_code == 302
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    client.post(reverse("mfa_authenticate"), {"code": code_of(engineer, secret)})
    assert client.get("/profile/").status_code == 200


def test_five_wrong_passwords_lock_the_address(client, engineer):
    for _ in range(5):
        answer = sign_in(client, engineer, "wrong")
    assert answer.status_code == 429 and b"15 minutes" in answer.content
    assert sign_in(client, engineer).status_code == 429


def test_signing_out_closes_the_house(client, engineer):
    sign_in(client, engineer)
    client.post("/accounts/logout/")
    assert client.get("/profile/").status_code == 302


def test_a_forgotten_password_is_set_anew_by_mail(client, engineer):
    client.post("/accounts/password/reset/", {"email": engineer.email})
    link = next(word for word in mail.outbox[0].body.split() if "/accounts/password/reset/key/" in word)
    form = client.get(link.removeprefix("http://testserver"))["Location"]
    client.post(form, {"password1": "another-good-password-77", "password2": "another-good-password-77"})
    assert sign_in(client, engineer, "another-good-password-77").status_code == 302


@pytest.mark.django_db
def test_an_unknown_address_gets_the_same_answer(client):
    answer = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert answer.status_code == 302
    assert not any("/reset/key/" in letter.body for letter in mail.outbox)
