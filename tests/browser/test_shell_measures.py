"""The measures themselves: text that is cut off or lies over other text must be found."""

import pytest

from tests.browser.helpers import assert_nothing_clipped

PAGE = (
    "<!doctype html><body><style>p {{ position: absolute; margin: 0; font-size: 16px }} {style}</style>{body}"
)


def shown(open_page, style: str, body: str):
    page = open_page(820)
    page.set_content(PAGE.format(style=style, body=body))
    return page


def test_text_in_its_box_passes(open_page):
    assert_nothing_clipped(shown(open_page, "p + p { top: 60px }", "<p>First</p><p>Second</p>"))


@pytest.mark.parametrize(
    ("style", "body", "fault"),
    [
        ("div { width: 40px; overflow: hidden; white-space: nowrap }", "<div>Top of cement</div>", "cut off"),
        ("p { left: 790px; white-space: nowrap }", "<p>Out of the window</p>", "cut off"),
        ("p + p { left: 10px; top: 4px }", "<p>9⅝″ shoe</p><p>Packer</p>", "over one another"),
    ],
)
def test_text_cut_off_or_over_other_text_is_named(open_page, style, body, fault):
    with pytest.raises(AssertionError, match=fault):
        assert_nothing_clipped(shown(open_page, style, body))
