"""A catalogue of tubulars or equipment as CSV or XLSX: headings with units, every row held to the formulas.

The file is the whole catalogue: what it leaves out of an earlier revision is gone from the new one, and said.
Answers: 'catalogue' (its name; else the name of the file), 'source', and those of tables: 'noun:<sheet>'
(tubulars | equipment), 'map:', 'unit:' and 'decimal:' by '<sheet>!<column>', 'formulas' (cached).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from wells.engine.catalogue import SHEET, Fault
from wells.imports import numbers, reading
from wells.imports.catalogue.content import contents
from wells.imports.catalogue.rows import JUDGES
from wells.imports.ledger import Ledger
from wells.imports.licences import licence_of
from wells.imports.reading import File, Row, Table
from wells.imports.report import Answers, Catalogues, ColumnMapping, Finding, Plan
from wells.imports.tables import headings
from wells.imports.tables.cells import value_of
from wells.imports.tables.headings import Column
from wells.imports.tables.nouns import CATALOGUES, Noun
from wells.imports.tables.template import EXPLANATION

NAME = "catalogue"
MEND = {
    "formula": "Correct the figure; where a data sheet says so, name it in the column Data sheet.",
    "yield": "Give the least yield of the grade, and the data sheet that states it.",
    "unit": "Correct the unit of the column.",
    "mass": "Look up weight and wall: one of the two is of another pipe.",
    "sheet-missing": "Name the data sheet in the column Data sheet.",
}


def plan(files: Sequence[File], catalogues: Catalogues, answers: Answers | None = None) -> Plan:
    """The dry run. Errors refuse their row; what differs from the formulas is stored unverified, and said."""
    said = dict(answers or {})
    ledger, mapping, rows = Ledger(), list[ColumnMapping](), dict[str, dict[str, Any]]()
    name = said.get("catalogue") or PurePath(files[0].name).stem
    tables: list[tuple[str, int]] = []
    nouns: dict[str, str] = {}
    for table in reading.all_tables(files, cached_formulas=said.get("formulas") == "cached"):
        if headings.own_name(table) == EXPLANATION or not table.headings:
            continue
        noun = headings.noun_of(table, said, CATALOGUES)
        for row in table.rows:
            ledger.read((table.name, row.number))
        tables.append((table.name, len(table.rows)))
        if noun is None:
            ledger.find(_unknown(table))
            _hold_all(table, ledger)
            continue
        nouns[table.name] = noun.name
        columns = headings.columns(table, noun, said)
        mapping += headings.mapping(table, columns)
        _read(table, noun, columns, said, ledger, rows, name)
    return contents(
        NAME, ledger, name, rows, catalogues, said,
        source=said.get("source") or ", ".join(file.name for file in files),
        licence=licence_of(said), mapping=tuple(mapping), tables=tuple(tables), extras={"nouns": nouns},
    )  # fmt: skip


def _read(
    table: Table,
    noun: Noun,
    columns: list[Column],
    said: Mapping[str, str],
    ledger: Ledger,
    rows: dict[str, dict[str, Any]],
    name: str,
) -> None:
    for finding in (*table.findings, *_missing(table, noun, columns)):
        ledger.find(finding)
        if finding.row is None and finding.severity != "warning":
            _hold_all(table, ledger)
    asked = list(headings.questions(table, columns))
    for finding in asked:
        ledger.find(finding)
    if asked:
        _hold_all(table, ledger)
    for row in table.rows:
        values = _values(table, row, columns, said, ledger)
        if not ledger.is_refused((table.name, row.number)):
            _judge(table, noun, columns, row, values, ledger, rows, name)


def _values(
    table: Table, row: Row, columns: list[Column], said: Mapping[str, str], ledger: Ledger
) -> dict[str, Any]:
    """What the row says, by field; every cell that cannot be read is found."""
    values: dict[str, Any] = {}
    for column in columns:
        if column.field is None or column.index >= len(row.cells):
            continue
        decimal = said.get(f"decimal:{table.name}!{column.letter}")
        try:
            values[column.field.name] = value_of(
                row.cells[column.index], column.field, unit=column.unit, decimal=decimal, order=None
            )
        except numbers.Unclear as unclear:
            ledger.find(_unclear(table, row, column, unclear))
    if not ledger.is_refused((table.name, row.number)):
        for column in columns:
            if column.field and column.field.required and values.get(column.field.name) is None:
                words = f"{column.heading} is empty."
                ledger.find(_found(table, row, column, "error", "missing", words, "Fill it in."))
    for finding in _not_positive(table, row, columns, values):
        ledger.find(finding)
    return values


def _not_positive(
    table: Table, row: Row, columns: list[Column], values: Mapping[str, Any]
) -> Iterator[Finding]:
    for column in columns:
        value = values.get(column.field.name) if column.field else None
        if isinstance(value, float) and value <= 0 and not column.heading.lower().startswith("ratings"):
            yield _found(
                table, row, column, "error", "not-positive", f"{column.heading} is {row.cells[column.index]}.",
                "Leave the cell empty where it is not known.",
            )  # fmt: skip


def _judge(
    table: Table,
    noun: Noun,
    columns: list[Column],
    row: Row,
    values: Mapping[str, Any],
    ledger: Ledger,
    rows: dict[str, dict[str, Any]],
    name: str,
) -> None:
    judged = JUDGES[noun.name](values)
    by_field = {column.field.name: column for column in columns if column.field}
    is_proven = judged.facts["standing"] == SHEET
    for fault in judged.faults:
        if not (is_proven and fault.code == "formula"):
            ledger.find(_of_fault(table, row, by_field, fault))
    if judged.refused:
        return
    key = judged.facts["key"]
    if key in rows:
        ledger.find(
            _found(table, row, columns[0], "error", "twice", f"{judged.facts['name']} stands in the file twice.", "Keep one of the two rows.")
        )  # fmt: skip
        return
    rows[key] = judged.facts
    ledger.touch((table.name, row.number), name, "items", key)


def _of_fault(table: Table, row: Row, by_field: Mapping[str, Column], fault: Fault) -> Finding:
    column = by_field.get(fault.field)
    severity = "error" if fault.refuses else "warning"
    mend = MEND.get(fault.code, "Correct it in the file." if fault.refuses else "It is stored as it stands.")
    return _found(table, row, column, severity, fault.code, fault.words, mend)


def _found(
    table: Table, row: Row, column: Column | None, severity: str, code: str, what: str, mend: str
) -> Finding:
    return Finding(
        severity=severity,
        code=code,
        what=what,
        mend=mend,
        sheet=table.name,
        row=row.number,
        column=column.heading if column else "",
        cell=f"{column.letter}{row.number}" if column else "",
    )


def _unclear(table: Table, row: Row, column: Column, unclear: numbers.Unclear) -> Finding:
    is_question = bool(unclear.options)
    return Finding(
        severity="question" if is_question else "error",
        code=unclear.code,
        what=unclear.what,
        mend=unclear.mend,
        sheet=table.name,
        row=row.number,
        column=column.heading,
        cell=f"{column.letter}{row.number}",
        ask=f"decimal:{table.name}!{column.letter}" if is_question else "",
        options=unclear.options,
    )


def _missing(table: Table, noun: Noun, columns: list[Column]) -> Iterator[Finding]:
    have = {column.means for column in columns}
    for field in noun.fields:
        if field.required and field.name not in have:
            yield Finding(
                severity="error",
                code="column-missing",
                sheet=table.name,
                column=headings.label(field.name),
                what=f"No column gives {headings.label(field.name)}.",
                mend="Add it, or give a column this meaning.",
            )


def _unknown(table: Table) -> Finding:
    return Finding(
        severity="question",
        code="table",
        sheet=table.name,
        what=f"“{table.name}” looks like neither tubulars nor equipment.",
        mend="Say which it is; the templates show the headings that are known.",
        ask=f"noun:{table.name}",
        options=tuple(CATALOGUES),
    )


def _hold_all(table: Table, ledger: Ledger) -> None:
    for row in table.rows:
        ledger.hold((table.name, row.number))
