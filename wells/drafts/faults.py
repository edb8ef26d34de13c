"""What is wrong with a draft, by the place it belongs to, and what could be offered to mend it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wells.documents import Fault
from wells.drafts.places import address_of, found
from wells.engine.field_words import item_name
from wells.engine.rules.ratings import formula_of, misread, wall_factor_of

Document = dict[str, Any]


@dataclass(frozen=True)
class Fix:
    """A value that would mend a fault: which fact of which item, in SI; `words` say what it is."""

    address: str
    name: str
    value: float
    words: str

    @property
    def key(self) -> str:
        """What a page sends back to take it."""
        return f"{self.address}|{self.name}|{self.value!r}"


@dataclass(frozen=True)
class Placed:
    """A fault at its place. `address`: the item; `name`: the fact in it, empty for the item as a whole;
    `row`: the item of the document it lies in, `part` the list of that item."""

    address: str
    name: str
    detail: str
    severity: str
    part: str
    row: str
    fix: Fix | None = None

    @property
    def sentence(self) -> str:
        return sentence(self.detail)

    @property
    def is_error(self) -> bool:
        return self.severity == "error"


def placed(document: Document, faults: Iterable[Fault]) -> list[Placed]:
    """The faults of a document, each where a person would mend it; errors first."""
    names = _names(document)
    result = [_placed(document, fault, names) for fault in faults]
    return sorted(result, key=lambda one: not one.is_error)


def by_address(faults: Iterable[Placed]) -> dict[str, dict[str, list[str]]]:
    """Address -> fact -> messages, as forms take them."""
    result: dict[str, dict[str, list[str]]] = {}
    for one in faults:
        result.setdefault(one.address, {}).setdefault(one.name, []).append(sentence(one.detail))
    return result


def sentence(text: str) -> str:
    """A fault as a sentence; ids keep their small letters."""
    text = text.strip()
    first = text.split(" ", 1)[0]
    start = text if "-" in first or any(ch.isdigit() for ch in first) else text[:1].upper() + text[1:]
    return start if start.endswith((".", "?")) else f"{start}."


def _placed(document: Document, fault: Fault, names: dict[str, str]) -> Placed:
    address, path = address_of(document, fault.pointer)
    name = ".".join(str(step) for step in path)
    part = (address or name).split("/")[0].split(".")[0]
    is_header = part == "header" or part not in document or not isinstance(document.get(part), list)
    if not address and not is_header:
        name = ""
    row = "" if is_header else "/".join(address.split("/")[:2])
    return Placed(
        address=address,
        name=name,
        detail=_with_names(fault.detail, names),
        severity=fault.severity,
        part="header" if is_header else part,
        row=row,
        fix=_fix(document, address, name, fault.code),
    )


def _names(document: Document) -> dict[str, str]:
    """Id -> name, of what faults speak of."""
    return {
        item["id"]: item_name(noun, item, {})
        for noun in ("strings", "wellbores", "components", "formations")
        for item in document.get(noun) or ()
        if isinstance(item, dict) and item.get("id")
    }


def _with_names(detail: str, names: dict[str, str]) -> str:
    """The sentence with names instead of ids; `no string has the id 'x'` keeps what was sent."""
    return re.sub(r"(?<!['\w-])[a-z0-9][a-z0-9-]*(?![\w'-])", lambda id: names.get(id[0], id[0]), detail)


def _fix(document: Document, address: str, name: str, code: str) -> Fix | None:
    value, words = None, ""
    if code == "rule-13":
        value, words = _total_depth(document, found(document, address)), "The wellbore ends at"
    elif code == "rule-4" and "/sections/" in address:
        value, words = _neighbour(document, address, name)
    elif code == "rule-4" and address.startswith("holes/") and name == "top_md_m":
        value, words = _base_above(document, address), "The hole section above ends at"
    elif code == "rule-12":
        value, words = _in_its_unit(document, address, name)
    return Fix(address, name, value, words) if value is not None else None


def _total_depth(document: Document, item: Any) -> float | None:
    """The total depth of the wellbore the item lies in."""
    wellbores = document.get("wellbores") or []
    wanted = item.get("wellbore_id") if isinstance(item, dict) else None
    chosen = [one for one in wellbores if one.get("id") == wanted] or wellbores[:1]
    return chosen[0].get("total_depth_md_m") if chosen else None


def _in_its_unit(document: Document, address: str, name: str) -> tuple[float | None, str]:
    """A rating that misses the formula by the quotient of two units, in the unit that it seems to be in."""
    section, (owner, _, field) = found(document, address) or {}, name.partition(".")
    stated_pa = (section.get(owner) or {}).get(field)
    formula_pa = formula_of(section, wall_factor_of(document)).get(field)
    if stated_pa is None or formula_pa is None:
        return None, ""
    wrong = misread(stated_pa=stated_pa, formula_pa=formula_pa)
    if wrong is None:
        return None, ""
    return wrong.meant_pa(stated_pa), f"Typed in {wrong.seems} it is"


def _neighbour(document: Document, address: str, name: str) -> tuple[float | None, str]:
    """Where the section joins: the base of the one above, or the ends of its string."""
    string_address, uid = address.split("/sections/")
    string = found(document, string_address)
    sections = string.get("sections") or []
    index = next((n for n, one in enumerate(sections) if one.get("id") == uid), None)
    if name == "base_md_m":
        return string.get("shoe_md_m"), "The string ends at"
    if index:
        return sections[index - 1].get("base_md_m"), "The section above ends at"
    return string.get("top_md_m"), "The string begins at"


def _base_above(document: Document, address: str) -> float | None:
    """The base of the deepest hole section of the same wellbore that begins above this one."""
    hole = found(document, address) or {}
    above = [
        one
        for one in document.get("holes") or ()
        if one is not hole
        and one.get("wellbore_id") == hole.get("wellbore_id")
        and None not in (one.get("top_md_m"), one.get("base_md_m"), hole.get("top_md_m"))
        and one["top_md_m"] < hole["top_md_m"]
    ]
    return max((one["base_md_m"] for one in above), default=None)
