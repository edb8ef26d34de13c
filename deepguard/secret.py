"""A secret for local use, made once and kept beside the data. Production must name its own."""

import os
import secrets
from pathlib import Path


def local_secret(folder: Path) -> str:
    """The secret in `folder/secret`, written on the first call, readable by its owner only."""
    path = folder / "secret"
    if not path.exists():
        _write_once(path)
    return path.read_text().strip()


def _write_once(path: Path) -> None:
    """Two processes may start at once: each writes its own file, the first link wins."""
    draft = path.with_name(f"secret.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(60))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
