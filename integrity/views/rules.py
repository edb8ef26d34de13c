"""Rule packs: which holds, what one states, two side by side; send one, put one in force."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deepguard.acts import may, require
from deepguard.errors import RuleViolation
from deepguard.htmx import render_page
from integrity import gather
from integrity.engine.rules import compare, to_mapping
from integrity.forms.rule_packs import ActivateForm, SendPackForm
from integrity.models import RulePack, RulePackActivation
from integrity.pages.rule_packs import IN_FORCE, activation_effects, listed, pack_row, timelines
from integrity.pages.rules import checked_count, difference_rows, pack_groups, unstated
from integrity.rules import STARTERS, starter
from integrity.services import rule_packs
from wells.documents import to_json, to_yaml
from wells.imports.names import slug

WRITERS = {"yaml": (to_yaml, "application/yaml"), "json": (to_json, "application/json")}


@require_GET
def listing(request):
    require(request.user, "rules.view")
    return render(request, "integrity/rules_page.html", _listing(request))


@require_http_methods(["GET", "POST"])
def new(request):
    """Send a pack; every fault of it is told by its place."""
    require(request.user, "rules.edit", request.operator)
    form = SendPackForm(request.POST or None, request.FILES or None)
    context = {"form": form, "crumbs": [("Rules", reverse("integrity:rules")), ("New version", None)]}
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "integrity/rule_pack_new_page.html", context, status=status)
    try:
        pack = rule_packs.pack_from(*form.cleaned_data["sent"])
        row, is_new = rule_packs.keep(
            request.operator, pack, by=request.user, reason=form.cleaned_data["reason"]
        )
    except RuleViolation as refusal:
        context |= {"refusal": refusal}
        return render(request, "integrity/rule_pack_new_page.html", context, status=refusal.status)
    return _kept(request, row, is_new)


@require_POST
def load_starter(request):
    """Keep a shipped pack as the operator's own."""
    require(request.user, "rules.edit", request.operator)
    key = request.POST.get("starter", "")
    if key not in STARTERS:
        raise Http404("no such starter")
    row, is_new = rule_packs.keep_starter(request.operator, key, by=request.user)
    return _kept(request, row, is_new)


@require_GET
def one(request, uid):
    row = _pack_or_404(request, uid)
    pack = gather.read_pack(row)
    spans = timelines(request.user, [row.operator_id]).get(row.operator_id, [])
    context = {
        "row": row,
        "pack": pack,
        "groups": pack_groups(pack, request.user.units),
        "unstated": unstated(pack),
        "checked": checked_count(pack),
        "place": pack_row(row, spans, gather.day_of()),
        "spans": [span for span in reversed(spans) if span.activation.pack_id == row.pk],
        "may_activate": may(request.user, "rules.activate", row),
        "is_own": row.by_id == request.user.pk,
        "crumbs": [("Rules", reverse("integrity:rules")), (str(row), None)],
    }
    return render(request, "integrity/rule_pack_page.html", context)


@require_GET
def file(request, uid, kind):
    """The pack as a file; what is read back is the same pack."""
    row = _pack_or_404(request, uid)
    if kind not in WRITERS:
        raise Http404("no such format")
    write, media = WRITERS[kind]
    response = HttpResponse(write(to_mapping(gather.read_pack(row))), content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{slug(str(row))}.{kind}"'
    return response


@require_GET
def compare_packs(request, uid):
    """What this pack states otherwise than another of its operator; without a choice, than the one in force."""
    row = _pack_or_404(request, uid)
    others = [
        other
        for other in RulePack.objects.visible_to(request.user)
        .filter(operator=row.operator_id)
        .order_by("-pk")
        if other.pk != row.pk
    ]
    other = _other(request, row, others)
    found = compare(gather.read_pack(other), gather.read_pack(row)) if other else ()
    context = {
        "row": row,
        "other": other,
        "others": others,
        "differences": difference_rows(found, request.user.units),
        "crumbs": [
            ("Rules", reverse("integrity:rules")),
            (str(row), reverse("integrity:rule_pack", args=[uid])),
            ("Compare", None),
        ],
    }
    return render(request, "integrity/rule_pack_compare_page.html", context)


@require_GET
def effects(request, uid):
    """What activating the pack would move, a page of wells; nothing is stored."""
    row = _pack_or_404(request, uid)
    return render_page(
        request,
        "integrity/rule_pack_effects_page.html",
        "integrity/_rule_pack_effects.html",
        _effects(request, row, _day(request.GET.get("day"))),
    )


@require_http_methods(["GET", "POST"])
def activate(request, uid):
    """Says what it would change; with a day and a reason, does it."""
    row = _pack_or_404(request, uid)
    require(request.user, "rules.activate", row)
    head = RulePackActivation.objects.head_of(row.operator_id)
    day = _day(request.GET.get("day"))
    first = {"valid_from": day, "supersedes": head and head.uid}
    form = ActivateForm(request.POST or None, initial=first)
    context = {"form": form, "head": head, "is_own": row.by_id == request.user.pk}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _activate(request, row, form.cleaned_data)
                return redirect("integrity:rule_pack", uid)
            except RuleViolation as refusal:
                context["refusal"], status = refusal, refusal.status
    context |= _effects(request, row, day)
    return render_page(
        request,
        "integrity/rule_pack_activate_page.html",
        "integrity/_rule_pack_effects.html",
        context,
        status=status,
    )


def _activate(request, row: RulePack, facts: dict) -> None:
    seen = RulePackActivation.objects.filter(operator=row.operator_id, uid=facts["supersedes"]).first()
    done = rule_packs.activate(
        row, valid_from=facts["valid_from"], supersedes=seen, by=request.user, reason=facts["reason"]
    )
    messages.success(request, f"{row} is in force from {done.valid_from:%-d %b %Y}.")


def _effects(request, row: RulePack, day: date) -> dict:
    page = activation_effects(request.user, row, day=day, page=request.GET.get("page"))
    return {
        "row": row,
        "day": day,
        "page_obj": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "moved": sum(len(one.moved) for one in page.object_list),
        "query": {"day": day.isoformat()},
        "crumbs": [
            ("Rules", reverse("integrity:rules")),
            (str(row), reverse("integrity:rule_pack", args=[row.uid])),
            ("Activate", None),
        ],
    }


def _listing(request) -> dict:
    page = listed(request.user, request.GET.get("page"))
    may_edit = request.operator is not None and may(request.user, "rules.edit", request.operator)
    return {
        "page_obj": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "in_force": [one for one in page.object_list if one.state == IN_FORCE],
        "may_edit": may_edit,
        "starters": _starters(request.operator) if may_edit else [],
        "crumbs": [("Rules", None)],
    }


def _starters(operator) -> list[tuple]:
    """The shipped packs that the operator has not kept yet."""
    kept = set(RulePack.objects.filter(operator=operator).values_list("name", "version"))
    shipped = [(key, starter(key), words) for key, words in STARTERS.items()]
    return [one for one in shipped if (one[1].name, one[1].version) not in kept]


def _kept(request, row: RulePack, is_new: bool):
    words = f"{row} is kept. Another person puts it in force." if is_new else f"{row} was kept already."
    messages.success(request, words)
    return redirect("integrity:rule_pack", row.uid)


def _pack_or_404(request, uid) -> RulePack:
    row = get_object_or_404(
        RulePack.objects.visible_to(request.user).select_related("operator", "by"), uid=uid
    )
    require(request.user, "rules.view", row)
    return row


def _other(request, row: RulePack, others: list[RulePack]) -> RulePack | None:
    wanted = request.GET.get("with")
    if wanted:
        found = next((other for other in others if str(other.uid) == wanted), None)
        if found is None:
            raise Http404("no such pack")
        return found
    held = RulePackActivation.objects.in_force([row.operator_id], day=gather.day_of()).first()
    if held is not None and held.pack_id != row.pk:
        return held.pack
    return others[0] if others else None


def _day(text: str | None) -> date:
    if not text:
        return gather.day_of()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RuleViolation(
            f"day={text[:40]} is no day. Write it as 2026-03-31.", code="day", status=400
        ) from None
