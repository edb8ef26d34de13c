"""One what-if: drawing, limits before and after, levers. Reads; a lever changes the what-if and nothing else."""

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from deepguard.acts import require
from deepguard.errors import RuleViolation
from deepguard.htmx import render_page
from integrity.pages.effects import effects_of_editing
from wells.engine.whatif import Impossible
from wells.forms.levers import LEVERS
from wells.pages.editing.desk import editing_of, in_words
from wells.pages.editing.target import scenario_target
from wells.pages.head import present_page
from wells.pages.reading import well_or_404
from wells.pages.what_if import beside, forms_of, ribbon, scenario_or_404
from wells.services import drafts, scenarios

PAGE, PART = "integrity/what_if_page.html", "integrity/_what_if.html"
#: The lever that takes everything back.
START_OVER = "start-over"


@require_GET
def what_if(request, pk, uid):
    return _shown(request, pk, uid)


@require_POST
def lever(request, pk, uid):
    """Assume one thing more, or start over from the base."""
    well = well_or_404(request, pk)
    scenario = scenario_or_404(request, well, uid)
    require(request.user, "scenario.create", scenario)
    key = request.POST.get("lever", "")
    if key == START_OVER:
        scenarios.change(scenario, by=request.user, make=lambda _: scenarios.base_document(scenario))
        return _after(request, pk, uid)
    if key not in LEVERS:
        raise RuleViolation("There is no such lever.", code="lever", status=404)
    form = LEVERS[key](scenarios.document(scenario), units=request.user.units, data=request.POST)
    if not form.is_valid():
        return _shown(request, pk, uid, form, status=422)
    try:
        scenarios.change(scenario, by=request.user, make=_pulled(well, form))
    except Impossible as impossible:
        form.add_error(None, f"{str(impossible)[:1].upper()}{str(impossible)[1:]}.")
        return _shown(request, pk, uid, form, status=422)
    return _after(request, pk, uid)


def _pulled(well, form):
    day = timezone.localdate().isoformat()

    def make(document):
        return form.changed(document, day=day, mint=drafts.mint(well, document))

    return make


def _after(request, pk, uid):
    return _shown(request, pk, uid) if request.htmx else redirect("integrity:what_if", pk, uid)


def _shown(request, pk, uid, tried=None, *, status=200):
    """The page or its part; `tried`: the form of a lever that was refused."""
    context = present_page(request, pk, "what_if", "A what-if")
    scenario = scenario_or_404(request, context["well"], uid)
    editing = editing_of(scenario_target(scenario, request.user), published=context["document"])
    context |= ribbon(scenario, request.user)
    context |= beside(editing, laid_over=request.GET.get("drawing") != "side")
    context |= forms_of(editing, context)
    if tried is not None:
        context["levers"] = [tried if one.key == tried.key else one for one in context["levers"]]
    context["conflicts"] = in_words(scenario.conflicts, editing.document)
    effects = effects_of_editing(editing)
    context |= {"effects": effects, "moved": [one for one in effects if one.moves]}
    return render_page(request, PAGE, PART, context, status=status)
