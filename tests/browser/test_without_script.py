"""Every act works without script: forms send, links follow, details stand open."""

import re

import pytest

from tests.browser.helpers import WIDER

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward(reader):
    return reader("steward", script=False)


def test_the_fleet_filters_by_its_button(steward):
    steward.open("/wells/")
    steward.tab.locator("#fleet select[name=status]").select_option("suspended")
    steward.tab.get_by_role("button", name="Filter", exact=True).click()
    assert "status=suspended" in steward.tab.url
    assert steward.tab.locator("#fleet tbody tr").count() == 2


def test_the_well_shows_its_drawing_and_its_tables(steward, field):
    steward.open(f"/wells/{field.pk('bra-a-12')}/")
    assert steward.tab.locator("svg.dg-schem").first.is_visible()
    assert steward.tab.locator("#strings tbody tr").count() >= 6


def test_a_control_that_needs_script_is_not_shown(steward):
    steward.open("/wells/")
    assert steward.tab.locator("[data-needs-script]:visible").count() == 0


def test_the_governing_formula_stands_open_and_the_others_open_by_hand(steward, field):
    steward.open(f"/wells/{field.pk('bra-a-12')}/annuli/A/maasp/")
    formulas = steward.tab.locator("#candidates .fxd .dg-formula")
    assert formulas.first.is_visible() and not formulas.nth(1).is_visible()
    steward.tab.locator("#candidates .fxd summary").nth(1).click()
    assert formulas.nth(1).is_visible()


def test_an_edit_is_kept_in_the_draft_and_published(steward, field):
    tab = steward.tab
    steward.open(f"/wells/{field.pk('heron-a-07')}/architecture/?part=strings")
    tab.locator("#strings tbody a.celln").first.click()
    tab.get_by_label(re.compile("^Name")).first.fill("Conductor, renamed without script")
    tab.get_by_role("button", name="Keep in the draft").click()
    tab.get_by_text("Conductor, renamed without script").first.wait_for()
    tab.locator("#publish").get_by_label("Why").fill("Named as the drilling report does.")
    tab.get_by_role("button", name=re.compile("Publish revision")).click()
    steward.open(f"/wells/{field.pk('heron-a-07')}/history/")
    tab.locator(".rev-why").get_by_text("Named as the drilling report does.").wait_for()


def test_the_history_compares_two_revisions(steward, field):
    steward.open(f"/wells/{field.pk('bra-a-12')}/history/")
    steward.tab.get_by_role("button", name="Compare the two").click()
    steward.tab.get_by_role("heading", name="What is different").wait_for()


def test_what_an_import_moves_is_a_page_of_its_own(steward, field):
    steward.open(f"/imports/{field.runs['good'].uid}/")
    steward.tab.get_by_role("link", name="Limits that would move").click()
    steward.tab.get_by_role("heading", name="What the import would move").wait_for()


def test_a_file_is_checked(steward):
    steward.open("/imports/")
    form = steward.tab.locator("form:has(input[name=kind][value=tables])")
    rows = b"Well,Csg OD,Shoe (MD) [m]\nBRA A-12,7,3904\n"
    form.locator("input[type=file]").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": rows}
    )
    form.get_by_role("button", name="Check the files").click()
    steward.tab.get_by_text("Dry run: nothing is stored yet").wait_for()
    assert steward.tab.evaluate(WIDER) <= 0
