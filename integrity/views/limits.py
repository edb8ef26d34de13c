"""Limits in force: the register, and the acts on a proposal."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from deepguard.acts import require
from deepguard.errors import RuleViolation
from deepguard.exports import table_response
from deepguard.htmx import render_page
from integrity.forms.limits import ApproveForm, EndForm, ProposeForm
from integrity.models import LimitProposal, StandingLimit
from integrity.pages.addresses import limit_address
from integrity.pages.figures import figures_of
from integrity.pages.fleet_events import fleet_timeline
from integrity.pages.limit_register import KINDS, heads, lines_of
from integrity.pages.register_at import file_lines, registers, unapproved
from integrity.services import limits
from integrity.services.limits.documents import readable_documents
from integrity.views.proposing import put_forward
from wells.models import Well
from wells.pages.clocks import BadClock, FleetClocks, clocks_at_present, fleet_clocks, present_only
from wells.pages.reading import well_or_404

PAGE = 50
#: Wells on a page of the past: the limits of each are read or computed for it.
WELLS = 25
#: What the register of the past shows as it is now.
CURRENT_ONLY = (
    "Places and access are those of today; whether a limit is still what is computed is said of today only."
)


@require_GET
def register(request):
    """What waits for a decision, what is in force, and the annuli no limit is in force for, by both clocks."""
    require(request.user, "limit.view")
    kind = request.GET.get("show") if request.GET.get("show") in KINDS else "waiting"
    times, visible = _clocks(request), Well.objects.visible_to(request.user)
    rows = registers(request.user, times)
    by_well = kind == "none" and times.shown.is_past
    counts = {key: _count(key, rows[key], times) for key in KINDS}
    paginator = Paginator(rows[kind], WELLS if by_well else PAGE)
    if not by_well:
        paginator.count = counts[kind]  # counting thousands of limits once is enough
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "kind": kind,
        "kinds": [(key, word, counts[key]) for key, word in KINDS.items()],
        "page_obj": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "rows": unapproved(list(page.object_list), times) if by_well else page.object_list,
        "lines": lines_of(kind, page.object_list, request.user.units),
        "by_well": by_well,
        "query_string": f"show={kind}",
        "timeline": partial(fleet_timeline, visible, times, request.user),
        **_frame(times.shown),
    }
    return render_page(request, "integrity/limits_page.html", "integrity/_limits.html", context)


@require_GET
def export(request):
    require(request.user, "limit.view")
    kind = request.GET.get("show") if request.GET.get("show") in KINDS else "in_force"
    times, units = _clocks(request), request.user.units
    rows = file_lines(kind, registers(request.user, times)[kind], units, times)
    name = "-".join(part for part in ("limits", kind, times.shown.day) if part)
    return table_response(name, heads(units), rows, request.GET.get("as", "csv"))


def _count(kind: str, rows, times: FleetClocks) -> int | None:
    """Of the past nobody counts annuli without a limit: they are found for the wells of a page."""
    return None if kind == "none" and times.shown.is_past else rows.count()


def _clocks(request) -> FleetClocks:
    """A refused clock (400) is told in the frame of the page."""
    try:
        return fleet_clocks(request, Well.objects.visible_to(request.user))
    except BadClock as refusal:
        refusal.context = _frame(clocks_at_present(request))
        raise


def _frame(times) -> dict:
    return {
        "crumbs": [("Limits", None)],
        "can_show_past": True,
        "clocks": times,
        "as_of": times.as_of,
        "known_at": times.known_at,
        "current_only": CURRENT_ONLY,
    }


@require_POST
def propose(request, pk, letter):
    well = well_or_404(request, pk)
    require(request.user, "limit.propose", well)
    form = ProposeForm(request.POST, request.FILES, units=request.user.units, kept=readable_documents(well))
    standing = get_object_or_404(StandingLimit, well=well, annulus=letter)
    _refuse_faults(form)
    put_forward(partial(limits.propose, annulus_uid=standing.annulus_uid), well, form, by=request.user)
    messages.success(request, f"The limit of annulus {letter} waits for a second person.")
    return redirect("integrity:maasp", pk, letter)


@require_POST
def approve(request, uid):
    proposal = _proposal(request, uid)
    require(request.user, "limit.approve", proposal)
    form = ApproveForm(request.POST, proposal=proposal, user=request.user)
    _refuse_faults(form)
    envelope = limits.approve(proposal, by=request.user, **form.facts)
    line = figures_of(envelope, request.user.units).line
    messages.success(request, f"{line} is in force for {envelope.where} from {envelope.valid_from}.")
    return redirect(limit_address(proposal))


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
    return redirect(limit_address(proposal))


def _proposal(request, uid) -> LimitProposal:
    present_only(request, "Deciding on a limit")
    rows = LimitProposal.objects.visible_to(request.user).select_related("well__operator", "assessment")
    return get_object_or_404(rows, uid=uid)


def _refuse_faults(form) -> None:
    """The first fault of a form as a sentence: these forms have no page of their own."""
    if form.is_valid():
        return
    name, errors = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    raise RuleViolation(f"{label}: {errors[0]}" if label else errors[0], "form", 422)
