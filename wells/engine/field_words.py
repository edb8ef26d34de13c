"""What the field calls the nouns, items and fields of a well document.

NOUNS["holes"]                     'Hole sections'
item_name("annuli", item, names)   'B annulus'
fact_words(("casing-9", "shoe_md_m"))   'shoe MD'
hint("shoe_md_m")                  'shoe_md_m', the name a page takes the unit from; None where there is no unit
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

#: Parts of the document in its order. What is none of them belongs to the document itself.
NOUNS = {
    "header": "Header",
    "datum": "Datum",
    "wellbores": "Wellbores and surveys",
    "holes": "Hole sections",
    "strings": "Strings",
    "cement": "Cement",
    "components": "Components",
    "wellhead_sections": "Wellhead",
    "trees": "Trees",
    "annuli": "Annuli",
    "bore_contents": "Bore contents",
    "formation_strength": "Formation strength",
    "formations": "Formations",
    "communications": "Communications",
    "fluids_policy": "Fluids policy",
    "rules": "Operating rules",
    "gaps": "Known gaps",
    "": "Document",
}
#: Lists inside an item, by the word for one of theirs.
PARTS = {
    "sections": "section",
    "wall_logs": "wall log",
    "intervals": "interval",
    "survey_runs": "survey",
    "evaluations": "evaluation",
    "gauges": "gauge",
    "columns": "fluid column",
    "layers": "layer",
    "tests": "test",
    "pressures": "pressure",
    "temperatures": "temperature",
}
#: Fields that are called otherwise than their name without its unit.
FIELDS = {
    "od_m": "outside diameter",
    "id_m": "inside diameter",
    "id": "id",
    "md_m": "MD",
    "emw_kg_m3": "EMW",
    "uwi": "UWI",
    "top_md_m": "top MD",
    "base_md_m": "base MD",
    "shoe_md_m": "shoe MD",
    "kick_off_md_m": "kick-off MD",
    "total_depth_md_m": "total depth MD",
    "rkb_elevation_m": "RKB elevation",
    "emw_datum_elevation_m": "EMW datum elevation",
    "valid_from": "from",
    "valid_to": "until",
    "parent_id": "parent wellbore",
    "wellbore_id": "wellbore",
    "string_id": "string",
    "outer_string_id": "outer string",
    "formation_id": "formation",
    "stations_sha256": "stations",
    "position": "position",
}
#: Names of objects that say no more than the fields in them.
SILENT = ("ratings", "value")
_UNIT = re.compile(r"_(pa_abs|pa_m|pa|kg_m3|kg_m|m3_s|m3|m|delta_k|k|deg|n|kg|s|fraction)$")


def hint(name: str) -> str | None:
    """The name itself where it carries a unit, as every number of a document with a unit does."""
    return name if _UNIT.search(name) else None


def field(name: str) -> str:
    """The words of one field.

    >>> field("rated_working_pressure_pa"), field("shoe_md_m"), field("accepted_by")
    ('rated working pressure', 'shoe MD', 'accepted by')
    """
    if name.startswith("x_"):
        return name
    return FIELDS.get(name) or _UNIT.sub("", name).replace("_", " ")


def fact_words(path: tuple[str, ...]) -> str:
    """The words of a fact by its path inside its item: lists named by their item, objects by their name.

    >>> fact_words(("sections", "s-1", "connection", "burst_pa")), fact_words(("sources", "md_m"))
    ('section s-1, connection burst', 'source of MD')
    >>> fact_words(("status", "from 2019-05-01", "value")), fact_words(("ratings", "burst_pa"))
    ('status from 2019-05-01', 'burst')
    """
    words: list[str] = []
    place = 0
    while place < len(path):
        name = path[place]
        if name in PARTS and place + 1 < len(path):
            key = path[place + 1]
            words.append(f"order of {name.replace('_', ' ')}" if key == "order" else f"{PARTS[name]} {key},")
            place += 1
        elif name not in SILENT:
            words.append("source of" if name == "sources" and place + 1 < len(path) else field(name))
        place += 1
    return " ".join(words).strip(" ,")


def item_name(noun: str, item: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What an item is called; `names` gives the names of the items it refers to, by id."""
    maker = _NAMES.get(noun)
    made = maker(item, names) if maker else None
    return str(
        made or item.get("name") or _sentence(item.get("kind")) or item.get("id") or NOUNS.get(noun, noun)
    )


def _sentence(word: Any) -> str | None:
    return str(word).replace("_", " ").capitalize() if word else None


def _of(item: Mapping[str, Any], key: str, names: Mapping[str, str]) -> str | None:
    return names.get(str(item.get(key)), item.get(key)) if item.get(key) else None


def _annulus(item: Mapping[str, Any], names: Mapping[str, str]) -> str | None:
    return f"{item['letter']} annulus" if item.get("letter") else None


def _cement(item: Mapping[str, Any], names: Mapping[str, str]) -> str | None:
    behind = _of(item, "behind", names)
    return f"Cement behind {behind}" if behind else None


def _strength(item: Mapping[str, Any], names: Mapping[str, str]) -> str | None:
    kind, shoe = str(item.get("kind") or "").upper(), _of(item, "shoe_of", names)
    return f"{kind} below {shoe}" if kind and shoe else kind or None


def _component(item: Mapping[str, Any], names: Mapping[str, str]) -> str | None:
    kind = str(item.get("kind") or "component").replace("_", " ")
    if item.get("name"):
        return f"{kind[:1].upper()}{kind[1:]} {item['name']}"
    place = str(item.get("position") or "").replace("_", " ")
    name = f"{place} {kind}".strip()
    return f"{name[:1].upper()}{name[1:]}" + (f", {item['annulus']} annulus" if item.get("annulus") else "")


def _gap(item: Mapping[str, Any], names: Mapping[str, str]) -> str | None:
    return _of(item, "about", names)


def _communication(item: Mapping[str, Any], names: Mapping[str, str]) -> str | None:
    through = _of(item, "through", names)
    return f"Leak through {through}" if through else None


def _bore(item: Mapping[str, Any], names: Mapping[str, str]) -> str | None:
    return f"Bore, {str(item['state']).replace('_', ' ')}" if item.get("state") else None


_NAMES = {
    "annuli": _annulus,
    "cement": _cement,
    "formation_strength": _strength,
    "components": _component,
    "communications": _communication,
    "gaps": _gap,
    "bore_contents": _bore,
}
