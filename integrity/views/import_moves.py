"""Which limits a checked import would move: the first wells it changes, now and after. Nothing is stored."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from deepguard.acts import require
from deepguard.htmx import render_page
from integrity import gather as limits_gather
from integrity.engine.limits import assess_limits
from integrity.pages.effects import Effect, effects_of
from wells import gather
from wells.engine.document import at
from wells.models import ImportRun, Well
from wells.pages.imports import name_of
from wells.services import imports


@require_GET
def moves(request, uid):
    run = get_object_or_404(ImportRun.objects.visible_to(request.user), uid=uid)
    require(request.user, "import.view", run)
    report = imports.report_of(run)
    if report is None:
        raise Http404("not checked yet")
    changed = [change for change in report["changes"] if change["uid"]]
    pack = limits_gather.pack_in_force(run.operator_id)
    effects = _effects(run.operator, changed, pack)
    rows = [(change["name"], effect) for change, effect in effects if effect.moves]
    context = {
        "run": run,
        "crumbs": [
            ("Imports", reverse("wells:imports")),
            (name_of(run), reverse("wells:import_run", args=[uid])),
            ("Limits", None),
        ],
        "rows": rows,
        "looked_at": len(changed),
        "changed": report["changed_wells"],
        "losing": sum(effect.loses for _, effect in rows),
        "new": _states_of_new(report["changes"], pack),
    }
    return render_page(request, "integrity/import_moves_page.html", "integrity/_import_moves.html", context)


def _effects(operator, changed: list[dict], pack) -> list[tuple[dict, Effect]]:
    """Each annulus of each changed well: by the record of now, and by the document the import leads to."""
    named = [change["uid"] for change in changed]
    wells = list(Well.objects.filter(operator=operator, uid__in=named))
    now = {well.uid: model for well, model in _models(wells)}
    decided = limits_gather.set_asides(wells)
    aside = {well.uid: decided.get(well.pk, ()) for well in wells}
    return [
        (change, effect)
        for change in changed
        if change["uid"] in now
        for effect in effects_of(
            now[change["uid"]], at(change["after"]), pack=pack, set_aside=aside.get(change["uid"], ())
        )
    ]


def _models(wells: list[Well]):
    models = gather.models(wells)
    return [(well, models[well.pk]) for well in wells if well.pk in models]


def _states_of_new(changes: list[dict], pack) -> dict[str, int]:
    """Limits of the new wells among the first, counted by state."""
    states: dict[str, int] = {}
    for change in changes:
        if change["uid"] is None:
            for limit in assess_limits(at(change["after"]), pack=pack).results:
                states[limit.status] = states.get(limit.status, 0) + 1
    return states
