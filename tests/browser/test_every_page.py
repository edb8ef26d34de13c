"""Every page in a real browser: nothing cut off, nothing on the console, nothing serious that axe finds."""

import pytest

from tests.browser.helpers import assert_first_row_visible, assert_holds
from tests.browser.pages import NO_PAGE, PAGES, WALKED, routes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("one", WALKED, ids=str)
def test_a_page_holds_wide(one, reader):
    shown = reader(one.person, 1440)
    shown.visit(one)
    assert_holds(shown.tab)
    if one.rows:
        assert_first_row_visible(shown.tab, one.rows)


@pytest.mark.parametrize("one", WALKED, ids=str)
def test_a_page_holds_narrow(one, reader):
    shown = reader(one.person, 820)
    shown.visit(one)
    assert_holds(shown.tab)


def test_every_route_is_walked_or_said_to_be_no_page():
    known = {page.route for page in PAGES}.union(*NO_PAGE.values())
    found = set(routes())
    missing = sorted(found - known)
    assert not missing, f"add {missing} to PAGES in tests/browser/pages.py (or to NO_PAGE: no page to GET)"
    assert not known - found, "these routes are gone: take them out of tests/browser/pages.py"
