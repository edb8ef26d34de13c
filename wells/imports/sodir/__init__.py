"""Norwegian FactPages: casing and leak-off, mud, exploration and development wellbores, any heading year.

`plan` refuses single rows and keeps the rest. What it decides:

- one document a well (FactPages' well name), its wellbores inside; see `stages` for sidetracks and days;
- the fluid of an annulus is the heaviest mud measured below its exposed shoe and above the next; see `annuli`;
- TVD is MD only where a wellbore's TD and TVD differ by at most 1 %: a survey run of two stations,
  'assumed-vertical', confidence low; otherwise there is no survey and every limit that needs TVD is unknown;
- the annulus gauges are taken to stand at the RKB: confidence low, and never over an entered elevation.

`shoe_tests(plan)` lists every row with a LOT or FIT above 0, for the count of shoes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wells.documents import refusals
from wells.imports import reading
from wells.imports.ledger import Ledger
from wells.imports.licences import NLOD
from wells.imports.names import split_wellbore
from wells.imports.reading import File
from wells.imports.report import (
    Answers,
    ColumnMapping,
    Document,
    Existing,
    Finding,
    Plan,
)
from wells.imports.sodir import records
from wells.imports.sodir.records import Bore, Casing, Mud, Record, Sheets
from wells.imports.sodir.shoes import ShoeTest
from wells.imports.sodir.well import Well
from wells.imports.units import UNITS, to_si

NAME = "sodir"

__all__ = ["NAME", "ShoeTest", "plan", "shoe_tests"]


def plan(files: Sequence[File], existing: Existing, answers: Answers | None = None) -> Plan:
    """The dry run over the tables among the files; files of other tables are named and left alone."""
    ledger, sheets = Ledger(), Sheets()
    mapping: list[ColumnMapping] = []
    tables: list[tuple[str, int]] = []
    found: list[Record] = []
    cached = (answers or {}).get("formulas") == "cached"
    for table in reading.all_tables(files, cached_formulas=cached):
        kind = records.kind_of(table)
        if kind is None:
            ledger.find(_not_taken(table.name))
            continue
        sheets.add(table, kind)
        if kind == "casing" and not sheets.has(table.name, "test"):
            ledger.find(_no_test_kind(table.name))
        tables.append((table.name, len(table.rows)))
        mapping += records.mapping(table, kind)
        for row in table.rows:
            ledger.read((table.name, row.number))
        for finding in table.findings:
            ledger.find(finding)
        found += records.records(table, kind, ledger, sheets)
    wells = _wells(found, existing, ledger, sheets)
    documents = {key: _checked(well, ledger) for key, well in wells.items()}
    return _plan(wells, documents, ledger, sheets, mapping, tables)


def shoe_tests(planned: Plan) -> tuple[ShoeTest, ...]:
    """Every row with LOT or FIT above 0 of a plan, refused ones among them."""
    return tuple(planned.extras["shoe_tests"])


def _not_taken(name: str) -> Finding:
    return Finding(
        severity="warning",
        code="other-table",
        sheet=name,
        what=f"{name} is none of the four tables that are read; it was left alone.",
        mend="Casing and leak-off, mud, exploration and development wellbores are read.",
    )


def _no_test_kind(name: str) -> Finding:
    return Finding(
        severity="warning",
        code="test-kind",
        sheet=name,
        what="The table does not say which formation tests are LOT and which FIT.",
        mend="They are taken as FIT, a lower bound.",
    )


def _unused(ledger: Ledger, tables: list[tuple[str, int]]) -> Iterable[Finding]:
    """One note a table on rows that hold nothing the document keeps."""
    for name, _ in tables:
        count = ledger.untouched(name)
        if count:
            yield Finding(
                severity="warning",
                code="nothing-to-keep",
                sheet=name,
                what=f"{count:,} rows hold nothing a well document keeps, e.g. mud above the first shoe or of weight 0.",
                mend="They are counted as unchanged.",
            )


def _wells(found: list[Record], existing: Existing, ledger: Ledger, sheets: Sheets) -> dict[str, Well]:
    keys = list(dict.fromkeys(record.well for record in found))
    before = existing(keys)
    wells = {key: Well(key, before.get(key), ledger, sheets) for key in keys}
    bores: dict[str, Bore] = {}
    for record in found:
        if isinstance(record, Bore):
            _add_bore(wells[record.well], record, bores, ledger, sheets)
        elif isinstance(record, Casing):
            wells[record.well].casings.append(record)
        elif isinstance(record, Mud):
            wells[record.well].muds.append(record)
    return wells


def _add_bore(well: Well, record: Bore, bores: dict[str, Bore], ledger: Ledger, sheets: Sheets) -> None:
    first = bores.setdefault(record.wellbore, record)
    if first is not record:
        what = f"The wellbore is already on row {first.row} of {first.sheet}."
        ledger.find(
            sheets.finding(record, "error", "wellbore", "duplicate-wellbore", what, "Leave one of them out.")
        )
        return
    well.bores.append(record)


def _checked(well: Well, ledger: Ledger) -> Document | None:
    """The well's document if it stands; rows that break a rule of the document are refused with it."""
    document = well.build()
    faults = refusals(document)
    if not faults:
        return document
    for record in (*well.bores, *well.casings, *well.muds):
        if not ledger.is_refused(record.place):
            fault = faults[0]
            ledger.find(
                Finding(
                    severity="error",
                    code=fault.code,
                    sheet=record.sheet,
                    row=record.row,
                    well=record.wellbore,
                    what=f"{well.key} cannot stand as listed: {fault.detail}",
                    mend="Correct what the rule names; the rows of this well go in together.",
                )
            )
    well.shoes = []
    return well.before


def _plan(
    wells: dict[str, Well], documents: dict[str, Document | None], ledger: Ledger, sheets: Sheets,
    mapping: list[ColumnMapping], tables: list[tuple[str, int]],
) -> Plan:  # fmt: skip
    before = {key: well.before for key, well in wells.items()}
    for finding in _unused(ledger, tables):
        ledger.find(finding)
    return ledger.plan(
        NAME,
        before,
        documents,
        licence=NLOD,
        mapping=tuple(mapping),
        refusal="row",
        tables=tuple(tables),
        extras={"shoe_tests": _shoes(wells, ledger, sheets)},
    )


def _shoes(wells: dict[str, Well], ledger: Ledger, sheets: Sheets) -> tuple[ShoeTest, ...]:
    """One a row that states a test, in the order of the rows; a refused row with the rule it broke."""
    judged = {(shoe.sheet, shoe.row): shoe for well in wells.values() for shoe in well.shoes}
    rules = {(f.sheet, f.row): f.code for f in ledger.findings if f.severity != "warning"}
    return tuple(
        judged[place] if place in judged and place not in rules else _refused(place, test, rules[place])
        for place, test in sheets.tests.items()
    )


def _refused(place: tuple[str, int], test: tuple[str, float], rule: str) -> ShoeTest:
    wellbore, emw = test
    return ShoeTest(
        sheet=place[0],
        row=place[1],
        wellbore=wellbore,
        well_key=split_wellbore(wellbore)[0],
        emw_kg_m3=to_si(emw, UNITS["g/cm3"]),
        shoe_md_m=None,
        refused=rule,
    )
