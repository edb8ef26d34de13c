"""The tables a file can hold, one for each noun of the well document, with the fields of its schema.

A table is rows of items of one kind. `path` says where an item stands: lists and the columns whose cells name
the item in each. A `Side` is a neighbour that people write in the same row: the size beside the string,
the top of cement, the leak-off at the shoe. Fields come from the schema, so that none is forgotten.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from deepguard.units import quantity_of
from wells.documents import SCHEMAS

SCHEMA_FILE = "well-1.schema.json"
#: Columns every table begins with or may have, which are no fields of the schema.
WELL = "well"
#: Parts of an item that a flat row does not carry: lists, provenance, private keys.
LEFT_OUT = ("id", "source", "sources", "stations_sha256")
HEADER_FACTS = ("kind", "fluid", "lift", "status", "flow_potential")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column: where its value goes in the item, and what it takes."""

    name: str
    target: tuple[str, ...]
    side: str = ""
    kind: str = "text"
    dimension: str | None = None
    quantity: str | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    refers: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A neighbour written in the same row. In `path` and `fixed`, '{id}' is the id of the row's own item."""

    path: tuple[str, ...]
    fixed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A table: its name, where its items stand, and its columns."""

    name: str
    title: str
    path: tuple[str, ...]
    owners: tuple[str, ...] = ()
    natural: tuple[str, ...] = ()
    prefix: str = ""
    listed: bool = False
    of_well: bool = True
    sides: dict[str, Side] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()

    def field(self, name: str) -> Field | None:
        return next((item for item in self.fields if item.name == name), None)


@cache
def schema() -> dict[str, Any]:
    return dict(json.loads((SCHEMAS / SCHEMA_FILE).read_text(encoding="utf-8")))


def definition(name: str) -> dict[str, Any]:
    return dict(schema()["$defs"][name])


def _fields(
    name: str, *, side: str = "", prefix: str = "", only: tuple[str, ...] = (), inside: tuple[str, ...] = ()
) -> list[Field]:
    """Columns of a definition; objects inside an object are flattened one step ('ratings.collapse_pa')."""
    found = []
    properties = definition(name)["properties"]
    for key, rule in properties.items():
        if key in LEFT_OUT or (only and key not in only):
            continue
        nested = _object_of(rule)
        if nested is not None:
            for inner, inner_rule in nested.items():
                if (
                    inner not in (*LEFT_OUT, "remarks")
                    and _object_of(inner_rule) is None
                    and not _is_list(inner_rule)
                ):
                    found.append(
                        _field(f"{key}.{inner}", (*inside, key, inner), inner_rule, side, prefix, False)
                    )
        elif not _is_list(rule):
            required = key in definition(name).get("required", ()) and not side
            found.append(_field(key, (*inside, key), rule, side, prefix, required))
    return found


def _object_of(rule: dict[str, Any]) -> dict[str, Any] | None:
    reference = rule.get("$ref", "").rpartition("/")[2]
    target = definition(reference) if reference else rule
    return target.get("properties")


def _is_list(rule: dict[str, Any]) -> bool:
    kinds = rule.get("type", ())
    items = rule.get("items", {})
    return "array" in kinds and items.get("$ref", "").rpartition("/")[2] != "id" and items.get("type") != "string"  # fmt: skip


REFERS = {
    "wellbore_id": "wellbores", "parent_id": "wellbores", "string_id": "strings", "behind": "strings",
    "shoe_of": "strings", "outer_string_id": "strings", "formation_id": "formations",
    "mounted_on": "wellhead_sections", "holds": "strings",
}  # fmt: skip


def _field(
    name: str, target: tuple[str, ...], rule: dict[str, Any], side: str, prefix: str, required: bool
) -> Field:
    leaf = target[-1]
    quantity = _quantity(leaf) if "number" in _types(rule) else None
    return Field(
        name=f"{prefix}{name}",
        target=target,
        side=side,
        kind=_kind(leaf, rule),
        dimension=_dimension(quantity),
        quantity=quantity,
        choices=tuple(str(choice) for choice in rule.get("enum", ()) if choice is not None),
        required=required,
        refers=REFERS.get(leaf, ""),
        description=rule.get("description", ""),
    )


def _types(rule: dict[str, Any]) -> tuple[str, ...]:
    kinds = rule.get("type", ())
    return (kinds,) if isinstance(kinds, str) else tuple(kinds)


def _kind(leaf: str, rule: dict[str, Any]) -> str:
    kinds = _types(rule)
    if leaf in REFERS:
        return "references" if leaf == "holds" else "reference"
    if rule.get("format") == "date":
        return "day"
    for kind in ("number", "integer", "boolean"):
        if kind in kinds:
            return kind
    return "choice" if rule.get("enum") else "text"


def _quantity(name: str) -> str | None:
    try:
        return quantity_of(name).name
    except ValueError:
        return None


def _dimension(quantity: str | None) -> str | None:
    same = {"depth": "length", "tvd": "length", "diameter": "length", "wall": "length", "stress": "pressure"}
    return same.get(quantity, quantity) if quantity else None


def _side_strings() -> list[Field]:
    section = _fields(
        "section",
        side="section",
        only=("od_m", "wall_m", "id_m", "linear_mass_kg_m", "grade", "yield_pa", "connection"),
    )
    cement = _fields("cement", side="cement", prefix="cement_", only=("top_md_m",))
    proof = _fields("evaluation", side="evaluation", prefix="cement_", only=("verified_by", "quality"))
    test = _fields("formation_strength", side="strength", prefix="shoe_", only=("emw_kg_m3", "kind"))
    return [*section, *cement, *proof, *test]


def _wells() -> list[Field]:
    header = [item for item in _fields("header") if item.name != "name"]
    facts = [
        Field(
            name=key,
            target=(key,),
            kind="fact",
            choices=tuple(definition(f"{key}_fact")["properties"]["value"]["enum"]),
            description=schema()["$defs"]["header"]["properties"][key].get("description", ""),
        )
        for key in HEADER_FACTS
    ]
    datum = _fields(
        "datum",
        side="datum",
        only=("rkb_elevation_m", "ground_elevation_m", "annulus_gauge_elevation_m"),
    )
    return [*header, *facts, *datum]


def _without(fields: list[Field], *names: str) -> list[Field]:
    return [item for item in fields if item.name not in names]


def _nouns() -> list[Noun]:
    gauge = _fields("gauge", side="gauge", prefix="gauge_", only=("tag", "elevation_m", "reference"))
    proof = _fields("evaluation", side="evaluation", only=("verified_by", "quality"))
    proved_on = [
        _field("valid_from", ("valid_from",), {"type": "string", "format": "date", "description": "Day of the log or test."}, "evaluation", "verified_", False)
    ]  # fmt: skip
    pressure = _fields("formation_pressure", side="pressure", prefix="pressure_")
    return [
        Noun(name="wells", title="Wells", path=("header",), sides={"datum": Side(path=("datum", "datum"))}, fields=tuple(_wells())),
        Noun(name="wellbores", title="Wellbores", path=("wellbores",), natural=("name",), prefix="wellbore", fields=tuple(_fields("wellbore"))),
        Noun(name="surveys", title="Survey stations", path=("wellbores", "survey_runs", "stations"), owners=("wellbore", "survey_run"), listed=True, fields=tuple(_fields("station"))),
        Noun(name="survey_runs", title="Survey register", path=("wellbores", "survey_runs"), owners=("wellbore",), natural=("name",), prefix="survey", fields=tuple(_fields("survey_run"))),
        Noun(name="holes", title="Hole sections", path=("holes",), natural=("wellbore_id", "diameter_m"), prefix="hole", fields=tuple(_fields("hole"))),
        Noun(name="strings", title="Strings", path=("strings",), natural=("kind", "od_m"), fields=(*_fields("string"), *_side_strings()),
             sides={"section": Side(path=("strings", "{id}", "sections", "s1")),
                    "cement": Side(path=("cement", "cement-{id}"), fixed={"behind": "{id}"}),
                    "evaluation": Side(path=("cement", "cement-{id}", "evaluations", "evaluation-{id}")),
                    "strength": Side(path=("formation_strength", "test-below-{id}"), fixed={"shoe_of": "{id}"})}),
        Noun(name="sections", title="String sections", path=("strings", "sections"), owners=("string",), prefix="s", natural=("top_md_m",), fields=tuple(_fields("section"))),
        Noun(name="wall_logs", title="Wall logs", path=("strings", "wall_logs", "intervals"), owners=("string", "wall_log"), listed=True, fields=tuple(_wall_logs()), sides={"log": Side(path=("strings", "{string}", "wall_logs", "{wall_log}"))}),
        Noun(name="cement", title="Cement", path=("cement",), natural=("behind", "kind"), prefix="cement", fields=(*_fields("cement"), *proof, *proved_on),
             sides={"evaluation": Side(path=("cement", "{id}", "evaluations", "evaluation-{id}"))}),
        Noun(name="components", title="Components", path=("components",), natural=("name", "kind", "string_id", "md_m"), fields=tuple(_fields("component"))),
        Noun(name="component_tests", title="Component tests", path=("components", "tests"), owners=("component",), natural=("performed_on", "direction"), prefix="test", fields=tuple(_fields("test"))),
        Noun(name="wellhead_sections", title="Wellhead", path=("wellhead_sections",), natural=("kind", "elevation_m"), fields=tuple(_fields("wellhead_section"))),
        Noun(name="trees", title="Trees", path=("trees",), natural=("kind", "valid_from"), prefix="tree", fields=tuple(_fields("tree"))),
        Noun(name="annuli", title="Annuli", path=("annuli",), natural=("letter",), prefix="annulus", fields=(*_fields("annulus"), *gauge),
             sides={"gauge": Side(path=("annuli", "{id}", "gauges", "gauge-{id}"))}),
        Noun(name="annulus_tests", title="Annulus tests", path=("annuli", "tests"), owners=("annulus",), natural=("performed_on",), prefix="test", fields=tuple(_fields("test"))),
        Noun(name="fluids", title="Annulus fluids", path=("annuli", "columns", "layers"), owners=("annulus", "column"), listed=True, fields=tuple(_fields("layer"))),
        Noun(name="bore_fluids", title="Bore contents", path=("bore_contents", "layers"), owners=("bore_content",), listed=True, fields=tuple(_fields("layer"))),
        Noun(name="bore_contents", title="Bore states", path=("bore_contents",), natural=("state",), prefix="bore", fields=tuple(_fields("bore_content"))),
        Noun(name="formation_strength", title="Formation strength", path=("formation_strength",), natural=("kind", "shoe_of", "formation_id", "performed_on"), prefix="test", fields=tuple(_fields("formation_strength"))),
        Noun(name="formations", title="Formations", path=("formations",), natural=("name",), prefix="formation", fields=(*_fields("formation"), *pressure),
             sides={"pressure": Side(path=("formations", "{id}", "pressures", "{id}-pressure"))}),
        Noun(name="communications", title="Communications", path=("communications",), natural=("through", "md_m"), prefix="leak", fields=tuple(_fields("communication"))),
        Noun(name="gaps", title="Known unknowns", path=("gaps",), natural=("about", "what"), prefix="gap", fields=tuple(_fields("gap"))),
    ]  # fmt: skip


def _wall_logs() -> list[Field]:
    items = definition("wall_log")["properties"]["intervals"]["items"]
    intervals = [
        _field(key, (key,), rule, "", "", key in items.get("required", ()))
        for key, rule in items["properties"].items()
        if key not in LEFT_OUT
    ]
    return [*intervals, *_fields("wall_log", side="log", prefix="log_", only=("tool", "logged_on"))]


NOUNS: dict[str, Noun] = {noun.name: noun for noun in _nouns()}


def _tubulars() -> list[Field]:
    """A pipe of a catalogue: the facts of a section, its ratings, and what proves them."""
    own = _fields("section", only=("od_m", "wall_m", "id_m", "linear_mass_kg_m", "grade", "yield_pa"))
    ratings = _fields("rating_override", only=("burst_pa", "collapse_pa"))
    return [replace(field, required=field.name == "od_m") for field in (*own, *ratings)] + _texts(
        connection="Connection the ratings hold for; empty: plain pipe body.", **PROOF
    )


def _equipment() -> list[Field]:
    own = _fields("component", only=("kind", "manufacturer", "model", "ratings"))
    return [*own, *_texts(**PROOF)]


def _texts(**described: str) -> list[Field]:
    return [Field(name=name, target=(name,), description=words) for name, words in described.items()]


PROOF = {
    "sheet": "Data sheet that states the ratings: title, number, revision.",
    "remarks": "Free text; never read by a calculation.",
}
#: The tables a catalogue is sent as.
CATALOGUES: dict[str, Noun] = {
    noun.name: noun
    for noun in (
        Noun(name="tubulars", title="Tubulars", path=("items",), of_well=False, fields=tuple(_tubulars())),
        Noun(name="equipment", title="Equipment", path=("items",), of_well=False, fields=tuple(_equipment())),
    )
}
