"""What a person's draft of a well would do to its limits. Reads; nothing is stored."""

from deepguard.acts import require
from deepguard.htmx import render_page
from integrity import gather
from integrity.pages.effects import effects_of
from wells.engine.document import at
from wells.pages.editing.desk import editing_of
from wells.pages.head import present_page


def effects(request, pk):
    context = present_page(request, pk, "architecture", "Your draft")
    require(request.user, "well.edit", context["well"])
    editing = editing_of(context["well"], request.user)
    found = _effects(context["well"], editing) if editing.has_model else []
    context |= {
        "draft": editing.draft,
        "effects": found,
        "moved": [one for one in found if one.moves],
        "has_model": editing.has_model,
        "changes": editing.comparison,
        "errors": editing.errors,
    }
    return render_page(request, "integrity/effects_page.html", "integrity/_effects.html", context)


def _effects(well, editing):
    pack = gather.pack_in_force(well.operator_id)
    return effects_of(at(editing.published), at(editing.document), pack=pack)
