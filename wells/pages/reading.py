"""Revisions as pages read them: which one counts, and its document with every station written out."""

import json

from django.http import Http404

from wells.engine.document import upcast
from wells.models import Well, WellRevision
from wells.record.blobs import written_out


def well_or_404(request, pk) -> Well:
    """The well, where the reader may see it; else there is nothing here."""
    well = Well.objects.visible_to(request.user).with_places().filter(pk=pk).first()
    if well is None:
        raise Http404("no such well")
    return well


def revision_at(well, known_until=None) -> WellRevision | None:
    """The revision that counted at a moment (now without one); None where nothing was known yet."""
    revisions = WellRevision.objects.filter(well=well).select_related("by")
    if known_until is not None:
        revisions = revisions.filter(recorded_at__lte=known_until)
    return revisions.order_by("-number").first()


def documents_of(revisions) -> dict[int, dict]:
    """Revision key -> its document under the present schema, stations written out; one query for all."""
    return written_out({one.pk: upcast(json.loads(one.content)) for one in revisions})


def document_of(revision) -> dict:
    return documents_of([revision])[revision.pk]
