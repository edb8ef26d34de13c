"""The derivation of one annulus' limit: a page, a text, a PDF, the JSON anyone can redo, and what moves it."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from deepguard.acts import require
from deepguard.htmx import render_page
from integrity import gather
from integrity.pages.addresses import address_of, own_address
from integrity.pages.limit_desk import desk_on
from integrity.pages.limit_page import limit_page, stand_on
from integrity.pages.sensitivity import moving_of
from integrity.pages.set_asides import beside
from integrity.reports import answer_of, as_pdf, as_text, sheet_of
from wells.pages.head import well_page


@require_safe
def page(request, pk, letter, kind):
    context, stand = _asked(request, pk, letter, kind)
    context |= limit_page(context, stand, request.user.units)
    context |= beside(context, stand, request.user)
    if kind == "maasp":
        context["desk"] = desk_on(context, stand.limit, request.user)
    return render(request, "integrity/derivation_page.html", context)


@require_safe
def as_json(request, pk, letter, kind):
    """The limit with every candidate, formula and substituted value."""
    _, stand = _asked(request, pk, letter, kind)
    response = JsonResponse(answer_of(stand), json_dumps_params={"indent": 1, "ensure_ascii": False})
    return _named(response, stand, "json", "attachment")


@require_safe
def as_txt(request, pk, letter, kind):
    """The report as text, in the reader's units."""
    _, stand = _asked(request, pk, letter, kind)
    text = as_text(sheet_of(stand, request.user.units))
    return _named(HttpResponse(text, content_type="text/plain; charset=utf-8"), stand, "txt", "inline")


@require_safe
def pdf(request, pk, letter, kind):
    """The report as PDF, in the reader's units."""
    _, stand = _asked(request, pk, letter, kind)
    content = as_pdf(sheet_of(stand, request.user.units))
    return _named(HttpResponse(content, content_type="application/pdf"), stand, "pdf", "inline")


@require_safe
def sensitivity(request, pk, letter, kind):
    """What moves the limit: a part that the page fetches, and a page of its own."""
    context, stand = _asked(request, pk, letter, kind)
    query = context["clocks"].query
    context |= {
        "limit": stand.limit,
        "kind": stand.kind,
        "regime": stand.regime,
        "moving": moving_of(stand, request.user.units, address=address_of(context)),
        "back_url": own_address(f"integrity:{stand.kind.key}", pk, stand, query),
    }
    return render_page(request, "integrity/sensitivity_page.html", "integrity/_sensitivity.html", context)


def _asked(request, pk, letter, kind):
    """The head of the well and the limit asked for; 404 where there is none."""
    context = well_page(request, pk, tab="annuli")
    require(request.user, "limit.view", context["well"])
    well, times = context["well"], context["clocks"]
    pack = gather.pack_in_force(well.operator_id, as_of=times.as_of, known_at=times.known_until)
    stand = stand_on(
        context,
        kind=kind,
        letter=letter,
        regime=request.GET.get("regime", ""),
        pack=pack,
        set_aside=gather.set_asides_of(well, as_of=times.as_of, known_at=times.known_until),
    )
    if stand is None:
        raise Http404(f"The well has no annulus {letter} that is described, or no such regime.")
    return context, stand


def _named(response, stand, ending, disposition):
    response["Content-Disposition"] = f'{disposition}; filename="{stand.name}.{ending}"'
    return response
