"""Limits in force: the register, and the acts on a proposal."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from deepguard.acts import require
from deepguard.errors import RuleViolation
from deepguard.exports import table_response
from deepguard.htmx import render_page
from integrity.forms.limits import ApproveForm, EndForm, ProposeForm
from integrity.models import LimitProposal, OperatingEnvelope, StandingLimit
from integrity.pages.limit_register import KINDS, heads, line
from integrity.services import limits
from wells.pages.reading import well_or_404

PAGE = 50


@require_GET
def register(request):
    """What waits for a decision, what is in force, and the annuli no limit is in force for."""
    require(request.user, "limit.view")
    kind = request.GET.get("show") if request.GET.get("show") in KINDS else "waiting"
    rows = _rows(request.user)
    counts = {key: rows[key].count() for key in KINDS}
    paginator = Paginator(rows[kind], PAGE)
    paginator.count = counts[kind]  # counting thousands of limits once is enough
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "kind": kind,
        "kinds": [(key, word, counts[key]) for key, word in KINDS.items()],
        "page_obj": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "query_string": f"show={kind}",
        "crumbs": [("Limits", None)],
    }
    return render_page(request, "integrity/limits_page.html", "integrity/_limits.html", context)


@require_GET
def export(request):
    require(request.user, "limit.view")
    kind = request.GET.get("show") if request.GET.get("show") in KINDS else "in_force"
    rows = (line(kind, row, request.user.units) for row in _rows(request.user)[kind].iterator(chunk_size=500))
    return table_response(f"limits-{kind}", heads(request.user.units), rows, request.GET.get("as", "csv"))


def _rows(user) -> dict:
    today = timezone.localdate()
    wells = ("well__facility", "well__asset")
    return {
        "waiting": LimitProposal.objects.visible_to(user).waiting().select_related(*wells, "by"),
        "in_force": OperatingEnvelope.objects.visible_to(user)
        .in_force(today)
        .with_computed()
        .select_related(*wells, "decision__by", "decision__proposal")
        .order_by("well__name", "letter"),
        "none": StandingLimit.objects.visible_to(user)
        .without_approval(today)
        .select_related(*wells)
        .order_by("well__name", "ordinal"),
    }


@require_POST
def propose(request, pk, letter):
    well = well_or_404(request, pk)
    require(request.user, "limit.propose", well)
    form = ProposeForm(request.POST, units=request.user.units)
    standing = get_object_or_404(StandingLimit, well=well, annulus=letter)
    _refuse_faults(form)
    limits.propose(well, annulus_uid=standing.annulus_uid, by=request.user, **form.cleaned_data)
    messages.success(request, f"The limit of annulus {letter} waits for a second person.")
    return redirect("integrity:maasp", pk, letter)


@require_POST
def approve(request, uid):
    proposal = _proposal(request, uid)
    require(request.user, "limit.approve", proposal)
    form = ApproveForm(request.POST, proposal=proposal, user=request.user)
    _refuse_faults(form)
    envelope = limits.approve(proposal, by=request.user, **form.facts)
    messages.success(
        request,
        f"{envelope.limit_in_unit:g} {envelope.unit} is in force for annulus {envelope.letter} "
        f"from {envelope.valid_from}.",
    )
    return redirect("integrity:maasp", proposal.well_id, proposal.letter)


@require_POST
def reject(request, uid):
    proposal = _proposal(request, uid)
    require(request.user, "limit.approve", proposal)
    return _end(request, proposal, limits.reject, "The proposal was sent back.")


@require_POST
def withdraw(request, uid):
    proposal = _proposal(request, uid)
    require(request.user, "limit.propose", proposal)
    return _end(request, proposal, limits.withdraw, "The proposal was taken back.")


def _end(request, proposal: LimitProposal, act, told: str):
    form = EndForm(request.POST)
    _refuse_faults(form)
    act(proposal, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, told)
    return redirect(reverse("integrity:maasp", args=[proposal.well_id, proposal.letter]))


def _proposal(request, uid) -> LimitProposal:
    rows = LimitProposal.objects.visible_to(request.user).select_related("well__operator", "assessment")
    return get_object_or_404(rows, uid=uid)


def _refuse_faults(form) -> None:
    """The first fault of a form as a sentence: these forms have no page of their own."""
    if form.is_valid():
        return
    name, errors = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    raise RuleViolation(f"{label}: {errors[0]}" if label else errors[0], "form", 422)
