"""The history of a well: its revisions, what differs between two, their documents, restoring one."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from deepguard.acts import may, require
from deepguard.errors import RuleViolation
from deepguard.htmx import render_page
from wells.documents import to_json, to_yaml
from wells.engine.adverse import weakened
from wells.engine.compare import compare
from wells.engine.document import snapshot
from wells.gather import document_of, of_revisions
from wells.models import WellRevision
from wells.pages.clocks import no_clock
from wells.pages.comparing import between, choices, compared, drawings, other_wells
from wells.pages.head import clocked, present_page, well_page
from wells.pages.history import steps
from wells.pages.links import link
from wells.pages.reading import well_or_404
from wells.pages.requests import number_of
from wells.pages.sides import composed
from wells.services.restore import restore as restore_document

#: What the form of the compare page says beside `a` and `b`.
PIECES = ("a_day", "a_well", "b_day", "b_well")
WRITERS = {"yaml": (to_yaml, "application/yaml"), "json": (to_json, "application/json")}


@require_GET
def page(request, pk):
    context = well_page(request, pk, "history")
    well, times = context["well"], context["clocks"]
    shown = steps(well, known_until=times.known_until, page=request.GET.get("page"))
    context |= {
        "page_obj": shown,
        "page_numbers": shown.paginator.get_elided_page_range(shown.number, on_each_side=1, on_ends=1),
        "may_restore": not times.is_past and may(request.user, "well.restore", well),
    }
    return render_page(request, "wells/history_page.html", "wells/_revisions.html", context)


@require_GET
def compare_page(request, pk):
    """Two states, of this well or of another one: drawings, facts, what lies between, and the limits."""
    context = well_page(request, pk, "history")
    well, times, user = context["well"], context["clocks"], request.user
    if context["document"] is None:
        return render(request, "wells/compare_page.html", context)
    context |= {"choices": choices(well, context["document"], times), "other_wells": other_wells(well, user)}
    try:
        if any(request.GET.get(name) for name in PIECES):
            return redirect(_said_whole(request, well, times))
        context |= _compared(request, well, times)
    except RuleViolation as refusal:
        context["refusal"] = refusal
        return render(request, "wells/compare_page.html", context, status=refusal.status)
    return render(request, "wells/compare_page.html", context)


def _compared(request, well, times) -> dict:
    both = compared(well, request.GET, times, request.user)
    laid_over = request.GET.get("drawing") == "over" and not both.is_two_wells
    return {
        "both": both,
        "before": both.before,
        "after": both.after,
        "found": both.found,
        "between": between(both),
        "laid_over": laid_over,
        "limits_url": link("integrity:compare_limits", well.pk),
        "limits_query": both.query + times.more,
        **drawings(both, units=request.user.units, laid_over=laid_over),
    }


def _said_whole(request, well, times) -> str:
    """The address of the comparison a form asked for in pieces."""
    said = {name: composed(request.GET, name, well, request.user) for name in ("a", "b")}
    if request.GET.get("drawing") == "over":
        said["drawing"] = "over"
    return f"{request.path}?{urlencode(said)}{times.more}"


@require_GET
def document(request, pk, kind):
    """The document of the revision that counts at `known_at`, every station written out; with `as_of` what it
    says of that day, without dates."""
    well = well_or_404(request, pk)
    times, revision = clocked(request, well, "history")
    return _document(request, well, revision, kind, day=times.day)


@require_GET
def revision_document(request, pk, number, kind):
    well = well_or_404(request, pk)
    no_clock(request, "a revision is one document, named by its number.")
    return _document(request, well, WellRevision.objects.filter(well=well, number=number).first(), kind)


@require_http_methods(["GET", "POST"])
def restore(request, pk, number):
    """Says what restoring would change; with a reason, does it."""
    context = present_page(request, pk, "history", "Restoring a revision")
    well = context["well"]
    require(request.user, "well.restore", well)
    older = _revision_or_404(well, number)
    if request.method == "POST":
        return _restore(request, well, number)
    documents = of_revisions({one.number: one for one in (older, _revision_or_404(well, well.head))})
    now, then = documents[well.head], documents[number]
    context |= {"older": older, "found": compare(now, then), "taken_back": weakened(now, then)}
    return render(request, "wells/restore_page.html", context)


def _restore(request, well, number):
    made = restore_document(
        well,
        number,
        by=request.user,
        reason=request.POST.get("reason", "").strip(),
        based_on=number_of(request.POST.get("based_on"), "based_on"),
    )
    if made is None:
        messages.info(request, f"Revision {number} says what the well says already. Nothing was changed.")
    else:
        messages.success(request, f"Revision {number} is restored as revision {made.number}.")
    return redirect("wells:history", well.pk)


def _revision_or_404(well, number):
    found = WellRevision.objects.filter(well=well, number=number).select_related("by").first()
    if found is None:
        raise Http404("no such revision")
    return found


def _document(request, well, revision, kind, day=None):
    require(request.user, "well.export", well)
    if revision is None or kind not in WRITERS:
        raise Http404("no such document")
    write, content_type = WRITERS[kind]
    content = document_of(revision) if day is None else snapshot(document_of(revision), day)
    name = "-".join(part for part in (well.uid, f"revision-{revision.number}", day) if part)
    response = HttpResponse(write(content), content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = f'"{revision.sha256}"'
    return response
