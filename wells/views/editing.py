"""Editing a well: the page with its open row, and the acts on one item. A draft and a what-if alike: an address
with `uid` is of a what-if."""

from dataclasses import replace

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from deepguard.acts import require
from deepguard.errors import RuleViolation
from deepguard.htmx import render_page
from wells.drafts.changes import carried, ended, put_back, stated_empty, struck, with_fact
from wells.drafts.places import NoSuchPlace, appended, found, put
from wells.forms.acts import MISTAKE, RemovalForm
from wells.forms.naming import id_words
from wells.pages.clocks import present_only
from wells.pages.editing.desk import HEADER, Editing, Opened, editing_of, page_of
from wells.pages.editing.parts import OF_LIST, part_of, part_or_404
from wells.pages.editing.target import Target, draft_target, scenario_target
from wells.pages.head import well_page
from wells.pages.links import link
from wells.pages.reading import well_or_404
from wells.pages.what_if import ribbon, scenario_or_404
from wells.services import drafts

DRAFT_PAGE, WHAT_IF_PAGE = "wells/architecture_page.html", "wells/what_if_edit_page.html"
PART = "wells/_architecture_part.html"


@require_GET
def page(request, pk, uid=None):
    opened = Opened(
        edit=request.GET.get("edit", ""), add=request.GET.get("add", ""), remove=request.GET.get("remove", "")
    )
    part = part_or_404(request.GET.get("part", "strings"))
    if uid or opened != Opened():
        well_or_404(request, pk)
        present_only(request, "Editing")
    return shown(request, pk, uid, part, opened)


@require_POST
def save(request, pk, uid=None):
    """One item: changed, or added to its list."""
    editing = editable(request, pk, uid)
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
        return shown(request, pk, uid, part, opened)
    if not opened.editor.is_valid():
        return shown(request, pk, uid, part, opened, status=422)
    saved = _save(editing.target, opened)
    return _after(request, pk, uid, part, edit=saved)


@require_POST
def remove(request, pk, uid=None):
    """Take an item out: until a day, or as never true."""
    editing = editable(request, pk, uid)
    address = request.POST.get("at", "")
    _refuse_gone(editing, address)
    form = RemovalForm(request.POST)
    if not form.is_valid():
        opened = Opened(remove=address, removal=form)
        return shown(request, pk, uid, part_of(address), opened, status=422)
    facts = form.cleaned_data
    also = _carried(editing, address) if facts["with_carried"] else []

    def make(document):
        if facts["how"] == MISTAKE:
            return struck(document, address, also=also)
        return ended(document, address, facts["day"], also=also)

    editing.target.change(make)
    return _after(request, pk, uid, part_of(address))


@require_POST
def restore_item(request, pk, uid=None):
    """An item as it is published: undoes what was made of it."""
    editing = editable(request, pk, uid)
    address = request.POST.get("at", "")
    if found(editing.document, address) is None and found(editing.published, address) is None:
        raise RuleViolation(
            f"The well has no such item, published or in your {editing.target.noun}.",
            code="place",
            status=404,
        )
    editing.target.change(lambda document: put_back(document, editing.published, address))
    return _after(request, pk, uid, part_of(address))


@require_POST
def none(request, pk, uid=None):
    """State that a list has no items, or take that back."""
    editing = editable(request, pk, uid)
    name, says_none = request.POST.get("to", ""), request.POST.get("none") == "yes"
    if name not in OF_LIST or editing.document.get(name):
        raise RuleViolation("The list has items, or there is no such list.", code="place", status=404)
    editing.target.change(lambda document: stated_empty(document, name, none=says_none))
    return _after(request, pk, uid, part_of(name))


@require_POST
def use(request, pk, uid=None):
    """Take the value that a fault offers."""
    editing = editable(request, pk, uid)
    wanted = request.POST.get("use", "")
    fix = next((one.fix for one in editing.faults if one.fix and one.fix.key == wanted), None)
    if fix is None:
        noun = editing.target.noun
        raise RuleViolation(f"That value is not offered any more: the {noun} has changed.", code="fix")
    path = tuple(fix.name.split("."))
    editing.target.change(lambda document: with_fact(document, fix.address, path, fix.value))
    return _after(request, pk, uid, part_of(fix.address))


def shown(request, pk, uid, part, opened, *, status=200, **more):
    """The page, or its part, with what is open."""
    context = well_page(request, pk, tab="what_if" if uid else "architecture")
    whole = WHAT_IF_PAGE if uid else DRAFT_PAGE
    if context["document"] is None and not uid:
        return render(request, whole, context, status=status)
    clocks, target = context["clocks"], target_of(request, context["well"], uid)
    may_edit = target.may_edit(clocks)
    editing = editing_of(target, published=None if clocks.is_past else context["document"])
    if target.is_draft and not may_edit:
        editing = Editing(replace(target, kept=None), context["document"], context["document"], editing.units)
    context |= page_of(editing, part, opened, may_edit=may_edit, today=timezone.localdate())
    context |= {
        "effects_url": target.effects,
        "trajectory_url": link("wells:trajectory", pk) if target.is_draft else None,
        "query_more": clocks.more,
    }
    if uid:
        context |= ribbon(target.kept, request.user)
    return render_page(request, whole, PART, context | more, status=status)


def target_of(request, well, uid) -> Target:
    """The reader's draft of the well, or the what-if they see (404)."""
    if uid is None:
        return draft_target(well, request.user)
    return scenario_target(scenario_or_404(request, well, uid), request.user)


def editable(request, pk, uid) -> Editing:
    """What the person sees (404) and may edit (403)."""
    well = well_or_404(request, pk)
    if uid is None:
        require(request.user, "well.edit", well)
    target = target_of(request, well, uid)
    if uid is not None:
        require(request.user, "scenario.create", well)
    return editing_of(target)


def _refuse_gone(editing, address) -> None:
    if editing.shape(address) is None:
        raise RuleViolation(
            f"The {editing.target.noun} has no such item any more. Load the page again.",
            code="place",
            status=404,
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


def _save(target: Target, opened) -> str:
    """Write the item; its address."""
    editor = opened.editor
    address = opened.edit

    def make(document):
        nonlocal address
        mint = drafts.mint(target.well, document)
        item = editor.item(mint)
        if address == HEADER:
            return item
        if address:
            return put(document, address, item)
        item = {"id": mint(id_words(opened.add, item))} | item
        address = f"{opened.add}/{item['id']}"
        return appended(document, opened.add, item)

    try:
        target.change(make)
    except NoSuchPlace:
        raise RuleViolation(
            f"The item left the {target.noun} meanwhile. Load the page again.", code="place"
        ) from None
    return address


def _carried(editing, address) -> list[str]:
    return [f"components/{item['id']}" for item in carried(editing.document, address)]


def _after(request, pk, uid, part, edit=""):
    """The part again: with the item still open where it has errors."""
    target = target_of(request, well_or_404(request, pk), uid)
    opened = Opened()
    if edit:
        editing = editing_of(target)
        own = "" if edit == HEADER else edit
        if any(one.is_error and _lies_in(one, own) for one in editing.faults):
            opened = Opened(edit=edit)
    if request.htmx:
        return shown(request, pk, uid, part, opened, saved=True)
    return redirect(part_url(target, part, edit=opened.edit))


def _lies_in(fault, address: str) -> bool:
    return fault.row == address if address else fault.part == HEADER


def part_url(target: Target, part, **more) -> str:
    query = {"part": part.key} | {key: value for key, value in more.items() if value}
    return f"{target.page}?{urlencode(query)}"
