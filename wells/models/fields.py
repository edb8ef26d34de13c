"""Columns of the record. What is not known is null, in text too, so that unknown and empty stay apart."""

from django import forms
from django.db import models

from wells.engine.document import canonical
from wells.record import schema
from wells.record.text import parsed

UNKNOWN = {"null": True, "blank": True}


class JSONText(models.TextField):
    """JSON kept as its canonical text: a jsonb column would change numbers and with them the hash."""

    def from_db_value(self, value, expression, connection):
        return None if value is None else parsed(value)

    def to_python(self, value):
        return parsed(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        return None if value is None else canonical(value).decode()

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **kwargs):
        return forms.JSONField(
            required=False, **{key: kwargs[key] for key in ("label", "help_text") if key in kwargs}
        )


def number(**options):
    """A quantity in SI; the unit is in the name of the field."""
    return models.FloatField(**UNKNOWN, **options)


def text(**options):
    return models.TextField(**UNKNOWN, **options)


def short_text(max_length, **options):
    """Text that lists sort or filter by."""
    return models.CharField(max_length=max_length, **UNKNOWN, **options)


def day(**options):
    return models.DateField(**UNKNOWN, **options)


def flag(**options):
    """Yes, no or not known."""
    return models.BooleanField(**UNKNOWN, **options)


def word(noun, *path, known=False, **options):
    """One of the words the schema knows; `known`: never null."""
    unknown = {} if known else UNKNOWN
    return models.CharField(max_length=40, choices=schema.choices(noun, *path), **unknown, **options)


def reference(known=False, **options):
    """The uid of another item of the same well."""
    return models.CharField(max_length=80, **({} if known else UNKNOWN), **options)


def values(**options):
    """A short list of plain values that nothing else points at, kept as JSON."""
    return JSONText(**UNKNOWN, **options)


def source(**options):
    """Provenance: document, page, person, date, confidence."""
    return JSONText(**UNKNOWN, **options)


def of_well(name):
    """The well of an item; `name` is the item's list in the document, and on the well."""
    return models.ForeignKey("wells.Well", on_delete=models.PROTECT, related_name=name)


def of_item(model, name):
    """The item another item belongs to; `name` is the list it stands in."""
    return models.ForeignKey(model, on_delete=models.PROTECT, related_name=name)
