"""For migrations that give rows of the record the seal they were stored without."""

from django.db import migrations

from deepguard import triggers
from deepguard.models.row_seal import row_seal


def seal_rows(app: str, *models: str) -> migrations.RunPython:
    """The step for some tables of an app. The triggers are lifted; the end of the migration puts them back."""

    def fill(apps, schema_editor):
        triggers.lift(schema_editor.connection.alias)
        for name in models:
            rows = apps.get_model(app, name).objects.using(schema_editor.connection.alias)
            for row in rows.filter(row_seal="").iterator(chunk_size=500):
                rows.filter(pk=row.pk).update(row_seal=row_seal(row))

    return migrations.RunPython(fill, migrations.RunPython.noop)
