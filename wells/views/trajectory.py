"""The trajectory of a well: its survey register, stations, views; entering and accepting surveys."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deepguard.acts import may, require
from deepguard.exports import table_response
from deepguard.htmx import render_page
from wells.pages.head import present_page, well_page
from wells.pages.reading import well_or_404
from wells.pages.requests import number_of
from wells.pages.survey_form import SurveyForm
from wells.pages.trajectory import export, file_name, trajectory
from wells.services.surveys import accept_survey, add_survey, reject_survey


@require_GET
def page(request, pk):
    context = well_page(request, pk, "trajectory")
    past, user = context["clocks"].is_past, request.user
    context |= trajectory(
        context["model"],
        context["document"],
        context["clocks"],
        units=user.units,
        wanted=request.GET.get("wellbore"),
        page=request.GET.get("page"),
    )
    context |= {
        "may_edit": not past and may(user, "survey.edit", context["well"]),
        "may_accept": not past and may(user, "survey.accept", context["well"]),
    }
    return render_page(request, "wells/trajectory_page.html", "wells/_stations.html", context)


@require_GET
def stations(request, pk, kind):
    """The stations as a file, in the reader's units."""
    context = well_page(request, pk, "trajectory")
    require(request.user, "well.export", context["well"])
    found = trajectory(
        context["model"], context["document"], context["clocks"],
        units=request.user.units, wanted=request.GET.get("wellbore"),
    )  # fmt: skip
    if "path" not in found:
        raise Http404("no survey")
    heads, rows = export(found["path"], request.user.units)
    return table_response(file_name(context["well"], found["chosen"]), heads, rows, kind)


@require_http_methods(["GET", "POST"])
def add(request, pk):
    context = present_page(request, pk, "trajectory", "Adding a survey")
    require(request.user, "survey.edit", context["well"])
    form = SurveyForm(
        request.POST or None, request.FILES or None, model=context["model"], units=request.user.units,
        initial={"wellbore": request.GET.get("wellbore")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        _add(request, context["well"], form.cleaned_data)
        return redirect("wells:trajectory", pk)
    status = 422 if form.is_bound else 200
    return render(request, "wells/survey_form_page.html", context | {"form": form}, status=status)


@require_POST
def accept(request, pk, uid):
    well = well_or_404(request, pk)
    require(request.user, "survey.accept", well)
    accept_survey(well, uid, **_said(request))
    messages.success(request, "The survey is accepted. Its stations make the path.")
    return redirect("wells:trajectory", pk)


@require_POST
def reject(request, pk, uid):
    well = well_or_404(request, pk)
    require(request.user, "survey.accept", well)
    reject_survey(well, uid, **_said(request))
    messages.success(request, "The survey is rejected. It stays in the register and makes no path.")
    return redirect("wells:trajectory", pk)


def _said(request) -> dict:
    return {
        "by": request.user,
        "reason": request.POST.get("reason", "").strip(),
        "based_on": number_of(request.POST.get("based_on"), "based_on"),
    }


def _add(request, well, facts) -> None:
    kept = (
        "name",
        "number",
        "type",
        "tool",
        "owner",
        "surveyed_on",
        "azimuth_reference",
        "stations",
        "reason",
    )
    add_survey(
        well,
        wellbore_uid=facts["wellbore"],
        by=request.user,
        based_on=number_of(request.POST.get("based_on"), "based_on"),
        file=facts["file_name"],
        **{name: facts[name] for name in kept},
    )
    count = len(facts["stations"])
    messages.success(
        request, f"Survey {facts['name']} entered with {count:,} stations. It waits to be accepted."
    )
