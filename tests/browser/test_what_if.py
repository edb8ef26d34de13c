"""From a question to a change in a browser: a lever answers in place, two people make it the well."""

import pytest

pytestmark = pytest.mark.django_db
UID = "bra-a-04"


def begin(person, name):
    person.open(f"/wells/{person.field.pk(UID)}/what-if/")
    person.tab.get_by_label("What if …").fill(name)
    person.tab.get_by_role("button", name="Begin").click()
    person.tab.locator("#ribbon").wait_for()
    return person.tab


@pytest.fixture
def engineer(reader):
    return reader("engineer")


def test_a_lever_answers_in_place_and_the_well_stays_as_it_is(engineer):
    tab = begin(engineer, "the bore is empty?")
    address = tab.url
    assert "No limit moves" in tab.locator("#limits").inner_text()
    tab.get_by_role("button", name="Empty it").click()
    tab.locator("#facts", has_text="evacuated").wait_for()
    assert tab.url == address
    assert "Nothing of it is in the register" in tab.locator("#ribbon").inner_text()
    engineer.open(f"/wells/{engineer.field.pk(UID)}/history/")
    assert "what-if" not in tab.locator("main .dg-table").first.inner_text().lower()


def test_a_refused_figure_is_told_at_its_field(engineer):
    tab = begin(engineer, "the wall is gone?")
    engineer.expected = 422
    lever = tab.locator(".wi-lever", has_text="A wall is less")
    lever.get_by_label("less by").fill("120")
    lever.get_by_role("button").click()
    lever.get_by_text("less than 100 %").wait_for()
    assert lever.get_by_label("less by").input_value() == "120"


def test_without_script_a_lever_leads_back_to_the_page(reader):
    tab = begin(reader("engineer", script=False), "the bore is empty, without script?")
    tab.get_by_role("button", name="Empty it").click()
    assert "evacuated" in tab.locator("#facts").inner_text()


def test_an_approver_merges_what_an_engineer_submitted(engineer, reader):
    tab = begin(engineer, "design factors were higher?")
    lever = tab.locator(".wi-lever", has_text="A design factor is another")
    lever.get_by_label("at", exact=True).fill("1.25")
    lever.get_by_role("button").click()
    tab.locator("#facts", has_text="1.25").wait_for()
    tab.get_by_label("Why the well should be changed").fill("Rules of the operator, edition 4")
    tab.get_by_role("button", name="Submit as a change").click()
    tab.locator("#decide").wait_for()
    assert tab.get_by_role("button", name="Approve").count() == 0
    approver = reader("approver")
    approver.open(tab.url.removeprefix(engineer.field.url))
    approver.tab.get_by_role("button", name="Approve and merge").click()
    approver.tab.locator("#ribbon", has_text="It was merged").wait_for()
    approver.open(f"/wells/{engineer.field.pk(UID)}/history/")
    assert "Rules of the operator, edition 4" in approver.tab.locator("main").inner_text()
