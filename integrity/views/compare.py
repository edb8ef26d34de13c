"""The limits of two states of a well side by side: what moved and what governs now."""

from django.views.decorators.http import require_GET

from deepguard.htmx import render_page
from integrity import gather
from integrity.pages.effects import effects_between
from integrity.pages.names import names_of
from wells.engine.document import at
from wells.pages.head import well_page
from wells.pages.history import sides


@require_GET
def compare_limits(request, pk):
    context = well_page(request, pk, tab="history")
    before, after = sides(context["well"], request.GET) if context["well"].head else (None, None)
    context |= {
        "before": before,
        "after": after,
        "effects": _effects(context["well"], before, after) if before else [],
    }
    return render_page(
        request, "integrity/compare_limits_page.html", "integrity/_compare_limits.html", context
    )


def _effects(well, before, after):
    """Each side under the pack in force on its day."""
    models = [at(side.document, side.iso) for side in (before, after)]
    limits = [
        gather.limits_of(well, model, as_of=side.iso)
        for model, side in zip(models, (before, after), strict=True)
    ]
    return effects_between(*limits, names=names_of(models[1]))
