"""A well and its revisions as pages read them."""

from django.http import Http404

from wells.gather import first_day_of
from wells.models import Well, WellRevision
from wells.pages.clocks import BadClock, Clocks, clocks, present_only

READING = ("GET", "HEAD", "OPTIONS")


def well_or_404(request, pk) -> Well:
    """The well, where the reader may see it; else there is nothing here. An act on the past is refused (409)."""
    well = Well.objects.visible_to(request.user).with_places().filter(pk=pk).first()
    if well is None:
        raise Http404("no such well")
    if request.method not in READING:
        present_only(request, "Changing a well")
    return well


def clocks_of(request, well) -> Clocks:
    """The clocks an address asks for, their days those of the well's facility."""
    return clocks(request, well.time_zone)


def refuse_before(revision, times: Clocks) -> None:
    """Refuse (400) a day before the first one the record tells of the well."""
    first = first_day_of(revision) if revision and times.as_of else None
    if first is not None and times.day < first:
        raise BadClock(
            "as_of",
            f"as_of={times.day} is before the well: the record tells of it from {first} on.",
        )


def known_revisions(well, known_until=None):
    """The revisions that stood at a moment (now without one), newest first, with who made them."""
    found = WellRevision.objects.filter(well=well).select_related("by").order_by("-number")
    return found if known_until is None else found.filter(recorded_at__lte=known_until)


def revision_at(well, known_until=None) -> WellRevision | None:
    """The revision that counted at a moment (now without one); None where nothing was known yet."""
    return known_revisions(well, known_until).first()
