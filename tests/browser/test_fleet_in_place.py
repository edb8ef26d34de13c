"""Filtering, sorting and paging the fleet swap the list alone; the address follows, and the way back works."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db
NAMES = "#fleet tbody .cell"


@pytest.fixture
def tab(reader):
    engineer = reader("engineer")
    engineer.open("/wells/")
    engineer.tab.evaluate("document.querySelector('h1').dataset.seen = 'yes'")
    return engineer.tab


def names(tab) -> list[str]:
    return tab.locator(NAMES).all_inner_texts()


def is_same_page(tab) -> bool:
    return tab.locator("h1[data-seen=yes]").count() == 1


def filtered(tab, status: str = "suspended"):
    with tab.expect_response(re.compile(f"status={status}")):
        tab.get_by_label("Status").select_option(status)
    tab.wait_for_url(re.compile(f"status={status}"))


def test_a_filter_swaps_the_list_and_pushes_the_address(tab):
    every = names(tab)
    filtered(tab)
    assert is_same_page(tab) and set(names(tab)) < set(every)


def test_the_way_back_shows_the_list_of_before(tab):
    every = names(tab)
    filtered(tab)
    tab.go_back()
    tab.wait_for_url(re.compile("/wells/$"))
    expect(tab.locator(NAMES)).to_have_count(len(every))
    assert names(tab) == every


def test_a_filtered_address_shows_the_same_list_when_it_is_opened(tab):
    filtered(tab)
    kept = names(tab)
    tab.reload()
    assert names(tab) == kept


def test_words_filter_while_they_are_typed_and_keep_the_focus(tab):
    with tab.expect_response(re.compile("q=kestrel")):
        tab.locator("#fleet input[name=q]").press_sequentially("kestrel")
    expect(tab.locator(NAMES)).to_have_count(1)
    assert names(tab) == ["Kestrel 1"] and is_same_page(tab)
    assert tab.evaluate("document.activeElement.name") == "q"


def test_a_head_sorts_in_place_and_says_so(tab):
    tab.get_by_role("link", name="TD, m").click()
    tab.wait_for_url(re.compile("sort=td"))
    tab.wait_for_selector("th[aria-sort=ascending] >> text=TD")
    assert is_same_page(tab)


def test_nothing_found_says_how_to_go_on(tab):
    with tab.expect_response(re.compile("q=zzz")):
        tab.locator("#fleet input[name=q]").press_sequentially("zzz")
    tab.get_by_text("No well matches").wait_for()
