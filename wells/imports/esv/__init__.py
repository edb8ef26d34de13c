"""A well schematic as JSON lists: casings, holes, cement, completion, position log and picks.

The shape of the public Volve F-10 example. Casings, holes and cement are metres MD below RKB with diameters in
inches; the position log and the picks may count from mean sea level, which the picks, the hole and the log
itself give away: then the elevation of the rotary table is added to both MD and TVD. The log holds
positions, not angles; `log.tangents` finds those whose path goes through the positions.

The file refuses as a whole: a completion that does not go into its casing keeps the well out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from wells.imports import reading
from wells.imports.blame import blame
from wells.imports.esv.schematic import Row, Schematic
from wells.imports.ledger import Ledger
from wells.imports.licences import licence_of
from wells.imports.names import matches, well_key
from wells.imports.reading import File
from wells.imports.report import (
    Answers,
    ColumnMapping,
    Document,
    Existing,
    Finding,
    Plan,
    refuse_file,
)

NAME = "esv"
TABLES = ("casings", "holesize", "cement", "cementSqueeze", "completion", "poslog", "picks")


def plan(files: Sequence[File], existing: Existing, answers: Answers | None = None) -> Plan:
    """The dry run. Answers: 'well' (a name), 'poslog' (msl | rkb), 'leave-out' (completion)."""
    said = dict(answers or {})
    ledger = Ledger()
    tables = {name: rows for name, rows in map(_table, files) if name != said.get("leave-out")}
    for name, rows in tables.items():
        for number in range(1, len(rows) + 1):
            ledger.read((name, number))
    name = _well_name(tables, said)
    if name is None:
        ledger.find(_ask_well(tables))
        return _plan(ledger, tables, {}, {}, said)
    key = well_key(name)
    found = existing([key])
    key = key if key in found else next((other for other in found if matches(other, key)), key)
    before = found.get(key)
    schematic = Schematic(key, name, before, tables, ledger, said)
    document = schematic.build()
    out = {"ask": "leave-out", "options": ("completion",)} if "completion" in tables else {}
    blame(document, before, key=key, ledger=ledger, **out)
    return _plan(ledger, tables, {key: before}, {key: document}, said)


def _table(file: File) -> tuple[str, list[Row]]:
    reading.check_size(file)
    name = PurePath(file.name).stem
    try:
        rows = json.loads(reading.text(file))
    except json.JSONDecodeError as error:
        raise refuse_file("json", f"{file.name} is no JSON: {error}.", "Export it again.") from None
    if name not in TABLES or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise refuse_file(
            "other-table",
            f"{file.name} is not one of {', '.join(TABLES)}, as a list of objects.",
            "Name the file by what it holds.",
        )
    return name, rows


def _well_name(tables: Mapping[str, list[Row]], answers: Answers) -> str | None:
    stated = {row.get("uniqueWellboreIdentifier") for row in tables.get("picks", ())} - {None}
    if "well" in answers:
        return answers["well"]
    return str(stated.pop()) if len(stated) == 1 else None


def _ask_well(tables: Mapping[str, list[Row]]) -> Finding:
    sheet = next(iter(tables), "")
    return Finding(
        severity="question",
        code="which-well",
        sheet=sheet,
        row=1 if tables.get(sheet) else None,
        what="The files do not name one well.",
        mend="Name the well.",
        ask="well",
    )


def _plan(
    ledger: Ledger, tables: Mapping[str, list[Row]], before: dict[str, Document | None],
    after: dict[str, Document | None], answers: Answers,
) -> Plan:  # fmt: skip
    return ledger.plan(
        NAME,
        before,
        after,
        licence=licence_of(answers),
        mapping=tuple(_mapping(tables)),
        tables=tuple((name, len(rows)) for name, rows in tables.items()),
    )


def _mapping(tables: Mapping[str, list[Row]]) -> Iterable[ColumnMapping]:
    units = {"diameter": "in", "innerDiameter": "in", "start": "m RKB", "end": "m RKB", "toc": "m RKB", "top": "m RKB", "bottom": "m RKB"}  # fmt: skip
    for name, rows in tables.items():
        for heading in rows[0] if rows and name != "picks" else ():
            yield ColumnMapping(
                sheet=name,
                column=heading,
                heading=heading,
                field=heading,
                unit=units.get(heading),
                because="schematic JSON",
            )
