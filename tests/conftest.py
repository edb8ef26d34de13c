"""What every test stands on."""

import pytest
from django.core.cache import cache
from hypothesis import settings as law
from rest_framework.test import APIClient

from deepguard import triggers
from tests.factories import make_member, make_operator

# A law holds or not; how long an example takes says something of the machine only.
law.register_profile("house", deadline=None)
law.load_profile("house")


@pytest.fixture(autouse=True)
def _fast_and_forgetful(settings):
    """Passwords hashed cheaply; counts of the test before are forgotten."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture(autouse=True)
def _record_can_be_flushed(request):
    """Tests with real transactions end in a flush, which the record's triggers would refuse.

    They are lifted just before it; the flush sends post_migrate, which puts them back.
    """
    if not is_transactional(request):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    triggers.lift()


def is_transactional(request) -> bool:
    marker = request.node.get_closest_marker("django_db")
    wanted = {"transactional_db", "live_server", "django_db_serialized_rollback"}
    return bool(marker and marker.kwargs.get("transaction")) or bool(wanted & set(request.fixturenames))


@pytest.fixture
def operator(db):
    return make_operator("Brattholm Energy")


@pytest.fixture
def other_operator(db):
    return make_operator("Sula Petroleum")


@pytest.fixture
def engineer(operator):
    return make_member(operator, "engineer", email="ingrid@brattholm.example", name="Ingrid Haugen")


@pytest.fixture
def admin_person(operator):
    return make_member(operator, "admin", email="anna@brattholm.example", name="Anna Moen")


@pytest.fixture
def viewer(operator):
    return make_member(operator, "viewer", email="viggo@brattholm.example", name="Viggo Dahl")


@pytest.fixture
def stranger(other_operator):
    """Somebody of another operator, with every role there."""
    return make_member(other_operator, "admin", "engineer", "approver", "steward", email="sol@sula.example")


@pytest.fixture
def api():
    """A client of the API, not signed in; errors of ours come back as answers."""
    return APIClient(raise_request_exception=False)
