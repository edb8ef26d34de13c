"""Which row said what: the count of an import.

The row is the unit. A row is refused, or it touched items of a document; it is created, changed or
unchanged by what became of them. So rows read = created + changed + unchanged + refused, always.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from wells.imports.report import CHANGED, CREATED, REFUSED, UNCHANGED, Document, Finding, Plan, changes

RowKey = tuple[str, int]
Path = tuple[str, ...]


class Ledger:
    """Rows read, the items they touched, and what was found on the way."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._touched: dict[RowKey, set[tuple[str, Path]]] = {}
        self._refused: set[RowKey] = set()
        self._by_item: dict[tuple[str, Path], list[RowKey]] = {}
        self._indexed = -1

    def read(self, row: RowKey) -> None:
        self._touched.setdefault(row, set())

    def touch(self, row: RowKey, well: str, *path: str) -> None:
        """The row speaks of this item, e.g. ('strings', 'casing-9-5-8')."""
        self._touched[row].add((well, path))

    def find(self, finding: Finding) -> None:
        self.findings.append(finding)
        if finding.severity in ("error", "question") and finding.row is not None:
            self._refused.add((finding.sheet, finding.row))

    def hold(self, row: RowKey) -> None:
        """Refuse a row for what was found about its whole file."""
        self._refused.add(row)

    def is_refused(self, row: RowKey) -> bool:
        return row in self._refused

    def rows_of(self, well: str, path: Path) -> list[RowKey]:
        """Rows that speak of the item at a place, of something in it, or of the nearest thing around it."""
        index = self._index()
        for length in range(len(path), 0, -1):
            rows = index.get((well, path[:length]))
            if rows:
                return rows
        return []

    def _index(self) -> dict[tuple[str, Path], list[RowKey]]:
        """Item, and everything around it, -> rows; built anew after more rows were read."""
        size = sum(map(len, self._touched.values()))
        if self._indexed != size:
            self._by_item = {}
            for row, items in self._touched.items():
                for well, path in items:
                    for length in range(1, len(path) + 1):
                        self._by_item.setdefault((well, path[:length]), []).append(row)
            self._indexed = size
        return self._by_item

    def untouched(self, sheet: str) -> int:
        """Rows of a sheet that are neither refused nor speak of any item."""
        return sum(
            1
            for row, items in self._touched.items()
            if row[0] == sheet and not items and row not in self._refused
        )

    @property
    def rows_read(self) -> int:
        return len(self._touched)

    def plan(
        self,
        importer: str,
        before: Mapping[str, Document | None],
        after: Mapping[str, Document | None],
        *,
        licence: tuple[str, str],
        counts: Mapping[str, int] | None = None,
        **rest: Any,
    ) -> Plan:
        """The dry run: what was read, found and would change. `licence` comes with its attribution; `counts`
        where an importer does not count by touched items."""
        return Plan(
            importer=importer,
            rows_read=self.rows_read,
            **(counts or self.settle(before, after)),
            wells=tuple(changes(before, after)),
            findings=tuple(self.findings),
            licence=licence[0],
            attribution=licence[1],
            **rest,
        )

    def settle(
        self, before: Mapping[str, Document | None], after: Mapping[str, Document | None]
    ) -> dict[str, int]:
        """created, changed, unchanged and refused over all rows read."""
        states: Counter[str] = Counter()
        old, new = Documents(before), Documents(after)
        for row, items in self._touched.items():
            states[REFUSED if row in self._refused else _state(items, old, new)] += 1
        return {name: states[name] for name in (CREATED, CHANGED, UNCHANGED, REFUSED)}


def _state(items: set[tuple[str, Path]], before: Documents, after: Documents) -> str:
    state = UNCHANGED
    for well, path in items:
        old, new = before.item(well, path), after.item(well, path)
        if old == new:
            continue
        if old is None:
            return CREATED
        state = CHANGED
    return state


class Documents:
    """Documents that no longer change, with an index of each list that was asked for."""

    def __init__(self, documents: Mapping[str, Document | None]):
        self._documents = documents
        self._indexes: dict[int, dict[str, Any]] = {}

    def item(self, well: str, path: Path) -> Any:
        """The item at a place written with ids: ('strings', 'casing-7', 'sections', 's1')."""
        value: Any = self._documents.get(well)
        for step in path:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list):
                value = self._index(value).get(step)
            if value is None:
                return None
        return value

    def _index(self, items: list[Any]) -> dict[str, Any]:
        """Items by their id; of lists without ids (stations, layers) by their place."""
        if id(items) not in self._indexes:
            self._indexes[id(items)] = {
                str(item.get("id", place)): item for place, item in enumerate(items) if isinstance(item, dict)
            }
        return self._indexes[id(items)]
