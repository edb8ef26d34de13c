"""A report as PDF: A4 by typst, fonts from the assets; the same sheet gives the same bytes, no clock is read."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from integrity.plots.paper import on_paper
from integrity.reports.sheet import Sheet

TEMPLATE = Path(__file__).with_name("derivation.typ")
#: Fonts are taken from here and nowhere else, so that every machine sets the same page.
FONTS = Path(__file__).parents[2] / "static" / "vendor" / "fonts-ttf"


def as_pdf(sheet: Sheet) -> bytes:
    """PDF bytes of a report."""
    with TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "page.typ").write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
        (here / "sheet.json").write_text(json.dumps(_data(sheet), ensure_ascii=False), encoding="utf-8")
        if sheet.chart:
            (here / "chart.svg").write_text(on_paper(sheet.chart), encoding="utf-8")
        result = typst.compile(
            str(here / "page.typ"),
            root=folder,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="pdf",
        )
    return result[0] if isinstance(result, list) else result


def _data(sheet: Sheet) -> dict:
    """What the template reads; the chart is a file beside it, and both hashes stand in every footer."""
    data = asdict(sheet)
    proof = dict(sheet.proof)
    return data | {
        "chart": "",
        "drawn": bool(sheet.chart),
        "document": proof["Document sha256"],
        "result": proof["Result sha256"],
    }
