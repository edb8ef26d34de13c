"""The form of a calculator's request, made of its schema.

A field is named by its place: `in-layers-0-density_kg_m3` is `/layers/0/density_kg_m3` of the request. A list
has `in-layers-rows`, how many rows are shown. What is left empty is not stated: it is not in the request.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from deepguard import numbers
from deepguard.units import UNITS, from_si, quantity_of
from integrity.engine.calculators import Calculator, Fault
from integrity.engine.calculators.plausible import BOUNDS
from integrity.engine.calculators.shape import faults_of
from integrity.forms.calculators import words
from integrity.forms.calculators.fields import MeasureField, field_of
from integrity.forms.calculators.wells import NoWell, Wells

Schema = Mapping[str, Any]
ROOT = "in"
#: Rows one list of a form may have; a longer one is sent as JSON.
MOST_ROWS = 300
#: A list of rows with more columns than this is written as a card a row.
WIDE = 4
WELL_NAME, WITH_PACK = "well_name", "with_pack"


@dataclass(frozen=True)
class Box:
    """One field as the template shows it."""

    form: CalculatorForm
    name: str
    label: str
    help: str
    symbol: str
    unit: str = ""

    @property
    def bound(self) -> forms.BoundField:
        return self.form[self.name]

    @property
    def errors(self) -> list[str]:
        return self.form.errors.get(self.name, [])

    @property
    def is_filled(self) -> bool:
        return bool(str(self.bound.data or "").strip())

    @property
    def is_wide(self) -> bool:
        return isinstance(self.bound.field.widget, forms.Textarea)

    @property
    def is_check(self) -> bool:
        return isinstance(self.bound.field.widget, forms.CheckboxInput)

    @property
    def boxes(self) -> list[Box]:
        return [self]


@dataclass
class Group:
    """Fields that stand together. `key` is the name of the object they make, empty where they make none."""

    form: CalculatorForm
    title: str
    key: str = ""
    items: list[Box] = field(default_factory=list)
    is_folded: bool = False
    is_optional: bool = False
    kind = "group"

    @property
    def boxes(self) -> list[Box]:
        return self.items

    @property
    def errors(self) -> list[str]:
        return self.form.errors_at.get(self.key, []) if self.key else []

    @property
    def is_open(self) -> bool:
        return bool(self.errors) or any(box.is_filled or box.errors for box in self.items)


@dataclass
class Rows:
    """A list of rows: a table, or a card a row where the rows are wide."""

    form: CalculatorForm
    title: str
    key: str
    heads: list[Box]
    rows: list[tuple[str, list[Box]]]
    help: str
    kind = "rows"

    @property
    def count_name(self) -> str:
        return f"{self.key}-rows"

    @property
    def boxes(self) -> list[Box]:
        return [box for _, boxes in self.rows for box in boxes]

    @property
    def errors(self) -> list[str]:
        return self.form.errors_at.get(self.key, [])

    @property
    def is_wide(self) -> bool:
        return len(self.heads) > WIDE


class CalculatorForm(forms.Form):
    """The request of a calculator as people type it, in the units of a system.

    `typed` holds the texts by field name, `wells` the wells that may be chosen. `body` is the request with
    what could be read; `is_read` says whether all of it could.
    """

    use_required_attribute = False

    def __init__(
        self, chosen: Calculator, typed: Mapping[str, str], *, units: str, wells: Wells | None = None
    ):
        self.chosen, self.units, self.wells = chosen, units, wells
        super().__init__(typed, auto_id="%s")
        self.errors_at: dict[str, list[str]] = {}
        self.still_needed: list[str] = []
        self._names: dict[str, str] = {}
        self._symbols = words.symbols_of(chosen.name)
        self.parts = self._parts()
        self.full_clean()
        self.body = self._object(chosen.schema, ROOT, "") or {}
        self._put_well()

    # --- fields ---

    def _parts(self) -> list[Group | Rows]:
        properties = self.chosen.schema["properties"]
        single = {name for name, schema in properties.items() if not _is_nested(schema)}
        names = list(properties)
        if self.wells is not None:
            self.fields[WELL_NAME] = forms.CharField(
                required=False, max_length=120, widget=forms.TextInput(attrs={"list": "calc-wells", "autocomplete": "off"})
            )  # fmt: skip
            self.fields[WITH_PACK] = forms.BooleanField(required=False)
            names += [WELL_NAME, WITH_PACK]
            single |= {WELL_NAME, WITH_PACK}
        return [self._part(title, members) for title, members in words.grouped(self.chosen, names, single)]

    def _part(self, title: str, members: list[str]) -> Group | Rows:
        schema = self.chosen.schema["properties"].get(members[0], {})
        if len(members) == 1 and _is_nested(schema):
            name = members[0]
            optional = name not in self.chosen.schema["required"]
            if schema["type"] == "array":
                return self._rows(name, schema)
            key = f"{ROOT}-{name}"
            made = Group(self, words.title(name), key, is_folded=optional, is_optional=optional)
            made.items = [
                self._box(one, inner, key, name, one in schema["required"])
                for one, inner in schema["properties"].items()
            ]
            return made
        folded = all(name in words.FOLDED for name in members)
        made = Group(self, title, is_folded=folded, is_optional=folded)
        required = self.chosen.schema["required"]
        for name in members:
            if name in (WELL_NAME, WITH_PACK):
                made.items.append(self._beside(name))
            else:
                inner = self.chosen.schema["properties"][name]
                made.items.append(self._box(name, inner, ROOT, "", name in required))
        return made

    def _beside(self, name: str) -> Box:
        told = {
            WELL_NAME: ("One of your wells", "Name or number; its current document is taken."),
            WITH_PACK: (
                "Fill unstated rules from the operator's pack in force",
                "As the pages of the well do. Without it the answer stands on the document alone.",
            ),
        }
        return Box(self, name, *told[name], "")

    def _rows(self, name: str, schema: Schema) -> Rows:
        key, items = f"{ROOT}-{name}", schema["items"]
        count = _count(self.data.get(f"{key}-rows"), schema.get("minItems", 0) if name in self.chosen.schema["required"] else 0)  # fmt: skip
        rows = [(f"{key}-{n}", self._row(name, items, f"{key}-{n}")) for n in range(count)]
        heads = rows[0][1] if rows else self._row(name, items, f"{key}-none")
        if not rows:
            for box in heads:  # for the head of an empty table: no field to send
                del self.fields[box.name]
        return Rows(self, words.title(name), key, heads, rows, words.described(schema))

    def _row(self, name: str, items: Schema, key: str) -> list[Box]:
        if items.get("type") != "object":
            return [self._box("", items, key, f"{name}/*", False, called=name)]
        return [
            self._box(one, inner, key, f"{name}/*", one in items["required"])
            for one, inner in items["properties"].items()
        ]

    def _box(
        self, name: str, schema: Schema, key: str, place: str, required: bool, *, called: str = ""
    ) -> Box:
        full = f"{key}-{name}" if name else key
        made = field_of(called or name, schema, self.units)
        self.fields[full] = made
        symbol = self._symbols.get("/".join(step for step in (place, name) if step), "")
        told = [words.described(schema), f"Symbol {symbol}." if symbol else "", self._range(called or name, schema, made)]  # fmt: skip
        if required:
            told.append("Needed.")
        return Box(self, full, words.label(called or name), " ".join(text for text in told if text), symbol, getattr(made, "unit_label", ""))  # fmt: skip

    def _range(self, name: str, schema: Schema, made: forms.Field) -> str:
        """The range of a number in the reader's units: what the schema allows, else what can be meant."""
        least, more = schema.get("minimum"), schema.get("exclusiveMinimum")
        most = schema.get("maximum")
        told = []
        if least is not None:
            told.append(f"from {shown(least, made)}")
        if more is not None:
            told.append(f"more than {shown(more, made)}")
        if most is not None:
            told.append(f"up to {shown(most, made)}")
        if name in BOUNDS and most is None:
            told.append(
                f"plausible {shown(BOUNDS[name].least, made)} to {shown(BOUNDS[name].greatest, made)}"
            )
        text = ", ".join(told)
        return f"{text[:1].upper()}{text[1:]}." if text else ""

    # --- the request ---

    @property
    def is_read(self) -> bool:
        return not self.errors

    def _object(self, schema: Schema, key: str, pointer: str) -> dict[str, Any] | None:
        found = {}
        for name, inner in schema["properties"].items():
            value = self._value(inner, f"{key}-{name}", f"{pointer}/{name}")
            if value is not None:
                found[name] = value
        return found or None

    def _value(self, schema: Schema, key: str, pointer: str) -> Any:
        self._names[pointer] = key
        if schema.get("type") == "array":
            return self._list(schema["items"], key, pointer)
        if schema.get("type") == "object" and "properties" in schema:
            return self._object(schema, key, pointer)
        return self.cleaned_data.get(key)

    def _list(self, items: Schema, key: str, pointer: str) -> list[Any] | None:
        """The rows in which something stands; one left empty is no row."""
        found: list[Any] = []
        for number in range(_count(self.data.get(f"{key}-rows"), 1)):
            value = self._value(items, f"{key}-{number}", f"{pointer}/{len(found)}")
            if value is not None or self._is_wrong(f"{key}-{number}"):
                found.append({} if value is None and "properties" in items else value)
        return found or None

    def _is_wrong(self, key: str) -> bool:
        return any(name == key or name.startswith(f"{key}-") for name in self.errors)

    def _put_well(self) -> None:
        """The document of the well that was chosen, and the pack of its operator where that was asked for."""
        if self.wells is None:
            return
        wanted = str(self.data.get(WELL_NAME) or "").strip()
        if not wanted:
            if self.cleaned_data.get(WITH_PACK):
                self.add_error(WITH_PACK, "Choose one of your wells: a pasted document has no operator here.")
            return
        if "well" in self.body:
            self.add_error(WELL_NAME, "Choose a well or paste a document, not both: empty one of the two.")
            return
        try:
            found = self.wells.named(wanted, self.body.get("as_of"), bool(self.cleaned_data.get(WITH_PACK)))
        except NoWell as error:
            self.add_error(WITH_PACK if error.is_of_pack else WELL_NAME, str(error))
            return
        self._names["/well"] = WELL_NAME
        order = list(self.chosen.schema["properties"])
        body = self.body | found
        self.body = {name: body[name] for name in order if name in body}

    # --- faults ---

    def take(self, faults: list[Fault], *, gently: bool = False) -> None:
        """Put every fault to its field, in words. `gently`: what is only missing yet is listed, not marked."""
        for fault in faults:
            name = self._name_of(fault.pointer)
            if name in self.errors and fault.code in ("required", "type"):
                continue
            if gently and fault.code in ("required", "minItems"):
                self.still_needed.append(self._called(fault.pointer))
                continue
            text = self._told(fault, name)
            if name in self.fields:
                self.add_error(name, ValidationError(text, code=fault.code))
            elif text not in self.errors_at.setdefault(name, []):
                self.errors_at[name].append(text)

    def field_at(self, place: str) -> str:
        """The field that a place of the request (`layers/0/density_kg_m3`) was typed in; empty without one."""
        name = self._names.get(f"/{place}", "")
        return name if name in self.fields else ""

    def label_of(self, name: str) -> str:
        return next((box.label for part in self.parts for box in part.boxes if box.name == name), name)

    def schema_faults(self) -> list[Fault]:
        return list(faults_of(self.body, self.chosen.schema, ""))

    @property
    def whole_errors(self) -> list[str]:
        """Faults that belong to no field and no group of it."""
        known = {part.key for part in self.parts}
        return [text for name, texts in self.errors_at.items() if name not in known for text in texts]

    @property
    def fault_count(self) -> int:
        return sum(map(len, self.errors.values())) + sum(map(len, self.errors_at.values()))

    def _name_of(self, pointer: str) -> str:
        """The nearest field, row list or group a pointer leads to."""
        steps = pointer.strip("/").split("/")
        if steps[0] == "well" and self._names.get("/well") == WELL_NAME:
            return WELL_NAME
        known = {part.key for part in self.parts if part.key}
        for length in range(len(steps), 0, -1):
            name = self._names.get("/" + "/".join(steps[:length]))
            if name is None and length == len(steps):
                name = f"{self._names.get('/' + '/'.join(steps[:-1]), ROOT)}-{steps[-1]}"
            if name in self.fields or name in known:
                return name
        return ""

    def _called(self, pointer: str) -> str:
        steps = [step for step in pointer.strip("/").split("/")]
        if steps == ["well"] and self.wells is not None:
            return "a well, or its document"
        if len(steps) == 1:
            inner = self.chosen.schema["properties"].get(steps[0], {})
            return words.title(steps[0]) if _is_nested(inner) else words.label(steps[0])
        name = next(step for step in reversed(steps) if not step.isdecimal())
        row = next((f" {int(step) + 1}" for step in steps if step.isdecimal()), "")
        return f"{words.label(name)} ({words.title(steps[0]).split(',')[0].lower()}{row})"

    def _told(self, fault: Fault, name: str) -> str:
        """A fault in words: what is wrong, and how to mend it."""
        made, schema = self.fields.get(name), self._schema_of(fault.pointer)
        called = words.label(name.rpartition("-")[2]) if name else ""
        if fault.code == "required" and fault.detail.endswith(" is needed"):
            if name == f"{ROOT}-well" and self.wells is not None:
                return "A well is needed: choose one of yours, or paste a document."
            unit = getattr(made, "unit_label", "")
            return f"This is needed: give {called[:1].lower()}{called[1:]}{f' in {unit}' if unit else ''}." if made else words.in_words(f"{fault.detail}.")  # fmt: skip
        if fault.code == "minItems":
            return "At least one row is needed."
        if fault.code == "pattern" and schema.get("pattern") == "^[A-P]$":
            return "Write one capital letter, A for the innermost annulus."
        if fault.code == "pattern" and "pattern" in schema:
            return f"This does not fit. {words.described(schema)}".strip()
        if fault.code in schema and made is not None:
            least = {"minimum": "at least", "exclusiveMinimum": "more than", "maximum": "at most"}
            if fault.code in least:
                return f"This must be {least[fault.code]} {shown(schema[fault.code], made)}."
        text = words.in_words(fault.detail)
        if fault.code == "implausible":
            text = f"Read as {text}. Give the number in the unit shown, or write its unit behind it"
        inside = f" (at {fault.pointer})" if fault.pointer.count("/") > 1 and name.endswith(("-well", "well_name", "rule_pack")) else ""  # fmt: skip
        return (
            f"{text[:1].upper()}{text[1:]}{inside}." if not text.endswith(("?", ".")) else f"{text}{inside}"
        )

    def _schema_of(self, pointer: str) -> Schema:
        found: Schema = self.chosen.schema
        for step in pointer.strip("/").split("/"):
            found = found.get("items", {}) if step.isdecimal() else found.get("properties", {}).get(step, {})
        return found

    # --- what was read ---

    def readings(self) -> Iterator[dict[str, Any]]:
        """Each number that was typed beside the value it was read as: {name, label, typed, value, unit}."""
        for part in self.parts:
            for box in part.boxes:
                made, value = self.fields[box.name], self.cleaned_data.get(box.name)
                if not isinstance(value, int | float) or isinstance(value, bool):
                    continue
                typed = str(self.data.get(box.name, "")).strip()
                unit = "" if numbers.UNIT.search(typed) else getattr(made, "unit_label", "")
                row = next((f" {int(s) + 1}" for s in box.name.split("-") if s.isdecimal()), "")
                yield {
                    "name": box.name,
                    "label": box.label,
                    "where": f"{part.title}{row}" if part.key else "",
                    "typed": f"{typed} {unit}".strip(),
                    "value": f"{value!r}",
                    "unit": si_unit(made),
                }


def si_unit(made: forms.Field) -> str:
    """The unit the request is in."""
    if isinstance(made, MeasureField):
        return UNITS[quantity_of(made.hint).si].label
    return getattr(made, "unit_label", "")


def shown(value: float, made: forms.Field) -> str:
    """A bound in the unit of its field."""
    unit = getattr(made, "unit_label", "")
    number = from_si(value, made.unit.symbol) if isinstance(made, MeasureField) else value
    return f"{number:.6g} {unit}".strip()


def _is_nested(schema: Schema) -> bool:
    return schema.get("type") == "array" or (schema.get("type") == "object" and "properties" in schema)


def _count(sent: Any, least: int) -> int:
    text = str(sent or "")
    return min(int(text), MOST_ROWS) if text.isdecimal() else least
