"""Signing in to the API: password, second factor, lock-out."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.utils import timezone
from rest_framework_simplejwt.tokens import AccessToken

from tests.factories import PASSWORD

LOGIN, ME = "/api/v1/auth/login", "/api/v1/me"


def sign_in(api, user, password=PASSWORD, **more):
    return api.post(LOGIN, {"email": user.email, "password": password, **more}, format="json")


def bearer(api, token):
    return api.get(ME, headers={"Authorization": f"Bearer {token}"})


def code_of(user, secret) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def secret(engineer):
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(engineer, secret)
    return secret


def test_password_gives_tokens_that_open_the_api(api, engineer):
    answer = sign_in(api, engineer)
    assert answer.status_code == 200 and set(answer.json()) == {"access", "refresh"}
    assert bearer(api, answer.json()["access"]).json()["email"] == engineer.email


def test_the_case_of_an_address_does_not_matter(api, engineer):
    answer = api.post(LOGIN, {"email": engineer.email.upper(), "password": PASSWORD}, format="json")
    assert answer.status_code == 200


@pytest.mark.parametrize("email", ["ingrid@brattholm.example", "nobody@brattholm.example"])
def test_a_wrong_pair_is_401_and_does_not_say_which(api, engineer, email):
    answer = api.post(LOGIN, {"email": email, "password": "wrong"}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong_credentials")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_an_inactive_person_does_not_sign_in(api, engineer):
    engineer.is_active = False
    engineer.save()
    assert sign_in(api, engineer).status_code == 401


def test_a_second_factor_is_asked(api, engineer, secret):
    answer = sign_in(api, engineer)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "#/otp"


def test_a_second_factor_opens(api, engineer, secret):
    assert sign_in(api, engineer, otp=code_of(engineer, secret)).status_code == 200


def test_a_code_opens_once(api, engineer, secret):
    code = code_of(engineer, secret)
    sign_in(api, engineer, otp=code)
    assert sign_in(api, engineer, otp=code).json()["code"] == "wrong_otp"


def test_a_recovery_code_opens_once(api, engineer, secret):
    codes = RecoveryCodes.activate(engineer).get_unused_codes()
    assert sign_in(api, engineer, otp=codes[0]).status_code == 200
    assert sign_in(api, engineer, otp=codes[0]).status_code == 401


def test_secrets_of_second_factors_are_kept_encrypted(engineer, secret):
    kept = Authenticator.objects.get(user=engineer, type="totp").data["secret"]
    assert secret not in kept and kept.startswith("gAAAA")


def test_a_new_secret_key_reads_the_old_secrets_while_the_old_key_is_named(engineer, secret, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-of-another-year"
    row = Authenticator.objects.get(user=engineer, type="totp")
    assert row.wrap().validate_code(code_of(engineer, secret))


def test_five_wrong_passwords_lock_the_address_even_for_the_right_one(api, engineer):
    for _ in range(5):
        last = sign_in(api, engineer, password="wrong")
    assert (last.status_code, last.json()["code"]) == (429, "locked_out")
    answer = sign_in(api, engineer)
    assert answer.status_code == 429 and answer["Content-Type"] == "application/problem+json"
    assert answer["Retry-After"] == "900"


def test_wrong_second_factors_lock_too(api, engineer, secret):
    for _ in range(5):
        sign_in(api, engineer, otp="000000")
    assert sign_in(api, engineer, otp=code_of(engineer, secret)).status_code == 429


def test_failures_on_the_page_and_over_the_api_are_counted_together(api, client, engineer):
    for _ in range(3):
        sign_in(api, engineer, password="wrong")
    for _ in range(2):
        page = client.post("/accounts/login/", {"login": engineer.email, "password": "wrong"})
    assert page.status_code == 429 and page["Content-Type"].startswith("text/html")
    assert sign_in(api, engineer).status_code == 429


def test_other_people_are_not_locked_with_one(api, engineer, viewer):
    for _ in range(5):
        sign_in(api, engineer, password="wrong")
    assert sign_in(api, viewer).status_code == 200


def test_refresh_gives_a_new_access_token(api, engineer):
    tokens = sign_in(api, engineer).json()
    answer = api.post("/api/v1/auth/refresh", {"refresh": tokens["refresh"]}, format="json")
    assert bearer(api, answer.json()["access"]).status_code == 200


def test_an_old_or_broken_token_is_401(api, engineer):
    token = AccessToken.for_user(engineer)
    token.set_exp(from_time=timezone.now() - timedelta(hours=2))
    for text in (str(token), "nonsense"):
        answer = bearer(api, text)
        assert answer.status_code == 401 and answer["Content-Type"] == "application/problem+json"


def test_a_new_password_ends_the_tokens_of_the_old_one(api, engineer):
    tokens = sign_in(api, engineer).json()
    engineer.set_password("another-good-password-77")
    engineer.save()
    assert bearer(api, tokens["access"]).status_code == 401
    assert api.post("/api/v1/auth/refresh", {"refresh": tokens["refresh"]}, format="json").status_code == 401
