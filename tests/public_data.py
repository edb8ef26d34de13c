"""Public data beside the project: real wells and surveys that are not ours to commit.

A test that needs them says so through `public_data`. Where they are absent it is skipped with the reason;
in CI their absence is a failure, so that a green run there means the data were read.
"""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(*parts: str) -> Path:
    """A file or folder of the shared folder beside the project."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        reason = f"{path.relative_to(SHARED.parent)} is not beside the project"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def public_data(*parts: str) -> Path:
    """A file or folder of the public data (its SOURCE.md names licence, units and traps)."""
    return shared("data", *parts)
