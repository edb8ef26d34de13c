"""A real browser against a live server: pages signed in by role; the console must stay silent."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from deepguard.models import Membership, Operator, Role, User
from tests.browser.field import ServedField
from tests.browser.reader import Reader

PASSWORD = "a fine long password"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")

# Playwright runs an event loop in the test's thread; Django's guard against that would refuse every query.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        reason = "no Chromium here (Debian: apt-get install chromium, or name one in CHROMIUM)"
        (pytest.fail if os.environ.get("CI", "").lower() == "true" else pytest.skip)(reason)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """`open_page(width=820, theme="dark")` gives a fresh browser page; any error on its console fails the test.

    Statuses a test asks for (a 404 is logged by the browser itself) are named in `expected`.
    """
    contexts, faults = [], []

    def opened(width: int = 1440, theme: str = "light", expected: tuple[int, ...] = ()):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: _note(message, expected, faults))
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults, f"on the console: {faults}"


def _note(message, expected, faults):
    if message.type not in ("error", "warning"):
        return
    if any(f"status of {status}" in message.text for status in expected):
        return
    faults.append(f"{message.text} ({message.location.get('url', '')})")


@pytest.fixture
def operator(transactional_db):
    return Operator.objects.create(name="Brattholm Energy")


@pytest.fixture
def person(operator):
    """`person("viewer")` makes someone with that role over the whole operator."""

    def made(role: str) -> User:
        user = User.objects.create_user(f"{role}@brattholm.example", PASSWORD, name=f"{role} Haugen".title())
        Membership.objects.create(user=user, operator=operator, role=Role(role))
        return user

    return made


@pytest.fixture
def signed_in(live_server, open_page, person, client):
    """`signed_in("engineer")` gives a browser page with that role's session."""

    def opened(role: str = "engineer", *, user=None, **options):
        client.force_login(
            user or person(role), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        page = open_page(**options)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return opened


@pytest.fixture(scope="module")
def field(django_db_setup, django_db_blocker):
    """The demo field and hard wells behind a server, made once for a module, whose tests are marked `django_db`.

    What a test changes is taken back with its transaction where the server shares it (SQLite in memory);
    on PostgreSQL it stays until the module ends, so tests look for what they made themselves.
    """
    with ServedField(django_db_blocker) as made:
        yield made


@pytest.fixture(scope="module")
def readers(chromium, field):
    """Browser tabs of the module by person, width and theme."""
    kept: dict[tuple, Reader] = {}
    yield kept
    for reader in kept.values():
        reader.close()


@pytest.fixture
def reader(chromium, field, readers):
    """`reader("engineer", 820, "dark")`: somebody's tab; anything on its console fails the test."""
    used = set()

    def found(
        person: str = "engineer", width: int = 1440, theme: str = "light", script: bool = True
    ) -> Reader:
        name = person, width, theme, script
        if name not in readers:
            readers[name] = Reader(chromium, field, *name)
        used.add(name)
        return readers[name]

    yield found
    faults = [fault for name in used for fault in readers[name].taken_faults()]
    assert not faults, f"on the console: {faults}"
