"""Catalogues in the record: what the current revision holds, and the next one, in one short transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from deepguard import audit
from deepguard.errors import Stale
from wells.engine.document import sha256
from wells.imports.report import CatalogueRows
from wells.models import Catalogue, CatalogueItem

BATCH = 200


@dataclass(frozen=True)
class Published:
    """The revision that stands now, whether it is new, and how long the transaction took."""

    catalogue: Catalogue | None
    is_new: bool
    seconds: float = 0.0


def current(operator, name: str) -> Catalogue | None:
    return Catalogue.objects.filter(operator=operator, name=name).current().first()


def rows_now(operator) -> Callable[[str], tuple[int, Mapping[str, Mapping[str, Any]]]]:
    """What importers ask: name -> the current revision and its rows by key."""

    def asked(name: str) -> tuple[int, Mapping[str, Mapping[str, Any]]]:
        found = current(operator, name)
        if found is None:
            return 0, {}
        return found.revision, {item.key: item.facts for item in found.items.all()}

    return asked


def publish(
    operator,
    content: CatalogueRows,
    *,
    by,
    licence: str = "",
    attribution: str = "",
    then: Callable[[Published], object] | None = None,
) -> Published:
    """The rows as the next revision of the catalogue; the same rows, no revision. `then` is called at the end of
    the transaction. Raises Stale when another revision stands than the rows were compared with."""
    digest = sha256({"rows": [dict(row) for row in content.rows]})
    begun = perf_counter()
    try:
        with transaction.atomic():
            done = _publish(operator, content, digest, by, licence, attribution)
            if then is not None:
                then(done)
    except IntegrityError as error:
        raise _moved(content.name) from error
    return Published(done.catalogue, done.is_new, perf_counter() - begun)


def _publish(operator, content: CatalogueRows, digest: str, by, licence: str, attribution: str) -> Published:
    before = current(operator, content.name)
    if (before.revision if before else 0) != content.based_on:
        raise _moved(content.name)
    if before is not None and before.sha256 == digest:
        return Published(before, False)
    made = Catalogue.objects.create(
        operator=operator,
        name=content.name,
        revision=content.based_on + 1,
        supersedes=before,
        source=content.source,
        licence=licence,
        attribution=attribution,
        sha256=digest,
        recorded_at=timezone.now(),
        by=by,
    )
    CatalogueItem.objects.bulk_create(
        [CatalogueItem(catalogue=made, **row) for row in content.rows], batch_size=BATCH
    )
    audit.record(
        "catalogue.published",
        made,
        by=by,
        before={"revision": before.revision, "sha256": before.sha256} if before else None,
        after={"revision": made.revision, "rows": len(content.rows), "sha256": digest},
    )
    return Published(made, True)


def _moved(name: str) -> Stale:
    return Stale(f"{name} has a newer revision than the file was compared with. Check the file again.")
