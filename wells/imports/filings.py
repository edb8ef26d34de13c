"""Casing filings of the US offshore regulator (BSEE): thousands of typed statements to pipes with a spread.

Reads `apd_casing_sections.csv`: size [in], weight [lb/ft], grade as typed, burst and collapse [psi]. Rows are
grouped by size, weight, grade and connection; the median of a group is held to the formulas, and a statement
outside max(10 psi, 0.6 %) is an outlier: a row of its own with its count and the reason. Filings state what was
permitted, not what a maker certifies: of a grade whose yield its name does not tell nothing is verified.
Answers: 'catalogue', 'source', 'licence', 'attribution'.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from deepguard.units import UNITS
from wells.engine.catalogue import API, OUTLIER, Grade, Judged, Outlier, grade_of, judge
from wells.imports import numbers, reading
from wells.imports.catalogue.content import contents
from wells.imports.catalogue.rows import pipe_name
from wells.imports.ledger import Ledger, RowKey
from wells.imports.licences import licence_of
from wells.imports.reading import File, Row, Table
from wells.imports.report import Answers, Catalogues, Finding, Plan, refuse_file
from wells.imports.units import to_si

NAME = "bsee_casing"
CATALOGUE = "BSEE casing filings"
LICENCE = (
    "Public domain (work of the US government)",
    "Bureau of Safety and Environmental Enforcement, eWell APD.",
)
#: Column -> its unit.
COLUMNS = {
    "CASING_SIZE": "in",
    "CASING_WEIGHT": "lb/ft",
    "CASING_GRADE": "",
    "CASING_BURST_PSI": "psi",
    "CASING_COLLPSE_PSI": "psi",
}
SIZE, WEIGHT, GRADE, BURST, COLLAPSE = COLUMNS
WORDS = {SIZE: "size", WEIGHT: "weight", GRADE: "grade", BURST: "burst", COLLAPSE: "collapse"}
LARGEST_IN, HEAVIEST_LB_FT = 60.0, 1500.0
ENOUGH = 5
Key = tuple[float, float, str, str]
Filed = tuple[float, float]


@dataclass
class Group:
    """Statements of one pipe: the rows that made them, and what they filed [Pa]."""

    grade: Grade
    rows: list[RowKey] = field(default_factory=list)
    filed: list[Filed] = field(default_factory=list)
    spellings: Counter[str] = field(default_factory=Counter)


def plan(files: Sequence[File], catalogues: Catalogues, answers: Answers | None = None) -> Plan:
    """The dry run: groups with their standing, and every row that cannot be read, by rule."""
    said = dict(answers or {})
    ledger = Ledger()
    name = said.get("catalogue") or CATALOGUE
    tables = [table for file in files for table in reading.tables(file) if SIZE in table.headings]
    if not tables:
        raise refuse_file(
            "no-filings", "No file has the columns of the filings.", f"They are {', '.join(COLUMNS)}."
        )
    groups: dict[Key, Group] = defaultdict(lambda: Group(Grade("", None, API, None)))
    for table in tables:
        for row in table.rows:
            ledger.read((table.name, row.number))
            _read(table, row, ledger, groups)
    rows: dict[str, dict[str, Any]] = {}
    judged = {key: _judge(key, group, ledger, rows, name) for key, group in sorted(groups.items())}
    return contents(
        NAME, ledger, name, rows, catalogues, said,
        source=said.get("source") or ", ".join(file.name for file in files),
        licence=licence_of(said) if said.get("licence") else LICENCE,
        tables=tuple((table.name, len(table.rows)) for table in tables),
        extras={"agreement": agreement(groups, judged)},
    )  # fmt: skip


def _read(table: Table, row: Row, ledger: Ledger, groups: dict[Key, Group]) -> None:
    cells = dict(zip(table.headings, row.cells, strict=False))
    if all(numbers.blank(cells.get(column)) for column in COLUMNS):
        ledger.find(_refused(table, row, SIZE, "blank", "The row states no pipe."))
        return
    values = {
        column: _number(table, row, column, cells.get(column), ledger)
        for column in COLUMNS
        if column != GRADE
    }
    text = "" if numbers.blank(cells.get(GRADE)) else str(cells[GRADE])
    grade = grade_of(text)
    if grade is None:
        ledger.find(_refused(table, row, GRADE, "grade-missing", "The row states no grade."))
    if grade is None or None in values.values():
        return
    size, weight, burst, crush = (float(values[column] or 0) for column in (SIZE, WEIGHT, BURST, COLLAPSE))
    found = groups[size, weight, grade.name, grade.connection or ""]
    found.grade = grade
    found.rows.append((table.name, row.number))
    found.filed.append((to_si(burst, UNITS["psi"]), to_si(crush, UNITS["psi"])))
    found.spellings[text.strip()] += 1


def _number(table: Table, row: Row, column: str, cell: Any, ledger: Ledger) -> float | None:
    word = WORDS[column]
    try:
        value = numbers.number(cell, decimal="point")
    except numbers.Unclear as unclear:
        ledger.find(_refused(table, row, column, unclear.code, unclear.what))
        return None
    most = {SIZE: LARGEST_IN, WEIGHT: HEAVIEST_LB_FT}.get(column)
    if value is None:
        ledger.find(_refused(table, row, column, f"{word}-missing", f"The row states no {word}."))
    elif value <= 0:
        ledger.find(_refused(table, row, column, f"{word}-zero", f"A {word} of {value:g} says nothing."))
    elif most is not None and value > most:
        ledger.find(
            _refused(
                table, row, column, f"{word}-range", f"No pipe has a {word} of {value:g} {COLUMNS[column]}."
            )
        )
    else:
        return value
    return None


def _refused(table: Table, row: Row, column: str, code: str, what: str) -> Finding:
    index = table.headings.index(column) if column in table.headings else 0
    return Finding(
        severity="error",
        code=code,
        what=what,
        mend="The filing is left out.",
        sheet=table.name,
        row=row.number,
        column=column,
        cell=table.cell(row.number, index),
    )


def _judge(key: Key, group: Group, ledger: Ledger, rows: dict[str, dict[str, Any]], name: str) -> Judged:
    """The group's row and those of its outliers; each filing touches the one it became."""
    size, weight, _, connection = key
    od, mass = to_si(size, UNITS["in"]), to_si(weight, UNITS["lb/ft"])
    found = judge(
        od_m=od,
        linear_mass_kg_m=mass,
        yield_pa=group.grade.yield_pa,
        filed=group.filed,
        connection=connection or None,
    )
    facts = _facts(group, found, od, mass, connection)
    rows[facts["key"]] = facts
    apart = {}
    for one in found.outliers:
        row = _outlier(facts, one)
        rows[row["key"]] = row
        apart[one.filed] = row["key"]
    for row_key, filed in zip(group.rows, group.filed, strict=True):
        ledger.touch(row_key, name, "items", apart.get(filed, facts["key"]))
    return found


def _facts(group: Group, found: Judged, od: float, mass: float, connection: str) -> dict[str, Any]:
    burst, crush = [pair[0] for pair in group.filed], [pair[1] for pair in group.filed]
    wall = found.wall.wall_m if found.wall else None
    facts = {
        "kind": "tubular",
        "od_m": od,
        "linear_mass_kg_m": mass,
        "wall_m": round(wall, 9) if wall else None,
        "wall_basis": found.wall.basis if found.wall else None,
        "id_m": round(od - 2 * wall, 9) if wall else None,
        "grade": group.grade.name,
        "yield_pa": group.grade.yield_pa,
        "connection": connection or None,
        "standing": found.check.standing,
        "reason": found.why.words if found.why else None,
        "reason_kind": found.why.code if found.why else None,
        "burst_pa": found.burst_pa,
        "collapse_pa": found.collapse_pa,
        "formula_burst_pa": found.check.formula.burst_pa,
        "formula_collapse_pa": found.check.formula.collapse_pa,
        "burst_deviation_fraction": found.check.burst_deviation_fraction,
        "collapse_deviation_fraction": found.check.collapse_deviation_fraction,
        "count": len(group.filed),
        "burst_min_pa": min(burst),
        "burst_max_pa": max(burst),
        "collapse_min_pa": min(crush),
        "collapse_max_pa": max(crush),
        "outliers": sum(one.count for one in found.outliers),
        "remarks": "Filed as " + ", ".join(f"{text} ({n})" for text, n in group.spellings.most_common(12)),
    }
    facts["name"] = pipe_name(facts)
    facts["key"] = facts["name"].lower()
    return {name: value for name, value in facts.items() if value is not None}


#: What an outlier shares with the row it stands apart from.
SHARED = ("kind", "od_m", "linear_mass_kg_m", "wall_m", "wall_basis", "id_m", "grade", "yield_pa", "connection",
          "formula_burst_pa", "formula_collapse_pa", "name")  # fmt: skip


def _outlier(facts: Mapping[str, Any], one: Outlier) -> dict[str, Any]:
    burst, crush = one.filed
    row = {name: facts[name] for name in SHARED if name in facts}
    row |= {
        "standing": OUTLIER,
        "group": facts["key"],
        "burst_pa": burst,
        "collapse_pa": crush,
        "count": one.count,
        "reason": one.why.words,
        "reason_kind": one.why.code,
        "key": f"{facts['key']} outlier {burst / UNITS['psi'].factor:.0f}/{crush / UNITS['psi'].factor:.0f}",
    }
    for rating, value in (("burst", burst), ("collapse", crush)):
        formula = facts.get(f"formula_{rating}_pa")
        if formula:
            row[f"{rating}_deviation_fraction"] = value / formula - 1
    return row


def agreement(groups: Mapping[Key, Group], judged: Mapping[Key, Judged]) -> dict[str, Any]:
    """Groups of an API grade with enough filings and a wall: how many medians agree, and which do not, and why."""
    held = {
        key: judged[key]
        for key, group in groups.items()
        if group.grade.family == API and len(group.filed) >= ENOUGH and judged[key].wall
    }
    differ = [
        {
            "name": f"{key[0]:g} in {key[1]:g} lb/ft {key[2]}{f' {key[3]}' if key[3] else ''}",
            "filings": len(groups[key].filed),
            "kind": one.why.code if one.why else "",
            "why": one.why.words if one.why else "",
        }
        for key, one in sorted(held.items())
        if not one.agrees
    ]
    agreeing = [key for key, one in held.items() if one.agrees]
    return {
        "held": len(held),
        "agree": len(agreeing),
        "filings_held": sum(len(groups[key].filed) for key in held),
        "filings_agree": sum(len(groups[key].filed) for key in agreeing),
        "outliers": sum(one.count for key in agreeing for one in held[key].outliers),
        "differ": differ,
    }
