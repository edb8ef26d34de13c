"""Append-only kept by the database: triggers on every table of `AppendOnly`, on SQLite and PostgreSQL.

Installed by an idempotent step after every migration, because SQLite rebuilds a table, and loses its
triggers, when a migration changes it. A system check says when one is missing.
"""

from django.apps import apps
from django.core.checks import Error
from django.db import connections

from deepguard.models.base import AppendOnly

ACTS = ("UPDATE", "DELETE")


def record_tables() -> list[str]:
    """The tables of the record, in order of their names."""
    return sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, AppendOnly))


def install(using: str = "default") -> None:
    """Put the triggers on every record table that exists."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for table in record_tables():
            if table in existing:
                for statement in _statements(connection.vendor, table):
                    cursor.execute(statement)


def lift(using: str = "default") -> None:
    """Take the triggers off again: for tests that flush, and for retention inside its audited transaction."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in record_tables():
            if table in existing:
                for name in _names(connection.vendor, table):
                    cursor.execute(_drop(connection.vendor, name, table))


def missing(using: str = "default") -> list[str]:
    """Names of triggers that should be there and are not."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    wanted = [n for table in record_tables() if table in existing for n in _names(connection.vendor, table)]
    return [name for name in wanted if name not in present]


def install_after_migrate(*, using: str, **kwargs) -> None:
    install(using)


def check_triggers(app_configs=None, databases=None, **kwargs):
    return [
        Error(
            f"The record trigger {name} is missing from database “{using}”.",
            hint="Run manage.py migrate: it puts the triggers back.",
            id="deepguard.E001",
        )
        for using in databases or []
        for name in missing(using)
    ]


_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION deepguard_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only: rows of % are never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _names(vendor: str, table: str) -> list[str]:
    acts = ACTS + (("TRUNCATE",) if vendor == "postgresql" else ())
    return [f"{table}_no_{act.lower()}" for act in acts]


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'append-only: rows of {table} are never changed or deleted'); END"
            for act in ACTS
        ]
    return [
        f"CREATE OR REPLACE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"FOR EACH {'STATEMENT' if act == 'TRUNCATE' else 'ROW'} EXECUTE FUNCTION deepguard_append_only()"
        for act in (*ACTS, "TRUNCATE")
    ]


def _drop(vendor: str, name: str, table: str) -> str:
    return f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if vendor == "postgresql" else "")
