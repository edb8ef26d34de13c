"""From the catalogue: the search beside an open editor, and taking a row into the draft."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from deepguard.acts import require
from deepguard.errors import RuleViolation
from deepguard.htmx import render_page
from wells.pages.editing.desk import Opened, editing_of
from wells.pages.editing.parts import part_of
from wells.pages.head import present_page
from wells.pages.picking import Target, pick_page, pickable, target_of
from wells.services.picking import pick as take
from wells.views.architecture import editable, part_url, shown

PAGE, PART = "wells/pick_page.html", "wells/_pick.html"


@require_GET
def search(request, pk):
    frame = present_page(request, pk, "architecture", "Editing")
    well = editable(request, pk)
    require(request.user, "catalogue.view")
    target = _target(request, well, request.GET.get("at", ""))
    context = frame | pick_page(request, well, target)
    return render_page(request, PAGE, PART, context | {"part": part_of(target.edit)})


@require_POST
def pick(request, pk):
    """Fill what is edited from the chosen row; the editor stays open on it."""
    well = editable(request, pk)
    require(request.user, "catalogue.view")
    target = _target(request, well, request.POST.get("at", ""))
    item = get_object_or_404(pickable(request.user, well), uid=_uid(request.POST.get("item", "")))
    if (item.kind == "tubular") != target.is_pipe:
        raise RuleViolation(f"{item} does not fit here.", code="kind", status=422)
    take(well, target.address, item, by=request.user, reason=request.POST.get("reason", ""))
    part = part_of(target.edit)
    if request.htmx:
        return shown(request, pk, part, Opened(edit=target.edit), saved=True)
    return redirect(part_url(pk, part, edit=target.edit))


def _target(request, well, address: str) -> Target:
    target = target_of(editing_of(well, request.user).document, address)
    if target is None:
        raise RuleViolation("The draft has no such item any more. Load the page again.", "place", 404)
    return target


def _uid(text: str) -> UUID:
    """A row's id as the form sends it; anything else is no row."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404("no such row") from None
