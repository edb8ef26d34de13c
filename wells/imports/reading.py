"""Bytes of a CSV or XLSX file to tables of cells; what cannot be read is refused with the reason.

Nothing is unpacked before its size is known: a workbook is a zip, and a zip can be a bomb.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from wells.imports.report import Finding, refuse_file

MAX_UPLOAD_BYTES = 50 * 1024 * 1024
MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_UNPACKED_RATIO = 150
MAX_MEMBERS = 2_000
MAX_ROWS = 1_000_000
MAX_COLUMNS = 512

XLSX_MAGIC = b"PK\x03\x04"
XLS_MAGIC = b"\xd0\xcf\x11\xe0"
_CONTROLS = {chr(code) for code in (*range(9), 11, *range(14, 32), *range(127, 160))}
_TWICE = ("Ã¦", "Ã¸", "Ã¥", "Ã˜", "Ã©", "Ã¶", "Ã¼", "â€")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file as it came: its name and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its number in the file, counted from 1 with the heading, and its cells."""

    number: int
    cells: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet or a CSV file: headings, rows, and what was found while reading it."""

    name: str
    headings: tuple[str, ...]
    heading_row: int
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()

    def cell(self, row: int, index: int) -> str:
        """Address of a cell, e.g. F47."""
        return f"{get_column_letter(index + 1)}{row}"


def tables(file: File, *, cached_formulas: bool = False, limit: int = MAX_UPLOAD_BYTES) -> list[Table]:
    """The tables of a file. `cached_formulas` takes what a formula last showed instead of refusing it."""
    check_size(file, limit=limit)
    if file.data.startswith(XLSX_MAGIC):
        return _workbook(file, cached_formulas)
    if file.data.startswith(XLS_MAGIC):
        raise refuse_file("old-format", f"{file.name} is an old Excel or locked file.", "Save it as .xlsx.")
    return [_csv(file)]


def all_tables(files: Iterable[File], *, cached_formulas: bool = False) -> Iterator[Table]:
    """The tables of several files. Rows are named by sheet, so that sheets of one name are told apart."""
    taken: set[str] = set()
    for file in files:
        for table in tables(file, cached_formulas=cached_formulas):
            yield _called(table, apart(table.name, taken))


def _called(table: Table, name: str) -> Table:
    if name == table.name:
        return table
    findings = tuple(replace(finding, sheet=name) for finding in table.findings)
    return replace(table, name=name, findings=findings)


def files_apart(files: Iterable[File]) -> list[File]:
    """The files, of which those after the first of one name get a number: 'well.json', 'well (2).json'."""
    taken: set[str] = set()
    return [replace(file, name=apart(file.name, taken)) for file in files]


def apart(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken; and taken it is from now on.

    >>> taken = set(); [apart(name, taken) for name in ('Strings', 'a.csv', 'Strings', 'a.csv')]
    ['Strings', 'a.csv', 'Strings (2)', 'a (2).csv']
    """
    path, number, free = PurePath(name), 1, name
    while free in taken:
        number += 1
        free = f"{path.stem} ({number}){path.suffix}"
    taken.add(free)
    return free


def check_size(file: File, *, limit: int = MAX_UPLOAD_BYTES) -> None:
    """Refuse what is larger than an upload may be, before anything reads it."""
    if len(file.data) > limit:
        raise refuse_file(
            "too-large",
            f"{file.name} is {len(file.data) / 1e6:,.0f} MB; files up to {limit / 1e6:,.0f} MB are read.",
            "Split it, or remove sheets and pictures that are not needed.",
        )
    if not file.data.strip():
        raise refuse_file("empty", f"{file.name} is empty.", "Choose the file again.")


def text(file: File) -> str:
    """The text of a file in UTF-8, UTF-16, or the western single-byte code; else refused."""
    data = file.data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(file, "utf-16")
    if data[:200].count(b"\0") > len(data[:200]) // 4:
        return _decoded(file, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    try:
        return _printable(file, data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _decoded(file, "cp1252")


def _decoded(file: File, encoding: str) -> str:
    try:
        return _printable(file, file.data.decode(encoding))
    except UnicodeDecodeError:
        raise _wrong_encoding(file) from None


def _printable(file: File, decoded: str) -> str:
    if any(character in _CONTROLS for character in decoded[:100_000]):
        raise _wrong_encoding(file)
    return decoded


def _wrong_encoding(file: File) -> Exception:
    return refuse_file(
        "encoding",
        f"{file.name} is neither UTF-8, UTF-16 nor Latin-1 text.",
        "Save it as “CSV UTF-8”, or as .xlsx.",
    )


def _csv(file: File) -> Table:
    content = text(file)
    name = PurePath(file.name).stem
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=_delimiter(content))
    try:
        lines = [Row(reader.line_num, _trimmed(cells)) for cells in reader]
    except csv.Error as error:
        raise refuse_file(
            "csv", f"{file.name} is no readable CSV: {error}.", "Open and save it again."
        ) from None
    found = [_twice_encoded(name)] if any(mark in content for mark in _TWICE) else []
    return _table(name, lines, found)


def _delimiter(content: str) -> str:
    """The separator that cuts the first filled line into most parts."""
    first = next((line for line in content.splitlines() if line.strip()), "")
    outside = "".join(part for number, part in enumerate(first.split('"')) if number % 2 == 0)
    return max(",;\t|", key=outside.count)


def _twice_encoded(name: str) -> Finding:
    return Finding(
        severity="warning",
        code="encoding-twice",
        sheet=name,
        what="Some letters look encoded twice, e.g. “Ã¸” for “ø”.",
        mend="Save the file again as UTF-8; names are compared as they stand.",
    )


def _trimmed(cells: Sequence[Any]) -> tuple[Any, ...]:
    """Cells without padding and without the empty tail."""
    values = [cell.strip() if isinstance(cell, str) else cell for cell in cells]
    while values and values[-1] in (None, ""):
        values.pop()
    return tuple(values)


def _table(name: str, lines: list[Row], found: list[Finding]) -> Table:
    filled = [line for line in lines if any(cell not in (None, "") for cell in line.cells)]
    if not filled:
        return Table(name=name, headings=(), heading_row=0, rows=(), findings=tuple(found))
    head, *rows = filled
    if len(rows) > MAX_ROWS:
        raise refuse_file(
            "too-many-rows", f"{name} has {len(rows):,} rows; {MAX_ROWS:,} are read.", "Split it."
        )
    headings = tuple("" if cell is None else str(cell) for cell in head.cells)
    found += [finding for row in rows for finding in _formulas(name, row, headings)]
    return Table(
        name=name, headings=headings, heading_row=head.number, rows=tuple(rows), findings=tuple(found)
    )


def _formulas(name: str, row: Row, headings: tuple[str, ...]) -> Iterator[Finding]:
    for index, cell in enumerate(row.cells):
        if isinstance(cell, str) and cell.startswith("="):
            yield Finding(
                severity="error",
                code="formula",
                sheet=name,
                row=row.number,
                column=headings[index] if index < len(headings) else "",
                cell=f"{get_column_letter(index + 1)}{row.number}",
                what=f"The cell holds a formula, {cell[:40]}, not a value.",
                mend="Paste it as a value, or take the values the formulas last showed.",
                ask="formulas",
                options=("cached",),
            )


def _workbook(file: File, cached_formulas: bool) -> list[Table]:
    _refuse_bomb(file)
    try:
        book = load_workbook(
            io.BytesIO(file.data), read_only=True, data_only=cached_formulas, keep_links=False
        )
    except Exception as error:
        raise refuse_file(
            "workbook", f"{file.name} is no readable workbook: {error}.", "Open and save it again as .xlsx."
        ) from None
    return [_sheet(sheet) for sheet in book.worksheets]


def _sheet(sheet: Any) -> Table:
    sheet.reset_dimensions()
    lines = []
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        if number > MAX_ROWS + 1:
            raise refuse_file("too-many-rows", f"{sheet.title} has more than {MAX_ROWS:,} rows.", "Split it.")
        lines.append(Row(number, _trimmed([_value(cell) for cell in cells])))
    return _table(sheet.title, lines, [])


def _value(cell: Any) -> Any:
    """A cell's value; a formula as its text, so that it is seen and refused."""
    value = cell.value
    if getattr(cell, "data_type", "") == "f" and not isinstance(value, str):
        return f"={getattr(value, 'text', '') or 'array formula'}".replace("==", "=")
    return value


def _refuse_bomb(file: File) -> None:
    """Add up what the archive says it unpacks to; zipfile never yields more than it says."""
    try:
        members = zipfile.ZipFile(io.BytesIO(file.data)).infolist()
    except zipfile.BadZipFile:
        raise refuse_file(
            "workbook", f"{file.name} is a damaged workbook.", "Open and save it again as .xlsx."
        ) from None
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    dense = unpacked > 10 * 1024 * 1024 and unpacked / packed > MAX_UNPACKED_RATIO
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES or dense:
        raise refuse_file(
            "zip-bomb",
            f"{file.name} would unpack to {unpacked / 1e6:,.0f} MB in {len(members):,} parts "
            f"from {len(file.data) / 1e6:,.1f} MB.",
            "This looks like a zip bomb and is not opened. Save the data anew, or as CSV.",
        )
