"""Tables of CSV or XLSX files for every noun of the well document: mapping guessed, units in headings.

`plan` reads every sheet, names every fault of every row in one pass, and holds the file back until none is left.
`template` is a workbook to fill in. Answers: 'noun:<sheet>', 'map:<sheet>!<column>', 'unit:<sheet>!<column>',
'decimal:<sheet>!<column>', 'date:<sheet>!<column>', 'datum:<sheet>!<column>' (rkb | msl), 'formulas' (cached),
'unknown-wells' (create), 'well' (the well of a file without a well column), 'leave-out' (rows not to be
stored, a line each, 'Strings!47'; they count as refused).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from wells.engine.document import copied
from wells.imports import reading
from wells.imports.blame import blame
from wells.imports.ledger import Ledger
from wells.imports.licences import licence_of
from wells.imports.merge import new_document
from wells.imports.names import slug
from wells.imports.reading import File, Row, Table
from wells.imports.report import (
    Answers,
    ColumnMapping,
    Document,
    Existing,
    Finding,
    Plan,
)
from wells.imports.tables import headings, meant
from wells.imports.tables.nouns import NOUNS
from wells.imports.tables.rows import Sheet, Value
from wells.imports.tables.suspicion import suspicions
from wells.imports.tables.template import EXPLANATION, template

NAME = "tables"
LEAVE_OUT = "leave-out"
__all__ = ["LEAVE_OUT", "NAME", "NOUNS", "plan", "template"]

Wanted = list[tuple[Row, str, list[Value], tuple[str, ...]]]


def plan(files: Sequence[File], existing: Existing, answers: Answers | None = None) -> Plan:
    """The dry run over every sheet of every file."""
    said = dict(answers or {})
    ledger = Ledger()
    mapping: list[ColumnMapping] = []
    sheets = list(_sheets(files, ledger, said, mapping))
    order = list(NOUNS)
    sheets.sort(key=lambda sheet: order.index(sheet.noun.name))
    before, after = _wells(sheets, existing, ledger, said)
    for sheet in sheets:
        _write(sheet, before, after, ledger)
    cells = {sheet.table.name: sheet for sheet in sheets}
    for key, document in after.items():
        blame(
            document,
            before.get(key),
            key=key,
            ledger=ledger,
            cell=lambda row, field: cells[row[0]].cell(row, field),
        )
    return ledger.plan(
        NAME,
        before,
        after,
        licence=licence_of(answers),
        mapping=tuple(mapping),
        tables=tuple((sheet.table.name, len(sheet.table.rows)) for sheet in sheets),
        extras={"nouns": {sheet.table.name: sheet.noun.name for sheet in sheets}},
    )


def _sheets(
    files: Sequence[File], ledger: Ledger, said: Mapping[str, str], mapping: list[ColumnMapping]
) -> Iterable[Sheet]:
    for table in reading.all_tables(files, cached_formulas=said.get("formulas") == "cached"):
        if headings.own_name(table) == EXPLANATION or not table.headings:
            continue
        noun = headings.noun_of(table, said)
        if noun is None:
            ledger.find(_unknown_table(table))
            continue
        columns = headings.columns(table, noun, said)
        mapping += headings.mapping(table, columns)
        for row in table.rows:
            ledger.read((table.name, row.number))
        table = _without(table, said, ledger)
        for finding in table.findings:
            ledger.find(finding)
        asked = list(headings.questions(table, columns))
        for finding in asked:
            ledger.find(finding)
        _hold(table, columns, asked, ledger)
        yield Sheet(table, noun, columns, ledger, said)


def _without(table: Table, said: Mapping[str, str], ledger: Ledger) -> Table:
    """The table without the rows somebody chose to leave out; each of them is held back."""
    chosen = set(said.get(LEAVE_OUT, "").splitlines())
    out = {row.number for row in table.rows if f"{table.name}!{row.number}" in chosen}
    for number in out:
        ledger.hold((table.name, number))
    return replace(
        table,
        rows=tuple(row for row in table.rows if row.number not in out),
        findings=tuple(finding for finding in table.findings if finding.row not in out),
    )


def _hold(table: Table, columns: list[headings.Column], asked: list[Finding], ledger: Ledger) -> None:
    """Rows with a value in a column whose unit has to be asked wait for the answer."""
    open_columns = {finding.column for finding in asked}
    for column in columns:
        if column.heading in open_columns:
            for row in table.rows:
                if column.index < len(row.cells) and row.cells[column.index] not in (None, ""):
                    ledger.hold((table.name, row.number))


def _unknown_table(table: Table) -> Finding:
    return Finding(
        severity="question",
        code="which-table",
        sheet=table.name,
        what=f"What “{table.name}” holds is not clear from its name or headings.",
        mend="Say which table it is, or use a template.",
        ask=f"noun:{table.name}",
        options=tuple(NOUNS),
    )


def _wells(
    sheets: list[Sheet], existing: Existing, ledger: Ledger, said: Mapping[str, str]
) -> tuple[dict[str, Document | None], dict[str, Document]]:
    """Documents of the wells that rows name; wells of the Wells sheet are new where they are not there."""
    named: dict[str, None] = {}
    new: dict[str, None] = {}
    for sheet in sheets:
        for key in filter(None, map(sheet.named_well, sheet.table.rows)):
            named.setdefault(key)
            if sheet.noun.name == "wells" or said.get("unknown-wells") == "create":
                new.setdefault(key)
    found = existing(list(named))
    names = meant.names(list(named), found, new, said)
    for finding in names.said:
        ledger.find(finding)
    for sheet in sheets:
        sheet.names = names
    before: dict[str, Document | None] = {}
    after: dict[str, Document] = {}
    for name, key in names.means.items():
        before[key] = found.get(key)
        if key in found:
            after[key] = copied(found[key])
        elif name in new and name not in names.refused:
            after.setdefault(key, new_document(id=slug(key), name=key))
    return before, after


def _write(
    sheet: Sheet, before: Mapping[str, Document | None], after: dict[str, Document], ledger: Ledger
) -> None:
    wanted: Wanted = []
    for row in sheet.table.rows:
        key = sheet.well_of(row)
        if key is None or key not in after or sheet.refused_name(row):
            _no_well(sheet, row, key)
            continue
        values = sheet.read(row)
        place = (sheet.table.name, row.number)
        if values is None or ledger.is_refused(place):
            continue
        values = [_moved(sheet, value, after[key]) for value in values]
        written = sheet.write(row, key, after[key], values)
        if written is not None:
            wanted.append((row, key, values, written))
    sheet.finish(after)
    for finding in suspicions(sheet, wanted, before, after):
        ledger.find(finding)


def _moved(sheet: Sheet, value: Value, document: Document) -> Value:
    """A depth the user said counts from mean sea level, moved to RKB."""
    said = sheet.answers.get(f"datum:{sheet.table.name}!{value.column.letter}")
    rkb = next((item.get("rkb_elevation_m") for item in document.get("datum") or []), None)
    if said != "msl" or value.field.quantity != "depth" or rkb is None:
        return value
    return replace(value, value=round(value.value + rkb, 4))


def _no_well(sheet: Sheet, row: Row, key: str | None) -> None:
    column = sheet.by_means.get("well")
    refused = sheet.refused_name(row)
    if refused:
        sheet.say(row, column, refused)
        return
    if key is None:
        sheet.find(row, column, "error", "no-well", "The row names no well.", "Name the well.")
        return
    sheet.find(
        row,
        column,
        "error",
        "unknown-well",
        f"Well “{key}” is not in the register.",
        "Add the well first, or leave the row out.",
        ask="unknown-wells",
        options=("create",),
    )
