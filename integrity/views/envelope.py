"""The page of a well's operating envelope, and the acts on it. What is wrong with a form stands at its field."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from deepguard.acts import require
from deepguard.errors import RuleViolation
from deepguard.forms import add_refusal
from integrity.engine.version import ENGINE_VERSION
from integrity.forms.limits import ApproveForm, EndForm
from integrity.models import LimitProposal
from integrity.pages.envelope import Returned, enter_form, envelope_page, state_form
from integrity.services import limits
from integrity.views.proposing import put_forward
from wells.pages.head import well_page
from wells.pages.reading import well_or_404

TAB = "envelope"


@require_safe
def page(request, pk):
    context = well_page(request, pk, TAB)
    require(request.user, "limit.view", context["well"])
    if context["model"] is None:
        return render(request, "integrity/not_known_page.html", context)
    return _page(request, context)


@require_POST
def propose(request, pk):
    well = _well(request, pk, "limit.propose")
    form = state_form(well, request.user, request.POST, request.FILES)

    def act():
        made = put_forward(limits.propose, well, form, by=request.user)
        return f"The limit of {made.where} waits for a second person."

    return _answer(request, pk, form, "propose", act)


@require_POST
def enter(request, pk):
    well = _well(request, pk, "limit.propose")
    form = enter_form(well, request.user, request.POST.get("quantity", ""), request.POST, request.FILES)

    def act():
        made = put_forward(limits.propose_entered, well, form, by=request.user)
        return f"{made.get_quantity_display()} of {made.where} waits for a second person."

    return _answer(request, pk, form, "enter", act)


@require_POST
def approve(request, pk, uid):
    proposal = _proposal(request, pk, uid, "limit.approve")
    form = ApproveForm(
        request.POST, proposal=proposal, user=request.user, auto_id=f"approve-{proposal.pk}-%s"
    )

    def act():
        made = limits.approve(proposal, by=request.user, **form.facts)
        return f"{made.get_quantity_display()} of {made.where} is in force from {made.valid_from}."

    return _answer(request, pk, form, ("approve", proposal.uid), act)


@require_POST
def reject(request, pk, uid):
    proposal = _proposal(request, pk, uid, "limit.approve")
    return _end(request, pk, proposal, limits.reject, "The proposal was sent back.")


@require_POST
def withdraw(request, pk, uid):
    proposal = _proposal(request, pk, uid, "limit.propose")
    return _end(request, pk, proposal, limits.withdraw, "The proposal was taken back.")


def _end(request, pk, proposal, ended, told: str):
    form = EndForm(request.POST, auto_id=f"end-{proposal.pk}-%s")

    def act():
        ended(proposal, by=request.user, reason=form.cleaned_data["reason"])
        return told

    return _answer(request, pk, form, ("end", proposal.uid), act)


def _answer(request, pk, form, key, act):
    """Do what a valid form asks and go back to the page; else the page with what is wrong at its field."""
    status = 422
    if form.is_valid():
        try:
            messages.success(request, act())
            return redirect("integrity:envelope", pk)
        except RuleViolation as refusal:
            status = refusal.status
            add_refusal(form, refusal)
    context = well_page(request, pk, TAB)
    return _page(request, context, returned=Returned({key: form}), status=status)


def _page(request, context, *, returned=None, status=200):
    asked = request.GET.get("enter", "")
    context |= envelope_page(context, request.user, asked=asked, returned=returned)
    context["engine_version"] = ENGINE_VERSION
    return render(request, "integrity/envelope_page.html", context, status=status)


def _well(request, pk, act: str):
    well = well_or_404(request, pk)
    require(request.user, act, well)
    return well


def _proposal(request, pk, uid, act: str) -> LimitProposal:
    well = well_or_404(request, pk)
    rows = LimitProposal.objects.select_related("assessment").filter(well=well)
    proposal = get_object_or_404(rows, uid=uid)
    require(request.user, act, proposal)
    return proposal
