"""The seal a row of the record carries of itself, so that a field changed behind the record shows by name.

Written with the row, by the column itself: no door can forget it. It reads `hash column:part column:part …`:
the SHA-256 over all the columns it names, and of each the first four digits of its own, which tell the one
that was changed. A column that is added later is in the seals of later rows only.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import models

DIGITS = 4


class RowSealField(models.TextField):
    """The seal of a row, computed when it is inserted."""

    def __init__(self, **options):
        super().__init__(**(options | {"editable": False, "default": ""}))

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        return name, path, args, {k: v for k, v in options.items() if k not in ("editable", "default")}

    def pre_save(self, row, add):
        if add:
            setattr(row, self.attname, row_seal(row))
        return getattr(row, self.attname)


def row_seal(row, columns: Iterable[str] | None = None) -> str:
    """The seal a row should carry, over all its columns or the named ones."""
    texts = {name: text for name, text in _texts(row).items() if columns is None or name in columns}
    whole = hashlib.sha256(json.dumps([row._meta.label_lower, texts], sort_keys=True).encode()).hexdigest()
    parts = (
        f"{name}:{hashlib.sha256(text.encode()).hexdigest()[:DIGITS]}" for name, text in sorted(texts.items())
    )
    return " ".join((whole, *parts))


def broken_column(row) -> str | None:
    """The column of a row that is not what was sealed; None where all agree."""
    if not row.row_seal:
        return "row_seal"
    whole, *parts = row.row_seal.split(" ")
    sealed = dict(part.split(":") for part in parts)
    now, *parts_now = row_seal(row, sealed).split(" ")
    found = dict(part.split(":") for part in parts_now)
    changed = [name for name, digits in sealed.items() if found.get(name) != digits]
    return changed[0] if changed else (None if now == whole else "row_seal")


def _texts(row) -> dict[str, str]:
    """Every column but the key the database gives and the seal, as text both databases share."""
    return {
        field.attname: json.dumps(
            _plain(field, getattr(row, field.attname)), sort_keys=True, ensure_ascii=False, default=str
        )
        for field in row._meta.concrete_fields
        if not isinstance(field, (models.AutoField, RowSealField))
    }


def _plain(field, value):
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return hashlib.sha256(bytes(value)).hexdigest()
    target = field.target_field if field.remote_field else field
    value = target.to_python(value)
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
