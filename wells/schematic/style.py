"""The drawing's own file: its style with the light tokens written out, for a file that stands alone."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

STYLESHEET = Path(__file__).resolve().parents[2] / "static" / "css" / "schematic.css"
#: The light values of the tokens the drawing uses: paper is always light.
LIGHT = {
    "--dg-font": '"IBM Plex Sans", "DejaVu Sans", Arial, sans-serif',
    "--dg-surface": "#fff",
    "--dg-line-2": "#c5ccd5",
    "--dg-ink": "#17212b",
    "--dg-ink-2": "#45525f",
    "--dg-ink-3": "#5d6b7a",
    "--dg-link": "#0b5c88",
    "--dg-focus": "#0a66c2",
    "--dg-o": "#e8731a",
    "--dg-o-soft": "#fdeadb",
    "--dg-r": "#b3132b",
    "--dg-r-soft": "#fbe4e6",
    "--dg-r-ink": "#8f0f22",
    "--dg-i": "#0b5c88",
    "--dg-n": "#5d6b7a",
    "--dg-primary": "#1558c0",
    "--dg-secondary": "#c4222f",
    "--dg-s-a": "#0072b2",
    "--dg-s-b": "#7b3fa0",
    "--dg-s-c": "#8a6a1f",
    "--dg-s-t": "#a8456b",
    "--dg-steel": "#22303c",
    "--dg-rock": "#efeae1",
    "--dg-rock-2": "#e6dfd2",
    "--dg-sea": "#dcebf3",
    "--dg-cement": "#d3d6d8",
    "--dg-cement-dot": "#7d858b",
    "--dg-brine": "#e6f1f6",
    "--dg-mud": "#ebe4d6",
    "--dg-oil": "#f4efe7",
    "--dg-metal": "#c4cbd2",
    "--dg-metal-2": "#dde2e7",
    "--dg-perf": "#8a6a3b",
}


@cache
def resolved() -> str:
    """The rules of `schematic.css` with every token replaced by its light value, comments left out."""
    rules = re.sub(r"/\*.*?\*/", "", STYLESHEET.read_text(encoding="utf-8"), flags=re.S)
    rules = re.sub(r"var\((--[a-z0-9-]+)\)", lambda found: LIGHT[found.group(1)], rules)
    return "\n".join(line.strip() for line in rules.splitlines() if line.strip())
