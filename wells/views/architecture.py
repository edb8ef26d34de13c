"""A person's draft of a well as a whole: publish it, discard it, bring it up to date."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from deepguard.acts import require
from deepguard.errors import Stale
from wells.engine.compare import compare
from wells.forms.acts import PublishForm
from wells.pages.editing.desk import Opened, editing_of
from wells.pages.editing.parts import part_or_404
from wells.pages.editing.target import draft_target
from wells.pages.head import well_page
from wells.pages.reading import well_or_404
from wells.services import drafts
from wells.services.drafts import Evidence
from wells.views.editing import part_url, shown


@require_POST
def publish(request, pk):
    """The draft becomes the next revision; 409 where the well has moved on, and the draft stays."""
    well = _editable(request, pk)
    part = part_or_404(request.POST.get("part", "strings"))
    form = PublishForm(request.POST, request.FILES)
    editing = editing_of(draft_target(well, request.user))
    if editing.draft and editing.draft.is_behind:
        return _moved(request, well, editing)
    if not form.is_valid() or editing.errors or editing.taken_back:
        return shown(request, pk, None, part, Opened(), status=422, publish_form=form)
    facts = form.cleaned_data
    try:
        revision = drafts.publish(
            well,
            by=request.user,
            reason=facts["reason"],
            true_since=facts["true_since"],
            evidence=_evidence(facts["evidence"]),
        )
    except Stale:  # published by someone else after the page was read: shown with what they changed
        well.refresh_from_db()
        return _moved(request, well, editing_of(draft_target(well, request.user)))
    messages.success(request, f"Revision {revision.number} is published.")
    return _back(request, well)


@require_POST
def what_if(request, pk):
    """The draft becomes a what-if, to be submitted to a second person."""
    well = _editable(request, pk)
    require(request.user, "scenario.create", well)
    scenario = drafts.into_what_if(well, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, "Your draft is a what-if now: read what it does, then submit it.")
    return redirect("integrity:what_if", well.pk, scenario.uid)


@require_POST
def discard(request, pk):
    well = _editable(request, pk)
    drafts.discard(well, by=request.user)
    messages.success(request, f"Your draft is discarded. {well} stands as revision {well.head} says.")
    return _back(request, well)


@require_POST
def rebase(request, pk):
    """Carry the draft over to the current revision."""
    well = _editable(request, pk)
    draft = drafts.rebase(well, by=request.user)
    count = len(draft.conflicts) if draft else 0
    if count:
        told = "fact that both changed keeps its" if count == 1 else "facts that both changed keep their"
        messages.warning(
            request, f"Your draft stands on revision {well.head} now. {count} {told} published value."
        )
    else:
        messages.success(
            request, f"Your draft stands on revision {well.head} now; all your changes were kept."
        )
    return _back(request, well)


def _editable(request, pk):
    """The well, where the person sees it (404) and may edit it (403)."""
    well = well_or_404(request, pk)
    require(request.user, "well.edit", well)
    return well


def _evidence(file) -> Evidence | None:
    return Evidence(file.name, file.read(), file.content_type or "") if file else None


def _moved(request, well, editing):
    """409: what the others published, and the way to bring the draft up to it."""
    now = drafts.published(well, well.head)
    context = well_page(request, well.pk, tab="architecture") | {
        "draft": editing.draft,
        "others": compare(editing.published, now),
        "mine": editing.comparison,
        "revisions": well.revisions.filter(number__gt=editing.draft.based_on).select_related("by"),
        "part": part_or_404(request.POST.get("part", "strings")),
    }
    return render(request, "wells/draft_moved_page.html", context, status=409)


def _back(request, well):
    part = part_or_404(request.POST.get("part", "strings"))
    return redirect(part_url(draft_target(well, request.user), part))
