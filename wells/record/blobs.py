"""Long station lists, kept once under their hash."""

from collections.abc import Iterable, Mapping

from wells.engine.document import DocumentError, fold, unfold
from wells.models import Blob
from wells.record.rows import Document
from wells.record.text import parsed

#: Longer station lists are kept by hash.
LONG = 50


def folded(document: Document) -> tuple[Document, dict[str, bytes]]:
    """The document as the record keeps it, and the lists it names by hash."""
    return fold(document, longer_than=LONG)


def keep(blobs: Mapping[str, bytes]) -> None:
    """Store what is not stored yet."""
    known = set(Blob.objects.filter(pk__in=list(blobs)).values_list("pk", flat=True))
    missing = [Blob(sha256=name, bytes=content) for name, content in blobs.items() if name not in known]
    Blob.objects.bulk_create(missing, ignore_conflicts=True)


def written_out(documents: Mapping[int, Document]) -> dict[int, Document]:
    """The documents with every station list in place: one query, none where no list is named."""
    lists = stations({name for document in documents.values() for name in named(document)})
    return {
        key: unfold(document, lists.__getitem__) if any(named(document)) else document
        for key, document in documents.items()
    }


def stations(names: Iterable[str]) -> dict[str, list[Document]]:
    """The lists of these hashes; a list that is not there is an error that names it."""
    names = set(names)
    found = (
        {blob.sha256: parsed(bytes(blob.bytes).decode()) for blob in Blob.objects.filter(pk__in=names)}
        if names
        else {}
    )
    if missing := sorted(names - found.keys()):
        raise DocumentError(f"the record has no station list {missing[0]}")
    return found


def named(document: Document) -> Iterable[str]:
    """Hashes a document names."""
    for wellbore in document.get("wellbores") or ():
        for run in wellbore.get("survey_runs") or ():
            if run.get("stations_sha256") and run.get("stations") is None:
                yield run["stations_sha256"]
