"""A calculator answered, and the API's description: every width, nothing cut off, a silent console."""

import pytest

from integrity.engine.calculators import CALCULATORS
from tests.browser.helpers import assert_holds, every_width


@every_width
@pytest.mark.parametrize("name", CALCULATORS)
def test_an_answer_is_read_whole(signed_in, live_server, width, name):
    page = signed_in("engineer", width=width)
    page.goto(f"{live_server.url}/calculators/{name}/")
    page.get_by_role("button", name="Calculate").click()
    page.get_by_role("heading", name="The answer as JSON").wait_for()
    assert_holds(page)


def test_another_annulus_is_chosen_by_a_button(signed_in, live_server):
    page = signed_in("engineer")
    page.goto(f"{live_server.url}/calculators/maasp/")
    page.get_by_role("button", name="Calculate").click()
    page.get_by_role("button", name="B", exact=True).click()
    page.get_by_role("heading", name="B annulus").wait_for()
    assert "Governs." in page.locator("#candidates").inner_text()


def test_the_description_is_drawn_without_a_word_on_the_console(signed_in, live_server):
    page = signed_in("engineer")
    page.goto(f"{live_server.url}/api/v1/docs/")
    page.get_by_role("heading", name="hierarchy").click()
    page.locator(".opblock-summary").first.click()
    page.locator(".opblock-body .responses-wrapper").first.wait_for()
