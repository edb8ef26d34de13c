"""The form field of one value of a request. None of them fills in what was left empty: empty is not stated."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from deepguard import numbers
from deepguard.forms import DIGITS, QuantityField
from deepguard.units import UNITS, Unit, from_si, quantity_of, to_si, unit_of
from integrity.forms.calculators.words import QUANTITIES, choice
from wells.documents import Unreadable, read

Schema = Mapping[str, Any]
NOT_STATED = [("", "not stated")]
SYSTEMS = ("metric", "field", "si")
#: Units of what has no quantity of its own, as people write them.
UNITS_WRITTEN = {"1": "", "deg/30 m": "°/30 m"}
DAY = r"^\d{4}-\d{2}"
#: Quantities that calculators take in SI in every system: an echo comes back in seconds, not in minutes.
SI_ALWAYS = ("time",)


def whole(value: float) -> float | int:
    """A whole number as one, as the contract writes it."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


class MeasureField(QuantityField):
    """A number in the unit shown or the one written behind it. What is typed in SI stays that very number."""

    def clean(self, value):
        found = super().clean(value)
        return found if found is None else whole(found)

    def _si(self, typed: str) -> float:
        try:
            value, word = numbers.with_unit(typed)
        except numbers.Unclear as unclear:
            raise ValidationError(str(unclear), code=unclear.code) from None
        unit = self._unit_named(word) if word else self.unit
        if unit.factor == 1 and unit.offset == 0:
            return value
        return float(f"{to_si(value, unit.symbol):.{DIGITS}g}")

    def _unit_named(self, word: str) -> Unit:
        """Of two units of one name (`°C`) the one that measures this."""
        dimension = UNITS[quantity_of(self.hint).si].dimension
        plain = word.casefold()
        own = (u for u in UNITS.values() if u.dimension == dimension and plain in (u.label.casefold(), u.symbol.casefold()))  # fmt: skip
        degrees = unit_of(word)
        if dimension == "temperature_difference" and degrees and degrees.symbol in ("degC", "degF"):
            return UNITS[f"delta_{degrees.symbol}"]
        return next(own, None) or super()._unit_named(word)

    def text(self, value: float) -> str:
        """A value in SI as it is typed here: short, and read back as the same number."""
        own = self._written(value, self.unit)
        if len(own) <= 8 and self._reads(own, value):
            return own
        quantity = quantity_of(self.hint)
        units = {quantity.shown(system).unit: None for system in SYSTEMS}
        named = [
            f"{self._written(value, UNITS[one])} {UNITS[one].label}" for one in units if UNITS[one].label
        ]
        fitting = [text for text in named if self._reads(text, value)]
        exact = f"{value!r} {UNITS[quantity.si].label}".strip()
        return min(fitting, key=len, default=exact if self._reads(exact, value) else own)

    def _written(self, value: float, unit: Unit) -> str:
        return (
            f"{value!r}" if unit.factor == 1 and unit.offset == 0 else f"{from_si(value, unit.symbol):.15g}"
        )

    def _reads(self, text: str, value: float) -> bool:
        try:
            return self._si(text) == value
        except ValidationError:
            return False


class PlainField(forms.CharField):
    """A number that has one unit, or none."""

    def __init__(self, *, unit: str = "", **options):
        self.unit_label = unit
        super().__init__(max_length=40, **options)

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value):
        typed = super().clean(value)
        if typed in self.empty_values:
            return None
        try:
            return whole(numbers.read(typed))
        except numbers.Unclear as unclear:
            raise ValidationError(str(unclear), code=unclear.code) from None

    def text(self, value: float) -> str:
        return repr(value)


class CountField(PlainField):
    """A whole number."""

    def clean(self, value):
        found = super().clean(value)
        if isinstance(found, float):
            raise ValidationError(f"{found:g} is no whole number.", code="integer")
        return found


class ChoiceField(forms.TypedChoiceField):
    def __init__(self, *, name: str, values: list[str], **options):
        known = [(value, choice(name, value)) for value in values]
        super().__init__(choices=[*NOT_STATED, *known], empty_value=None, **options)
        self.error_messages["invalid_choice"] = "“%(value)s” is none of the choices. Choose one of the list."

    def text(self, value) -> str:
        return str(value)


class FlagField(ChoiceField):
    """Yes, no or not stated."""

    def __init__(self, **options):
        super().__init__(name="", values=[], coerce={"true": True, "false": False}.__getitem__, **options)
        self.choices = [*NOT_STATED, ("true", "yes"), ("false", "no")]

    def text(self, value) -> str:
        return "true" if value else "false"


class TextField(forms.CharField):
    def __init__(self, **options):
        super().__init__(max_length=200, empty_value=None, widget=forms.TextInput(attrs={"autocomplete": "off"}), **options)  # fmt: skip

    def text(self, value) -> str:
        return str(value)


class DayField(forms.DateField):
    """A day as the contract writes it."""

    def __init__(self, **options):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d", "%d %b %Y", "%d.%m.%Y"], widget=widget, **options)
        self.error_messages["invalid"] = "This is no day. Write it like 2026-03-31."

    def clean(self, value):
        day = super().clean(value)
        return day.isoformat() if day else None

    def text(self, value) -> str:
        return str(value)


class DocumentField(forms.CharField):
    """A whole document, pasted as JSON or YAML."""

    def __init__(self, **options):
        widget = forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "class": "dg-mono"})
        super().__init__(widget=widget, **options)

    def clean(self, value):
        typed = super().clean(value)
        if typed in self.empty_values:
            return None
        try:
            return read(typed.encode(), "json" if typed.lstrip().startswith("{") else "yaml")
        except Unreadable as error:
            raise ValidationError(f"This cannot be read: {error}.", code="document") from None

    def text(self, value) -> str:
        return json.dumps(value, indent=1, ensure_ascii=False)


def field_of(name: str, schema: Schema, units: str) -> forms.Field:
    """The field of a value that is no list and no object with known names."""
    if "enum" in schema:
        return ChoiceField(name=name, values=list(schema["enum"]), required=False)
    kind = schema.get("type")
    if kind == "number":
        return _number(name, schema, units)
    if kind == "integer":
        return CountField(required=False)
    if kind == "boolean":
        return FlagField(required=False)
    if kind == "object":
        return DocumentField(required=False)
    return (
        DayField(required=False) if schema.get("pattern", "").startswith(DAY) else TextField(required=False)
    )


def _number(name: str, schema: Schema, units: str) -> forms.Field:
    hint = QUANTITIES.get(name, name)
    unit = str(schema.get("x-unit", ""))
    try:
        quantity = quantity_of(hint)
    except ValueError:
        return PlainField(unit=UNITS_WRITTEN.get(unit, unit), required=False)
    made = MeasureField(hint, required=False)
    made.units = "si" if quantity.name in SI_ALWAYS else units
    return made
