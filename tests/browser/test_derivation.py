"""The page of a limit in a browser: marks and rows belong together, texts keep apart, paper shows everything."""

import pytest

pytestmark = pytest.mark.django_db
CHARTS = [("bra-a-12", "A"), ("bra-a-12", "B"), ("heron-a-07", "A"), ("heron-a-07", "B"), ("lun-s-6", "A"),
          ("bra-b-07", "B"), ("eke-b-18", "A"), ("mesquite-4-17", "A")]  # fmt: skip
#: Boxes of the texts of a chart, in its own units.
BOXES = """() => [...document.querySelectorAll('svg.pd text')].map((one) => {
  const box = one.getBBox();
  return [one.textContent, box.x, box.y, box.x + box.width, box.y + box.height];
})"""


@pytest.fixture
def open_limit(reader, field):
    engineer = reader("engineer")

    def opened(uid, letter, kind="maasp"):
        engineer.open(f"/wells/{field.pk(uid)}/annuli/{letter}/{kind}/")
        engineer.tab.mouse.move(0, 0)
        return engineer.tab

    return opened


def is_marked(locator) -> bool:
    return "is-linked" in (locator.get_attribute("class") or "")


@pytest.mark.parametrize(("uid", "letter"), CHARTS)
def test_no_text_of_the_chart_lies_on_another(open_limit, uid, letter):
    texts = open_limit(uid, letter).evaluate(BOXES)
    assert len(texts) > 12
    for at, (one, left, top, right, bottom) in enumerate(texts):
        for other, left2, top2, right2, bottom2 in texts[at + 1 :]:
            wide, high = min(right, right2) - max(left, left2), min(bottom, bottom2) - max(top, top2)
            assert wide <= 0.5 or high <= 3, f"{one!r} lies on {other!r}"


def test_pointing_at_a_row_marks_its_point_and_line_and_the_other_way(open_limit):
    tab = open_limit("bra-a-12", "A")
    row = tab.locator("tr#c-A7a-casing-9-5-8")
    row.hover()
    mark = tab.locator('svg.pd a[data-uid="A7a-casing-9-5-8"]')
    assert is_marked(mark) and is_marked(tab.locator('svg.pd path[data-uid="A7a-casing-9-5-8"]'))
    tab.mouse.move(0, 0)
    mark.locator("circle").hover()
    assert is_marked(row)


def test_a_mark_is_walked_to_by_keyboard_and_opens_its_row(open_limit):
    tab = open_limit("bra-a-12", "A")
    mark = tab.locator('svg.pd a[data-uid="A7a-casing-9-5-8"]')
    mark.evaluate("(node) => node.focus()")
    assert "A7a, 9-5/8 in production casing" in mark.get_attribute("aria-label")
    assert is_marked(tab.locator("tr#c-A7a-casing-9-5-8"))
    tab.keyboard.press("Enter")
    opened = tab.locator("tr#c-A7a-casing-9-5-8 + tr details")
    opened.locator(".dg-formula").wait_for(state="visible")
    assert opened.evaluate("(node) => node.open")


def test_what_moves_the_limit_comes_by_itself(open_limit):
    tab = open_limit("bra-a-12", "A")
    tab.locator("#sensitivity .sens").wait_for(state="visible")
    assert tab.locator("#sensitivity").count() == 1
    assert "Annulus A, layer 1, density" in tab.locator("#sensitivity").inner_text()


def test_paper_has_no_chrome_and_every_formula(open_limit):
    tab = open_limit("bra-a-12", "A")
    shut = tab.locator(".fxd:not([open])").count()
    assert shut > 5
    tab.emulate_media(media="print")
    tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert tab.locator(".fxd:not([open])").count() == 0
    for gone in (".dg-top", ".dg-rail", ".dg-tabs", ".dg-head-act"):
        assert not tab.locator(gone).first.is_visible()
    assert all(one.is_visible() for one in tab.locator(".fxd .dg-formula").all())
    assert "result " in tab.locator(".print-foot").inner_text() and tab.locator(".print-foot").is_visible()
    tab.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert tab.locator(".fxd:not([open])").count() == shut
    tab.emulate_media(media="screen")
    assert not tab.locator(".print-foot").is_visible()
