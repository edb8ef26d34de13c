"""What a draft or a what-if of a well would do to its limits. Reads; nothing is stored."""

from deepguard.acts import require
from deepguard.htmx import render_page
from integrity.pages.effects import effects_of_editing
from wells.pages.editing.desk import editing_of
from wells.pages.editing.target import Target, draft_target, scenario_target
from wells.pages.head import present_page
from wells.pages.what_if import scenario_or_404


def effects(request, pk):
    context = present_page(request, pk, "architecture", "Your draft")
    require(request.user, "well.edit", context["well"])
    return _shown(request, context, draft_target(context["well"], request.user))


def what_if_effects(request, pk, uid):
    context = present_page(request, pk, "what_if", "A what-if")
    scenario = scenario_or_404(request, context["well"], uid)
    return _shown(request, context, scenario_target(scenario, request.user))


def _shown(request, context, target: Target):
    editing = editing_of(target)
    found = effects_of_editing(editing)
    context |= {
        "target": target,
        "draft": editing.draft,
        "effects": found,
        "moved": [one for one in found if one.moves],
        "has_model": editing.has_model,
        "changes": editing.comparison,
        "errors": editing.errors,
    }
    return render_page(request, "integrity/effects_page.html", "integrity/_effects.html", context)
