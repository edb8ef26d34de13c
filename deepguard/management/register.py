"""What a command needs before it can speak of a register: a database that answers, with its tables."""

from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from deepguard.models import Operator

BEGIN = "Run `manage.py init` to begin your own, or `manage.py demo` for the demo field"


def refuse_without_register() -> None:
    """Raise CommandError, with what to do, where there is no register to work on."""
    try:
        tables = connection.introspection.table_names()
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        raise CommandError(
            f"The database {_where()} does not answer: {' '.join(str(error).split())}. Check DATABASE_URL and DEEPGUARD_DATA."
        ) from error
    if Operator._meta.db_table not in tables:
        raise CommandError(f"No register yet in {_where()}. {BEGIN}.")
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(f"The register in {_where()} is older than this program. Run `manage.py migrate`.")
    if not Operator.objects.exists():
        raise CommandError(f"The register in {_where()} has no operator yet. {BEGIN}.")


def _where() -> str:
    """The database without its password."""
    facts = connection.settings_dict
    return f"{facts['NAME']} on {facts['HOST']}" if facts["HOST"] else str(facts["NAME"])
