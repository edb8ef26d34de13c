"""A list of the document as a table: its rows, their marks and faults, the one that is open."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from wells.drafts.faults import Placed
from wells.engine.compare import Comparison
from wells.engine.field_words import item_name
from wells.forms.items import Editor
from wells.pages.editing.columns import COLUMNS, Cell, Names, day_words
from wells.pages.editing.parts import Listed

Item = dict[str, Any]
MARKS = {"added": "added", "changed": "changed", "removed": "taken out"}


@dataclass
class Row:
    """`mark`: added, changed, removed or empty; `editor` and `removal` where the row is open."""

    address: str
    uid: str
    name: str
    sub: str
    cells: list[Cell]
    mark: str = ""
    noun: str = "draft"
    is_past: bool = False
    faults: list[Placed] = field(default_factory=list)
    editor: Editor | None = None
    removal: Any = None

    @property
    def mark_words(self) -> str:
        return f"{MARKS[self.mark]} in this {self.noun}" if self.mark in MARKS else ""

    @property
    def has_error(self) -> bool:
        return any(one.is_error for one in self.faults)


@dataclass
class Table:
    listed: Listed
    heads: list
    rows: list[Row]
    adding: Editor | None = None
    is_stated_empty: bool = False

    @property
    def errors(self) -> int:
        return sum(1 for row in self.rows for fault in row.faults if fault.is_error)

    @property
    def width(self) -> int:
        return len(self.heads) + 2


def names_of(document: Item) -> Names:
    """Names by id of everything a cell points at."""
    told: dict[str, str] = {}
    for name in ("wellbores", "strings", "formations", "components", "wellhead_sections", "trees", "annuli"):
        for item in document.get(name) or ():
            told[item.get("id", "")] = item_name(name, item, {})
    for item in document.get("annuli") or ():
        told[item.get("letter", "")] = f"{item.get('letter')} annulus"
    return Names(told, document)


def table(
    listed: Listed,
    document: Item,
    published: Item,
    comparison: Comparison,
    faults: list[Placed],
    *,
    noun: str = "draft",
) -> Table:
    """The items of the draft or what-if, those that have left after them, those taken out last."""
    marks = {item.uid: item.kind for item in comparison.items if item.noun == listed.name}
    by_row: dict[str, list[Placed]] = defaultdict(list)
    for fault in faults:
        by_row[fault.row].append(fault)
    names, gone = names_of(document), names_of(published)
    items = document.get(listed.name) or []
    rows = [_row(listed, item, names, marks, noun) for item in items]
    for row in rows:
        row.faults = by_row.get(row.address, [])
    present = {item.get("id") for item in items}
    removed = [item for item in published.get(listed.name) or () if item.get("id") not in present]
    rows.sort(key=lambda row: row.is_past)
    rows += [_row(listed, item, gone, marks, noun) for item in removed]
    return Table(listed, list(COLUMNS[listed.name]), rows, is_stated_empty=document.get(listed.name) == [])


def _row(listed: Listed, item: Item, names: Names, marks: dict, noun: str) -> Row:
    uid = item.get("id", "")
    name = item_name(listed.name, item, names.names)
    kind = str(item.get("kind") or "").replace("_", " ")
    ended = f"until {day_words(item['valid_to'])}" if item.get("valid_to") else ""
    told = kind if kind and kind.lower() not in name.lower() else ""
    return Row(
        address=f"{listed.name}/{uid}",
        uid=uid,
        name=name,
        sub=", ".join(part for part in (told, ended) if part),
        cells=[Cell(column.get(item, names), column) for column in COLUMNS[listed.name]],
        mark=marks.get(uid, ""),
        noun=noun,
        is_past=bool(item.get("valid_to")),
    )
