"""Before the first well: the fleet offers four ways to begin, or says who can."""

import pytest

from tests.browser.helpers import assert_holds, every_theme, every_width

pytestmark = pytest.mark.django_db(transaction=True)


@every_width
@every_theme
def test_the_empty_fleet_offers_ways_to_begin(live_server, signed_in, width, theme):
    page = signed_in("engineer", width=width, theme=theme)
    page.goto(f"{live_server.url}/wells/")
    offers = page.locator("main h2").all_inner_texts()
    assert offers == ["A table of your own", "FactPages", "A well document", "One form"]
    assert_holds(page)


def test_a_viewer_learns_how_wells_come(live_server, signed_in):
    page = signed_in("viewer")
    page.goto(f"{live_server.url}/wells/")
    assert "They appear when a data steward" in page.locator("main").inner_text()
    assert_holds(page)


@every_width
@pytest.mark.parametrize("address", ["/assets/", "/imports/"])
def test_other_empty_lists_hold(live_server, signed_in, address, width):
    page = signed_in("steward", width=width)
    page.goto(live_server.url + address)
    assert_holds(page)
