"""A new well: from one form, from a starter, from a well document."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render

from deepguard.acts import may, require
from deepguard.models import Operator
from wells.documents import check
from wells.drafts.faults import placed
from wells.forms.new import DocumentForm, OneForm, Programme, StarterForm
from wells.models import Asset, Door
from wells.services.documents import create_well


@dataclass(frozen=True)
class Spot:
    """Where a well would hang, as `acts` asks for it."""

    access_operator_id: int
    access_asset_id: int | None = None


def page(request):
    require(request.user, "well.create")
    operator = _operator(request)
    forms = {
        "one": OneForm(operator=operator, user=request.user, prefix="one"),
        "programme": Programme(form_kwargs={"units": request.user.units}, prefix="strings"),
        "starter": StarterForm(operator=operator, user=request.user, prefix="starter"),
        "document": DocumentForm(prefix="document"),
    }
    way = request.POST.get("way")
    if request.method == "POST" and way in WAYS:
        return WAYS[way](request, operator, forms)
    return _shown(request, operator, forms)


def _by_form(request, operator, forms):
    one = OneForm(request.POST, operator=operator, user=request.user, prefix="one")
    rows = Programme(request.POST, form_kwargs={"units": request.user.units}, prefix="strings")
    forms |= {"one": one, "programme": rows}
    if not all([one.is_valid(), rows.is_valid()]):
        return _shown(request, operator, forms, status=422)
    return _created(request, operator, forms, one.document(rows), _spot(operator, one), way="one")


def _by_starter(request, operator, forms):
    form = forms["starter"] = StarterForm(
        request.POST, operator=operator, user=request.user, prefix="starter"
    )
    if not form.is_valid():
        return _shown(request, operator, forms, status=422)
    return _created(request, operator, forms, form.document(), _spot(operator, form), way="starter")


def _by_document(request, operator, forms):
    form = forms["document"] = DocumentForm(request.POST, request.FILES, prefix="document")
    if not form.is_valid():
        return _shown(request, operator, forms, status=422)
    header = form.document.get("header")
    asset_name = header.get("asset") if isinstance(header, dict) else None
    asset = Asset.objects.filter(operator=operator, name=asset_name).first() if asset_name else None
    spot = Spot(operator.pk, asset.pk if asset else None)
    return _created(request, operator, forms, form.document, spot, way="document")


WAYS = {"one": _by_form, "starter": _by_starter, "document": _by_document}


def _created(request, operator, forms, document, spot, *, way):
    """Create the well, or show every fault of its document."""
    require(request.user, "well.create", spot)
    faults = check(document)
    if any(fault.severity == "error" for fault in faults):
        return _shown(request, operator, forms, status=422, **{f"{way}_faults": _told(document, faults, way)})
    well = create_well(operator, document, by=request.user, reason="Created", door=Door.PAGE)
    messages.success(
        request, f"{well} is in the register, as revision 1. What is not known yet stays unknown."
    )
    return redirect("wells:architecture", well.pk)


def _told(document, faults, way):
    """A file's faults with their pointers into it; a form's in words."""
    return faults if way == "document" else placed(document, faults)


def _spot(operator, form):
    facility = form.cleaned_data["facility"]
    return facility or Spot(operator.pk)


def _operator(request):
    """The operator one works for, or another one may create wells for."""
    chosen = request.operator
    if chosen is not None and may(request.user, "well.create", Spot(chosen.pk)):
        return chosen
    others = request.user.access.operators_for("well.create")
    return Operator.objects.filter(pk__in=others).first() or chosen


def _shown(request, operator, forms, *, status=200, **more):
    context = forms | {"for_operator": operator, "crumbs": [("Fleet", "/wells/"), ("New well", None)]}
    return render(request, "wells/new_page.html", context | more, status=status)
