"""Editing a well: the page with its open row, and the acts on a person's draft."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from deepguard.acts import require
from deepguard.errors import RuleViolation, Stale
from deepguard.htmx import render_page
from wells.drafts.changes import carried, ended, put_back, stated_empty, struck, with_fact
from wells.drafts.places import NoSuchPlace, appended, found, put
from wells.engine.compare import compare
from wells.forms.acts import MISTAKE, PublishForm, RemovalForm
from wells.forms.naming import id_words
from wells.pages.clocks import present_only
from wells.pages.editing.desk import HEADER, Opened, editing_of, may_edit_well, page_of
from wells.pages.editing.parts import OF_LIST, part_of, part_or_404
from wells.pages.head import well_page
from wells.pages.links import link
from wells.pages.reading import well_or_404
from wells.services import drafts
from wells.services.drafts import Evidence

PAGE, PART = "wells/architecture_page.html", "wells/_architecture_part.html"


@require_GET
def page(request, pk):
    opened = Opened(
        edit=request.GET.get("edit", ""), add=request.GET.get("add", ""), remove=request.GET.get("remove", "")
    )
    part = part_or_404(request.GET.get("part", "strings"))
    if opened != Opened():
        well_or_404(request, pk)
        present_only(request, "Editing")
    return shown(request, pk, part, opened)


@require_POST
def save(request, pk):
    """One item of the draft: changed, or added to its list."""
    well = editable(request, pk)
    editing = editing_of(well, request.user)
    address, list_name = request.POST.get("at", ""), request.POST.get("to", "")
    data = _with_more_rows(request.POST)
    if list_name:
        part = part_of(list_name)
        if list_name not in {listed.name for listed in part.lists}:
            raise RuleViolation("There is no such list in a well.", code="place", status=404)
        opened = Opened(add=list_name, editor=editing.new_editor(list_name, data))
    else:
        part = part_of(address)
        _refuse_gone(editing, address)
        opened = Opened(edit=address, editor=editing.editor(address, data))
    if "_add" in request.POST:
        return shown(request, pk, part, opened)
    if not opened.editor.is_valid():
        return shown(request, pk, part, opened, status=422)
    saved = _save(request, well, opened)
    return _after(request, pk, part, edit=saved)


@require_POST
def remove(request, pk):
    """Take an item out: until a day, or as never true."""
    well = editable(request, pk)
    editing = editing_of(well, request.user)
    address = request.POST.get("at", "")
    _refuse_gone(editing, address)
    form = RemovalForm(request.POST)
    if not form.is_valid():
        return shown(request, pk, part_of(address), Opened(remove=address, removal=form), status=422)
    facts = form.cleaned_data
    also = _carried(editing, address) if facts["with_carried"] else []

    def make(document):
        if facts["how"] == MISTAKE:
            return struck(document, address, also=also)
        return ended(document, address, facts["day"], also=also)

    drafts.change(well, by=request.user, make=make)
    return _after(request, pk, part_of(address))


@require_POST
def restore_item(request, pk):
    """An item as it is published: undoes what the draft made of it."""
    well = editable(request, pk)
    editing = editing_of(well, request.user)
    address = request.POST.get("at", "")
    if found(editing.document, address) is None and found(editing.published, address) is None:
        raise RuleViolation(
            "The well has no such item, published or in your draft.", code="place", status=404
        )
    drafts.change(well, by=request.user, make=lambda doc: put_back(doc, editing.published, address))
    return _after(request, pk, part_of(address))


@require_POST
def none(request, pk):
    """State that a list has no items, or take that back."""
    well = editable(request, pk)
    name, says_none = request.POST.get("to", ""), request.POST.get("none") == "yes"
    editing = editing_of(well, request.user)
    if name not in OF_LIST or editing.document.get(name):
        raise RuleViolation("The list has items, or there is no such list.", code="place", status=404)
    drafts.change(well, by=request.user, make=lambda document: stated_empty(document, name, none=says_none))
    return _after(request, pk, part_of(name))


@require_POST
def use(request, pk):
    """Take the value that a fault offers."""
    well = editable(request, pk)
    editing = editing_of(well, request.user)
    wanted = request.POST.get("use", "")
    fix = next((one.fix for one in editing.faults if one.fix and one.fix.key == wanted), None)
    if fix is None:
        raise RuleViolation("That value is not offered any more: the draft has changed.", code="fix")
    path = tuple(fix.name.split("."))
    drafts.change(
        well, by=request.user, make=lambda document: with_fact(document, fix.address, path, fix.value)
    )
    return _after(request, pk, part_of(fix.address))


@require_POST
def publish(request, pk):
    """The draft becomes the next revision; 409 where the well has moved on, and the draft stays."""
    well = editable(request, pk)
    part = part_or_404(request.POST.get("part", "strings"))
    form = PublishForm(request.POST, request.FILES)
    editing = editing_of(well, request.user)
    if editing.draft and editing.draft.is_behind:
        return _moved(request, well, editing)
    if not form.is_valid() or editing.errors:
        return shown(request, pk, part, Opened(), status=422, publish_form=form)
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
        return _moved(request, well, editing_of(well, request.user))
    messages.success(request, f"Revision {revision.number} is published.")
    return redirect(part_url(pk, part))


@require_POST
def discard(request, pk):
    well = editable(request, pk)
    drafts.discard(well, by=request.user)
    messages.success(request, f"Your draft is discarded. {well} stands as revision {well.head} says.")
    return redirect(part_url(pk, part_or_404(request.POST.get("part", "strings"))))


@require_POST
def rebase(request, pk):
    """Carry the draft over to the current revision."""
    well = editable(request, pk)
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
    return redirect(part_url(pk, part_or_404(request.POST.get("part", "strings"))))


def editable(request, pk):
    """The well, where the person sees it (404) and may edit it (403)."""
    well = well_or_404(request, pk)
    require(request.user, "well.edit", well)
    return well


def _refuse_gone(editing, address) -> None:
    if editing.shape(address) is None:
        raise RuleViolation(
            "The draft has no such item any more. Load the page again.", code="place", status=404
        )


def _with_more_rows(posted):
    """The form as sent; with one more row in the list whose “add” was pressed."""
    name = posted.get("_add")
    if not name:
        return posted
    data = posted.copy()
    rows = data.get(name, "0")
    data[name] = str(int(rows) + 1 if rows.isdecimal() else 1)
    return data


def _save(request, well, opened) -> str:
    """Write the item into the draft; its address."""
    editor = opened.editor
    address = opened.edit

    def make(document):
        nonlocal address
        mint = drafts.mint(well, document)
        item = editor.item(mint)
        if address == HEADER:
            return item
        if address:
            return put(document, address, item)
        item = {"id": mint(id_words(opened.add, item))} | item
        address = f"{opened.add}/{item['id']}"
        return appended(document, opened.add, item)

    try:
        drafts.change(well, by=request.user, make=make)
    except NoSuchPlace:
        raise RuleViolation("The item left the draft meanwhile. Load the page again.", code="place") from None
    return address


def _carried(editing, address) -> list[str]:
    return [f"components/{item['id']}" for item in carried(editing.document, address)]


def _evidence(file) -> Evidence | None:
    return Evidence(file.name, file.read(), file.content_type or "") if file else None


def _after(request, pk, part, edit=""):
    """The part again: with the item still open where it has errors."""
    well = well_or_404(request, pk)
    opened = Opened()
    if edit:
        editing = editing_of(well, request.user)
        own = "" if edit == HEADER else edit
        if any(one.is_error and _lies_in(one, own) for one in editing.faults):
            opened = Opened(edit=edit)
    if request.htmx:
        return shown(request, pk, part, opened, saved=True)
    return redirect(part_url(pk, part, edit=opened.edit))


def _lies_in(fault, address: str) -> bool:
    return fault.row == address if address else fault.part == HEADER


def shown(request, pk, part, opened, *, status=200, **more):
    context = well_page(request, pk, tab="architecture")
    if context["document"] is None:
        return render(request, PAGE, context, status=status)
    clocks = context["clocks"]
    may_edit = may_edit_well(request.user, context["well"], clocks)
    editing = editing_of(
        context["well"], request.user, published=None if clocks.is_past else context["document"]
    )
    if clocks.is_past or not may_edit:
        editing.draft, editing.document = None, context["document"]
        editing.published = context["document"]
    context |= page_of(editing, part, opened, may_edit=may_edit, today=timezone.localdate())
    context |= {
        "effects_url": link("integrity:effects", pk),
        "trajectory_url": link("wells:trajectory", pk),
        "query_more": clocks.more,
    }
    return render_page(request, PAGE, PART, context | more, status=status)


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


def part_url(pk, part, **more) -> str:
    query = {"part": part.key} | {key: value for key, value in more.items() if value}
    return f"{reverse('wells:architecture', args=[pk])}?{urlencode(query)}"
