"""The fleet: every well one may see, filtered, sorted, saved as a view, exported."""

from functools import partial

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from deepguard.acts import may
from deepguard.exports import table_response
from deepguard.htmx import render_page
from deepguard.models import SavedFilter
from deepguard.services import saved_filters
from integrity.pages.fleet import PAGE_SIZES, export_heads, export_rows, listed_rows
from integrity.pages.fleet_events import fleet_timeline
from wells.filters import WellFilter
from wells.models import Well
from wells.pages.clocks import (
    CHANGING,
    CLOCKS,
    BadClock,
    FleetClocks,
    clocks_at_present,
    fleet_clocks,
    present_only,
)

PAGE = "fleet"
#: What a list of the past shows as it is now.
CURRENT_ONLY = "Places, access, filters and saved views are those of today."


def fleet(request):
    visible = Well.objects.visible_to(request.user)
    times = _clocks(request, visible)
    known = visible.known_by(times.moments)
    found = WellFilter(request.GET, queryset=known.for_fleet(), request=request)
    page = Paginator(found.qs, _size(request)).get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "page_obj": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "rows": listed_rows(list(page.object_list), times),
        "total": known.count(),
        "query": _query(request),
        "query_string": urlencode(_query(request), doseq=True),
        "sort": request.GET.get("sort", "name"),
        "saved": SavedFilter.objects.filter(user=request.user, page=PAGE),
        "may_import": not times.shown.is_past and may(request.user, "import.run"),
        "may_create": not times.shown.is_past and may(request.user, "well.create"),
        "crumbs": [("Fleet", None)],
        "timeline": partial(fleet_timeline, visible, times, request.user),
        **_past(times.shown),
    }
    if not context["total"] and not times.shown.is_past:
        return render(request, "integrity/fleet_empty_page.html", context)
    return render_page(request, "integrity/fleet_page.html", "integrity/_fleet.html", context)


def export(request):
    """The filtered list with limits, a row an annulus; `?as=xlsx` for a workbook."""
    visible = Well.objects.visible_to(request.user)
    times = _clocks(request, visible)
    known = visible.known_by(times.moments).for_fleet()
    found = WellFilter(request.GET, queryset=known, request=request)
    rows = export_rows(found.qs, request.user.units, times)
    name = "-".join(part for part in ("fleet", times.shown.day) if part)
    return table_response(name, export_heads(request.user.units), rows, request.GET.get("as", "csv"))


@require_POST
def save_filter(request):
    present_only(request, "Saving a view")
    query = request.POST.get("query", "")
    saved_filters.save(user=request.user, page=PAGE, name=request.POST.get("name", ""), query=query)
    return redirect(f"{reverse('fleet')}?{query}")


@require_POST
def drop_filter(request, pk):
    present_only(request, "Dropping a view")
    SavedFilter.objects.filter(user=request.user, pk=pk).delete()
    return redirect("fleet")


def _clocks(request, visible) -> FleetClocks:
    try:
        times = fleet_clocks(request, visible)
        times.refuse_changing(request.GET)
    except BadClock as refusal:
        refusal.context = {"crumbs": [("Fleet", None)], **_past(clocks_at_present(request))}
        raise
    return times


def _past(times) -> dict:
    return {
        "can_show_past": True,
        "clocks": times,
        "as_of": times.as_of,
        "known_at": times.known_at,
        "current_only": CURRENT_ONLY,
        "changing": CHANGING,
    }


def _size(request) -> int:
    wanted = request.GET.get("size", "")
    return int(wanted) if wanted.isdecimal() and int(wanted) in PAGE_SIZES else PAGE_SIZES[0]


def _query(request) -> dict:
    left_out = ("page", *CLOCKS)
    return {key: value for key, value in request.GET.items() if value and key not in left_out}
