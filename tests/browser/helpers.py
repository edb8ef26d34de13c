"""What every page must hold: no text cut off or over other text, no serious fault that axe finds."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (1440, 820)
THEMES = ("light", "dark")

every_width = pytest.mark.parametrize("width", WIDTHS)
every_theme = pytest.mark.parametrize("theme", THEMES)

# Boxes of the text itself (not of its element): what sticks out of the page or of a box that hides its overflow
# is cut off; two that cross by more than two pixels, neither within the other's element, are over one another.
MEASURE = """() => {
  const rendered = (node) => {
    for (; node; node = node.parentElement) if (getComputedStyle(node).display === "none") return false;
    return true;
  };
  const visible = (node) => {
    const style = getComputedStyle(node);
    const drawn = node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && rendered(node);
    return drawn && style.clipPath === "none" && !node.closest(".dg-vh, .dg-skip, .visually-hidden, template, title");
  };
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, parent = text.parentElement;
    if (!text.textContent.trim() || !visible(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects())
      if (box.width > 1 && box.height > 1) boxes.push({ text: text.textContent.trim(), parent, box });
  }
  const hides = (node, axis) => ["hidden", "clip"].includes(getComputedStyle(node)[axis]);
  const scrolls = (node, axis) => ["auto", "scroll"].includes(getComputedStyle(node)[axis]);
  const cut = ({ parent, box }) => {
    for (let node = parent; node && node !== document.body; node = node.parentElement) {
      if (node instanceof SVGElement && !(node instanceof SVGSVGElement)) continue;
      if (scrolls(node, "overflowX")) return false;
      const edge = node.getBoundingClientRect();
      if (hides(node, "overflowX") && (box.right > edge.right + 1.5 || box.left < edge.left - 1.5)) return true;
      if (hides(node, "overflowY") && (box.bottom > edge.bottom + 2.5 || box.top < edge.top - 2.5)) return true;
    }
    return box.right > document.documentElement.clientWidth + 1.5 || box.left < -1.5;
  };
  const fixed = (node) => node.closest("header.dg-top, dialog, .dg-menu-box, .sticky, .dg-rail");
  const inScroll = (node) => node.closest(".dg-scroll, #changelist .results");
  const crossing = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  const over = [];
  boxes.sort((a, b) => a.box.top - b.box.top);
  for (let i = 0; i < boxes.length; i++)
    for (let j = i + 1; j < boxes.length && boxes[j].box.top < boxes[i].box.bottom; j++) {
      const a = boxes[i], b = boxes[j];
      if (a.parent.contains(b.parent) || b.parent.contains(a.parent)) continue;
      if (fixed(a.parent) !== fixed(b.parent) || inScroll(a.parent) !== inScroll(b.parent)) continue;
      if (crossing(a.box, b.box)) over.push(`“${a.text}” and “${b.text}”`);
    }
  return { cut: boxes.filter(cut).map((one) => one.text), over };
}"""

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
AXE_RUN = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"], preload: false });
  return found.violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 4).join(", ")}`);
}"""


def assert_nothing_clipped(page) -> None:
    """No text is cut off by a box or the window, none lies over another, the page does not scroll sideways."""
    page.evaluate("document.fonts.ready")
    found = page.evaluate(MEASURE)
    assert not found["cut"], f"cut off: {found['cut']}"
    assert not found["over"], f"over one another: {found['over']}"
    assert page.evaluate(WIDER) <= 0, "the page is wider than the window"


def assert_axe_clean(page) -> None:
    """axe finds nothing serious or critical."""
    assert AXE.exists(), "axe-core is missing: make assets"
    page.evaluate(AXE.read_text(encoding="utf-8"))
    faults = page.evaluate(AXE_RUN)
    assert not faults, f"axe: {faults}"


def assert_holds(page) -> None:
    """Everything a page must hold at any width and theme."""
    assert_nothing_clipped(page)
    assert_axe_clean(page)


def assert_first_row_visible(page, table: str = "main .dg-table") -> None:
    """The first row of the page's main table is seen without scrolling."""
    box = page.locator(f"{table} tbody tr").first.bounding_box()
    assert box is not None, "the table has no row"
    assert box["y"] + box["height"] <= page.viewport_size["height"], "the first row is below the fold"
