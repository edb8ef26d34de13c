"""Levers of a what-if: one assumption each, pure functions from a dated document to another.

    leaking(document, through="tubing-2024", day="2026-11-25", mint=mint)

`day` is the day from which it is assumed; `mint(words)` gives ids that are free. What held until then ends on
that day, what is assumed begins on it, and says of itself that it is assumed. A lever assumes nothing more than
its name says: what the document does not know stays unknown. Errors: Impossible where the document has not
what the lever acts on, or the figure cannot be.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

from wells.engine.dating import Mapping, copied, items

Mint = Callable[[str], str]

ASSUMED = "Assumed in a what-if"
#: Design factors of the rules, by name.
FACTORS = ("casing_burst", "casing_collapse", "tubing_burst", "tubing_collapse", "equipment")
#: Kinds of component that close a space and can be assumed to have failed.
CLOSING = ("packer", "liner_top_packer", "plug", "cement_plug")
#: Walls are written in whole micrometres, rounded down [m].
WALL_STEP_M = 1e-6


class Impossible(ValueError):
    """The lever does not fit this document; the message says why."""


def leaking(document: Mapping, *, through: str, day: str, mint: Mint, md_m: float | None = None) -> Mapping:
    """A leak through the wall of a string, at a depth MD [m] or, without one, anywhere on it.

    The spaces on both sides communicate from that day on (docs/well-document.md, `communications`).

    >>> changed = leaking({"strings": [{"id": "tubing"}]}, through="tubing", day="2026-11-25", mint=str)
    >>> changed["communications"][0]["through"], changed["communications"][0]["valid_from"]
    ('tubing', '2026-11-25')
    """
    _there(document, "strings", through)
    leak: Mapping = {
        "id": mint(f"leak-{through}"),
        "through": through,
        "evidence": ASSUMED,
        "valid_from": day,
    }
    if md_m is not None:
        leak["md_m"] = md_m
    return _appended(document, "communications", leak)


def thinner(document: Mapping, *, string_id: str, loss: float, day: str, mint: Mint) -> Mapping:
    """The wall of a whole string less by the share `loss` (0 < loss < 1), as a wall log.

    Less than what the limits stand on today: the latest log that covers a length, and where none does the
    nominal wall times the wall factor of the rules, so that the log never makes a pipe stronger. A section
    without a nominal wall stays unlogged.

    >>> string = {"id": "t", "top_md_m": 0, "shoe_md_m": 900, "sections": [{"id": "s1", "wall_m": 0.01}]}
    >>> thinner({"strings": [string]}, string_id="t", loss=0.2, day="2026-11-25", mint=str)["strings"][0]["wall_logs"]
    [{'id': 'assumed-wall-t', 'tool': 'Assumed in a what-if', 'logged_on': '2026-11-25', 'intervals': [{'top_md_m': 0, 'base_md_m': 900, 'min_remaining_wall_m': 0.008}]}]
    """
    if not 0 < loss < 1:
        raise Impossible("a wall is less by more than 0 and less than 100 %")
    document = copied(document)
    string = _there(document, "strings", string_id)
    factor = _wall_factor(document)
    intervals = [
        {"top_md_m": top_m, "base_md_m": base_m, "min_remaining_wall_m": _floored(wall_m * (1 - loss))}
        for top_m, base_m, wall_m in _walls(string, factor)
    ]
    if not intervals:
        raise Impossible(f"no wall of {string_id} is known, so that it cannot be less")
    logs = items(string, "wall_logs")
    last = max((log.get("logged_on") or "" for log in logs), default="")
    kept = [
        log for log in logs if not (log.get("tool") == ASSUMED and log.get("logged_on") == max(day, last))
    ]
    log = {"id": mint(f"assumed-wall-{string_id}"), "tool": ASSUMED, "logged_on": max(day, last)}
    # of two logs of one day the first counts
    string["wall_logs"] = [log | {"intervals": intervals}, *kept]
    return document


def filled(document: Mapping, *, annulus_id: str, density_kg_m3: float, day: str, mint: Mint) -> Mapping:
    """An annulus full of one fluid of this density [kg/m3], which is also its lightest.

    >>> full = filled({"annuli": [{"id": "a"}]}, annulus_id="a", density_kg_m3=1030, day="2026-11-25", mint=str)
    >>> full["annuli"][0]["columns"][0]["layers"][0]["density_kg_m3"]
    1030
    """
    if density_kg_m3 < 0:
        raise Impossible("a fluid has no density below 0")
    document = copied(document)
    annulus = _there(document, "annuli", annulus_id)
    layer = {"fluid": ASSUMED, "density_kg_m3": density_kg_m3, "lightest_density_kg_m3": density_kg_m3}
    column = {"id": mint(f"assumed-column-{annulus_id}"), "layers": [layer]}
    annulus["columns"] = _succeeded(items(annulus, "columns"), column, day)
    return document


def failed(document: Mapping, *, component_id: str, day: str, mint: Mint) -> Mapping:
    """A packer or plug that holds no more: out from that day on.

    What bounds the space instead is not known, and a gap says so: a limit that stood on the component is never
    more than provisional, because leaving an element out must not raise it.

    >>> part = {"id": "packer", "kind": "packer", "string_id": "t"}
    >>> gone = failed({"components": [part], "strings": [{"id": "t", "kind": "tubing"}]},
    ...     component_id="packer", day="2026-11-25", mint=str)
    >>> gone["components"][0]["valid_to"], gone["gaps"][0]["about"]
    ('2026-11-25', 'A')
    """
    document = copied(document)
    part = _there(document, "components", component_id)
    part["valid_to"] = max(day, part.get("valid_from") or day)
    name = part.get("name") or component_id
    what = f"{name} is assumed to have failed: what bounds the space instead is not known"
    gap = {"id": mint(f"gap-{component_id}"), "about": _concerned(document, part), "what": what}
    return _appended(document, "gaps", gap | {"valid_from": day})


def depleted(document: Mapping, *, formation_id: str, pressure_pa: float, day: str, mint: Mint) -> Mapping:
    """A formation at this pressure [Pa], lowest and highest credible alike, at the depth last measured.

    >>> sand = {"id": "sand", "pressures": [{"id": "p", "md_m": 3000.0, "lowest_credible_pa": 3e7}]}
    >>> fallen = depleted({"formations": [sand]}, formation_id="sand", pressure_pa=2e7, day="2026-11-25", mint=str)
    >>> [(p["md_m"], p["lowest_credible_pa"]) for p in fallen["formations"][0]["pressures"]]
    [(3000.0, 30000000.0), (3000.0, 20000000.0)]
    """
    if pressure_pa < 0:
        raise Impossible("a formation has no pressure below 0")
    document = copied(document)
    formation = _there(document, "formations", formation_id)
    known = items(formation, "pressures")
    last = max(known, key=lambda one: one.get("valid_from") or "", default=None)
    if last is None:
        raise Impossible(f"no pressure of {formation_id} is recorded, so that its depth is not known")
    day = max(day, last.get("valid_from") or day)
    kept = {key: value for key, value in last.items() if key in ("md_m", "fluid_density_kg_m3")}
    assumed = {"lowest_credible_pa": pressure_pa, "highest_credible_pa": pressure_pa, "valid_from": day}
    others = [one for one in known if one.get("valid_from") != day]
    uid = mint(f"assumed-pressure-{formation_id}")
    formation["pressures"] = [*others, {"id": uid} | kept | assumed | {"remarks": ASSUMED}]
    return document


def factored(document: Mapping, *, names: tuple[str, ...], factor: float, day: str, mint: Mint) -> Mapping:
    """Design factors by name at this value; the rest of the rules stays.

    >>> stricter = factored({"rules": [{"id": "r", "wall_factor": 0.875}]}, names=("casing_burst",), factor=1.2,
    ...     day="2026-11-25", mint=str)
    >>> [(one.get("design_factors"), one.get("valid_to")) for one in stricter["rules"]]
    [(None, '2026-11-25'), ({'casing_burst': 1.2}, None)]
    """
    if factor <= 0:
        raise Impossible("a design factor is greater than 0")
    if not set(names) <= set(FACTORS):
        raise Impossible(f"the design factors are {', '.join(FACTORS)}")
    changed = {"design_factors": dict.fromkeys(names, factor)}
    return _with_rules(document, "rules", "assumed-rules", changed, day, mint)


def evacuated(document: Mapping, *, day: str, mint: Mint) -> Mapping:
    """The bore empty: nothing in it opposes annulus A.

    >>> empty = evacuated({}, day="2026-11-25", mint=str)
    >>> empty["fluids_policy"][0]["inner"]
    'evacuated'
    """
    changed = {"inner": "evacuated", "reason": ASSUMED}
    return _with_rules(document, "fluids_policy", "assumed-policy", changed, day, mint)


def _with_rules(document: Mapping, key: str, words: str, changed: Mapping, day: str, mint: Mint) -> Mapping:
    """A dated object of the document succeeded by one that differs in these facts."""
    document = copied(document)
    current = _current(items(document, key))
    new = {name: value for name, value in current.items() if name not in ("id", "valid_from", "valid_to")}
    for name, value in changed.items():
        new[name] = {**(new.get(name) or {}), **value} if isinstance(value, dict) else value
    document[key] = _succeeded(items(document, key), {"id": mint(words)} | new, day)
    return document


def _succeeded(known: list[Mapping], new: Mapping, day: str) -> list[Mapping]:
    """A dated list of which one holds on a day: what holds now ends on `day`, what began on it is replaced.
    Where something begins later still, that is the day."""
    day = max([day, *(one["valid_from"] for one in known if _open(one) and one.get("valid_from"))])
    kept = []
    for one in known:
        if not _open(one):
            kept.append(one)
        elif one.get("valid_from") != day:
            kept.append(one | {"valid_to": day})
    return [*kept, new | {"valid_from": day}]


def _current(known: list[Mapping]) -> Mapping:
    return max(filter(_open, known), key=lambda one: one.get("valid_from") or "", default={})


def _open(item: Mapping) -> bool:
    return item.get("valid_to") is None


def _there(document: Mapping, key: str, uid: str) -> Mapping:
    """The item of a list that is still there."""
    found = next((one for one in items(document, key) if one.get("id") == uid and _open(one)), None)
    if found is None:
        raise Impossible(f"the well has no {uid} now")
    return found


def _appended(document: Mapping, key: str, item: Mapping) -> Mapping:
    document = copied(document)
    document[key] = [*items(document, key), item]
    return document


def _concerned(document: Mapping, part: Mapping) -> str:
    """The annulus whose limit a component bounds, else the thing it is on."""
    if part.get("annulus"):
        return str(part["annulus"])
    strings = {one.get("id"): one for one in items(document, "strings")}
    string = strings.get(part.get("string_id"))
    if string is not None and string.get("kind") == "tubing":
        return "A"
    return str(part.get("string_id") or part.get("mounted_on") or "A")


def _wall_factor(document: Mapping) -> float:
    """The share of a nominal wall that the limits count on, 1 where the rules do not say."""
    stated = _current(items(document, "rules")).get("wall_factor")
    return min(1.0, float(stated)) if stated else 1.0


def _walls(string: Mapping, factor: float) -> Iterator[tuple[float, float, float]]:
    """Lengths of a string with the wall that counts now: top and base MD, wall [m]."""
    above_m = string.get("top_md_m")
    sections = items(string, "sections")
    for index, section in enumerate(sections):
        top_m = section.get("top_md_m") if section.get("top_md_m") is not None else above_m
        base_m = above_m = _base_m(string, sections, index)
        nominal_m = _nominal_m(section)
        if top_m is None or base_m is None or base_m <= top_m:
            continue
        for piece in _cut(items(string, "wall_logs"), top_m, base_m):
            logged_m = _logged_m(items(string, "wall_logs"), *piece)
            wall_m = logged_m if logged_m is not None else nominal_m and nominal_m * factor
            if wall_m:
                yield (*piece, wall_m)


def _base_m(string: Mapping, sections: list[Mapping], index: int) -> float | None:
    stated: float | None = sections[index].get("base_md_m")
    if stated is not None:
        return stated
    return string.get("shoe_md_m") if index == len(sections) - 1 else sections[index + 1].get("top_md_m")


def _nominal_m(section: Mapping) -> float | None:
    wall_m: float | None = section.get("wall_m")
    if wall_m is None and None not in (section.get("od_m"), section.get("id_m")):
        return float(section["od_m"] - section["id_m"]) / 2
    return wall_m


def _cut(logs: list[Mapping], top_m: float, base_m: float) -> Iterator[tuple[float, float]]:
    """A length cut at the ends of all logged intervals in it."""
    ends = {one[end] for log in logs for one in items(log, "intervals") for end in ("top_md_m", "base_md_m")}
    return pairwise([top_m, *sorted(end for end in ends if top_m < end < base_m), base_m])


def _logged_m(logs: list[Mapping], top_m: float, base_m: float) -> float | None:
    """The least wall of the latest log that covers a length."""
    for log in sorted(logs, key=lambda one: one.get("logged_on") or "", reverse=True):
        found = [
            float(one["min_remaining_wall_m"])
            for one in items(log, "intervals")
            if one["top_md_m"] <= top_m and one["base_md_m"] >= base_m
        ]
        if found:
            return min(found)
    return None


def _floored(wall_m: float) -> float:
    return round(math.floor(round(wall_m / WALL_STEP_M, 3)) * WALL_STEP_M, 6)
