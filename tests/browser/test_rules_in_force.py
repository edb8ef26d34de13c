"""The rules a limit stands on: folded away on the screen, unfolded by hand, always there on paper."""

import pytest

pytestmark = pytest.mark.django_db
TABLE = "#rules-in-force table"


@pytest.fixture
def tab(reader, field):
    engineer = reader("engineer")
    engineer.open(f"/wells/{field.pk('bra-a-12')}/annuli/A/maasp/")
    return engineer.tab


def test_they_unfold_by_hand(tab):
    assert not tab.locator(TABLE).is_visible()
    tab.locator("#rules-in-force summary").click()
    assert tab.locator(TABLE).is_visible()
    assert "From memory, not checked against the standard" in tab.locator(TABLE).inner_text()


def test_on_paper_they_are_printed_although_nobody_unfolded_them(tab):
    tab.emulate_media(media="print")
    assert tab.locator("#rules-in-force").get_attribute("open") is None
    assert tab.locator(TABLE).is_visible()
