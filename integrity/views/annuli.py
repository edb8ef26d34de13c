"""The tab “Annuli and limits”: every annulus under every regime and in every state of the well."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from deepguard.acts import require
from integrity.engine.version import ENGINE_VERSION
from integrity.pages.regimes import by_regime, by_state, leaks_of
from wells.pages.head import well_page


@require_safe
def annuli(request, pk):
    context = well_page(request, pk, tab="annuli")
    require(request.user, "limit.view", context["well"])
    model = context["model"]
    if model is None:
        return render(request, "integrity/not_known_page.html", context)
    regimes = by_regime(model, pk, context["clocks"].query)
    if not regimes.rows:
        return render(request, "integrity/no_annuli_page.html", context)
    context |= {
        "regimes": regimes,
        "states": by_state(model),
        "leaks": leaks_of(model),
        "rules": model.rules,
        "engine_version": ENGINE_VERSION,
    }
    return render(request, "integrity/annuli_page.html", context)
