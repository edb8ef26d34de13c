"""The editing page of a well: what a draft or what-if says, what is wrong with it, what it changes."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from deepguard.acts import ACTS
from deepguard.roles import Role
from wells.documents import check
from wells.drafts import faults as drafted
from wells.drafts.changes import carried, undated_additions
from wells.drafts.places import found
from wells.engine.adverse import AdverseFact, weakened
from wells.engine.compare import Comparison, compare
from wells.engine.document import at
from wells.engine.field_words import fact_words
from wells.forms.acts import PublishForm, RemovalForm
from wells.forms.items import Desk, Editor
from wells.forms.shapes import Shape, shape, top_lists
from wells.models import Draft, Scenario, Well
from wells.pages.editing.parts import OF_LIST, PARTS, Part
from wells.pages.editing.table import Table, names_of, table
from wells.pages.editing.target import Target
from wells.pages.schematic import schematic_of
from wells.schematic import Overlay

HEADER = "header"
#: Rules about what is named and how things hang together: without them no model of a day can be made.
NO_MODEL = {"rule-1", "rule-2", "rule-3", "rule-6"}


@dataclass
class Editing:
    """What an editor shows of its target; without a draft, what is published."""

    target: Target
    published: dict
    document: dict
    units: str

    @property
    def well(self) -> Well:
        return self.target.well

    @property
    def draft(self) -> Draft | Scenario | None:
        return self.target.kept

    @cached_property
    def comparison(self) -> Comparison:
        return compare(self.published, self.document)

    @cached_property
    def raw_faults(self) -> list:
        return check(self.document)

    @cached_property
    def faults(self) -> list[drafted.Placed]:
        return drafted.placed(self.document, self.raw_faults)

    @cached_property
    def taken_back(self) -> list[AdverseFact]:
        """Adverse facts that leave with it: a second person has to agree."""
        return weakened(self.published, self.document)

    @property
    def errors(self) -> list[drafted.Placed]:
        return [one for one in self.faults if one.is_error]

    @property
    def has_model(self) -> bool:
        """Whether a model of a day can be made of the draft."""
        return not any(
            one.severity == "error" and (not one.code.startswith("rule-") or one.code in NO_MODEL)
            for one in self.raw_faults
        )

    @cached_property
    def forms(self) -> Desk:
        return Desk(self.document, self.units, drafted.by_address(self.faults))

    def shape(self, address: str) -> Shape | None:
        """The shape of the item at an address; None where nothing can be edited there."""
        if address == HEADER:
            return shape("well")
        name, *rest = address.split("/")
        is_there = len(rest) == 1 and found(self.document, address) is not None
        return top_lists().get(name) if is_there else None

    def editor(self, address: str, data=None) -> Editor:
        return Editor(self.shape(address), self.item(address), self.forms, address=_own(address), data=data)

    def new_editor(self, list_name: str, data=None) -> Editor:
        return Editor(top_lists()[list_name], {}, self.forms, data=data, new=True)

    def item(self, address: str) -> dict:
        return found(self.document, _own(address))

    def marks(self) -> list[Overlay]:
        words = {"added": "added", "changed": "changed"}
        return [
            Overlay(uid, words[kind], words[kind])
            for uid, kind in self.comparison.marks.items()
            if kind in words
        ]

    def drawing(self):
        """The well of the present day as the draft says it, with what differs marked; None with errors that
        leave no model."""
        if not self.has_model:
            return None
        return schematic_of(at(self.document), self.units, overlay=self.marks())


def editing_of(target: Target, *, published: dict | None = None) -> Editing:
    """What a target says, or what is published where there is nothing yet. `published`: the current document,
    where the caller has read it."""
    own, units = target.document(), target.by.units
    is_current = target.kept is None or not target.kept.is_behind
    before = published if published is not None and is_current else target.published()
    return Editing(target, before, before if own is None else own, units)


@dataclass
class Opened:
    """What is open on the page: an item edited, one being added, one being taken out."""

    edit: str = ""
    add: str = ""
    remove: str = ""
    editor: Editor | None = None
    removal: RemovalForm | None = None


def page_of(editing: Editing, part: Part, opened: Opened, *, may_edit: bool, today) -> dict[str, Any]:
    """The context of the editing page and of its parts."""
    tables = [
        table(
            listed,
            editing.document,
            editing.published,
            editing.comparison,
            editing.faults,
            noun=editing.target.noun,
        )
        for listed in part.lists
    ]
    header = editing.editor(HEADER) if part.key == HEADER else None
    if may_edit:
        _open(editing, tables, opened)
    return {
        "editing": editing,
        "target": editing.target,
        "draft": editing.draft,
        "part": part,
        "segments": _segments(editing, part),
        "tables": tables,
        "header": header,
        "header_open": may_edit and opened.edit == HEADER,
        "header_editor": opened.editor if opened.edit == HEADER and opened.editor else header,
        "header_mark": any(one.noun == HEADER for one in editing.comparison.items),
        "loose": [one for one in editing.faults if not one.row and one.part in _names(part)],
        "may_edit": may_edit,
        "who_may": ", ".join(sorted(Role(role).label for role in ACTS["well.edit"])),
        "drawing": editing.drawing(),
        "count": editing.comparison.count,
        "next_revision": editing.well.head + 1,
        "publish_form": PublishForm(initial={"true_since": today}),
        "undated": [_called(editing, address) for address in _undated(editing)],
        "conflicts": _conflicts(editing),
    }


def _own(address: str) -> str:
    return "" if address == HEADER else address


def _names(part: Part) -> set[str]:
    return {part.key, *(listed.name for listed in part.lists)}


def _open(editing: Editing, tables: list[Table], opened: Opened) -> None:
    """Put the open editor or removal into its row."""
    for one in tables:
        if opened.add == one.listed.name:
            one.adding = opened.editor or editing.new_editor(opened.add)
        for row in one.rows:
            if row.address == opened.edit and editing.shape(opened.edit):
                row.editor = opened.editor or editing.editor(opened.edit)
            if row.address == opened.remove and editing.shape(opened.remove):
                row.removal = {
                    "form": opened.removal or RemovalForm(),
                    "carried": [
                        names_of(editing.document).names.get(item["id"], item["id"])
                        for item in carried(editing.document, row.address)
                    ],
                }


def _segments(editing: Editing, current: Part) -> list[dict]:
    errors: dict[str, int] = {}
    for one in editing.errors:
        key = OF_LIST[one.part].key if one.part in OF_LIST else HEADER
        errors[key] = errors.get(key, 0) + 1
    return [
        {"key": part.key, "word": part.word, "current": part is current, "errors": errors.get(part.key, 0)}
        for part in PARTS
    ]


def _undated(editing: Editing) -> list[str]:
    return undated_additions(editing.document, editing.published) if editing.draft else []


def _called(editing: Editing, address: str) -> str:
    uid = address.split("/")[1]
    return names_of(editing.document).names.get(uid, uid)


def _conflicts(editing: Editing) -> list[dict]:
    """Facts that the draft and a revision both changed, in words."""
    return in_words(editing.draft.conflicts, editing.document) if editing.draft else []


def in_words(conflicts: list[dict], document: dict) -> list[dict]:
    """Conflicts with the words of their place, and the fact whose unit their values have."""
    names = names_of(document).names
    return [
        one | {"words": _place_words(one["address"], names), "fact": one["address"].split("/")[-1]}
        for one in conflicts
    ]


def _place_words(address: str, names: dict[str, str]) -> str:
    steps = address.split("/")
    if len(steps) > 1 and steps[1] in names:
        return f"{names[steps[1]]}, {fact_words(tuple(steps[2:]))}"
    return fact_words(tuple(steps))
