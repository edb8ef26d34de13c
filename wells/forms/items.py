"""An item of a well being edited: a form for its facts, and editors for what it owns, as deep as it goes."""

from dataclasses import dataclass, field

from django import forms

from wells.drafts.places import get, set_in
from wells.engine.document import copied
from wells.forms.fields import form_field
from wells.forms.layout import LIST_WORDS, WORDS, front, group_of
from wells.forms.references import References
from wells.forms.shapes import Shape

#: Rows one list of a form may have.
MOST_ROWS = 200
#: Lists that a new item begins with a blank row of: without one it says next to nothing.
OFFERED = ("sections", "columns", "layers", "gauges", "intervals")


@dataclass(frozen=True)
class Desk:
    """What every form of one editing page needs: the document for choices, the reader's units, what is wrong.

    `faults`: address -> fact name -> messages."""

    document: dict
    units: str
    faults: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    references: References = None

    def __post_init__(self):
        object.__setattr__(self, "references", self.references or References(self.document))


class ItemForm(forms.Form):
    """The facts of one item; names as the document writes them (`connection.burst_pa`)."""

    use_required_attribute = False

    def __init__(self, shape: Shape, item: dict, desk: Desk, *, address="", **options):
        initial = {field.name: get(item, field.path) for field in shape.fields}
        super().__init__(initial=initial, **options)
        self.shape, self.found = shape, desk.faults.get(address, {})
        for one in shape.fields:
            self.fields[one.name] = form_field(
                shape.noun, one, desk.references, desk.units, initial[one.name]
            )

    @property
    def errors(self):
        """What was typed wrongly; of a form that was not sent, the faults of the draft at these facts."""
        return super().errors if self.is_bound else self.found

    def merged(self, item: dict) -> dict:
        """The item with the facts that were changed; what was not touched keeps its exact value."""
        item = copied(item)
        for one in self.shape.fields:
            if one.name in self.changed_data:
                set_in(item, one.path, self.cleaned_data[one.name])
        return item

    # --- as the template shows it ---

    @property
    def front(self) -> list[forms.BoundField]:
        return [self[name] for name in front(self.shape.name, list(self.fields))]

    @property
    def groups(self) -> list[dict]:
        """What is not in front, by object: {key, words, fields, filled, bad}; provenance last."""
        first = set(front(self.shape.name, list(self.fields)))
        groups: dict[str, list] = {}
        for name in self.fields:
            if name not in first:
                groups.setdefault(group_of(name), []).append(self[name])
        ordered = sorted(groups.items(), key=lambda pair: (pair[0] == "source", pair[0] == ""))
        return [self._group(key, fields) for key, fields in ordered]

    @property
    def more(self) -> dict | None:
        """Everything behind the front in one fold, for a row of a list."""
        rest = [field for group in self.groups for field in group["fields"]]
        return self._group("", rest) if rest else None

    def _group(self, key, fields):
        return {
            "key": key,
            "words": "Source and remarks" if key == "source" else WORDS.get(key, key.replace("_", " ")),
            "fields": fields,
            "filled": sum(1 for one in fields if one.value() not in (None, "", [])),
            "bad": any(one.errors for one in fields),
        }


class Editor:
    """An item with what it owns. `prefix` names its fields; `address` is its place in the document."""

    def __init__(
        self, shape: Shape, item: dict, desk: Desk, *, address="", data=None, prefix="item", new=False
    ):
        self.shape, self.original, self.desk = shape, item, desk
        self.address, self.prefix, self.new = address, prefix, new
        self.form = ItemForm(
            shape, item, desk, address=address, data=data, prefix=prefix,
            empty_permitted=new and prefix != "item",
        )  # fmt: skip
        self.lists = [
            ListEditor(
                path, inner, item, desk, address=address, data=data, prefix=f"{prefix}/{path[-1]}", new=new
            )
            for path, inner in shape.lists
        ]

    @property
    def errors_of_all(self) -> list[str]:
        """Faults of the item that belong to no field of it."""
        told = {name for name in self.form.fields if name in self.form.found}
        return [text for name, texts in self.form.found.items() if name not in told for text in texts]

    @property
    def has_more(self) -> bool:
        """Whether anything stands under the row: faults, what it owns, what is not in front."""
        wrong = any(bound.errors for bound in self.form.front) or self.errors_of_all
        return bool(self.lists or self.form.more or wrong)

    @property
    def is_dropped(self) -> bool:
        return self.form.is_bound and self.form.data.get(f"{self.prefix}-drop") == "on"

    @property
    def is_blank(self) -> bool:
        """A row that was offered and not filled in."""
        return (
            self.new
            and not self.form.has_changed()
            and all(row.is_blank for rows in self.lists for row in rows.rows)
        )

    def is_valid(self) -> bool:
        return self.is_dropped or all(
            [self.form.is_valid() or self.is_blank, *(rows.is_valid() for rows in self.lists)]
        )

    def item(self, mint) -> dict:
        """What the item is now. `mint(words, taken)` gives an id to what has none."""
        item = self.form.merged(self.original)
        for rows in self.lists:
            set_in(item, rows.path, rows.items(mint))
        return item


class ListEditor:
    """The items of one list inside an item, one editor each; blank ones at the end to add."""

    def __init__(self, path, shape: Shape, owner: dict, desk: Desk, *, address, data, prefix, new=False):
        self.path, self.shape, self.prefix = path, shape, prefix
        self.before = get(owner, path)
        known = self.before if isinstance(self.before, list) else []
        self.data, self.count_name, self.none_name = data, f"{prefix}-rows", f"{prefix}-none"
        least = 1 if new and path[-1] in OFFERED else 0
        count = max(len(known), least) if data is None else _count(data, self.count_name, len(known))
        place = f"{address}/{'/'.join(path)}".strip("/")
        self.rows = [
            Editor(
                shape,
                known[n] if n < len(known) else {},
                desk,
                address=f"{place}/{_key(known[n], n)}" if n < len(known) else "",
                data=data,
                prefix=f"{prefix}/{n}",
                new=n >= len(known),
            )
            for n in range(count)
        ]

    @property
    def words(self) -> str:
        return LIST_WORDS.get(self.path[-1], self.path[-1].replace("_", " "))

    @property
    def may_state_none(self) -> bool:
        """Whether to ask if there are none: while there is no row but blank ones."""
        return all(row.new for row in self.rows)

    @property
    def says_none(self) -> bool:
        return self.data.get(self.none_name) == "on" if self.data is not None else self.before == []

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields in front, for the head of the table."""
        first = self.rows[0].form if self.rows else None
        return first.front if first else []

    def is_valid(self) -> bool:
        return all([row.is_valid() for row in self.rows])

    def items(self, mint) -> list | None:
        """The rows that stay. Without any the list says that there are none, where that was ticked."""
        kept = [row for row in self.rows if not row.is_dropped and not row.is_blank]
        if not kept:
            return [] if self.says_none else None
        taken = {row.original.get("id") for row in self.rows}
        result = []
        for row in kept:
            item = row.item(mint)
            if self.shape.has_id and not item.get("id"):
                item = {"id": mint(_words(self.shape, item), taken)} | item
                taken.add(item["id"])
            result.append(item)
        return result


def _count(data, name: str, known: int) -> int:
    """Rows that were sent; never fewer than the item has, never without end."""
    sent = str(data.get(name, ""))
    return min(max(int(sent) if sent.isdecimal() else 0, known), known + MOST_ROWS)


def _key(item, number: int) -> str:
    return str(item.get("id", number)) if isinstance(item, dict) else str(number)


def _words(shape: Shape, item: dict) -> str:
    if shape.name == "section":
        return "s1"
    day = (
        item.get("performed_on") or item.get("logged_on") or item.get("surveyed_on") or item.get("valid_from")
    )
    return f"{shape.name.replace('_', '-')}-{day}" if day else f"{shape.name.replace('_', '-')}-1"
