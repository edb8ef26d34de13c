"""Form fields that speak the reader's units."""

from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError

from deepguard import numbers
from deepguard.errors import RuleViolation
from deepguard.models import User
from deepguard.units import UNITS, Unit, display_unit, from_si, quantity_of, to_si, unit_of

DIGITS = 12


class QuantityField(forms.CharField):
    """A number in the reader's unit, or in the unit written behind it (`250 psi`); cleaned to SI.

    `hint` is the name of the SI field (`shoe_md_m`) and thereby names the quantity. The form sets `units`.
    Values are carried with 12 significant digits, so that what is shown and sent back unchanged stays
    the same number.
    """

    def __init__(self, hint: str, *, min_si=None, max_si=None, **options):
        self.hint, self.min_si, self.max_si = hint, min_si, max_si
        self.units = "metric"
        options.setdefault("max_length", 40)
        super().__init__(**options)

    @property
    def unit(self) -> Unit:
        return display_unit(self.hint, self.units)

    @property
    def unit_label(self) -> str:
        """Shown beside the box."""
        return self.unit.label

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value
        return f"{from_si(value, self.unit.symbol):.{DIGITS}g}"

    def clean(self, value):
        typed = super().clean(value)
        if typed in self.empty_values:
            return None
        measured = self._si(typed)
        self._check_range(measured)
        return measured

    def has_changed(self, initial, data):
        try:
            return self.to_python(data or "") != (self.prepare_value(initial) or "")
        except ValidationError:
            return True

    def _si(self, typed: str) -> float:
        try:
            value, word = numbers.with_unit(typed)
        except numbers.Unclear as unclear:
            raise ValidationError(str(unclear), code=unclear.code) from None
        unit = self._unit_named(word) if word else self.unit
        return float(f"{to_si(value, unit.symbol):.{DIGITS}g}")

    def _unit_named(self, word: str) -> Unit:
        dimension = UNITS[quantity_of(self.hint).si].dimension
        unit = unit_of(word)
        if unit is None or unit.dimension != dimension:
            fitting = ", ".join(u.label for u in UNITS.values() if u.dimension == dimension and u.label)
            raise ValidationError(f"“{word}” does not fit here. Use one of: {fitting}.", code="unit")
        return unit

    def _check_range(self, value: float) -> None:
        if self.min_si is not None and value < self.min_si:
            raise ValidationError(f"This must be at least {self._shown(self.min_si)}.", code="min_value")
        if self.max_si is not None and value > self.max_si:
            raise ValidationError(f"This must be at most {self._shown(self.max_si)}.", code="max_value")

    def _shown(self, value: float) -> str:
        return f"{from_si(value, self.unit.symbol):.6g} {self.unit.label}"


class UnitsMixin:
    """For forms with quantities: takes the reader's `units`, and keeps what was typed in `typed`."""

    def __init__(self, *args, units: str, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, QuantityField):
                field.units = units

    @property
    def typed(self) -> dict[str, str]:
        """What the person wrote in each quantity field, with the unit it was read in."""
        fields = {n: f for n, f in self.fields.items() if isinstance(f, QuantityField)}
        written = {name: str(self[name].data or "").strip() for name in fields}
        return {name: _with_unit(text, fields[name]) for name, text in written.items() if text}


def _with_unit(text: str, field: QuantityField) -> str:
    named = numbers.UNIT.search(text)
    return text if named else f"{text} {field.unit.label}"


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "units", "time_zone", "theme", "shortcuts"]
        widgets = {"time_zone": forms.Select}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["time_zone"].widget.choices = [(name, name) for name in sorted(available_timezones())]


def add_refusal(form: forms.Form, refusal: RuleViolation) -> None:
    """What a rule refused, at the field it names; over the whole form where it names none of it."""
    place = getattr(refusal, "field", None)
    names = (place, f"{place}_pa", f"{place}_uid")
    form.add_error(next((name for name in names if name in form.fields), None), refusal.message)
