"""The calculators over the demo field: a well of one's own, and all of it without script."""

import json

import pytest

from tests.browser.helpers import assert_holds, every_theme, every_width

pytestmark = pytest.mark.django_db


def test_without_script_a_form_is_answered_row_by_row(reader):
    tab = reader("engineer", script=False).tab
    reader("engineer", script=False).open("/calculators/trajectory/")
    for row, (md, inclination) in enumerate((("0", "0"), ("500", "10"))):
        if row:
            tab.get_by_role("button", name="Add a row").first.click()
        for name, text in (("md_m", md), ("inclination_deg", inclination), ("azimuth_deg", "0")):
            tab.locator(f"#in-stations-{row}-{name}").fill(text)
    tab.locator("#in-stations-1-md_m").press("Enter")
    tab.get_by_role("heading", name="The answer as JSON").wait_for()
    tab.locator("#calc-as-json").click()
    assert [one["md_m"] for one in json.loads(tab.locator("#text").input_value())["stations"]] == [0, 500]


def test_without_script_a_well_of_ones_own_is_answered(reader):
    tab = reader("engineer", script=False).tab
    reader("engineer", script=False).open("/calculators/maasp/")
    tab.locator("#well_name").fill("BRA A-12")
    tab.locator("#calc-go").click()
    tab.get_by_role("heading", name="A annulus").wait_for()


@every_theme
@every_width
def test_the_answer_about_a_well_is_read_whole(reader, width, theme):
    seat = reader("engineer", width, theme)
    seat.open("/calculators/maasp/")
    seat.tab.locator("#well_name").fill("BRA A-12")
    seat.tab.locator("#calc-go").click()
    seat.tab.get_by_role("heading", name="A annulus").wait_for()
    assert_holds(seat.tab)
