"""The engine that runs now, as a zip that Python can run: kept with what it computed."""

import hashlib
import io
import zipfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.utils import timezone

from integrity.engine.version import ENGINE_VERSION
from integrity.models import EngineRelease

#: Every pure package an assessment runs through.
PACKAGES = ("wells.engine", "integrity.engine")
#: A zip with this beside the packages answers one line of JSON for every line it reads.
MAIN = """import sys

from integrity.engine.assess import answers

for line in answers(sys.stdin):
    sys.stdout.write(line + "\\n")
    sys.stdout.flush()
"""
#: The first moment a zip can name: bytes must not depend on when they were packed.
EPOCH = (1980, 1, 1, 0, 0, 0)


@cache
def packed() -> bytes:
    """The pure packages of this process, stored without compression in the order of their names."""
    files = {"__main__.py": MAIN.encode()}
    for package in PACKAGES:
        top = Path(find_spec(package).origin).parent
        files[f"{package.split('.')[0]}/__init__.py"] = b""
        for path in top.rglob("*.py"):
            files[f"{package.replace('.', '/')}/{path.relative_to(top).as_posix()}"] = path.read_bytes()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), files[name])
    return stream.getvalue()


@cache
def packed_sha256() -> str:
    return hashlib.sha256(packed()).hexdigest()


def recorded() -> EngineRelease | None:
    """The release of the engine of this process where it has computed something already; nothing is written."""
    return EngineRelease.objects.defer("zip").filter(sha256=packed_sha256()).first()


def running() -> EngineRelease:
    """The release of the engine of this process, recorded when it first computes something."""
    release, _ = EngineRelease.objects.defer("zip").get_or_create(
        sha256=packed_sha256(),
        defaults={"version": ENGINE_VERSION, "zip": packed(), "recorded_at": timezone.now()},
    )
    return release
