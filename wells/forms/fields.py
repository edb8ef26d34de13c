"""One form field for one fact of the registry: its kind, its unit, its range, its words, its help."""

from django import forms
from django.core.exceptions import ValidationError

from deepguard import numbers
from deepguard.forms import QuantityField
from deepguard.units import from_si
from wells.documents import Unreadable, read, to_yaml
from wells.engine.field_words import field as field_words
from wells.engine.field_words import hint
from wells.forms.references import References
from wells.record import schema
from wells.record.nouns import Field, Noun

NOT_KNOWN = [("", "not known")]
FLAGS = [*NOT_KNOWN, ("true", "yes"), ("false", "no")]
_FLAG = {"true": True, "false": False, True: True, False: False}
LONG_TEXTS = ("remarks", "what", "reason")


class NumberField(forms.CharField):
    """A number without a unit, as people type it: `0,875`, `1.1`."""

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value):
        return f"{value:.12g}" if isinstance(value, (int, float)) else value

    def clean(self, value):
        typed = super().clean(value)
        if typed in self.empty_values:
            return None
        try:
            return numbers.read(typed)
        except numbers.Unclear as unclear:
            raise ValidationError(str(unclear), code=unclear.code) from None

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "").strip()


class ItemQuantityField(QuantityField):
    """A quantity shown with six figures. What comes back as it was shown counts as untouched, so that the
    exact value stays."""

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else f"{from_si(value, self.unit.symbol):.6g}"

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "").strip()


class FlagField(forms.TypedChoiceField):
    """Yes, no or not known."""

    def __init__(self, **options):
        super().__init__(choices=FLAGS, coerce=_FLAG.__getitem__, empty_value=None, **options)

    def prepare_value(self, value):
        return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value


class DayField(forms.DateField):
    """A day, kept as the document writes it."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options):
        super().__init__(input_formats=["%Y-%m-%d", "%d %b %Y", "%d.%m.%Y"], **options)

    def clean(self, value):
        day = super().clean(value)
        return day.isoformat() if day else None

    def has_changed(self, initial, data):
        return super().has_changed(self.to_python(initial), data)


class MappingField(forms.CharField):
    """Fact -> source, a line each: `shoe_md_m: {document: End of well report, page: '57'}`."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value):
        return to_yaml(value).strip() if isinstance(value, dict) else value

    def clean(self, value):
        typed = super().clean(value)
        if typed in self.empty_values:
            return None
        try:
            return read(typed.encode(), "sources.yaml")
        except Unreadable as error:
            raise ValidationError(f"This cannot be read: {error}.", code="mapping") from None

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "").strip().replace("\r\n", "\n")


class ItemsField(forms.TypedMultipleChoiceField):
    """Several things of the well."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        return super().clean(value) or None


def form_field(noun: Noun, field: Field, references: References, units: str, current) -> forms.Field:
    """The form field of a fact; `current` is what it says now, which stays a choice in any case."""
    options = {
        "required": _is_required(field),
        "label": label(field),
        "help_text": field.description,
    }
    choices = references.choices(field.path[-1])
    if field.kind == "json":
        if choices is not None:
            return ItemsField(choices=_with(choices, *(current or ())), **options)
        return MappingField(**options)
    if choices is not None:
        return forms.TypedChoiceField(
            choices=[*NOT_KNOWN, *_with(choices, current)], empty_value=None, **options
        )
    return _MAKERS[field.kind](noun, field, units, options)


def label(field: Field) -> str:
    """What the field calls it, with a capital."""
    words = field_words(field.path[-1])
    return words[:1].upper() + words[1:]


def _is_required(field: Field) -> bool:
    """What is missing in an object that is not there is not missing; the schema asks once it is."""
    return field.required and (len(field.path) == 1 or field.path == ("header", "name"))


def _with(choices, *current):
    known = {value for value, _ in choices}
    return [*choices, *((value, value) for value in current if value and value not in known)]


def _number(noun, field, units, options):
    least, most = _range(noun, field)
    if hint(field.path[-1]) is None:
        return NumberField(max_length=40, **options)
    made = ItemQuantityField(field.path[-1], min_si=least, max_si=most, **options)
    made.units = units
    return made


def _range(noun, field):
    part = schema.part_of(noun.definition or noun.name, *field.path) if noun.model else {}
    return part.get("minimum"), part.get("maximum")


def _integer(noun, field, units, options):
    return forms.IntegerField(min_value=0, **options)


def _word(noun, field, units, options):
    words = [(word, schema.label(word)) for word in field.words]
    return forms.TypedChoiceField(choices=[*NOT_KNOWN, *words], empty_value=None, **options)


def _text(noun, field, units, options):
    long = field.path[-1] in LONG_TEXTS
    widget = forms.Textarea(attrs={"rows": 2}) if long else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(max_length=4000 if long else 200, widget=widget, empty_value=None, **options)


_MAKERS = {
    "number": _number,
    "integer": _integer,
    "word": _word,
    "flag": lambda noun, field, units, options: FlagField(**options),
    "day": lambda noun, field, units, options: DayField(**options),
    "text": _text,
}
