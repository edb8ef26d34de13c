"""Settings from the environment: what production asks for, what local use makes by itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASK = "import django.conf; s = django.conf.settings; print(s.SECRET_KEY, s.DATABASES['default']['NAME'])"


def ask(folder, **environment):
    clean = {
        k: v
        for k, v in os.environ.items()
        if k not in ("SECRET_KEY", "DATABASE_URL", "DEEPGUARD_ENV", "DEEPGUARD_DEMO")
    }
    settings = {"DJANGO_SETTINGS_MODULE": "deepguard.settings", "DEEPGUARD_DATA": str(folder)}
    run = [sys.executable, "-c", ASK]
    return subprocess.run(
        run, cwd=ROOT, env={**clean, **settings, **environment}, capture_output=True, text=True
    )


def test_production_refuses_to_start_without_a_secret(tmp_path):
    done = ask(tmp_path, DEEPGUARD_ENV="production")
    assert done.returncode != 0 and "SECRET_KEY" in done.stderr


def test_production_takes_the_secret_it_is_given(tmp_path):
    assert ask(tmp_path, DEEPGUARD_ENV="production", SECRET_KEY="given").stdout.startswith("given ")


def test_local_use_makes_a_secret_once_and_keeps_it_to_itself(tmp_path):
    first, second = ask(tmp_path), ask(tmp_path)
    assert first.stdout == second.stdout and len(first.stdout.split()[0]) > 50
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("demo", "name"), [("1", "demo.sqlite3"), ("0", "deepguard.db")])
def test_demo_and_own_register_are_two_files(tmp_path, demo, name):
    assert ask(tmp_path, DEEPGUARD_DEMO=demo).stdout.split()[1].endswith(name)


def test_a_database_url_moves_to_postgresql(tmp_path):
    url = "postgres://deepguard:pw@db.example:5433/wells"
    assert ask(tmp_path, DATABASE_URL=url).stdout.split()[1] == "wells"
