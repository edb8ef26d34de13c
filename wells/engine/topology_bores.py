"""Which wellbores of a well are open: one as a rule, more in a multilateral.

A bore out of which another was drilled is open too where something lies in it below that kick-off and no plug
stands between.
"""

from __future__ import annotations

from .model import Wellbore, WellModel

User = tuple[str, float | None]


def open_ends(model: WellModel) -> list[Wellbore]:
    """The wellbores that end open: used by liners, tubing or perforations, not abandoned, not only a way to another."""
    closed = {bore.id for bore in model.wellbores or () if bore.abandoned_on is not None}
    users = _users(model)
    bores = {bore_id for bore_id, _ in users} - closed
    lines = [bore for bore in model.wellbores or () if bore.id in bores]
    return [bore for bore in lines if _is_open_end(model, bore, lines, users)]


def _users(model: WellModel) -> list[User]:
    """What makes a wellbore one that is used: the wellbore, and the top of what lies in it, MD."""
    by_id = {string.id: string for string in model.strings or ()}
    users: list[User] = [
        (string.wellbore_id, string.top_md_m)
        for string in by_id.values()
        if string.kind in ("liner", "screen", "tubing") and string.wellbore_id is not None
    ]
    for part in model.components or ():
        string = by_id.get(part.string_id or "")
        if part.kind == "perforations" and string is not None and string.wellbore_id is not None:
            users.append((string.wellbore_id, part.top_md_m))
    return users


def _is_open_end(model: WellModel, bore: Wellbore, lines: list[Wellbore], users: list[User]) -> bool:
    """Whether a used wellbore ends open: no other was drilled out of it, or it is used below where one was."""
    offs_m = [_kick_off_md_m(model, other, bore) for other in lines if _descends(model, other.id, bore.id)]
    if not offs_m:
        return True
    deepest_m = max((off_m for off_m in offs_m if off_m is not None), default=None)
    if deepest_m is None:
        return False
    below = [
        top_m for bore_id, top_m in users if bore_id == bore.id and top_m is not None and top_m > deepest_m
    ]
    return any(not _is_plugged(model, bore.id, deepest_m, top_m) for top_m in below)


def _kick_off_md_m(model: WellModel, bore: Wellbore, ancestor: Wellbore) -> float | None:
    """Where the way to a wellbore leaves its ancestor, MD."""
    by_id = {item.id: item for item in model.wellbores or ()}
    while bore.parent_id is not None and bore.parent_id != ancestor.id:
        bore = by_id[bore.parent_id]
    return bore.kick_off_md_m


def _is_plugged(model: WellModel, bore_id: str, above_m: float, below_m: float) -> bool:
    """Whether a plug stands in a wellbore between two depths."""
    strings = {string.id for string in model.strings or () if string.wellbore_id == bore_id}
    for part in model.components or ():
        md_m = part.md_m if part.md_m is not None else part.top_md_m
        is_plug = part.kind in ("plug", "cement_plug") and part.string_id in strings
        if is_plug and md_m is not None and above_m <= md_m <= below_m:
            return True
    return False


def _descends(model: WellModel, bore_id: str, ancestor_id: str) -> bool:
    """Whether a wellbore was drilled out of another, directly or through a third."""
    parents = {bore.id: bore.parent_id for bore in model.wellbores or ()}
    seen: set[str] = set()
    parent = parents.get(bore_id)
    while parent is not None and parent not in seen:
        if parent == ancestor_id:
            return True
        seen.add(parent)
        parent = parents.get(parent)
    return False
