"""Workbooks to fill in: a sheet a table with units in its headings, and a sheet that explains the columns."""

from __future__ import annotations

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from deepguard.units import UNITS
from wells.imports.tables.headings import ID, label, shown_unit
from wells.imports.tables.nouns import CATALOGUES, NOUNS, Field, Noun

EXPLANATION = "Read me"
OWNERS = {
    "string": "The string it belongs to: its ID, name or size.",
    "wellbore": "The wellbore: its name; may stay empty where there is one.",
    "survey_run": "The survey: its name; the same in each of its rows.",
    "annulus": "The letter of the annulus.",
    "column": "The fluid column; may stay empty for the one that stands now.",
    "component": "The component: its ID or name.",
    "bore_content": "The well state: flowing, shut_in, gas_lift, injecting, evacuated or suspended.",
    "wall_log": "The log: its ID.",
}


def template(noun: str | None = None) -> bytes:
    """An .xlsx to fill in: one table, or all of a well. Errors: KeyError for a table that there is not."""
    book = Workbook()
    book.remove(book.active)
    chosen = [(NOUNS | CATALOGUES)[noun]] if noun is not None else list(NOUNS.values())
    for table in chosen:
        _sheet(book.create_sheet(table.title), table)
    _explain(book.create_sheet(EXPLANATION), chosen)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def heading(field: Field) -> str:
    """A column's heading, e.g. 'Shoe MD [m]'."""
    unit = shown_unit(field)
    return f"{label(field.name)} [{UNITS[unit].label}]" if unit and UNITS[unit].label else label(field.name)


def headings(noun: Noun) -> list[str]:
    if not noun.of_well:
        return list(map(heading, noun.fields))
    own = [] if noun.listed or noun.path == ("header",) else ["Item id" if noun.field("id_m") else ID.upper()]
    return ["Well", *(label(owner) for owner in noun.owners), *own, *map(heading, noun.fields)]


def _sheet(sheet: Worksheet, noun: Noun) -> None:
    sheet.append(headings(noun))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(cell.column)].width = max(12, len(str(cell.value)) + 2)
    sheet.freeze_panes = "B2"


def _explain(sheet: Worksheet, nouns: Iterable[Noun]) -> None:
    sheet.append(["Table", "Column", "What it is", "Unit", "Needed", "Words it takes"])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for noun in nouns:
        if noun.of_well:
            sheet.append([noun.title, "Well", "Name of the well as in the register.", "", "yes", ""])
        for owner in noun.owners:
            sheet.append([noun.title, label(owner), OWNERS[owner], "", "", ""])
        for field in noun.fields:
            sheet.append(_explained(noun, field))
    for letter, width in zip("ABCDEF", (18, 30, 80, 8, 8, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def _explained(noun: Noun, field: Field) -> list[str]:
    unit = shown_unit(field)
    words = "yes, no" if field.kind == "boolean" else ", ".join(field.choices)
    what = field.description + (" Any unit may stand in the heading." if unit else "")
    needed = "yes" if field.required else ""
    return [noun.title, heading(field), what.strip(), UNITS[unit].label if unit else "", needed, words]
