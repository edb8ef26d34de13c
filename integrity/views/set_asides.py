"""Candidates set aside: ask for one, the desk of the second person, the register."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deepguard.acts import may, require
from deepguard.errors import RuleViolation
from deepguard.forms import add_refusal
from deepguard.htmx import render_page
from integrity.engine.maasp import ISO_16530_1
from integrity.engine.regimes import regime_of
from integrity.forms.set_asides import SetAsideForm
from integrity.models import SetAsideRequest
from integrity.pages.names import names_of
from integrity.pages.set_asides import HOLDING, KINDS, WAITING, AsideRow, register_rows, with_effect
from integrity.services import setting_aside
from integrity.services.setting_aside import Weighed
from wells.pages.head import present_page

PAGE = 50


@require_GET
def register(request):
    """What waits for a second person, what is set aside and for how long, and what is over."""
    require(request.user, "limit.view")
    kind = request.GET.get("show") if request.GET.get("show") in KINDS else HOLDING
    rows = register_rows(request.user)
    page = Paginator(rows[kind], PAGE).get_page(request.GET.get("page"))
    page.object_list = with_effect(list(page.object_list))
    context = {
        "kind": kind,
        "kinds": [(key, word, rows[key].count()) for key, word in KINDS.items()],
        "page_obj": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "query_string": f"show={kind}",
        "is_waiting": kind == WAITING,
        "crumbs": [("Limits", reverse("integrity:limits")), ("Set aside", None)],
    }
    return render_page(request, "integrity/set_asides_page.html", "integrity/_set_asides.html", context)


@require_http_methods(["GET", "POST"])
def ask(request, pk, letter):
    """`?candidate=`, `?element=` and `?regime=` name the candidate; the page shows what its limit would be first."""
    context = present_page(request, pk, "annuli", "Setting a candidate aside")
    well, asked = context["well"], request.GET
    require(request.user, "candidate.set_aside", well)
    place = {
        "letter": letter,
        "regime": asked.get("regime") or ISO_16530_1,
        "candidate": asked.get("candidate", "")[:40],
        "element": asked.get("element", "")[:80],
        "label": asked.get("label", "")[:120],
    }
    weighed = setting_aside.weigh(well, **place)
    form = SetAsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = _tried(form, lambda facts: setting_aside.ask(well, by=request.user, **place, **facts))
        if made is not None:
            messages.success(
                request, f"{place['candidate']} waits for a second person; until then it counts."
            )
            return redirect("integrity:set_aside", made.uid)
    context |= _words(context["model"], place, weighed) | {
        "form": None if weighed.refusal else form,
    }
    return render(request, "integrity/set_aside_ask_page.html", context, status=422 if form.errors else 200)


def _tried(form, act):
    """What the act made; None where a rule refused it, which the form says."""
    try:
        return act(form.facts)
    except RuleViolation as refusal:
        add_refusal(form, refusal)
        return None


@require_GET
def one(request, uid):
    """One request with its consequence as of now; the second person decides here, and anybody who may ends it."""
    asked = _asked(request, uid)
    context = present_page(request, asked.well_id, "annuli", "A candidate set aside")
    row = AsideRow(asked, timezone.localdate())
    waits, own = row.state == "waiting", asked.by_id == request.user.pk
    place = {
        "letter": asked.letter,
        "regime": asked.regime,
        "candidate": asked.candidate,
        "element": asked.element,
    }
    context |= _words(context["model"], place, _weighed(asked)) | {
        "asked": asked,
        "row": row,
        "may_decide": waits and not own and may(request.user, "candidate.agree", asked.well),
        "may_withdraw": waits and own,
        "may_end": row.state in ("set_aside", "planned") and may(request.user, "candidate.end", asked.well),
    }
    return render(request, "integrity/set_aside_page.html", context)


def _weighed(asked: SetAsideRequest) -> Weighed | None:
    """The consequence as of now; None where the candidate is not computed any more."""
    try:
        return setting_aside.weigh_again(asked)
    except RuleViolation:
        return None


def _words(model, place: dict, weighed: Weighed | None) -> dict:
    """What the candidate is called on the page, and what governs with it and without it."""
    names = names_of(model) if model else {}
    regime = regime_of(place["regime"])

    def governs(limit) -> str:
        element = limit.governing.element if limit and limit.governing else ""
        return names.get(element, element)

    return place | {
        "name": names.get(place["element"], place["element"].replace("-", " ")),
        "regime_title": regime.title,
        "kind": regime.kind,
        "weighed": weighed,
        "governs_counting": governs(weighed and weighed.counting),
        "governs_without": governs(weighed and weighed.without),
    }


@require_POST
def agree(request, uid):
    asked = _asked(request, uid)
    require(request.user, "candidate.agree", asked.well)
    setting_aside.agree(asked, by=request.user, reason=_reason(request))
    messages.success(request, f"{asked.candidate} takes no part from {asked.valid_from} until {asked.until}.")
    return redirect("integrity:set_aside", uid)


@require_POST
def refuse(request, uid):
    asked = _asked(request, uid)
    require(request.user, "candidate.agree", asked.well)
    setting_aside.refuse(asked, by=request.user, reason=_reason(request))
    messages.success(request, "The candidate counts on.")
    return redirect("integrity:set_aside", uid)


@require_POST
def withdraw(request, uid):
    asked = _asked(request, uid)
    require(request.user, "candidate.set_aside", asked.well)
    setting_aside.withdraw(asked, by=request.user, reason=_reason(request))
    messages.success(request, "The request was taken back.")
    return redirect("integrity:set_aside", uid)


@require_POST
def end(request, uid):
    asked = _asked(request, uid)
    require(request.user, "candidate.end", asked.well)
    setting_aside.end_early(asked, by=request.user, reason=_reason(request))
    messages.success(request, f"{asked.candidate} counts again from today on.")
    return redirect("integrity:set_aside", uid)


def _asked(request, uid) -> SetAsideRequest:
    rows = SetAsideRequest.objects.visible_to(request.user).with_people()
    return get_object_or_404(rows.select_related("well__operator"), uid=uid)


def _reason(request) -> str:
    return request.POST.get("reason", "")[:2000]
