"""Two wells side by side: the second one's items under the ids of the first, where they play the same part.

Ids say nothing between wells. A string is matched by its kind and its place among strings of the kind (outside
in), an annulus by its letter, what is carried by what carries it. What has no counterpart keeps an id of its own,
so that it can only come out as added or removed; it is named, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from wells.engine.compare import item_names
from wells.engine.dating import copied, items

Mapping = dict[str, Any]

#: Mark of an id that has no counterpart in the other well.
ALONE = "other:"
#: Fields that name another item, wherever they stand.
REFERENCES = (
    "parent_id", "wellbore_id", "behind", "string_id", "mounted_on", "formation_id", "shoe_of", "outer_string_id",
    "through", "about",
)  # fmt: skip
#: Lists inside an item whose parts have ids of their own.
INNER = ("sections", "survey_runs", "wall_logs", "tests")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterparts:
    """`document`: the second well's, its ids rewritten; `pairs`: id in the second -> id in the first;
    `alone`: names of what only one of them has, of the first and of the second."""

    document: Mapping
    pairs: dict[str, str]
    alone: tuple[tuple[str, ...], tuple[str, ...]]


def counterparts(first: Mapping, second: Mapping) -> Counterparts:
    """Match the items of two undated documents (`snapshot`) by the part they play.

    >>> one = {"strings": [{"id": "a", "kind": "tubing"}]}
    >>> other = {"strings": [{"id": "b", "kind": "tubing"}, {"id": "c", "kind": "liner"}]}
    >>> [item["id"] for item in counterparts(one, other).document["strings"]]
    ['a', 'other:c']
    """
    pairs: dict[str, str] = {}
    for noun, role in ROLES.items():
        ours = _by_role(items(first, noun), role, {})
        theirs = _by_role(items(second, noun), role, pairs)
        for key, item in theirs.items():
            if key in ours:
                pairs[str(item["id"])] = str(ours[key]["id"])
                pairs |= _inside(ours[key], item)
    return Counterparts(
        document=_renamed(first, second, pairs),
        pairs=pairs,
        alone=(
            tuple(_names(first, set(pairs.values()))),
            tuple(_names(second, set(pairs))),
        ),
    )


def _by_role(
    found: list[Mapping], role: Callable[[Mapping, dict[str, str]], Hashable], pairs: dict[str, str]
) -> dict[Hashable, Mapping]:
    """Items by role and their number among those of the same role."""
    seen: dict[Hashable, int] = {}
    result: dict[Hashable, Mapping] = {}
    for item in sorted(found, key=_place):
        if item.get("id") is None:
            continue
        key = role(item, pairs)
        seen[key] = seen.get(key, 0) + 1
        result[key, seen[key]] = item
    return result


def _place(item: Mapping) -> tuple[float, float, float]:
    """Outside in, then from the top down: how people count strings and what hangs on them."""
    sections = items(item, "sections")
    outside = max((float(one.get("od_m") or 0.0) for one in sections), default=0.0)
    across = max(outside, float(item.get("diameter_m") or 0.0))
    top = next(
        (float(item[key]) for key in ("top_md_m", "md_m", "kick_off_md_m") if item.get(key) is not None), 0.0
    )
    base = next((float(item[key]) for key in ("base_md_m", "shoe_md_m") if item.get(key) is not None), 0.0)
    return (-across, top, base)


def _inside(ours: Mapping, theirs: Mapping) -> dict[str, str]:
    """Parts that have an id in their owner, by their place in it."""
    pairs: dict[str, str] = {}
    for key in INNER:
        for one, other in zip(items(ours, key), items(theirs, key), strict=False):
            if one.get("id") is not None and other.get("id") is not None:
                pairs[_own(theirs, key, other)] = str(one["id"])
    return pairs


def _own(owner: Mapping, key: str, part: Mapping) -> str:
    """A name for a part that is unique over the document: sections of two strings may share an id."""
    return f"{owner.get('id')}/{key}/{part['id']}"


def _renamed(first: Mapping, second: Mapping, pairs: dict[str, str]) -> Mapping:
    """The second document under the ids of the first, its lists in the order of the first."""
    result: Mapping = copied(second)
    known = {str(item.get("id")) for noun in ROLES for item in items(second, noun)}
    for noun in ROLES:
        for item in items(result, noun):
            _rename(item, pairs, known)
        order = {str(item.get("id")): index for index, item in enumerate(items(first, noun))}
        if isinstance(result.get(noun), list):
            result[noun].sort(key=lambda item: order.get(str(item.get("id")), len(order)))
    return result


def _rename(item: Mapping, pairs: dict[str, str], known: set[str]) -> None:
    """Ids and references of one item; a reference that names none of the items, a free text, stays."""
    for key in INNER:
        for part in items(item, key):
            if part.get("id") is not None:
                part["id"] = pairs.get(_own(item, key, part), part["id"])
    if item.get("id") is not None:
        item["id"] = _name(str(item["id"]), pairs)
    for field in REFERENCES:
        if str(item.get(field)) in known:
            item[field] = _name(str(item[field]), pairs)
    if isinstance(item.get("holds"), list):
        item["holds"] = [_name(str(uid), pairs) if str(uid) in known else uid for uid in item["holds"]]


def _name(uid: str, pairs: dict[str, str]) -> str:
    return pairs.get(uid, ALONE + uid)


def _names(document: Mapping, matched: set[str]) -> Iterator[str]:
    names = item_names(document)
    for noun in ROLES:
        for item in items(document, noun):
            uid = str(item.get("id"))
            if uid not in matched:
                yield f"what is not known of {names.get(uid, uid)}" if noun == "gaps" else names.get(uid, uid)


def _kind(item: Mapping, pairs: dict[str, str]) -> Hashable:
    return item.get("kind")


def _pointing(*fields: str) -> Callable[[Mapping, dict[str, str]], Hashable]:
    """A role by plain facts and by items that are matched already."""

    def role(item: Mapping, pairs: dict[str, str]) -> Hashable:
        return tuple(_followed(field, item.get(field), pairs) for field in fields)

    return role


def _followed(field: str, value: Any, pairs: dict[str, str]) -> Hashable:
    if value is None:
        return None
    return pairs.get(str(value), str(value)) if field in REFERENCES else str(value).casefold()


#: How the items of each noun are matched; owners before what points at them.
ROLES: dict[str, Callable[[Mapping, dict[str, str]], Hashable]] = {
    "wellbores": _pointing(),
    "formations": _pointing("name"),
    "holes": _pointing("wellbore_id"),
    "strings": _kind,
    "cement": _pointing("behind"),
    "wellhead_sections": _kind,
    "trees": _kind,
    "components": _pointing("kind", "position", "annulus", "string_id", "mounted_on"),
    "annuli": _pointing("letter"),
    "bore_contents": _pointing("state"),
    "formation_strength": _pointing("kind", "shoe_of"),
    "communications": _pointing("through"),
    "gaps": _pointing("about", "what"),
}
