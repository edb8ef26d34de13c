"""The words a new item's id is made of: the field's own name for it."""

from fractions import Fraction

from wells.drafts.places import Document

INCH_M = 0.0254


def id_words(list_name: str, item: Document) -> str:
    """
    >>> id_words("strings", {"kind": "production_casing", "sections": [{"od_m": 0.244475}]})
    'casing 9 5 8'
    >>> id_words("annuli", {"letter": "B"}), id_words("components", {"kind": "safety_valve", "name": "TRSV"})
    ('annulus b', 'safety valve')
    """
    maker = _MAKERS.get(list_name)
    return (maker(item) if maker else None) or _plain(list_name, item)


def _plain(list_name: str, item: Document) -> str:
    return item.get("name") or (item.get("kind") or list_name.rstrip("s")).replace("_", " ")


def _string(item: Document) -> str:
    kind = str(item.get("kind") or "string")
    word = "casing" if kind.endswith("_casing") else kind
    sections = item.get("sections") or [{}]
    return f"{word} {_inches(sections[0].get('od_m'))}".strip()


def _hole(item: Document) -> str:
    return f"hole {_inches(item.get('diameter_m'))}".strip()


def _inches(size_m: float | None) -> str:
    """9 5/8 as `9 5 8`."""
    if size_m is None:
        return ""
    whole, part = divmod(Fraction(round(size_m / INCH_M * 16), 16), 1)
    return f"{whole} {part.numerator} {part.denominator}" if part else str(whole)


def _kind(item: Document) -> str:
    return str(item.get("kind") or "item").replace("_", " ")


_MAKERS = {
    "strings": _string,
    "holes": _hole,
    "components": _kind,
    "wellhead_sections": _kind,
    "trees": lambda item: f"tree {item.get('kind') or ''}".replace("_", " "),
    "annuli": lambda item: f"annulus {item.get('letter') or ''}".lower(),
    "cement": lambda item: f"cement {str(item.get('behind') or '').removeprefix('casing-')}",
    "formation_strength": lambda item: (
        f"{item.get('kind') or 'strength'} {item.get('shoe_of') or ''}".strip()
    ),
    "bore_contents": lambda item: f"bore {item.get('state') or ''}".replace("_", " "),
    "communications": lambda item: f"leak {item.get('through') or ''}",
    "gaps": lambda item: f"gap {item.get('about') or ''}",
    "datum": lambda item: "datum",
    "fluids_policy": lambda item: "policy",
    "rules": lambda item: "rules",
}
