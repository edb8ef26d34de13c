"""A row of a catalogue into a section or a component of a draft: a pure change, every fact with its source.

What the row does not say is not kept of the pipe that stood there: yield, weight and stated ratings of another
pipe would be wrong. Ratings enter by these rules: a pipe that agrees with the formulas needs none; those of a
data sheet replace the formula; of a row that nothing proves only what lies below the formula, so that no
unproven figure ever raises a limit. Ratings of parts, for which there is no formula, come with the source.
"""

from collections.abc import Mapping
from typing import Any

from wells.drafts.places import Document, at, place_of, put
from wells.engine.document import copied

PIPE_FACTS = ("od_m", "wall_m", "id_m", "linear_mass_kg_m", "grade", "yield_pa")
PART_FACTS = ("manufacturer", "model")
RATINGS = ("burst_pa", "collapse_pa")
Facts = Mapping[str, Any]


def picked(document: Document, address: str, row: Facts, source: Facts) -> Document:
    """The document with the row in the section or component at an address."""
    item = copied(at(document, place_of(document, address)))
    make = _section if address.split("/")[-2] == "sections" else _component
    return put(document, address, make(item, row, dict(source)))


def source_of(row: Facts, *, catalogue: str, reason: str = "") -> dict[str, str]:
    """Where the facts come from: the catalogue with its revision, the row, and why an unproven one was taken.

    >>> source_of({"name": "7 in 29 lb/ft P110", "standing": "verified"}, catalogue="Yard list, revision 2")["page"]
    '7 in 29 lb/ft P110'
    """
    name = row["name"][:70]
    if reason:
        page = f"{name}; {row['standing']}, picked because: {reason}"
        return {"document": catalogue, "page": page, "confidence": "low"}
    page = f"{name}; {row['sheet'][:100]}" if row.get("sheet") else name
    return {"document": catalogue, "page": page, "confidence": "medium"}


def _section(item: Document, row: Facts, source: dict[str, str]) -> Document:
    sources = dict(item.get("sources") or {})
    for name in PIPE_FACTS:
        sources.pop(name, None)
        if row.get(name) is None:
            item.pop(name, None)
        else:
            item[name], sources[name] = row[name], source
    item["sources"] = sources
    connection = row.get("connection")
    if connection and (item.get("connection") or {}).get("name") != connection:
        item["connection"] = {"name": connection, "source": source}
    ratings = _stated(row)
    item.pop("rating_override", None)
    if ratings:
        item["rating_override"] = {**ratings, "source": source}
    return item


def _stated(row: Facts) -> dict[str, float]:
    """The ratings that replace the formula."""
    given = {name: row[name] for name in RATINGS if row.get(name) is not None}
    if row["standing"] == "verified":
        return {}
    if row["standing"] == "sheet":
        return given
    return {
        name: value
        for name, value in given.items()
        if row.get(f"formula_{name}") is not None and value < row[f"formula_{name}"]
    }


def _component(item: Document, row: Facts, source: dict[str, str]) -> Document:
    sources = dict(item.get("sources") or {})
    for name in PART_FACTS:
        sources.pop(name, None)
        if row.get(name) is None:
            item.pop(name, None)
        else:
            item[name], sources[name] = row[name], source
    if sources:
        item["sources"] = sources
    item.pop("ratings", None)
    if row.get("ratings"):
        item["ratings"] = {**row["ratings"], "source": source}
    return item
