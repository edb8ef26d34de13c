"""A drawing as PNG, for reports and for people who want a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

#: A page without margin that is as large as the picture on it.
PAGE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg")\n'


def png(
    standalone_svg: str, *, font_paths: Sequence[str | Path] = (), pixels_per_inch: float = 144.0
) -> bytes:
    """PNG bytes of a standalone SVG. `font_paths` are folders searched before the system's fonts."""
    with TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "drawing.svg").write_text(standalone_svg, encoding="utf-8")
        (here / "page.typ").write_text(PAGE, encoding="utf-8")
        result = typst.compile(
            str(here / "page.typ"),
            root=folder,
            font_paths=[str(path) for path in font_paths],
            format="png",
            ppi=pixels_per_inch,
        )
    return result[0] if isinstance(result, list) else result
