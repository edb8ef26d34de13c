"""From the undated shorthand of a well document to its dated form.

People, forms and spreadsheets write one state of a well: `status: operating`, one `datum`, `layers` of an
annulus, `installed_on`. The record needs every fact with its days. `dated` writes the second from the
first, mints the ids that are missing, and leaves what is dated already as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Mapping = dict[str, Any]

#: Facts of the header that change: a bare value is shorthand for one that always held.
HEADER_FACTS = ("status", "kind", "fluid", "lift", "flow_potential")
#: Top-level objects that change, and the prefix of their minted ids.
DATED_OBJECTS = {"datum": "datum", "fluids_policy": "policy", "rules": "rules"}
#: Old name -> dated name, of everything fitted and of cement.
EQUIPMENT_DATES = {"installed_on": "valid_from", "removed_on": "valid_to"}
CEMENT_DATES = {"placed_on": "valid_from"}
EVALUATION = {"verified_by": "verified_by", "quality": "quality", "verified_on": "valid_from"}
GAUGE = {"gauge_tag": "tag", "gauge_elevation_m": "elevation_m"}
COLUMN = {"layers": "layers", "fluid_as_left_on": "as_left_on"}
#: What the undated form means where it does not say otherwise. The dated form means the careful choice, so
#: that turning one into the other writes these down. Source: decision 0018.
UNDATED_CHOICES = {
    "unmeasured_wall": "nominal",
    "missing_connection": "pipe_body",
    "backup_below_cement": "full_column",
    "top_rating": "both_spools",
}
PRESSURE_DATES = {"as_of": "valid_from"}
EQUIPMENT = ("strings", "components", "wellhead_sections", "trees")


def dated(document: Mapping) -> Mapping:
    """The dated form of a document; the argument is left as it is. `dated(dated(x)) == dated(x)`."""
    document = copied(document)
    if is_dated(document):
        return document
    ids = set(_ids(document))
    if not has_dates(document):
        _state_choices(document.get("rules"))
        _state_tests(document)
    _date_header(document.get("header"))
    for key, prefix in DATED_OBJECTS.items():
        _date_object(document, key, prefix, ids)
    for key in EQUIPMENT:
        for item in items(document, key):
            _rename(item, EQUIPMENT_DATES)
    for item in items(document, "cement"):
        _date_cement(item, ids)
    subsea = _environment(document) == "subsea"
    for item in items(document, "annuli"):
        _date_annulus(item, ids, subsea=subsea)
    _mint_bore_contents(document, ids)
    for item in items(document, "formations"):
        _date_pressure(item, ids)
    _mint_gaps(document, ids)
    for item in (*items(document, "annuli"), *items(document, "components")):
        _mint_tests(item)
    return document


def is_dated(document: Mapping) -> bool:
    """Whether nothing in the document is shorthand."""
    return not any(_shorthand(document))


def has_dates(document: Mapping) -> bool:
    """Whether the document uses any name that only the dated form has."""
    return any(_dated_names(document))


def copied(value: Any) -> Any:
    """A copy of a JSON value that shares nothing with it."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [copied(item) for item in value]
    return value


def items(mapping: Any, key: str) -> list[Mapping]:
    """The mappings in a list that may be absent, null or ill-formed."""
    value = mapping.get(key) if isinstance(mapping, dict) else None
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _shorthand(document: Mapping) -> Iterator[bool]:
    header = document.get("header")
    if isinstance(header, dict):
        yield any(isinstance(header.get(key), str) for key in HEADER_FACTS)
    yield any(isinstance(document.get(key), dict) for key in DATED_OBJECTS)
    for key in EQUIPMENT:
        yield any(_holds(item, EQUIPMENT_DATES) for item in items(document, key))
    yield any(_holds(item, {**CEMENT_DATES, **EVALUATION}) for item in items(document, "cement"))
    yield any(_annulus_is_shorthand(item) for item in items(document, "annuli"))
    yield any("id" not in item for key in ("bore_contents", "gaps") for item in items(document, key))
    yield any("pressure" in item for item in items(document, "formations"))
    yield any("id" not in item for key in DATED_OBJECTS for item in items(document, key))
    owners = (*items(document, "annuli"), *items(document, "components"))
    yield any("id" not in test for owner in owners for test in items(owner, "tests"))


def _annulus_is_shorthand(annulus: Mapping) -> bool:
    old = "id" not in annulus or annulus.get("monitoring") in ("continuous", "none")
    return old or _holds(annulus, {**GAUGE, **COLUMN})


def _dated_names(document: Mapping) -> Iterator[bool]:
    header = document.get("header")
    if isinstance(header, dict):
        yield any(isinstance(header.get(key), list) for key in HEADER_FACTS)
    yield any(isinstance(document.get(key), list) for key in DATED_OBJECTS)
    new = {"valid_from": "", "valid_to": "", "gauges": "", "columns": "", "evaluations": "", "pressures": ""}
    for value in document.values():
        if isinstance(value, list):
            yield any(_holds(item, new) for item in value if isinstance(item, dict))
    yield any("id" in item for key in ("annuli", "bore_contents", "gaps") for item in items(document, key))


def _holds(item: Mapping, names: Mapping) -> bool:
    return any(name in item for name in names)


def _ids(value: Any) -> Iterator[str]:
    """Every id anywhere in the document: a minted one must not meet any of them."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for item in value.values():
            yield from _ids(item)
    elif isinstance(value, list):
        for item in value:
            yield from _ids(item)


def _mint(item: Mapping, wanted: str, ids: set[str]) -> Mapping:
    """The item with an id, the first free one of `wanted`, `wanted-2`, `wanted-3` …"""
    if isinstance(item.get("id"), str):
        return item
    name, number = wanted, 1
    while name in ids:
        number += 1
        name = f"{wanted}-{number}"
    ids.add(name)
    item.pop("id", None)
    rest = dict(item)
    item.clear()
    item.update(id=name, **rest)
    return item


def _rename(item: Mapping, names: Mapping) -> None:
    """Old names to new ones, in the item and in its `sources`; where both are given, neither is lost."""
    for place in (item, item.get("sources")):
        if isinstance(place, dict):
            for old, new in names.items():
                if old in place and place.get(new) is None:
                    place[new] = place.pop(old)


def _take(item: Mapping, names: Mapping) -> Mapping:
    """The facts under old names, moved out of the item into a new one under new names."""
    taken = {new: item.pop(old) for old, new in names.items() if old in item}
    sources = item.get("sources")
    if isinstance(sources, dict):
        moved = {new: sources.pop(old) for old, new in names.items() if old in sources}
        if moved:
            taken["sources"] = moved
        if not sources:
            item.pop("sources")
    return taken


def _date_header(header: Any) -> None:
    if not isinstance(header, dict):
        return
    for key in HEADER_FACTS:
        if isinstance(header.get(key), str):
            header[key] = [{"value": header[key]}]


def _date_object(document: Mapping, key: str, prefix: str, ids: set[str]) -> None:
    if isinstance(document.get(key), dict):
        document[key] = [document[key]]
    for number, item in enumerate(items(document, key), start=1):
        _mint(item, f"{prefix}-{number}", ids)


def _state_choices(rules: Any) -> None:
    if isinstance(rules, dict):
        for name, choice in UNDATED_CHOICES.items():
            if rules.get(name) is None:
                rules[name] = choice


def _state_tests(document: Mapping) -> None:
    """The undated form has no word for it: its tests of annuli, and of liner tops from above, are strength tests."""
    tests = [test for annulus in items(document, "annuli") for test in items(annulus, "tests")]
    for packer in items(document, "components"):
        if packer.get("kind") == "liner_top_packer":
            tests += [test for test in items(packer, "tests") if test.get("direction") == "from_above"]
    for test in tests:
        if test.get("kind") is None:
            test["kind"] = "strength"


def _date_cement(cement: Mapping, ids: set[str]) -> None:
    _rename(cement, CEMENT_DATES)
    taken = _take(cement, EVALUATION)
    if any(value is not None for key, value in taken.items() if key != "sources"):
        _mint(taken, f"{_stem(cement.get('id'), 'cement')}-evaluation-1", ids)
        cement["evaluations"] = [*items(cement, "evaluations"), taken]


def _date_annulus(annulus: Mapping, ids: set[str], *, subsea: bool) -> None:
    letter = _stem(annulus.get("letter"), "x").lower()
    _mint(annulus, f"annulus-{letter}", ids)
    watched = annulus.get("monitoring") == "continuous"
    _date_monitoring(annulus, subsea=subsea)
    gauge = _take(annulus, GAUGE)
    if watched or _knows(gauge):
        _append(annulus, "gauges", _mint(gauge, f"gauge-{letter}-1", ids))
    column = _take(annulus, COLUMN)
    if _knows(column):
        _append(annulus, "columns", _mint(column, f"column-{letter}-1", ids))


def _date_monitoring(annulus: Mapping, *, subsea: bool) -> None:
    """`none` is by design only behind a subsea wellhead, outside A; elsewhere nobody knows why."""
    monitoring = annulus.get("monitoring")
    if monitoring == "continuous":
        annulus["monitoring"] = "gauge"
    elif monitoring == "none" and subsea and annulus.get("letter") != "A":
        annulus["monitoring"] = "none_by_design"
    elif monitoring == "none":
        annulus.pop("monitoring")


def _mint_bore_contents(document: Mapping, ids: set[str]) -> None:
    for item in items(document, "bore_contents"):
        _mint(item, f"bore-{_stem(item.get('state'), 'x').replace('_', '-')}", ids)


def _date_pressure(formation: Mapping, ids: set[str]) -> None:
    pressure = formation.get("pressure")
    if pressure is None or isinstance(pressure, dict):
        formation.pop("pressure", None)
    if isinstance(pressure, dict):
        _rename(pressure, PRESSURE_DATES)
        _append(formation, "pressures", pressure)
    for number, item in enumerate(items(formation, "pressures"), start=1):
        _mint(item, f"{_stem(formation.get('id'), 'formation')}-pressure-{number}", ids)


def _mint_gaps(document: Mapping, ids: set[str]) -> None:
    for number, gap in enumerate(items(document, "gaps"), start=1):
        _mint(gap, f"gap-{number}", ids)


def _mint_tests(owner: Mapping) -> None:
    tests = items(owner, "tests")
    ids = {test["id"] for test in tests if isinstance(test.get("id"), str)}
    for test in tests:
        _mint(test, f"test-{test.get('performed_on') or 'undated'}", ids)


def _append(item: Mapping, key: str, value: Mapping) -> None:
    item[key] = [*items(item, key), value]


def _knows(taken: Mapping) -> bool:
    return any(value is not None for value in taken.values())


def _stem(value: Any, otherwise: str) -> str:
    return value if isinstance(value, str) and value else otherwise


def _environment(document: Mapping) -> Any:
    header = document.get("header")
    return header.get("environment") if isinstance(header, dict) else None
