"""Acts begun at the same moment, each on a connection of its own."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from deepguard.errors import RuleViolation


@pytest.fixture
def together(tmp_path):
    """Runs acts begun at the same moment, each on a connection of its own, and gives their outcomes.

    SQLite's shared memory, which other tests use, does not wait for a lock; a file, as people use, does.
    The file is turned to WAL before anybody meets it, as the first command of a register turns it: the
    turning itself does not wait, and two who turn a new file at one moment refuse each other.
    """
    path = tmp_path / "wells.sqlite3"

    def begin(*acts):
        if connection.vendor != "sqlite":
            return run_all(acts)
        if not path.exists():
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(path)])
            turn_to_wal(path)
        memory = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = str(path)
        try:
            return run_all(acts)
        finally:
            connection.settings_dict["NAME"] = memory

    return begin


def turn_to_wal(path):
    fresh = sqlite3.connect(path)
    try:
        fresh.execute("PRAGMA journal_mode=WAL")
    finally:
        fresh.close()


def run_all(acts):
    start = Barrier(len(acts))
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(lambda act: run(act, start), acts))


def run(act, start):
    start.wait()
    try:
        return act()
    except RuleViolation as refusal:
        return refusal
    finally:
        connection.close()
