"""What rows of every app share."""

from django.db import models

from deepguard.models.row_seal import RowSealField


class AppendOnly(models.Model):
    """A row of the record: inserted once, never changed or deleted.

    The database keeps it so by triggers (`deepguard.triggers`), on SQLite and PostgreSQL; the row's own seal
    shows a field that was changed all the same.
    """

    row_seal = RowSealField()

    class Meta:
        abstract = True


class VisibleQuerySet(models.QuerySet):
    """Starts every chain with what the user may see.

    `operator_path` leads to the operator, `asset_path` to the asset of a row (empty: the row belongs to
    the operator as a whole and is seen by its members of whole scope only).
    """

    operator_path = "operator"
    asset_path = ""

    def visible_to(self, user) -> "VisibleQuerySet":
        access = user.access
        seen = models.Q(**{f"{self.operator_path}__in": access.whole_operators})
        if self.asset_path and access.assets:
            seen |= models.Q(**{f"{self.asset_path}__in": access.assets})
        return self.filter(seen)
