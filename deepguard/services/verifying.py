"""Whether rows of the record are what they were when they were written."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps

from deepguard.models.base import AppendOnly
from deepguard.models.row_seal import broken_column

AT_ONCE = 500


@dataclass(frozen=True)
class Finding:
    """A disagreement: in which table, of which row, in which field, and what. `operator`: whose row it is."""

    table: str
    key: str
    field: str
    detail: str
    operator: int | None = None

    def __str__(self):
        return f"{self.table} {self.key}, {self.field}: {self.detail}"


def record_models() -> list[type[AppendOnly]]:
    """The models whose rows are never changed, in order of their tables."""
    found = [model for model in apps.get_models() if issubclass(model, AppendOnly)]
    return sorted(found, key=lambda model: model._meta.db_table)


def broken_rows() -> Iterator[Finding]:
    """Every row of the record with a column that is not what was sealed with it."""
    for model in record_models():
        for row in model._base_manager.order_by("pk").iterator(chunk_size=AT_ONCE):
            column = broken_column(row)
            if column is not None:
                detail = "it is not what was sealed with the row when it was written"
                yield Finding(model._meta.db_table, str(row.pk), column, detail, _operator(row))


def _operator(row) -> int | None:
    return getattr(row, "access_operator_id", None)
