"""Rows of a table into the documents of their wells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from wells.imports import numbers
from wells.imports.ledger import Ledger
from wells.imports.merge import current_fact, known, put, state
from wells.imports.names import slug, well_key
from wells.imports.numbers import Unclear
from wells.imports.reading import Row, Table
from wells.imports.report import Document, Finding
from wells.imports.sodir.stages import size
from wells.imports.tables.cells import value_of
from wells.imports.tables.headings import ID, Column
from wells.imports.tables.meant import Names
from wells.imports.tables.neighbours import meet
from wells.imports.tables.nouns import WELL, Field, Noun
from wells.imports.units import INCH

ID_PATTERN_MEND = "Ids are lower-case letters, digits and hyphens, e.g. casing-9-5-8."


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a row, and the cell it came from."""

    field: Field
    column: Column
    value: Any
    raw: Any


class Sheet:
    """One table on its way into documents."""

    def __init__(
        self, table: Table, noun: Noun, columns: list[Column], ledger: Ledger, answers: Mapping[str, str]
    ):
        self.table, self.noun, self.columns, self.ledger, self.answers = table, noun, columns, ledger, answers
        self.by_means = {column.means: column for column in columns if column.means}
        self.names: Names | None = None
        self._seen: dict[tuple[str, tuple[str, ...]], int] = {}
        self._lists: dict[tuple[str, tuple[str, ...]], list[tuple[Row, dict[str, Any]]]] = {}

    # reading

    def named_well(self, row: Row) -> str | None:
        """The name of the well as the row writes it, in capitals."""
        column = self.by_means.get(WELL)
        raw = self._raw(row, column) if column else self.answers.get("well")
        return None if numbers.blank(raw) else well_key(str(raw))

    def well_of(self, row: Row) -> str | None:
        """The well the row means."""
        name = self.named_well(row)
        return self.names.means.get(name, name) if self.names and name else name

    def refused_name(self, row: Row) -> Finding | None:
        """What is wrong with the name of the row's well."""
        name = self.named_well(row)
        return self.names.refused.get(name) if self.names and name else None

    def read(self, row: Row) -> list[Value] | None:
        """The values of a row; None, with a finding for each bad cell, where one cannot be read."""
        values, good = [], True
        for column in self.columns:
            field = column.field
            if field is None or (field.dimension is not None and column.unit is None):
                continue
            raw = self._raw(row, column)
            try:
                value = self._value(raw, field, column)
            except Unclear as unclear:
                good = False
                self._unclear(row, column, unclear)
                continue
            if value is None and field.required:
                good = False
                self.find(row, column, "error", "missing", f"{column.heading} is empty.", "Unknown stays unknown: give a value, or delete the row.")  # fmt: skip
            elif value is not None:
                values.append(Value(field, column, value, raw))
        good &= self._has_required(row)
        return values if good else None

    def _has_required(self, row: Row) -> bool:
        missing = [
            field.name for field in self.noun.fields if field.required and field.name not in self.by_means
        ]
        for name in missing:
            self.find(row, None, "error", "no-column", f"The table has no column for {name}.", f"Add the column {name}.")  # fmt: skip
        return not missing

    def _value(self, raw: Any, field: Field, column: Column) -> Any:
        key = f"{self.table.name}!{column.letter}"
        decimal = self.answers.get(f"decimal:{key}") or self.answers.get("decimal")
        order = self.answers.get(f"date:{key}") or self.answers.get("date")
        return value_of(raw, field, unit=column.unit, decimal=decimal, order=order)

    def _unclear(self, row: Row, column: Column, unclear: Unclear) -> None:
        asks = {"ambiguous-number": "decimal", "ambiguous-date": "date"}
        ask = asks.get(unclear.code)
        self.find(
            row,
            column,
            "question" if unclear.options else "error",
            unclear.code,
            unclear.what,
            unclear.mend,
            ask=f"{ask}:{self.table.name}!{column.letter}" if ask else "",
            options=unclear.options,
        )

    def _raw(self, row: Row, column: Column | None) -> Any:
        if column is None or column.index >= len(row.cells):
            return None
        return row.cells[column.index]

    def find(
        self, row: Row, column: Column | None, severity: str, code: str, what: str, mend: str,
        *, ask: str = "", options: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self.say(
            row,
            column,
            Finding(severity=severity, code=code, what=what, mend=mend, ask=ask, options=options),
        )

    def say(self, row: Row, column: Column | None, finding: Finding) -> None:
        """A finding at its place."""
        self.ledger.find(
            replace(
                finding,
                sheet=self.table.name,
                row=row.number,
                column=column.heading if column else "",
                cell=f"{column.letter}{row.number}" if column else "",
                well=self.well_of(row) or "",
            )
        )

    def cell(self, row: tuple[str, int], field: str) -> tuple[str, str]:
        """Column and address of a field, for faults found in the document."""
        for column in self.columns:
            if column.field is not None and column.field.target[-1] == field:
                return column.heading, f"{column.letter}{row[1]}"
        return field, ""

    # writing

    def write(self, row: Row, key: str, document: Document, values: list[Value]) -> tuple[str, ...] | None:
        """The row into the document; the place of its item, None where the row was refused."""
        try:
            place, item_id = self._place(row, document, values)
            resolved = [(value, self._resolved(value, document, row)) for value in values]
        except _Refused:
            return None
        if not self._is_first(row, key, place):
            return None
        if self.noun.listed:
            own = ((value.field.target, found) for value, found in resolved if not value.field.side)
            self._lists.setdefault((key, place), []).append((row, _nested({}, own)))
            beside = [(value.field.target, found) for value, found in resolved if value.field.side]
            if beside:
                state(ensure(document, place[:-1]), _nested({}, beside))
            return place
        self._write_item(row, key, document, place, item_id, resolved)
        return place

    def finish(self, documents: Mapping[str, Document]) -> None:
        """Lists without ids are replaced whole by the rows of the file, in their order."""
        for (key, place), rows in self._lists.items():
            owner = ensure(documents[key], place[:-1])
            owner[place[-1]] = [item for _, item in rows]
            for number, (row, _) in enumerate(rows):
                self.ledger.touch((self.table.name, row.number), key, *place, str(number))

    def _write_item(
        self, row: Row, key: str, document: Document, place: tuple[str, ...], item_id: str,
        resolved: list[tuple[Value, Any]],
    ) -> None:  # fmt: skip
        item = ensure(document, place)
        for value, found in resolved:
            if value.field.kind == "fact":
                current_fact(item, value.field.name, found, None)
        own = [(value.field.target, found) for value, found in resolved if not value.field.side and value.field.kind != "fact"]  # fmt: skip
        state(item, _nested(item, own))
        self.ledger.touch((self.table.name, row.number), key, *place)
        for name, side in self.noun.sides.items():
            facts = [(value.field.target, found) for value, found in resolved if value.field.side == name]
            if facts:
                path = tuple(step.replace("{id}", item_id) for step in side.path)
                path = meet(document, path, name, item_id=item_id, day=_day_of(facts))
                if name == "evaluation" and "cement" in self.noun.sides:
                    ensure(document, path[:2])["behind"] = item_id
                beside = ensure(document, path)
                state(beside, {name: text.replace("{id}", item_id) for name, text in side.fixed.items()})
                state(beside, _nested(beside, facts))
                if name == "strength":
                    beside.setdefault("kind", "fit")
                self.ledger.touch((self.table.name, row.number), key, *path)

    def _is_first(self, row: Row, key: str, place: tuple[str, ...]) -> bool:
        if self.noun.listed:
            return True
        first = self._seen.setdefault((key, place), row.number)
        if first != row.number:
            self.find(row, None, "error", "duplicate-row", f"Row {first} already speaks of {'/'.join(place)}.", "Keep one of them, or give each its own ID.")  # fmt: skip
        return first == row.number

    # places

    def _place(self, row: Row, document: Document, values: list[Value]) -> tuple[tuple[str, ...], str]:
        steps = list(self.noun.path)
        place: list[str] = [steps.pop(0)]
        if place == ["header"]:
            return ("header",), ""
        for owner in self.noun.owners:
            place += [self._owner(row, document, owner, place), steps.pop(0)]
        if self.noun.listed:
            return tuple(place), ""
        item_id = self._item_id(row, document, tuple(place), values)
        return (*place, item_id), item_id

    def _owner(self, row: Row, document: Document, owner: str, place: list[str]) -> str:
        """The id of the thing a row belongs to; runs, columns and states are begun when they are not there."""
        column = self.by_means.get(owner)
        raw = self._raw(row, column)
        items = _list_at(document, tuple(place))
        if numbers.blank(raw):
            if len(items) == 1:
                return str(items[0]["id"])
            if owner in ("column", "survey_run", "wellbore") and not items:
                return self._begin(document, tuple(place), owner, owner)
            current = [item for item in items if not item.get("valid_to")]
            if owner == "column" and len(current) == 1:
                return str(current[0]["id"])
            self._refuse(row, column, "missing", f"The {owner} is not named.", f"Name the {owner}.")
        found = named(items, str(raw), place[0] if len(place) == 1 else "")
        if len(found) == 1:
            return found[0]
        if not found and owner not in ("string", "component"):
            return self._begin(document, tuple(place), owner, str(raw))
        self._not_found(row, column, str(raw), items, owner)
        raise AssertionError("unreachable")

    def _begin(self, document: Document, place: tuple[str, ...], owner: str, text: str) -> str:
        prefix = {"annulus": "annulus", "bore_content": "bore", "column": place[1] if len(place) > 1 else ""}
        stem = slug(" ".join(part for part in (prefix.get(owner, ""), text) if part))
        item: dict[str, Any] = {"id": stem}
        if owner == "annulus":
            item["letter"] = text.strip().upper()
        elif owner == "bore_content":
            item["state"] = text.strip().lower().replace(" ", "_").replace("-", "_")
        elif owner in ("survey_run", "wellbore") and text != owner:
            item["name"] = text
        owner_item = ensure(document, place[:-1]) if len(place) > 1 else document
        put(owner_item, place[-1], item)
        return stem

    def _item_id(self, row: Row, document: Document, place: tuple[str, ...], values: list[Value]) -> str:
        column = self.by_means.get(ID)
        raw = self._raw(row, column)
        if not numbers.blank(raw):
            text = str(raw).strip()
            if slug(text) != text:
                self._refuse(row, column, "id", f"“{text}” is no id.", ID_PATTERN_MEND)
            return text
        items = _list_at(document, place)
        natural = [value for name in self.noun.natural for value in values if value.field.name == name]
        if not natural:
            self._refuse(row, None, "no-id", "Nothing in the row says which item it is.", f"Give an ID, or {' and '.join(self.noun.natural)}.")  # fmt: skip
        same = [item["id"] for item in items if all(self._equal(item, value, document) for value in natural)]
        if len(same) == 1:
            return str(same[0])
        return slug(" ".join(part for part in (self.noun.prefix, *map(_natural_text, natural)) if part))

    def _equal(self, item: dict[str, Any], value: Value, document: Document) -> bool:
        if value.field.side == "section":
            item = (item.get("sections") or [{}])[0]
        found = item.get(value.field.target[-1])
        wanted = value.value
        if value.field.kind == "reference":
            ids = named(document.get(value.field.refers) or [], str(wanted), value.field.refers)
            return found in ids
        if isinstance(found, int | float) and isinstance(wanted, int | float):
            return abs(found - wanted) <= 1e-9 * max(1.0, abs(found))
        return bool(found == wanted)

    # references

    def _resolved(self, value: Value, document: Document, row: Row) -> Any:
        field = value.field
        if field.kind == "reference":
            return self._reference(str(value.value), field, document, row, value.column)
        if field.kind == "references":
            return [self._reference(text, field, document, row, value.column) for text in value.value]
        return value.value

    def _reference(self, text: str, field: Field, document: Document, row: Row, column: Column) -> str:
        lists = [field.refers] if field.refers != "wellhead_sections" else ["wellhead_sections", "trees"]
        items = [item for noun in lists for item in document.get(noun) or []]
        found = named(items, text, field.refers)
        if len(found) == 1:
            return found[0]
        self._not_found(row, column, text, items, field.refers.rstrip("s").replace("_", " "))
        raise AssertionError("unreachable")

    def _not_found(
        self, row: Row, column: Column | None, text: str, items: list[dict[str, Any]], noun: str
    ) -> None:
        names = {str(item.get(key)).lower(): str(item["id"]) for item in items for key in ("id", "name") if item.get(key)}  # fmt: skip
        close = get_close_matches(text.lower(), names, n=1, cutoff=0.6)
        mend = f"Did you mean {names[close[0]]}?" if close else f"There are: {', '.join(str(item['id']) for item in items) or 'none'}."  # fmt: skip
        self._refuse(row, column, "reference", f"No {noun}, or more than one, is “{text}”.", mend)

    def _refuse(self, row: Row, column: Column | None, code: str, what: str, mend: str) -> None:
        self.find(row, column, "error", code, what, mend)
        raise _Refused


class _Refused(Exception):
    """The row has its finding; nothing of it is written."""


def named(items: Iterable[dict[str, Any]], text: str, noun: str) -> list[str]:
    """Ids of the items a person may mean: by id, by name, an annulus by letter, a string by size."""
    wanted, plain = slug(text), text.strip().casefold()
    items = list(items)
    exact = [item["id"] for item in items if wanted == item["id"] or plain == str(item.get("name") or "").casefold()]  # fmt: skip
    if exact:
        return exact
    lettered = [item["id"] for item in items if plain in (str(item.get("letter") or "").casefold(), str(item.get("state") or "").casefold())]  # fmt: skip
    if lettered:
        current = [item["id"] for item in items if item["id"] in lettered and not item.get("valid_to")]
        return current or lettered
    if noun != "strings":
        return []
    try:
        inches = numbers.quantity(text)[0]
    except Unclear:
        return []
    return [
        item["id"]
        for item in items
        if inches and abs(((item.get("sections") or [{}])[0].get("od_m") or 0.0) / INCH - inches) < 0.01
    ]


def _day_of(facts: list[tuple[tuple[str, ...], Any]]) -> str | None:
    return next((value for target, value in facts if target == ("valid_from",)), None)


def _natural_text(value: Value) -> str:
    if value.field.quantity == "diameter":
        return size(round(value.value / INCH, 4))
    return f"{value.value:g}" if isinstance(value.value, float) else str(value.value)


def _nested(item: dict[str, Any], facts: Iterable[tuple[tuple[str, ...], Any]]) -> dict[str, Any]:
    """Facts by path as a mapping to state into the item, with the objects it holds kept."""
    result: dict[str, Any] = {}
    for path, value in facts:
        owner = result
        around: Any = item
        for step in path[:-1]:
            around = around.get(step) or {}
            owner = owner.setdefault(step, dict(around))
        owner[path[-1]] = value
    return known(result)


def _list_at(document: Document, place: tuple[str, ...]) -> list[dict[str, Any]]:
    owner = ensure(document, place[:-1]) if len(place) > 1 else document
    return list(owner.get(place[-1]) or [])


def ensure(document: Document, place: tuple[str, ...]) -> dict[str, Any]:
    """The item at a place of list names and ids; it, and all around it, is added where it is not there."""
    if place == ("header",):
        return document["header"]
    item = document
    for noun, name in zip(place[::2], place[1::2], strict=True):
        item = put(item, noun, {"id": name})
    return item
