"""The rows of a noun's table as plain tuples, read and written many at once.

Django's model instances cost more than everything else together when thousands of wells are stored in one
transaction (measured: 72,000 rows in 5 s, against 1 s this way). Tuples are in the order of `noun.columns`;
JSON columns hold their canonical text. The tables keep their constraints, whoever writes.
"""

import json
from collections.abc import Iterable, Iterator

from django.db import connection

from wells.record.nouns import Noun

Row = tuple


def select(noun: Noun, wells: list[int], *, present_only: bool = False) -> list[Row]:
    """Rows of these wells in the order of their lists; one query, however many wells."""
    owner = "id" if noun.name == "well" else "well_id"
    where = f"{_quoted(owner)} {_in_list()}" + (f" AND {_quoted('present')}" if present_only else "")
    order = "" if noun.name == "well" else f" ORDER BY {_quoted('ordinal')}, {_quoted('id')}"
    return _fetched(f"SELECT {_names(noun)} FROM {_table(noun)} WHERE {where}{order}", [_list(wells)])


def insert(noun: Noun, rows: list[Row]) -> None:
    """New rows, their keys reserved before. PostgreSQL takes them by COPY."""
    if connection.vendor == "postgresql":
        _copied(f"COPY {_table(noun)} ({_names(noun)}) FROM STDIN", rows)
        return
    marks = ", ".join(["%s"] * len(noun.columns))
    _execute_many(f"INSERT INTO {_table(noun)} ({_names(noun)}) VALUES ({marks})", rows)


def update(noun: Noun, rows: list[Row]) -> None:
    """All columns of rows that exist."""
    assignments = ", ".join(f"{_quoted(column)} = %s" for column in noun.columns[1:])
    sql = f"UPDATE {_table(noun)} SET {assignments} WHERE {_quoted('id')} = %s"
    _execute_many(sql, [(*row[1:], row[0]) for row in rows])


def leave_out(noun: Noun, keys: list[int]) -> None:
    """Items that are no longer in the document: the row stays."""
    if keys:
        sql = f"UPDATE {_table(noun)} SET {_quoted('present')} = %s WHERE {_quoted('id')} {_in_list()}"
        _execute_many(sql, [(False, _list(keys))])


def delete(noun: Noun, keys: list[int]) -> None:
    """Rows without identity, to be replaced."""
    if keys:
        _execute_many(f"DELETE FROM {_table(noun)} WHERE {_quoted('id')} {_in_list()}", [(_list(keys),)])


def reserved_keys(noun: Noun, count: int) -> Iterator[int]:
    """Keys for that many new rows. SQLite: the transaction holds the write lock, so that nobody else counts."""
    if not count:
        return iter(())
    if connection.vendor == "postgresql":
        sql = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
        return iter([key for (key,) in _fetched(sql, [noun.model._meta.db_table, count])])
    sql = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s"
    last = _fetched(sql, [noun.model._meta.db_table])[0][0]
    return iter(range(last + 1, last + 1 + count))


def _fetched(sql: str, parameters: list) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _execute_many(sql: str, rows: Iterable[Row]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def _copied(sql: str, rows: list[Row]) -> None:
    if rows:
        with connection.cursor() as cursor, cursor.copy(sql) as copy:
            for row in rows:
                copy.write_row(row)


def _in_list() -> str:
    """One parameter for a whole list of keys: SQLite has a limit of parameters."""
    return "= ANY(%s)" if connection.vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"


def _list(keys: list[int]):
    return keys if connection.vendor == "postgresql" else json.dumps(keys)


def _table(noun: Noun) -> str:
    return _quoted(noun.model._meta.db_table)


def _names(noun: Noun) -> str:
    return ", ".join(_quoted(column) for column in noun.columns)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
