"""Imports: the list and its upload cards, one run from check to commit, its findings as a file, templates."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deepguard.acts import may, require
from deepguard.errors import RuleViolation
from deepguard.exports import XLSX, table_response
from deepguard.formatting import size
from deepguard.htmx import render_page
from wells.forms.imports import UploadForm
from wells.imports import tables
from wells.imports.tables.nouns import CATALOGUES
from wells.models import ImportRun
from wells.pages.imports import (
    FINDINGS_HEADS,
    findings_page,
    findings_rows,
    listed,
    name_of,
    run_page,
    runs_of,
    stamp_of,
)
from wells.services import imports
from wells.services.imports import KINDS
from wells.tasks import check_import, store_import

#: Files up to this are checked and stored while the person waits; larger ones by the worker.
AT_ONCE_BYTES = 400_000
PAGE, PART = "wells/import_run_page.html", "wells/_import_run.html"


@require_GET
def listing(request):
    require(request.user, "import.view")
    return render(request, "wells/imports_page.html", _listing(request))


@require_http_methods(["GET", "POST"])
def new(request):
    """Send files; a faulty form shows its card again."""
    if request.method == "GET":
        return redirect("wells:imports")
    require(request.user, imports.act_of(request.POST.get("kind", "")), request.operator)
    form = UploadForm(request.POST, request.FILES, kind=request.POST.get("kind", ""))
    if not form.is_valid():
        return render(request, "wells/imports_page.html", _listing(request, form), status=422)
    facts = form.cleaned_data
    run = imports.start(
        request.operator, facts["kind"], facts["files"], by=request.user, answers=facts["answers"]
    )
    _check(run)
    return redirect("wells:import_run", run.uid)


@require_GET
def run(request, uid):
    """The run; to a poll 204 while it looks the same, to the findings' filter their part alone."""
    found = _run_or_404(request, uid)
    if request.htmx and request.GET.get("seen") == stamp_of(found):
        return HttpResponse(status=204)
    if request.htmx and request.htmx.target == "findings":
        context = findings_page(request, found, imports.report_of(found))
        return render(request, "wells/_import_findings.html", context)
    return render_page(request, PAGE, PART, run_page(request, found))


@require_POST
def check(request, uid):
    """Again, with answers and another mapping."""
    found = _run_or_404(request, uid)
    require(request.user, imports.act_of(found.kind), found)
    imports.answer(found, answers=_said(request, found))
    _check(found)
    return _shown(request, found)


@require_POST
def commit(request, uid):
    """Store what the check showed."""
    found = _run_or_404(request, uid)
    require(request.user, imports.act_of(found.kind), found)
    try:
        _commit(request, found)
    except RuleViolation as refusal:
        found.refresh_from_db()
        context = run_page(request, found) | {"failure": refusal.message}
        return render(request, PAGE, context, status=refusal.status)
    return redirect("wells:import_run", found.uid)


@require_POST
def drop(request, uid):
    found = _run_or_404(request, uid)
    require(request.user, imports.act_of(found.kind), found)
    imports.drop(found, by=request.user)
    messages.success(request, f"{name_of(found)} is dropped. Nothing was stored.")
    return redirect("wells:imports")


@require_GET
def findings(request, uid, kind):
    """Every finding as CSV or XLSX."""
    found = _run_or_404(request, uid)
    report = imports.report_of(found)
    if report is None or kind not in ("csv", "xlsx"):
        raise Http404("no such report")
    return table_response(f"{name_of(found)}-findings", FINDINGS_HEADS, findings_rows(report), kind)


@require_GET
def template(request, noun):
    """An empty table to fill in; `all` has a sheet for each."""
    require(request.user, "import.view")
    if noun != "all" and noun not in tables.NOUNS and noun not in CATALOGUES:
        raise Http404("no such table")
    response = HttpResponse(tables.template(None if noun == "all" else noun), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="deepguard-{noun.replace("_", "-")}.xlsx"'
    return response


def _listing(request, sent: UploadForm | None = None) -> dict:
    forms = {kind: UploadForm(kind=kind, auto_id=f"{kind}_%s") for kind in KINDS}
    if sent is not None and sent.data.get("kind") in KINDS:
        forms[sent.data["kind"]] = sent
    page = runs_of(request.user, request.GET.get("page"))
    return {
        "page_obj": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "rows": [listed(run) for run in page.object_list],
        "forms": forms,
        "may_run": request.operator is not None and may(request.user, "import.run", request.operator),
        "most": size(settings.UPLOAD_MAX_BYTES),
        "nouns": list(tables.NOUNS.values()),
        "catalogue_nouns": list(CATALOGUES.values()),
        "crumbs": [("Imports", None)],
    }


def _run_or_404(request, uid) -> ImportRun:
    seen = ImportRun.objects.visible_to(request.user).select_related("operator", "uploaded_by")
    found = get_object_or_404(seen, uid=uid)
    require(request.user, "import.view", found)
    return found


def _is_small(run: ImportRun) -> bool:
    return run.content is None or len(run.content) <= AT_ONCE_BYTES


def _check(run: ImportRun) -> None:
    if _is_small(run):
        imports.check(run)
    else:
        check_import.enqueue(str(run.uid))


def _commit(request, run: ImportRun) -> None:
    """At once, or claimed now and stored by the worker: a refusal is seen at once either way."""
    leave_out = request.POST.get("leave_out") == "1"
    if _is_small(run):
        imports.commit(run, by=request.user, leave_out=leave_out)
        return
    token = imports.claim(run, leave_out=leave_out)
    store_import.enqueue(str(run.uid), token, request.user.pk)


def _said(request, run: ImportRun) -> dict[str, str]:
    """What the form says other than the check shows: untouched guesses stay guesses."""
    shown = _shown_answers(run)
    said = {key[2:]: value.strip() for key, value in request.POST.items() if key.startswith("a:")}
    return {ask: answer for ask, answer in said.items() if answer != shown.get(ask, "")}


def _shown_answers(run: ImportRun) -> dict[str, str]:
    columns = {f"{item['sheet']}!{item['column']}": item for item in run.mapping or []}
    fields = {f"map:{place}": item.get("field") or "" for place, item in columns.items()}
    units = {f"unit:{place}": item.get("unit") or "" for place, item in columns.items()}
    return fields | units | run.answers


def _shown(request, run: ImportRun):
    if not request.htmx:
        return redirect("wells:import_run", run.uid)
    return render(request, PART, run_page(request, run))
