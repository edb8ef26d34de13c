"""What the pages name must be there: icons in the sprite, style and script files; nothing inline."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
ICON = re.compile(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']|icon_name=["']([a-z0-9-]+)["']""")
INLINE = re.compile(
    r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|<style[\s>]|<script(?![^>]*\bsrc=)(?![^>]*application/json)""", re.I
)


def named_icons() -> set[str]:
    found = (match for page in TEMPLATES for match in ICON.findall(page.read_text(encoding="utf-8")))
    return {first or second for first, second in found}


def listed_icons() -> set[str]:
    lines = (ROOT / "scripts" / "icons.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def test_every_icon_a_template_names_is_listed_for_the_sprite():
    assert named_icons() - listed_icons() == set(), "add them to scripts/icons.txt, then: make assets"


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda page: str(page.relative_to(ROOT / "templates")))
def test_no_template_has_an_inline_style_script_or_handler(page):
    found = INLINE.search(page.read_text(encoding="utf-8"))
    assert found is None, f"{found[0]!r} in {page.name}: the content policy blocks it"
