"""How people sign in: by invitation only, second factors kept encrypted, guesses counted."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.shortcuts import render

from deepguard.api.problems import problem


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed: an Admin adds people, `manage.py init` the first."""

    def is_open_for_signup(self, request):
        return False


class MfaAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted by keys derived from SECRET_KEY and its fallbacks."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def sign_in_name(request, credentials) -> str:
    """The e-mail a sign-in is tried with, the same for the page and the API, for counting failures."""
    facts = credentials or request.POST
    return (facts.get("email") or facts.get("login") or facts.get("username") or "").strip().lower()


def locked_out(request, response=None, credentials=None):
    """The answer while an address is locked for a sign-in."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    if request.path.startswith("/api/"):
        detail = f"Too many failed sign-ins. Try again in {minutes} minutes."
        return problem(request, 429, detail, code="locked_out", headers={"Retry-After": str(minutes * 60)})
    return render(request, settings.AXES_LOCKOUT_TEMPLATE, {"minutes": minutes}, status=429)


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(secret: str) -> bytes:
    salted = hashlib.sha256(b"deepguard.second-factor:" + secret.encode()).digest()
    return base64.urlsafe_b64encode(salted)
