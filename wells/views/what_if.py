"""What-ifs of a well: the list, a new one, and the acts that move one through its life."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from deepguard.acts import may, require
from deepguard.errors import RuleViolation
from wells.forms.scenarios import DecideForm, NewScenarioForm, SubmitForm
from wells.pages.editing.desk import in_words
from wells.pages.head import present_page
from wells.pages.links import link
from wells.pages.reading import well_or_404
from wells.pages.what_if import ribbon, scenario_or_404, scenarios_of
from wells.services import scenarios
from wells.services.moved import Moved

LIST_PAGE = "wells/what_ifs_page.html"


@require_GET
def listing(request, pk):
    return _listed(request, pk)


@require_POST
def new(request, pk):
    well = well_or_404(request, pk)
    require(request.user, "scenario.create", well)
    form = NewScenarioForm(request.POST)
    if not form.is_valid():
        return _listed(request, pk, form, status=422)
    scenario = scenarios.create(well, by=request.user, **form.cleaned_data)
    return _open(scenario)


@require_POST
def share(request, pk, uid):
    scenario = _asked(request, pk, uid, "scenario.create")
    scenarios.share(scenario, by=request.user)
    messages.success(request, f"Shared: everyone who sees {scenario.well} sees this what-if.")
    return _open(scenario)


@require_POST
def submit(request, pk, uid):
    """Ask a second person to make it the well's document; 409 where the base has moved."""
    scenario = _asked(request, pk, uid, "scenario.submit")
    form = SubmitForm(request.POST)
    if not form.is_valid():
        raise RuleViolation(
            " ".join(t for texts in form.errors.values() for t in texts), code="form", status=422
        )
    try:
        scenarios.submit(scenario, by=request.user, **form.cleaned_data)
    except Moved as moved:
        return _moved(request, scenario, moved)
    messages.success(request, "Submitted. An approver who did not make it decides.")
    return _open(scenario)


@require_POST
def approve(request, pk, uid):
    """Agree to the document that was read; with `merge`, make it the well's at once."""
    scenario = _asked(request, pk, uid, "scenario.merge")
    form = DecideForm(request.POST)
    if not form.is_valid():
        raise RuleViolation("Say which document you read. Load the page again.", code="form", status=422)
    facts, revision = form.cleaned_data, None
    try:
        with transaction.atomic():
            if not scenarios.life(scenario).is_approved:
                scenarios.approve(scenario, by=request.user, reason=facts["remark"], sha256=facts["sha256"])
            if "merge" in request.POST:
                revision = scenarios.merge(scenario, by=request.user, sha256=facts["sha256"])
    except Moved as moved:
        return _moved(request, scenario, moved)
    told = f"Revision {revision.number} is this what-if." if revision else "Approved; nothing is merged yet."
    messages.success(request, told)
    return _open(scenario)


@require_POST
def rebase(request, pk, uid):
    scenario = _asked(request, pk, uid)
    own = scenario.by == request.user
    require(request.user, "scenario.create" if own else "scenario.submit", scenario)
    scenario = scenarios.rebase(scenario, by=request.user)
    count = len(scenario.conflicts)
    told = f"It stands on revision {scenario.based_on} now"
    if count:
        facts = (
            "1 fact that both changed keeps its"
            if count == 1
            else f"{count} facts that both changed keep their"
        )
        messages.warning(request, f"{told}. {facts} recorded value.")
    else:
        messages.success(request, f"{told}; all its changes were kept.")
    return _open(scenario)


@require_POST
def discard(request, pk, uid):
    scenario = _asked(request, pk, uid)
    own = scenario.by == request.user
    require(request.user, "scenario.create" if own else "scenario.merge", scenario)
    scenarios.discard(scenario, by=request.user, reason=request.POST.get("reason", "")[:2000])
    messages.success(request, f"Discarded. {scenario.well} stands as revision {scenario.well.head} says.")
    return redirect("wells:what_ifs", pk)


def _asked(request, pk, uid, act=None):
    """The what-if, where the person sees it (404) and may act (403)."""
    scenario = scenario_or_404(request, well_or_404(request, pk), uid)
    if act:
        require(request.user, act, scenario)
    return scenario


def _listed(request, pk, form=None, *, status=200):
    context = present_page(request, pk, "what_if", "A what-if")
    may_begin = may(request.user, "scenario.create", context["well"]) and context["well"].head
    context |= {
        "what_ifs": [
            {"scenario": one, "url": link("integrity:what_if", pk, one.uid)}
            for one in scenarios_of(context["well"], request.user)
        ],
        "form": (form or NewScenarioForm()) if may_begin else None,
        "can_show_past": False,
    }
    return render(request, LIST_PAGE, context, status=status)


def _moved(request, scenario, moved: Moved):
    """409: what was recorded since, what both changed, and the way to carry it over."""
    scenario = scenario_or_404(request, well_or_404(request, scenario.well_id), scenario.uid)
    both = [{"address": one.address, "mine": one.mine, "theirs": one.theirs} for one in moved.both]
    context = present_page(request, scenario.well_id, "what_if", "A what-if") | ribbon(scenario, request.user)
    context |= {
        "others": moved.others,
        "both": in_words(both, scenarios.document(scenario)),
        "revisions": scenario.well.revisions.filter(number__gt=scenario.based_on).select_related("by"),
    }
    return render(request, "wells/what_if_moved_page.html", context, status=409)


def _open(scenario):
    return redirect(link("integrity:what_if", scenario.well_id, scenario.uid))
