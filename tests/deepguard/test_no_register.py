"""A command on a machine without a register says in one line what to do."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db.migrations.recorder import MigrationRecorder

from deepguard.management.register import refuse_without_register

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", r"No register yet in .*deepguard\.db\. Run `manage\.py init` .* `manage\.py demo`"),
        (
            "sqlite:////nowhere/deepguard.db",
            "The database /nowhere/deepguard.db does not answer: unable to open",
        ),
    ],
)
def test_where_no_register_stands_one_line_says_what_to_do(tmp_path, url, said):
    told = subprocess.run(
        [sys.executable, "manage.py", "import_sodir", "tables"], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "DEEPGUARD_DATA": str(tmp_path), "DATABASE_URL": url, "DEEPGUARD_DEMO": ""},
    )  # fmt: skip
    assert told.returncode == 1
    assert re.fullmatch(f"CommandError: {said}.*\n", told.stderr), told.stderr


@pytest.mark.django_db
def test_a_register_without_an_operator_is_begun_with_init():
    with pytest.raises(CommandError, match="has no operator yet"):
        refuse_without_register()


@pytest.mark.django_db
def test_a_register_that_is_older_than_the_program_is_to_be_migrated(operator):
    refuse_without_register()
    MigrationRecorder.Migration.objects.filter(app="deepguard").last().delete()
    with pytest.raises(CommandError, match=r"Run `manage\.py migrate`"):
        refuse_without_register()
