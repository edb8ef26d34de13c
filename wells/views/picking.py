"""From the catalogue: the search beside an open editor, and taking a row into what is edited."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from deepguard.acts import require
from deepguard.errors import RuleViolation
from deepguard.htmx import render_page
from wells.pages.editing.desk import Editing, Opened
from wells.pages.editing.parts import part_of
from wells.pages.head import present_page
from wells.pages.picking import Spot, pick_page, pickable, spot_of
from wells.services.picking import pick as take
from wells.views.editing import editable, part_url, shown

PAGE, PART = "wells/pick_page.html", "wells/_pick.html"


@require_GET
def search(request, pk, uid=None):
    frame = present_page(request, pk, "what_if" if uid else "architecture", "Editing")
    editing = editable(request, pk, uid)
    require(request.user, "catalogue.view")
    spot = _spot(editing, request.GET.get("at", ""))
    context = frame | pick_page(request, editing.well, spot)
    context |= {"target": editing.target, "part": part_of(spot.edit)}
    return render_page(request, PAGE, PART, context)


@require_POST
def pick(request, pk, uid=None):
    """Fill what is edited from the chosen row; the editor stays open on it."""
    editing = editable(request, pk, uid)
    require(request.user, "catalogue.view")
    spot = _spot(editing, request.POST.get("at", ""))
    item = get_object_or_404(pickable(request.user, editing.well), uid=_uid(request.POST.get("item", "")))
    if (item.kind == "tubular") != spot.is_pipe:
        raise RuleViolation(f"{item} does not fit here.", code="kind", status=422)
    take(spot.address, item, change=editing.target.change, reason=request.POST.get("reason", ""))
    part = part_of(spot.edit)
    if request.htmx:
        return shown(request, pk, uid, part, Opened(edit=spot.edit), saved=True)
    return redirect(part_url(editing.target, part, edit=spot.edit))


def _spot(editing: Editing, address: str) -> Spot:
    spot = spot_of(editing.document, address)
    if spot is None:
        noun = editing.target.noun
        raise RuleViolation(f"The {noun} has no such item any more. Load the page again.", "place", 404)
    return spot


def _uid(text: str) -> UUID:
    """A row's id as the form sends it; anything else is no row."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404("no such row") from None
