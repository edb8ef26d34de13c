"""Examples of the description: wells of the demo field, so that they are whole and consistent."""

from functools import cache
from pathlib import Path

from wells import documents
from wells.engine.document import dated

FOLDER = Path(documents.__file__).parent.parent / "demo"
#: The first well that has a part lends it.
WELLS = ("heron-a-12", "heron-a-07", "bra-a-04")


@cache
def document(name: str = WELLS[0]) -> dict:
    path = FOLDER / f"{name}.yaml"
    return dated(documents.read(path.read_bytes(), path.name))


def example_of(lists: tuple[str, ...]) -> dict | None:
    """The first item under these lists in a well of the demo field."""
    for name in WELLS:
        if (found := _first(document(name), lists)) is not None:
            return {key: value for key, value in found.items() if key != "stations"}
    return None


def _first(node: dict, lists: tuple[str, ...]) -> dict | None:
    for item in node.get(lists[0]) or []:
        found = item if len(lists) == 1 else _first(item, lists[1:])
        if found is not None:
            return found
    return None
