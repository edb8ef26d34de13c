"""What was sent, as it is kept until the run is done: one archive of the files, and their hash."""

import hashlib
import io
import zipfile
from collections.abc import Sequence

from django.conf import settings

from deepguard.errors import RuleViolation
from deepguard.formatting import size
from wells.imports import CATALOGUE_IMPORTERS, File
from wells.models import ImportRun

#: What people call each kind of import.
KINDS = {
    "tables": "Tables",
    "documents": "Well documents",
    "sodir": "FactPages tables",
    "compass": "COMPASS listings",
    "esv": "Schematic JSON",
    "catalogue": "Catalogue",
    "bsee_casing": "BSEE casing filings",
}
MOST_FILES = 5_000


def act_of(kind: str) -> str:
    """The act that sending files of a kind is."""
    return "catalogue.edit" if kind in CATALOGUE_IMPORTERS else "import.run"


def refuse_unfit(kind: str, files: Sequence[File]) -> None:
    """Raise RuleViolation: 422 for an unknown kind or no file, 413 for more than an upload may hold."""
    if kind not in KINDS:
        raise RuleViolation(f"“{kind}” is none of {', '.join(KINDS)}.", code="import_kind", status=422)
    if not files:
        raise RuleViolation("No file was sent. Choose one.", code="no_file", status=422)
    if len(files) > MOST_FILES:
        raise RuleViolation(f"{len(files):,} files were sent; {MOST_FILES:,} are read.", "too_large", 413)
    refuse_too_large(sum(len(file.data) for file in files))


def refuse_too_large(octets: int) -> None:
    """Raise a 413 above the limit of UPLOAD_MAX_BYTES, all files together."""
    most = settings.UPLOAD_MAX_BYTES
    if octets > most:
        raise RuleViolation(
            f"The files are {size(octets)}; up to {size(most)} are read at once. Nothing was stored. "
            f"Send them in parts, or leave out sheets and pictures that are not needed.",
            code="too_large",
            status=413,
        )


def packed(files: Sequence[File]) -> bytes:
    """The files in one archive, in their order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number, file in enumerate(files):
            archive.writestr(f"{number}/{file.name}", file.data)
    return stream.getvalue()


def kept_files(run: ImportRun) -> list[File]:
    """The files of a run that is not done yet. Raises RuleViolation when they are gone."""
    if run.content is None:
        raise RuleViolation(
            f"{run} is done: what was sent is kept no longer. Send it again.", code="import_done"
        )
    with zipfile.ZipFile(io.BytesIO(bytes(run.content))) as archive:
        return [File(name=name.partition("/")[2], data=archive.read(name)) for name in archive.namelist()]


def sha256_of(files: Sequence[File]) -> str:
    """The hash of the one file; of several, that of the lines “hash  name”."""
    hashes = [hashlib.sha256(file.data).hexdigest() for file in files]
    if len(files) == 1:
        return hashes[0]
    lines = "".join(f"{digest}  {file.name}\n" for digest, file in zip(hashes, files, strict=True))
    return hashlib.sha256(lines.encode()).hexdigest()
