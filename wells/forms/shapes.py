"""What can be edited of each noun of a well document: read from the registry, so that nothing can be forgotten.

shape("string")        its fields, and the lists inside it with their shapes
shape("well")          the header, with its dated facts
shape_at("strings/casing-9-5-8/sections")   the shape of the items at an address
"""

from dataclasses import dataclass
from functools import cache, cached_property

from wells.record import schema
from wells.record.nouns import NOUNS, Field, Noun, Path, noun

#: Shown and kept, and written by other doors: stations come with a survey import.
READ_ONLY = {("survey_run", "stations"), ("survey_run", "stations_sha256")}
SOURCE = "source"


@dataclass(frozen=True)
class Inline(Noun):
    """The objects of a list that is one fact of its noun: intervals of a wall log, points of a temperature."""

    path: Path = ()

    @property
    def schema(self) -> dict:
        return schema.resolved(schema.part_of(self.definition, *self.path)["items"])

    @property
    def label(self) -> str:
        return self.name


@dataclass(frozen=True)
class Shape:
    """What a form of a noun holds. `noun` gives the fields; `name` the word for one."""

    noun: Noun

    @property
    def name(self) -> str:
        return self.noun.name

    @property
    def label(self) -> str:
        return str(self.noun.label)

    @property
    def has_id(self) -> bool:
        return self.noun.has_uid and self.name != "well"

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every fact a person writes; provenance as its own facts: `source.document`, `source.page` …"""
        return tuple(part for field in self.noun.fields for part in _parts(self.noun, field))

    @cached_property
    def lists(self) -> tuple[tuple[Path, "Shape"], ...]:
        """Lists inside it: their path and the shape of their items."""
        owned = [
            (path, _of_place(inner, path))
            for path, inner, _ in self.noun.lists
            if self.name != "well" or path[0] == "header"
        ]
        return (*owned, *_inline_lists(self.noun))


@cache
def shape(name: str) -> Shape:
    return Shape(noun(name))


@cache
def fact_shape(name: str) -> Shape:
    """A dated fact of the header with its own words, e.g. `status`."""
    return Shape(Noun("fact", noun("fact").model, definition=f"{name}_fact"))


@cache
def top_lists() -> dict[str, Shape]:
    """The lists of the document by their name: `strings`, `cement` …"""
    owned = noun("well").lists
    return {path[0]: shape(inner.name) for path, inner, _ in owned if path[0] != "header"}


def nouns_edited() -> set[str]:
    """Names of the nouns that some form holds."""
    seen: set[str] = set()

    def walk(one: Shape):
        seen.add(one.name)
        for _, inner in one.lists:
            walk(inner)

    for one in (shape("well"), *top_lists().values()):
        walk(one)
    return seen & {noun.name for noun in NOUNS}


def _of_place(inner: Noun, path: Path) -> Shape:
    return fact_shape(path[-1]) if inner.name == "fact" else shape(inner.name)


def _parts(owner: Noun, field: Field):
    if field.name == "id" or (owner.name, field.column) in READ_ONLY or _is_inline(owner, field):
        return
    if field.path[-1] == SOURCE and field.kind == "json":
        yield from _source_parts(field)
    else:
        yield field


def _source_parts(field: Field):
    part = schema.definition(SOURCE)
    for name, found in part["properties"].items():
        words = tuple(word for word in found.get("enum", ()) if word is not None)
        kind = "word" if words else "day" if found.get("format") == "date" else "text"
        path = (*field.path, name)
        yield Field(path, "_".join(path), kind, False, words, found.get("description", ""))


def _is_inline(owner: Noun, field: Field) -> bool:
    if field.kind != "json" or isinstance(owner, Inline) or owner.name == "well":
        return False
    part = schema.part_of(owner.definition or owner.name, *field.path)
    return "properties" in schema.resolved(part.get("items", {}))


def _inline_lists(owner: Noun):
    for field in owner.fields:
        if _is_inline(owner, field) and (owner.name, field.column) not in READ_ONLY:
            name = field.path[-1].removesuffix("s")
            definition = owner.definition or owner.name
            yield field.path, Shape(Inline(name, None, definition=definition, path=field.path))
