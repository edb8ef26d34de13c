"""The derivation of one annulus' limit, as a page and as the JSON anyone can redo."""

from django.http import Http404, JsonResponse
from django.shortcuts import render

from integrity import gather
from integrity.engine.answer import choices_list, limit_dict, result_sha256
from integrity.engine.version import ENGINE_VERSION
from integrity.pages.chart import chart_svg
from integrity.pages.derivation import derivation_of
from integrity.pages.names import names_of
from integrity.pages.rules import shown_rules
from wells.pages.head import well_page


def maasp(request, pk, letter):
    context = well_page(request, pk, tab="annuli")
    limits, limit = _limit(context, letter)
    names = names_of(context["model"])
    context |= {
        "limit": limit,
        "letters": [result.annulus for result in limits.results],
        "derivation": derivation_of(limit, names),
        "chart": chart_svg(context["model"], limit, request.user.units),
        "inner_names": [names.get(uid, uid) for uid in limit.inner_ids],
        "outer_names": [names.get(uid, uid) for uid in limit.outer_ids],
        "upper_trigger_fraction": limits.upper_trigger_fraction,
        "rule_pack": limits.pack,
        "rules_in_force": shown_rules(limits, request.user.units),
        "document_id": context["model"].id,
        "engine_version": ENGINE_VERSION,
        "result_sha256": result_sha256(limit_dict(limit)),
    }
    return render(request, "integrity/derivation_page.html", context)


def maasp_json(request, pk, letter):
    """The limit with every candidate, formula and substituted value."""
    context = well_page(request, pk, tab="annuli")
    limits, limit = _limit(context, letter)
    body = limits.to_dict() | {
        "results": [limit_dict(limit)],
        "choices": choices_list(limit),
        "result_sha256": result_sha256(limit_dict(limit)),
    }
    response = JsonResponse(body, json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{limits.well_id}-{letter}-maasp.json"'
    return response


def _limit(context, letter):
    model, times = context["model"], context["clocks"]
    if model is None:
        raise Http404("Nothing was known of the well then.")
    limits = gather.limits_of(context["well"], model, as_of=times.as_of, known_at=times.known_until)
    limit = limits.limit(letter)
    if limit is None:
        raise Http404(f"The well has no annulus {letter} that is described.")
    return limits, limit
