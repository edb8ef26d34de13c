"""Every page in the dark: the tokens alone change, so the same must hold."""

import pytest

from tests.browser.helpers import assert_holds
from tests.browser.pages import WALKED

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("one", WALKED, ids=str)
def test_a_page_holds_in_the_dark(one, reader):
    shown = reader(one.person, 1440, "dark")
    shown.visit(one)
    assert_holds(shown.tab)
