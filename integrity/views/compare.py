"""The limits of two states side by side: what moved, and what governs each."""

from django.views.decorators.http import require_GET

from deepguard.htmx import render_page
from integrity.pages.effects import effects_of
from wells.engine.document import at
from wells.pages.comparing import compared
from wells.pages.head import well_page


@require_GET
def compare_limits(request, pk):
    context = well_page(request, pk, tab="history")
    if context["document"] is not None:
        both = compared(context["well"], request.GET, context["clocks"], request.user)
        states = (at(side.document, side.day) for side in (both.before, both.after))
        context |= {"before": both.before, "after": both.after, "effects": effects_of(*states)}
    return render_page(
        request, "integrity/compare_limits_page.html", "integrity/_compare_limits.html", context
    )
