"""The shell in a browser: sign-in, profile, the pages that say no; light and dark, wide and narrow."""

import re

import pytest

from deepguard.models import User
from tests.browser.conftest import PASSWORD
from tests.browser.helpers import assert_holds, every_theme, every_width

pytestmark = pytest.mark.django_db(transaction=True)


@every_width
@every_theme
def test_the_sign_in_page_holds(live_server, open_page, width, theme):
    page = open_page(width, theme)
    page.goto(f"{live_server.url}/accounts/login/")
    assert page.locator("html").get_attribute("data-bs-theme") == theme
    assert_holds(page)


def test_a_person_signs_in_with_the_keyboard_alone(live_server, open_page, person):
    user = person("engineer")
    page = open_page(expected=(404,))
    page.goto(f"{live_server.url}/accounts/login/?next=/profile/")
    page.keyboard.type(user.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/profile/")
    assert page.get_by_role("heading", level=1).is_visible()


def test_a_wrong_password_is_said_beside_the_form(live_server, open_page, person):
    user = person("engineer")
    page = open_page()
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").wait_for()
    assert_holds(page)


@every_width
@every_theme
@pytest.mark.parametrize("address", ["/profile/", "/accounts/password/change/", "/accounts/2fa/"])
def test_the_pages_of_ones_own_account_hold(live_server, signed_in, address, width, theme):
    page = signed_in("engineer", width=width, theme=theme)
    page.goto(live_server.url + address)
    assert_holds(page)


@every_width
@every_theme
def test_a_page_that_is_not_there_says_so(live_server, signed_in, width, theme):
    page = signed_in("viewer", width=width, theme=theme, expected=(404,))
    page.goto(f"{live_server.url}/no/such/page/")
    assert page.get_by_role("heading", name="There is nothing here").is_visible()
    assert_holds(page)


@every_width
@every_theme
def test_a_refusal_names_the_roles_that_may(live_server, signed_in, width, theme):
    page = signed_in("viewer", width=width, theme=theme, expected=(403,))
    page.goto(f"{live_server.url}/audit/")
    assert "Examiner" in page.locator("main").inner_text()
    assert_holds(page)


def test_the_theme_switch_changes_the_page_at_once_and_the_profile_for_good(live_server, signed_in, person):
    user = person("engineer")
    page = signed_in(user=user, theme="light")
    page.goto(f"{live_server.url}/profile/")
    with page.expect_response(re.compile("/profile/theme/")):
        page.get_by_role("button", name="Switch between light and dark").click()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    assert User.objects.get(pk=user.pk).theme == "dark"


def test_single_keys_search_and_help_and_can_be_switched_off(live_server, signed_in, person):
    user = person("engineer")
    page = signed_in(user=user)
    page.goto(f"{live_server.url}/profile/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.press("Tab")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keyboard").wait_for()
    page.keyboard.press("Escape")
    User.objects.filter(pk=user.pk).update(shortcuts=False)
    page.reload()
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keyboard").wait_for(state="hidden")


def test_the_menu_of_the_person_opens_by_keyboard_and_closes_with_escape(live_server, signed_in):
    page = signed_in("steward")
    page.goto(f"{live_server.url}/profile/")
    menu = page.locator("summary", has_text="Haugen")
    menu.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out").wait_for()
    assert_holds(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Sign out").wait_for(state="hidden")
