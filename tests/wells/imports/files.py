"""Small files and registers in memory for import tests."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from wells.imports import File
from wells.imports.names import is_short, matches, well_key


def csv(name: str, *lines: str, encoding: str = "utf-8") -> File:
    return File(name=name, data="\n".join(lines).encode(encoding))


def xlsx(name: str, **sheets: list[list[object]]) -> File:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return File(name=name, data=stream.getvalue())


def folder(path: Path, pattern: str = "*") -> list[File]:
    return [
        File(name=item.name, data=item.read_bytes())
        for item in sorted(path.glob(pattern))
        if item.name != "SOURCE.md"
    ]


def well(name: str = "A-1", *, td_m: float = 3000.0, rkb_m: float = 25.0, **parts: object) -> dict:
    """A well of the register: one surveyed wellbore, a datum, and whatever a test adds."""
    stations = [{"md_m": md, "inclination_deg": 0.0, "azimuth_deg": 0.0} for md in (0.0, td_m)]
    return {
        "schema": "deepguard.well/1",
        "id": name.lower().replace("/", "-"),
        "header": {"name": name},
        "datum": [{"id": "datum", "rkb_elevation_m": rkb_m, "ground_elevation_m": -100.0}],
        "wellbores": [
            {
                "id": "wellbore-main",
                "name": name,
                "total_depth_md_m": td_m,
                "survey_runs": [{"id": "survey", "stations": stations}],
            }
        ],
        **parts,
    }


def found(plan, code: str) -> list[tuple[str, int | None, str]]:
    """(sheet, row, cell) of the findings of a rule."""
    return [(item.sheet, item.row, item.cell) for item in plan.findings if item.code == code]


def wells_in(documents: Iterable[Mapping[str, Any]]) -> Callable[[Sequence[str]], dict[str, Any]]:
    """An `Existing` over documents in memory."""
    by_key = {well_key(document["header"]["name"]): dict(document) for document in documents}

    def existing(keys: Sequence[str]) -> dict[str, Any]:
        found = {key: by_key[key] for key in keys if key in by_key}
        for wanted in filter(is_short, keys):
            found.update({key: value for key, value in by_key.items() if matches(key, wanted)})
        return found

    return existing


def no_wells(keys: Sequence[str]) -> dict[str, Any]:
    """An `Existing` of an empty register."""
    return {}
