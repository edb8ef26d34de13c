"""The tab “Annuli and limits”: every annulus under every regime and in every state of the well."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from deepguard.acts import require
from integrity import gather
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
    times = context["clocks"]
    pack = gather.pack_in_force(context["well"].operator_id, as_of=times.as_of, known_at=times.known_until)
    aside = gather.set_asides_of(context["well"], as_of=times.as_of, known_at=times.known_until)
    regimes = by_regime(model, pk, times.query, pack, aside)
    if not regimes.rows:
        return render(request, "integrity/no_annuli_page.html", context)
    context |= {
        "regimes": regimes,
        "states": by_state(model, pack, aside),
        "leaks": leaks_of(model),
        "engine_version": ENGINE_VERSION,
    }
    return render(request, "integrity/annuli_page.html", context)
