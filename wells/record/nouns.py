"""The one place that says which table holds which noun of the well document.

A noun has the fields of its schema definition; its table has a column of the same name for each, with the
names of nested objects in front (`connection.burst_pa` stands in `connection_burst_pa`) and `uid` for `id`.
Dump, load, forms, serializers and the field-list test all read this registry, so that none can drift.

    NOUNS                 all of them, owners before what they own
    noun("string")        one of them
    noun_of(TubularString)  the noun a table holds
    noun("string").fields   its fields: path, column, kind, required, words, description
"""

from dataclasses import dataclass
from functools import cache, cached_property

from wells import models
from wells.record import schema

Path = tuple[str, ...]
#: Columns every row has beside its fields.
BESIDE = ("id", "well_id", "ordinal", "present", "private", "known_empty")


@dataclass(frozen=True)
class Field:
    """One fact of a noun. `kind`: text, word, number, integer, flag, day, or json for sources and value lists."""

    path: Path
    column: str
    kind: str
    required: bool
    words: tuple[str, ...]
    description: str

    @property
    def name(self) -> str:
        """As the document writes it, e.g. `connection.burst_pa`."""
        return ".".join(self.path)


@dataclass(frozen=True)
class Place:
    """A list the noun stands in: of which owner, under which path, by which key; `fixed` columns tell lists of
    one owner apart."""

    owner: str
    path: Path
    key: str = "well_id"
    fixed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Noun:
    """`definition` names the schema; `renamed` the columns that are called otherwise than their path."""

    name: str
    model: type
    places: tuple[Place, ...] = ()
    definition: str = ""
    renamed: tuple[tuple[str, str], ...] = ()
    uid_scope: str = "well"

    @property
    def schema(self) -> dict:
        return schema.definition(self.definition or self.name)

    @property
    def has_uid(self) -> bool:
        return "id" in self.schema["properties"]

    @property
    def label(self) -> str:
        return self.model._meta.verbose_name

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return tuple(_fields(self, self.schema, ()))

    @cached_property
    def objects(self) -> tuple[Path, ...]:
        """Paths of the nested objects, outer before inner."""
        return tuple(_objects(self, self.schema, ()))

    @cached_property
    def lists(self) -> tuple[tuple[Path, "Noun", Place], ...]:
        """What it owns: path, noun, and the place of that noun."""
        return tuple(
            (place.path, noun, place) for noun in NOUNS for place in noun.places if place.owner == self.name
        )

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Every concrete column of the table in its order, the key first."""
        return tuple(column.attname for column in self.model._meta.concrete_fields)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Columns that lead to its owners."""
        return tuple(dict.fromkeys(place.key for place in self.places))

    def field(self, column: str) -> Field:
        return next(field for field in self.fields if field.column == column)


def _fields(noun, part, path):
    required = part.get("required", ())
    for name, given in part["properties"].items():
        here, found = (*path, name), schema.resolved(given)
        if "const" in found or _is_list_of_noun(noun, here):
            continue
        if _is_object(found):
            yield from _fields(noun, found, here)
            continue
        yield Field(
            path=here,
            column=_column(noun, here),
            kind=_kind(found),
            required=name in required,
            words=tuple(word for word in found.get("enum", ()) if word is not None),
            description=found.get("description", ""),
        )


def _objects(noun, part, path):
    for name, given in part["properties"].items():
        found = schema.resolved(given)
        if _is_object(found):
            yield (*path, name)
            yield from _objects(noun, found, (*path, name))


def _is_list_of_noun(noun, path) -> bool:
    return any(path == owned for owned, _, _ in noun.lists)


def _types(part) -> tuple[str, ...]:
    given = part.get("type", ())
    return (given,) if isinstance(given, str) else tuple(given)


def _is_object(part) -> bool:
    """An object with columns of its own; a source or a mapping of sources is one fact."""
    return "object" in _types(part) and "properties" in part and "document" not in part["properties"]


def _kind(part) -> str:
    types = _types(part)
    if "enum" in part:
        return "word"
    if "array" in types or "object" in types:
        return "json"
    if "boolean" in types:
        return "flag"
    if "integer" in types:
        return "integer"
    if "number" in types:
        return "number"
    return "day" if part.get("format") == "date" else "text"


def _column(noun, path) -> str:
    name = "_".join(path)
    if name == "id":
        return "uid"
    return dict(noun.renamed).get(name, name)


def _of_well(name, model, path, **more):
    return Noun(name, model, (Place("well", (path,)),), **more)


def _of(owner, name, model, path, **more):
    return Noun(name, model, (Place(owner, (path,), f"{owner}_id"),), **more)


HEADER = (
    "name", "uwi", "field", "environment", "sour",
    "position_latitude_deg", "position_longitude_deg", "position_crs",
)  # fmt: skip
HEADER_PLACES = ("operator", "asset", "hub", "facility")

NOUNS: tuple[Noun, ...] = (
    Noun(
        "well",
        models.Well,
        renamed=(
            *((f"header_{name}", name) for name in HEADER),
            *((f"header_{name}", f"{name}_name") for name in HEADER_PLACES),
        ),
    ),
    Noun(
        "fact",
        models.WellFact,
        tuple(
            Place("well", ("header", name), fixed=(("name", name),)) for name in models.FactName.values
        ),
        definition="status_fact",
    ),
    _of_well("datum", models.Datum, "datum"),
    _of_well("wellbore", models.Wellbore, "wellbores"),
    _of("wellbore", "survey_run", models.SurveyRun, "survey_runs"),
    _of_well("hole", models.HoleSection, "holes"),
    _of_well("string", models.TubularString, "strings"),
    _of("string", "section", models.StringSection, "sections", uid_scope="owner"),
    _of("string", "wall_log", models.WallLog, "wall_logs"),
    _of_well("cement", models.CementInterval, "cement"),
    _of("cement", "evaluation", models.CementEvaluation, "evaluations"),
    _of_well("component", models.Component, "components"),
    _of_well("wellhead_section", models.WellheadSection, "wellhead_sections"),
    _of_well("tree", models.Tree, "trees"),
    _of_well("annulus", models.Annulus, "annuli"),
    _of("annulus", "gauge", models.Gauge, "gauges"),
    _of("annulus", "column", models.FluidColumn, "columns"),
    _of_well("bore_content", models.BoreContent, "bore_contents"),
    Noun(
        "test",
        models.ItemTest,
        (Place("component", ("tests",), "component_id"), Place("annulus", ("tests",), "annulus_id")),
        uid_scope="owner",
    ),
    Noun(
        "layer",
        models.FluidLayer,
        (Place("column", ("layers",), "column_id"), Place("bore_content", ("layers",), "bore_content_id")),
    ),
    _of_well("formation_strength", models.FormationStrength, "formation_strength"),
    _of_well("formation", models.Formation, "formations"),
    _of("formation", "formation_pressure", models.FormationPressure, "pressures"),
    _of_well("communication", models.Communication, "communications"),
    _of_well("fluids_policy", models.FluidsPolicy, "fluids_policy"),
    _of_well("rules", models.Rules, "rules"),
    _of_well("gap", models.Gap, "gaps"),
)  # fmt: skip
WELL, ITEMS = NOUNS[0], NOUNS[1:]


@cache
def noun(name: str) -> Noun:
    return next(noun for noun in NOUNS if noun.name == name)


@cache
def noun_of(model: type) -> Noun:
    return next(noun for noun in NOUNS if noun.model is model)
