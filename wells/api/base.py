"""What every view of one well shares: the well, its revision, its ETag, who may."""

from typing import Any

from django.http import Http404
from rest_framework.response import Response

from deepguard.acts import require
from deepguard.api.etag import require_match, tag
from deepguard.api.views import ApiView
from wells.gather import document_of
from wells.models import Well, WellRevision
from wells.pages.clocks import clocks
from wells.pages.reading import revision_at, well_or_404


class WellView(ApiView):
    """A view of one well: 404 for a well one cannot see, then 403 for an act one may not do."""

    acts = {"GET": "well.view"}

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        self.well: Well = well_or_404(request, kwargs["key"])
        any_act = next(iter(self.acts.values()))
        require(request.user, self.acts.get(request.method, any_act), self.well)

    def revision(self) -> WellRevision:
        """The revision asked for by `known_at`; 404 where nothing was known of the well then."""
        found = revision_at(self.well, clocks(self.request).known_until)
        if found is None:
            raise Http404("nothing was known of the well then")
        return found

    def document(self) -> dict[str, Any]:
        return document_of(self.revision())

    def matched(self) -> WellRevision:
        """The current revision, which the caller says to have read."""
        head = revision_at(self.well)
        require_match(self.request, head.sha256)
        return head

    @property
    def reason(self) -> str:
        return self.request.query_params.get("reason", "")

    def answer(self, body: Any, revision: WellRevision, *, status: int = 200, **headers) -> Response:
        return Response(body, status=status, headers={"ETag": tag(revision.sha256), **headers})


def number_of(text: str | None) -> int | None:
    """A number as an address writes it, None for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None
