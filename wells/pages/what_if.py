"""What the pages of what-ifs show: the list, the ribbon that says it is not the well, drawing and facts."""

from dataclasses import replace

from django.http import Http404

from deepguard.acts import may
from wells.drafts import life as lives
from wells.drafts.changes import undated_additions
from wells.forms.levers import LEVERS
from wells.forms.scenarios import DecideForm, SubmitForm
from wells.models import Scenario, Well
from wells.pages.comparing import Compared, drawings
from wells.pages.links import link
from wells.pages.sides import Side

#: A day after all others: what both documents say of the present, for marks on the drawing.
AT_LAST = "9999-12-31"


def scenarios_of(well: Well, user):
    """The what-ifs of a well that the reader may see, those last touched first."""
    found = Scenario.objects.visible_to(user).filter(well=well)
    return found.select_related("by", "base", "well").defer("content", "conflicts")


def scenario_or_404(request, well: Well, uid) -> Scenario:
    """A what-if of the well, where the reader may see it; a private one is its author's."""
    found = Scenario.objects.visible_to(request.user).filter(well=well, uid=uid)
    scenario = found.select_related("by", "base").first()
    if scenario is None:
        raise Http404("no such what-if")
    scenario.well = well
    return scenario


def ribbon(scenario: Scenario, user) -> dict:
    """What stands above everything of a what-if: what it is, where it stands, what the reader may do with it."""
    events = list(scenario.events.select_related("by", "revision").order_by("number"))
    now = lives.life(events)
    return {
        "scenario": scenario,
        "life": now,
        "events": events[::-1],
        "submission": next((one for one in reversed(events) if one.kind == lives.SUBMISSION), None),
        "may": acts_of(scenario, now, user),
        "what_if_url": link("integrity:what_if", scenario.well_id, scenario.uid),
        "can_show_past": False,
    }


def acts_of(scenario: Scenario, now: lives.Life, user) -> dict[str, bool]:
    """What the reader may do with it as it stands."""
    well, own = scenario.well, scenario.by == user
    make, submit, merge = (may(user, f"scenario.{act}", well) for act in ("create", "submit", "merge"))
    is_submitted = now.state == lives.SUBMITTED
    return {
        "change": now.is_open and own and make,
        "share": now.state == lives.PRIVATE and own and make,
        "submit": now.is_open and not is_submitted and own and submit,
        "decide": is_submitted and merge and user.pk not in now.makers,
        "rebase": scenario.is_behind and ((own and make) or (is_submitted and submit)),
        "discard": now.is_open and ((own and make) or (is_submitted and merge)),
    }


def beside(editing, *, laid_over: bool) -> dict:
    """Facts and drawing of a what-if beside its base. `editing`: wells.pages.editing.desk.Editing of it."""
    scenario = editing.draft
    title = f"Revision {scenario.based_on}"
    before = Side(f"rev:{scenario.based_on}", title, "", scenario.well, editing.published)
    after = Side(f"what-if:{scenario.uid}", "What-if", "", scenario.well, editing.document)
    context = {
        "before": before,
        "after": after,
        "found": editing.comparison,
        "laid_over": laid_over,
        "has_model": editing.has_model,
        "errors": editing.errors,
        "taken_back": editing.taken_back,
        "target": editing.target,
    }
    if not editing.has_model:
        return context
    marked = Compared(replace(before, day=AT_LAST), replace(after, day=AT_LAST))
    return context | drawings(marked, units=editing.units, laid_over=laid_over)


def forms_of(editing, context: dict) -> dict:
    """The forms the reader may send: levers, submission, decision."""
    may_do, scenario = context["may"], context["scenario"]
    return {
        "levers": lever_forms(editing.document, editing.units) if may_do["change"] else [],
        "submit_form": SubmitForm() if may_do["submit"] else None,
        "undated": undated_additions(editing.document, editing.published) if may_do["submit"] else [],
        "decide_form": DecideForm(initial={"sha256": scenario.sha256}) if may_do["decide"] else None,
    }


def lever_forms(document: dict, units: str) -> list:
    """The levers that have something to act on."""
    made = [form(document, units=units) for form in LEVERS.values()]
    return [form for form in made if form.is_offered]
