"""What a fact may point at: the things of the document, by id, under their names."""

from collections.abc import Iterator
from typing import Any

from wells.engine.field_words import item_name

Document = dict[str, Any]
Choices = list[tuple[str, str]]

#: Field -> lists of the document whose items it names.
TARGETS = {
    "wellbore_id": ("wellbores",),
    "parent_id": ("wellbores",),
    "string_id": ("strings",),
    "behind": ("strings",),
    "shoe_of": ("strings",),
    "outer_string_id": ("strings",),
    "holds": ("strings",),
    "mounted_on": ("wellhead_sections", "trees"),
    "formation_id": ("formations",),
}


class References:
    """Choices of one document."""

    def __init__(self, document: Document):
        self.document = document
        self.names = {uid: name for lists in TARGETS.values() for uid, name in self._named(*lists)}

    def choices(self, field_name: str) -> Choices | None:
        """The things a field may name, None for a field that names none."""
        if field_name not in TARGETS:
            return None
        return list(self._named(*TARGETS[field_name]))

    def _named(self, *lists: str) -> Iterator[tuple[str, str]]:
        for name in lists:
            for item in self.document.get(name) or ():
                if isinstance(item, dict) and item.get("id"):
                    yield item["id"], told(name, item)


def told(list_name: str, item: Document, names: dict[str, str] | None = None) -> str:
    """What an item is called in a choice; what has left says when."""
    name = item_name(list_name, item, names or {})
    return f"{name}, until {item['valid_to']}" if item.get("valid_to") else name
