"""What the schema of the well document says of a noun, for tables, forms and serializers to follow."""

import json
from functools import cache
from pathlib import Path

SCHEMA_FILE = Path(__file__).parent.parent / "engine" / "schema" / "well-1.schema.json"
ABBREVIATIONS = {"esp", "pcp", "co2", "lot", "xlot", "fit", "gtl", "mwd", "api"}


@cache
def schema() -> dict:
    return json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))


def definition(noun: str) -> dict:
    """The schema of a noun by its name in `$defs`; `well` is the whole document."""
    return schema() if noun == "well" else schema()["$defs"][noun]


def resolved(part: dict) -> dict:
    """The part itself, or what its reference names; what stands beside the reference wins."""
    if "$ref" not in part:
        return part
    beside = {key: value for key, value in part.items() if key != "$ref"}
    return definition(part["$ref"].rsplit("/", 1)[-1]) | beside


def part_of(noun: str, *path: str) -> dict:
    """The schema of a property of a noun, e.g. ('string', 'kind') or ('section', 'connection', 'name')."""
    part = definition(noun)
    for step in path:
        part = resolved(part["properties"][step])
    return part


def words(noun: str, *path: str) -> tuple[str, ...]:
    """The words a property may have."""
    return tuple(word for word in part_of(noun, *path)["enum"] if word is not None)


def choices(noun: str, *path: str) -> list[tuple[str, str]]:
    """Word and label of each, as model and form fields take them."""
    return [(word, label(word)) for word in words(noun, *path)]


def label(word: str) -> str:
    """
    >>> label("gas_lift_valve"), label("esp"), label("xlot")
    ('Gas lift valve', 'ESP', 'XLOT')
    """
    parts = [part.upper() if part in ABBREVIATIONS else part for part in word.split("_")]
    text = " ".join(parts)
    return text[:1].upper() + text[1:]
