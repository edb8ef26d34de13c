"""A chart for paper: the page's classes dressed by a style of its own, on white, with its size in pixels."""

from __future__ import annotations

import re

STYLE = """
text { font-family: "IBM Plex Sans", sans-serif; font-size: 11px; fill: #5d6b7a; }
.tx { fill: #17212b; } .b { font-weight: 600; } .e { text-anchor: end; } .mi { text-anchor: middle; }
.grid { stroke: #e1e5ea; stroke-width: 1; fill: none; }
.ln { fill: none; stroke-width: 1.6; } .lim { fill: none; stroke: #b3132b; stroke-width: 2.2; }
.ln.sa { stroke: #0072b2; stroke-width: 2.8; } .ln.sq { stroke: #60707f; stroke-width: 1.2; }
.ln.sc { stroke: #8a6a1f; } .ln.sk { stroke: #17212b; }
.ta { fill: #0072b2; } .tq { fill: #60707f; } .tc { fill: #8a6a1f; } .txr { fill: #8f0f22; font-weight: 600; }
.over-r { fill: #b3132b; opacity: .12; } .ldr { fill: none; stroke: #c5ccd5; stroke-width: 1; }
.pt { fill: #ffffff; stroke-width: 1.8; } .pt.sk { stroke: #17212b; } .pt.sa { stroke: #0072b2; }
.pt.lim { fill: #ffffff; stroke: #b3132b; } .dot { fill: #b3132b; stroke: none; }
"""
BOX = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
LINK = re.compile(r"<a [^>]*>")
HALO = re.compile(r'(<text class="[^"]*halo[^"]*"[^>]*>)([^<]*)(</text>)')


def on_paper(svg: str) -> str:
    """A standalone SVG of a chart; links have nowhere to lead on paper.

    >>> on_paper('<svg viewBox="0 0 10 20"><a href="#x"><g/></a></svg>').count("<a ")
    0
    """
    found = BOX.search(svg)
    width, height = found.groups() if found else ("560", "432")
    head, rest = svg.split(">", 1)
    plain = LINK.sub("<g>", rest).replace("</a>", "</g>")
    size = f' xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
    return f"{head}{size}><style>{STYLE}</style>{HALO.sub(_haloed, plain)}"


def _haloed(text: re.Match[str]) -> str:
    """A text over its own white outline: not every renderer paints the outline first."""
    head, words, end = text.groups()
    under = head.replace(">", ' style="stroke:#ffffff;stroke-width:3.5;fill:#ffffff">')
    return f"{under}{words}{end}{head}{words}{end}"
