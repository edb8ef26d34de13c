"""Tables and drawing belong together: pointing at one, or giving it the focus, marks the other."""

import pytest

pytestmark = pytest.mark.django_db
MARKED = "svg .is-linked[data-uid]"


@pytest.fixture
def tab(reader, field):
    engineer = reader("engineer")
    engineer.open(f"/wells/{field.pk('bra-a-12')}/")
    engineer.tab.mouse.move(0, 0)
    return engineer.tab


def row(tab, uid: str):
    return tab.locator(f'#strings tr[data-uid="{uid}"], #components tr[data-uid="{uid}"]').first


def drawn(tab, uid: str):
    return tab.locator(f'svg [data-uid="{uid}"]').first


def is_marked(locator) -> bool:
    return "is-linked" in (locator.get_attribute("class") or "")


@pytest.mark.parametrize("uid", ["casing-9-5-8", "packer-2956"])
def test_pointing_at_a_row_marks_its_part_of_the_drawing(tab, uid):
    row(tab, uid).hover()
    assert is_marked(drawn(tab, uid))
    assert {one.get_attribute("data-uid") for one in tab.locator(MARKED).all()} == {uid}


@pytest.mark.parametrize("uid", ["casing-9-5-8", "packer-2956"])
def test_a_row_that_gets_the_focus_by_keyboard_marks_its_part(tab, uid):
    row(tab, uid).evaluate("(node) => node.previousElementSibling.focus()")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.dataset.uid") == uid
    assert is_marked(drawn(tab, uid))


def test_the_key_j_walks_the_rows(tab):
    row(tab, "conductor-30").focus()
    tab.keyboard.press("j")
    assert is_marked(drawn(tab, "casing-20"))
    tab.keyboard.press("k")
    assert is_marked(drawn(tab, "conductor-30")) and not is_marked(drawn(tab, "casing-20"))


def test_a_part_of_the_drawing_that_gets_the_focus_marks_its_row(tab):
    drawn(tab, "casing-9-5-8").focus()
    assert is_marked(row(tab, "casing-9-5-8"))
    tab.keyboard.press("Tab")
    assert not is_marked(row(tab, "casing-9-5-8"))


def test_the_drawing_is_walked_by_tab_and_each_part_says_what_it_is(tab):
    drawn(tab, "conductor-30").focus()
    tab.keyboard.press("Tab")
    name = tab.evaluate(
        "document.activeElement.getAttribute('aria-label') || document.activeElement.querySelector('title')?.textContent"
    )
    assert name
