"""Lists as files: CSV streamed, XLSX written row by row; units stand in the headings."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse, StreamingHttpResponse
from openpyxl import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_response(name: str, heads: Sequence[str], rows: Iterable[Sequence], kind: str):
    """A download of the rows. `kind` is csv or xlsx; anything else is csv."""
    response = _xlsx(heads, rows) if kind == "xlsx" else _csv(heads, rows)
    ending = "xlsx" if kind == "xlsx" else "csv"
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


def harmless(cell):
    """A text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers."""
    if not isinstance(cell, str):
        return "" if cell is None else cell
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _csv(heads, rows):
    return StreamingHttpResponse(_lines(heads, rows), content_type="text/csv; charset=utf-8")


def _lines(heads, rows):
    """The byte order mark tells a spreadsheet that the file is UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(heads)
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def _xlsx(heads, rows):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.append(list(heads))
    for row in rows:
        sheet.append([harmless(cell) for cell in row])
    content = io.BytesIO()
    book.save(content)
    return HttpResponse(content.getvalue(), content_type=XLSX)


class _Echo:
    def write(self, line):
        return line
