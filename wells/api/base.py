"""What every view of one well shares: the well, its revision, its ETag, who may."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from rest_framework.response import Response

from deepguard.acts import require
from deepguard.api.etag import require_match, tag, unchanged
from deepguard.api.views import ApiView
from wells.engine.canonical import sha256
from wells.gather import document_of
from wells.models import Well, WellRevision
from wells.pages.clocks import CLOCKS, no_clock
from wells.pages.reading import clocks_of, refuse_before, revision_at, well_or_404

#: For views that answer to both clocks.
BOTH = CLOCKS
DATED_WHOLE = "the document holds every day. Ask /architecture for one of them."


class WellView(ApiView):
    """A view of one well: 404 for a well one cannot see, then 403 for an act one may not do.

    `clocks_taken` names the clocks a GET answers to, `clockless` why it takes no other: one that would change
    nothing is refused (400), never passed over.
    """

    acts = {"GET": "well.view"}
    clocks_taken: tuple[str, ...] = ()
    clockless = "this address answers for the present."

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        self.well: Well = well_or_404(request, kwargs["key"])
        any_act = next(iter(self.acts.values()))
        require(request.user, self.acts.get(request.method, any_act), self.well)
        no_clock(request, self.clockless, self.clocks_taken)
        self.clocks = clocks_of(request, self.well)

    def revision(self) -> WellRevision:
        """The revision asked for by `known_at`; 404 where nothing was known of the well then, 400 for a day
        before the well."""
        found = revision_at(self.well, self.clocks.known_until)
        if found is None:
            raise Http404("nothing was known of the well then")
        refuse_before(found, self.clocks)
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

    def computed(self, body: Any) -> HttpResponseBase:
        """An answer that stands on more than a revision: its ETag is the hash of itself, so that it changes with
        whatever goes into it. 304 for who has it."""
        state = sha256(body)
        return unchanged(self.request, state) or Response(body, headers={"ETag": tag(state)})


def number_of(text: str | None) -> int | None:
    """A number as an address writes it, None for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None
