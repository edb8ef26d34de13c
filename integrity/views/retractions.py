"""Take a fact of a well back: what rests on it, the request, the second person."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deepguard.acts import may, require
from integrity.forms.limits import EndForm, RetractForm
from integrity.models import Retraction
from integrity.pages.retractions import known, retractions_of
from integrity.services import retracting
from integrity.services.consequences import consequences
from wells.drafts.places import item_at
from wells.engine.field_words import item_name
from wells.pages.head import present_page, well_page

PAGE = "integrity/retraction_page.html"


@require_GET
def retractions(request, pk):
    """What was taken back of a well, what waits, and what was kept; as the clock of the record stands."""
    context = well_page(request, pk, tab="history")
    until = context["clocks"].known_until
    rows = [known(row, until) for row in retractions_of(context["well"], until)]
    return render(request, "integrity/retractions_page.html", context | {"retractions": rows})


@require_http_methods(["GET", "POST"])
def retract(request, pk):
    """`?item=` names the place of the fact; the page says what rests on it before anybody asks it back."""
    context = present_page(request, pk, "history", "Retracting a fact")
    well, address = context["well"], request.GET.get("item", "")
    require(request.user, "fact.retract", well)
    item = item_at(context["document"], address) if context["document"] else None
    if item is None:
        raise Http404("the well has nothing there")
    form = RetractForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = retracting.retract(well, address=address, by=request.user, reason=form.cleaned_data["reason"])
        told = "waits for a second person" if asked.adverse else "was taken out of the well"
        messages.success(request, f"{_name(address, item)} {told}.")
        return redirect("integrity:retraction", asked.uid)
    context |= {
        "name": _name(address, item),
        "address": address,
        "found": consequences(well, address),
        "form": form,
    }
    return render(request, PAGE, context, status=422 if form.errors else 200)


@require_GET
def retraction(request, uid):
    """One retraction with what rested on the fact; the second person decides here."""
    asked = _asked(request, uid)
    context = present_page(request, asked.well_id, "history", "A retraction")
    decided = getattr(asked, "decision", None)
    is_second = asked.by_id != request.user.pk and may(request.user, "fact.retract", asked.well)
    context |= {
        "asked": asked,
        "decision": decided,
        "name": _name(asked.address, None),
        "address": asked.address,
        "found": consequences(asked.well, asked.address),
        "end": EndForm() if decided is None and is_second else None,
    }
    return render(request, PAGE, context)


@require_POST
def agree(request, uid):
    asked = _asked(request, uid)
    require(request.user, "fact.retract", asked.well)
    retracting.agree(asked, by=request.user, reason=request.POST.get("reason", "")[:2000])
    messages.success(request, "The fact was taken out of the well; older revisions still have it.")
    return redirect("integrity:retraction", uid)


@require_POST
def keep(request, uid):
    asked = _asked(request, uid)
    require(request.user, "fact.retract", asked.well)
    retracting.refuse(asked, by=request.user, reason=request.POST.get("reason", "")[:2000])
    messages.success(request, "The fact stays.")
    return redirect("integrity:retraction", uid)


def _asked(request, uid) -> Retraction:
    rows = Retraction.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("well__operator", "by", "decision__by"), uid=uid)


def _name(address: str, item: dict | None) -> str:
    """`Wall log caliper-2026`; what is not there any more by its place."""
    noun, *rest = address.split("/")
    if item is None or len(rest) != 1:
        return address.replace("_", " ").replace("/", ", ")
    return item_name(noun, item, {})
