"""The overview of a well: what it is, drawn, and the limits of its annuli."""

from django.shortcuts import render

from integrity import gather
from integrity.engine.version import ENGINE_VERSION
from integrity.pages.annuli import annulus_rows
from integrity.pages.approvals import approvals_of
from integrity.pages.names import names_of
from wells.pages.architecture import tables_of
from wells.pages.head import well_page
from wells.pages.reading import known_revisions
from wells.pages.schematic import schematic_of


def well(request, pk):
    context = well_page(request, pk, tab="overview")
    model = context["model"]
    if model is None:
        return render(request, "integrity/not_known_page.html", context)
    limits = _limits(context)
    context |= {
        "annuli": annulus_rows(model, limits, approvals_of(context["well"], context["clocks"])),
        "undescribed": limits.undescribed,
        "upper_trigger_fraction": limits.upper_trigger_fraction,
        "gaps": _gaps(model),
        "drawing": schematic_of(model, request.user.units),
        "revisions": known_revisions(context["well"], context["clocks"].known_until)[:6],
        "engine_version": ENGINE_VERSION,
        **tables_of(model),
    }
    return render(request, "integrity/well_page.html", context)


def _limits(context):
    """The limits of the model that is shown, under the pack in force on its days."""
    times = context["clocks"]
    return gather.limits_of(context["well"], context["model"], as_of=times.as_of, known_at=times.known_until)


def _gaps(model) -> list[dict]:
    """What is declared as not known, each with the name of what it is about."""
    names = names_of(model)
    return [
        {"about": gap.about, "name": names.get(gap.about, gap.about), "what": gap.what}
        for gap in model.gaps or ()
    ]
