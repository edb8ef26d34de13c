"""A well and its revisions as pages read them."""

from django.http import Http404

from wells.models import Well, WellRevision


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
