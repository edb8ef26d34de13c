"""Where wells hang: the tree of assets, hubs and facilities, and a page for each place."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from deepguard.acts import may, require
from deepguard.models import Operator
from wells.forms.hierarchy import FacilityForm, NameForm
from wells.models import Asset, Facility, FacilityLink, Hub, Well
from wells.services import hierarchy

WELLS_SHOWN = 200


@require_GET
def tree(request):
    """Every asset one may see with its hubs and facilities; three queries whatever their number."""
    facilities = (
        Facility.objects.visible_to(request.user).annotate(well_count=Count("wells")).order_by("name")
    )
    hubs = Hub.objects.visible_to(request.user).order_by("name")
    assets = (
        Asset.objects.visible_to(request.user).select_related("operator").order_by("operator__name", "name")
    )
    context = {
        "assets": _nested(assets.annotate(well_count=Count("wells")), hubs, facilities),
        "operators": Operator.objects.filter(pk__in=request.user.access.operators_for("hierarchy.edit")),
        "form": NameForm(),
        "unplaced": Well.objects.visible_to(request.user).filter(asset=None).count(),
    }
    return render(request, "wells/hierarchy_page.html", context)


def asset(request, pk):
    place = get_object_or_404(Asset.objects.visible_to(request.user).select_related("operator"), pk=pk)
    children = place.hubs.annotate(well_count=Count("wells")).order_by("name")
    return _place(request, place, children, trail=[])


def hub(request, pk):
    place = get_object_or_404(Hub.objects.visible_to(request.user).select_related("asset"), pk=pk)
    children = place.facilities.annotate(well_count=Count("wells")).order_by("name")
    return _place(request, place, children, trail=[place.asset])


def facility(request, pk):
    found = Facility.objects.visible_to(request.user).select_related("hub__asset")
    place = get_object_or_404(found, pk=pk)
    visible = FacilityLink.objects.visible_to(request.user).select_related("source", "target")
    links = [*visible.filter(source=place), *visible.filter(target=place)]
    return _place(request, place, [], trail=[place.hub.asset, place.hub], links=links)


@require_POST
def new_asset(request):
    allowed = Operator.objects.filter(pk__in=request.user.access.operators_for("hierarchy.edit"))
    operator = get_object_or_404(
        Operator.objects.visible_to(request.user), pk=request.POST.get("operator") or 0
    )
    require(request.user, "hierarchy.edit", operator)
    form = NameForm(request.POST)
    if operator in allowed and form.is_valid():
        place = hierarchy.create_asset(operator, name=form.cleaned_data["name"], by=request.user)
        return redirect("wells:asset", place.pk)
    return redirect("wells:hierarchy")


def _place(request, place, children, *, trail, links=()):
    """A place with what hangs under it; POST renames, changes or adds."""
    kind = place._meta.model_name
    if request.method == "POST":
        require(request.user, "hierarchy.edit", place)
        form = _form_for(place, request.POST)
        if form.is_valid():
            _carry_out(place, form.cleaned_data, request)
            return redirect(f"wells:{kind}", place.pk)
    else:
        form = _form_for(place)
    context = {
        "place": place,
        "kind": kind,
        "children": children,
        "child_kind": {"asset": "hub", "hub": "facility"}.get(kind),
        "links": links,
        "wells": place.wells.select_related("facility")[:WELLS_SHOWN],
        "well_count": place.wells.count(),
        "form": form,
        "new_form": NameForm(),
        "may_edit": may(request.user, "hierarchy.edit", place),
        "crumbs": [("Assets", reverse("wells:hierarchy")), *_trail([*trail, place])],
    }
    return render(request, "wells/place_page.html", context, status=422 if form.errors else 200)


def _form_for(place, data=None):
    if isinstance(place, Facility):
        return FacilityForm(data, instance=place)
    return NameForm(data, initial={"name": place.name})


def _carry_out(place, facts, request):
    """One form, the acts it asks for: a new child, another name, what a facility is."""
    act = request.POST.get("act")
    if act == "add" and isinstance(place, Asset):
        hierarchy.create_hub(place, name=facts["name"], by=request.user)
    elif act == "add" and isinstance(place, Hub):
        hierarchy.create_facility(place, name=facts["name"], by=request.user)
    else:
        _change(place.__class__.objects.get(pk=place.pk), facts, request.user)


def _change(place, facts, by):
    if isinstance(place, Facility):
        hierarchy.edit_facility(
            place, kind=facts["kind"], time_zone=facts["time_zone"], networks=facts["networks"], by=by
        )
    if facts["name"] != place.name:
        hierarchy.rename_place(place, name=facts["name"], by=by)


def _trail(places) -> list[tuple[str, str]]:
    return [(place.name, reverse(f"wells:{place._meta.model_name}", args=[place.pk])) for place in places]


def _nested(assets, hubs, facilities) -> list[dict]:
    """assets with their hubs with their facilities."""
    by_hub: dict = {}
    for one in facilities:
        by_hub.setdefault(one.hub_id, []).append(one)
    by_asset: dict = {}
    for one in hubs:
        by_asset.setdefault(one.asset_id, []).append({"hub": one, "facilities": by_hub.get(one.pk, [])})
    return [{"asset": one, "hubs": by_asset.get(one.pk, [])} for one in assets]
