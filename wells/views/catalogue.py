"""Catalogues: the list, one row, and the list as a file. They are sent through the page of imports."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from deepguard.acts import may, require
from deepguard.exports import table_response
from deepguard.htmx import render_page
from wells.filters import CatalogueFilter
from wells.models import CatalogueItem
from wells.pages.catalogue import export_heads, export_rows, item_page, items_of, listing_page


@require_GET
def listing(request):
    require(request.user, "catalogue.view")
    context = listing_page(request) | {"may_edit": may(request.user, "catalogue.edit")}
    return render_page(request, "wells/catalogue_page.html", "wells/_catalogue.html", context)


@require_GET
def export(request, kind):
    """The filtered list, outliers included, as CSV or XLSX."""
    require(request.user, "catalogue.view")
    if kind not in ("csv", "xlsx"):
        raise Http404("no such file")
    found = CatalogueFilter(request.GET, queryset=items_of(request.user), request=request)
    system = request.user.units
    return table_response("catalogue", export_heads(system), export_rows(found.qs, system), kind)


@require_GET
def item(request, uid):
    seen = CatalogueItem.objects.visible_to(request.user).select_related("catalogue__by")
    found = get_object_or_404(seen, uid=uid)
    require(request.user, "catalogue.view")
    return render(request, "wells/catalogue_item_page.html", item_page(found))
