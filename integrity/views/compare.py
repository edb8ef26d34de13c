"""The limits of two states beside each other: a part of the comparison of a well."""

from django.views.decorators.http import require_GET

from deepguard.htmx import render_page
from integrity.pages.effects import effects_of_sides
from wells.pages.comparing import compared
from wells.pages.head import well_page


@require_GET
def compare_limits(request, pk):
    context = well_page(request, pk, tab="history")
    if context["document"] is not None:
        both = compared(context["well"], request.GET, context["clocks"], request.user)
        context |= {
            "before": both.before,
            "after": both.after,
            "effects": effects_of_sides(both.before, both.after),
        }
    return render_page(
        request, "integrity/compare_limits_page.html", "integrity/_compare_limits.html", context
    )
